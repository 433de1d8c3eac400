"""Clients: added once, filled in field by field, lost, closed. Rule: "The client base"."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import client_open_to
from domain.errors import BadAmount, BadChoice, BadName, BadPhone, TooLong
from domain.money import LARGEST
from domain.names import EmptyName, NameTooLong, clean_name, searched
from domain.phones import NotAPhone, looks_like_phone, parse_phone
from domain.purchases import falls_silent
from domain.search import reindex, similar_clients
from domain.tables import (
    Client,
    Contact,
    Keeper,
    Member,
    Phone,
)
from domain.use_case import Area, Right, Tx, use_case
from domain.zones import today_of

WORD_LENGTH = 200
NOTES_LENGTH = 3000
LONGEST_TERM = 365  # days


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """A client as he is first written down. `sure`: the likenesses were shown, and this is another one."""

    name: str
    phone: str | None = None
    contact_name: str | None = None
    source: str | None = None
    channel: str | None = None
    form_key: str | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class ClientAdded:
    """`client_id` None: nothing was written, `similar` may be the same client."""

    client_id: int | None
    similar: tuple[int, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class ClientChanged:
    client_id: int


class ClientField(StrEnum):
    """What is edited by its value alone."""

    NAME = "name"
    CHANNEL = "channel"
    LINE_OF_BUSINESS = "line_of_business"
    REGION = "region"
    SOURCE = "source"
    POTENTIAL = "potential"
    PAYMENT_TERM = "payment_term_days"
    CONTRACT_NUMBER = "contract_number"
    CONTRACT_END = "contract_ends_on"
    NOTES = "notes"


Value = str | int | date | None


@use_case(Right.KEEP_CLIENTS)
def add_client(tx: Tx, actor: Member, draft: ClientDraft) -> ClientAdded:
    """A new client of the actor's, unless one of that phone or nearly that name is known. Raises BadName, BadPhone."""
    known = _same_form(tx.session, draft.form_key)
    if known is not None:
        return ClientAdded(known.id, again=True)
    name, phone = cleaned(draft.name), parsed_phone(draft.phone) or phone_in(draft.name)
    similar = () if draft.sure else known_already(tx.session, name, phone[0] if phone else None)
    if similar:
        return ClientAdded(None, similar)
    client = Client(
        name=name,
        search_name=searched(name),
        channel=draft.channel,
        source=draft.source,
        author_id=actor.id,
        form_key=draft.form_key,
        purchase_days=0,
        **tx.fact_times(),
    )
    tx.session.add(client)
    tx.session.flush()
    tx.session.add(Keeper(client_id=client.id, member_id=actor.id, since=today_of(tx, actor)))
    contact = contact_of(tx.session, client.id, draft.contact_name) if draft.contact_name else None
    if phone is not None:
        keep_phone(tx.session, client.id, phone, contact.id if contact else None)
    written(tx, client.id)
    return ClientAdded(client.id)


@use_case(Right.KEEP_CLIENTS)
def edit_client(tx: Tx, actor: Member, client_id: int, field: str, value: Value) -> ClientChanged:
    """Set one field (`ClientField`); None empties it. Raises ClientNotYours, Gone, BadChoice, BadName, BadAmount."""
    client = client_open_to(tx.session, actor, client_id)
    if field not in set(ClientField):
        raise BadChoice
    if field == ClientField.NAME:
        client.name = cleaned(str(value or ""))
        client.search_name = searched(client.name)
    else:
        setattr(client, field, _fitting(ClientField(field), value))
    if field == ClientField.CHANNEL:
        client.silent_from = falls_silent(tx.session, client)
    written(tx, client.id)
    return ClientChanged(client.id)


def known_already(session: Session, name: str, e164: str | None) -> tuple[int, ...]:
    """Clients of the company that may be the same: by phone, else by nearly the same name; three at most."""
    if e164 is not None:
        by_phone = session.scalars(select(Phone.client_id).where(Phone.e164 == e164).distinct().limit(3)).all()
        if by_phone:
            return tuple(by_phone)
    return tuple(similar_clients(session, name))


def cleaned(name: str) -> str:
    """A name as it is kept. Raises BadName."""
    try:
        return clean_name(name)
    except (EmptyName, NameTooLong):
        raise BadName from None


def written(tx: Tx, client_id: int) -> None:
    tx.session.flush()
    reindex(tx.session, client_id)
    tx.touch(Area.CLIENTS)


def _same_form(session: Session, form_key: str | None) -> Client | None:
    return None if form_key is None else session.scalar(select(Client).where(Client.form_key == form_key))


def phone_in(words: str) -> tuple[str, str] | None:
    """The phone of a client known by his number alone; None for any other words."""
    try:
        return parsed_phone(words) if looks_like_phone(words) else None
    except BadPhone:
        return None


def is_phone(words: str) -> bool:
    """Whether they are a number and nothing else: no name of a client."""
    return phone_in(words) is not None and not any(sign.isalpha() for sign in words)


def parsed_phone(phone: str | None) -> tuple[str, str] | None:
    if phone is None:
        return None
    try:
        parsed = parse_phone(phone)
    except NotAPhone:
        raise BadPhone from None
    return parsed.e164, parsed.extension


def contact_of(session: Session, client_id: int, name: str) -> Contact:
    words = cleaned(name)
    same = select(Contact).where(Contact.client_id == client_id, Contact.search_name == searched(words))
    contact = session.scalar(same.where(Contact.archived_at.is_(None)).limit(1))
    if contact is None:
        contact = Contact(client_id=client_id, name=words, search_name=searched(words), is_decision_maker=False)
        session.add(contact)
        session.flush()
    return contact


def keep_phone(session: Session, client_id: int, parsed: tuple[str, str], contact_id: int | None) -> None:
    e164, extension = parsed
    known = session.scalar(select(Phone).where(Phone.client_id == client_id, Phone.e164 == e164))
    if known is None:
        session.add(Phone(client_id=client_id, contact_id=contact_id, e164=e164, extension=extension or None))
    elif contact_id is not None and known.contact_id is None:
        known.contact_id = contact_id


def _fitting(field: ClientField, value: Value) -> Value:
    """The value as its column takes it. Raises BadAmount, BadChoice, TooLong."""
    if value is None or value == "":
        return None
    if field is ClientField.POTENTIAL:
        return number_of(value, LARGEST)
    if field is ClientField.PAYMENT_TERM:
        return number_of(value, LONGEST_TERM)
    if field is ClientField.CONTRACT_END:
        return day_of(value)
    return words_of(value, NOTES_LENGTH if field is ClientField.NOTES else WORD_LENGTH)


def number_of(value: Value, largest: int) -> int:
    if not isinstance(value, int) or not 0 <= value <= largest:
        raise BadAmount
    return value


def day_of(value: Value) -> date:
    if not isinstance(value, date):
        raise BadChoice
    return value


def words_of(value: Value, longest: int) -> str:
    words = str(value).strip()
    if len(words) > longest:
        raise TooLong(length=len(words), limit=longest)
    return words
