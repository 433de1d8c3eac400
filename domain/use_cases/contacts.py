"""Who is met at a client, how he is reached, where and when. Rule: "The client base"."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import client_open_to
from domain.errors import BadChoice, BadPhone, Gone
from domain.names import searched
from domain.tables import (
    Address,
    ClientDate,
    Contact,
    Member,
    Sex,
)
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.clients import (
    NOTES_LENGTH,
    WORD_LENGTH,
    ClientChanged,
    Value,
    cleaned,
    contact_of,
    keep_phone,
    parsed_phone,
    words_of,
    written,
)


@dataclass(frozen=True, slots=True)
class ContactChanged:
    client_id: int
    contact_id: int


class ContactField(StrEnum):
    NAME = "name"
    POST = "post"
    SEX = "sex"
    DECISION_MAKER = "is_decision_maker"
    EMAIL = "email"
    USERNAME = "telegram_username"
    INTERESTS = "interests"


@use_case(Right.KEEP_CLIENTS)
def add_contact(
    tx: Tx, actor: Member, client_id: int, name: str, phone: str | None = None, decides: bool = False
) -> ContactChanged:
    """A contact person; one of the same name is not doubled. Raises ClientNotYours, Gone, BadName, BadPhone."""
    client = client_open_to(tx.session, actor, client_id)
    parsed = parsed_phone(phone)
    contact = contact_of(tx.session, client.id, name)
    contact.is_decision_maker = contact.is_decision_maker or decides
    if parsed is not None:
        keep_phone(tx.session, client.id, parsed, contact.id)
    written(tx, client.id)
    return ContactChanged(client.id, contact.id)


@use_case(Right.KEEP_CLIENTS)
def edit_contact(tx: Tx, actor: Member, contact_id: int, field: str, value: Value) -> ContactChanged:
    """Set one field (`ContactField`) of a contact person; None empties it.

    Raises ClientNotYours, Gone, BadChoice, BadName, TooLong.
    """
    contact = _contact_open_to(tx.session, actor, contact_id)
    if field not in set(ContactField):
        raise BadChoice
    if field == ContactField.NAME:
        contact.name = cleaned(str(value or ""))
        contact.search_name = searched(contact.name)
    else:
        setattr(contact, field, _fitting_contact(ContactField(field), value))
    written(tx, contact.client_id)
    return ContactChanged(contact.client_id, contact.id)


@use_case(Right.KEEP_CLIENTS)
def choose_decider(tx: Tx, actor: Member, client_id: int, contact_id: int) -> ContactChanged:
    """Of the client's contact persons this one decides, and no other. Raises ClientNotYours, Gone."""
    client_open_to(tx.session, actor, client_id)
    people = tx.session.scalars(
        select(Contact).where(Contact.client_id == client_id, Contact.archived_at.is_(None))
    ).all()
    if contact_id not in {person.id for person in people}:
        raise Gone
    for person in people:
        person.is_decision_maker = person.id == contact_id
    written(tx, client_id)
    return ContactChanged(client_id, contact_id)


@use_case(Right.KEEP_CLIENTS)
def archive_contact(tx: Tx, actor: Member, contact_id: int) -> ContactChanged:
    """The person works there no more: in no list or search, kept in history. Raises ClientNotYours, Gone."""
    contact = _contact_open_to(tx.session, actor, contact_id)
    contact.archived_at = tx.now
    written(tx, contact.client_id)
    return ContactChanged(contact.client_id, contact.id)


@use_case(Right.KEEP_CLIENTS)
def set_birthday(tx: Tx, actor: Member, contact_id: int, day: date, year_known: bool) -> ContactChanged:
    """When a contact person was born; the year of `day` says nothing unless it is known.

    Raises ClientNotYours, Gone.
    """
    contact = _contact_open_to(tx.session, actor, contact_id)
    contact.birthday, contact.birthday_year_known = day, year_known
    tx.touch(Area.CLIENTS)
    return ContactChanged(contact.client_id, contact.id)


@use_case(Right.KEEP_CLIENTS)
def add_phone(tx: Tx, actor: Member, client_id: int, phone: str, contact_id: int | None = None) -> ClientChanged:
    """One more number, once each. Raises ClientNotYours, Gone, BadPhone."""
    client = client_open_to(tx.session, actor, client_id)
    parsed = parsed_phone(phone)
    if parsed is None:
        raise BadPhone
    if contact_id is not None and _contact_open_to(tx.session, actor, contact_id).client_id != client.id:
        raise Gone
    keep_phone(tx.session, client.id, parsed, contact_id)
    written(tx, client.id)
    return ClientChanged(client.id)


@use_case(Right.KEEP_CLIENTS)
def add_address(
    tx: Tx, actor: Member, client_id: int, text: str, latitude: float | None = None, longitude: float | None = None
) -> ClientChanged:
    """Where the client is, once each. Raises ClientNotYours, Gone, BadName."""
    client = client_open_to(tx.session, actor, client_id)
    words = cleaned(text)
    same = select(Address).where(Address.client_id == client.id, Address.text == words)
    address = tx.session.scalar(same)
    if address is None:
        address = Address(client_id=client.id, text=words)
        tx.session.add(address)
    if latitude is not None and longitude is not None:
        address.latitude, address.longitude = latitude, longitude
    tx.touch(Area.CLIENTS)
    return ClientChanged(client.id)


@use_case(Right.KEEP_CLIENTS)
def add_date(
    tx: Tx, actor: Member, client_id: int, text: str, day: date, yearly: bool = False, contact_id: int | None = None
) -> ClientChanged:
    """A day worth remembering, once each. Raises ClientNotYours, Gone, BadName."""
    client = client_open_to(tx.session, actor, client_id)
    words = cleaned(text)
    if contact_id is not None and _contact_open_to(tx.session, actor, contact_id).client_id != client.id:
        raise Gone
    same = select(ClientDate.id).where(
        ClientDate.client_id == client.id, ClientDate.text == words, ClientDate.day == day
    )
    if tx.session.scalar(same) is None:
        tx.session.add(ClientDate(client_id=client.id, contact_id=contact_id, text=words, day=day, yearly=yearly))
    tx.touch(Area.CLIENTS)
    return ClientChanged(client.id)


@use_case(Right.KEEP_CLIENTS)
def remove_date(tx: Tx, actor: Member, date_id: int) -> ClientChanged:
    """A day entered by mistake, or not to be remembered any more. Raises ClientNotYours, Gone."""
    kept = tx.session.get(ClientDate, date_id)
    if kept is None:
        raise Gone
    client = client_open_to(tx.session, actor, kept.client_id)
    tx.session.delete(kept)
    tx.touch(Area.CLIENTS)
    return ClientChanged(client.id)


def _contact_open_to(session: Session, actor: Member, contact_id: int) -> Contact:
    contact = session.get(Contact, contact_id)
    if contact is None or contact.archived_at is not None:
        raise Gone
    client_open_to(session, actor, contact.client_id)
    return contact


def _fitting_contact(field: ContactField, value: Value) -> Value:
    if field is ContactField.DECISION_MAKER:
        return bool(value)
    if value is None or value == "":
        return None
    if field is ContactField.SEX:
        return _sex(value)
    return words_of(value, NOTES_LENGTH if field is ContactField.INTERESTS else WORD_LENGTH)


def _sex(value: Value) -> Sex:
    if value not in set(Sex):
        raise BadChoice
    return Sex(str(value))
