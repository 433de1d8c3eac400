"""What can be asked of a client, one thing at a time, and how each answer is kept."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.birthdays import NotABirthday, parse_birthday
from domain.dates import NotADate, PastDate, parse_when
from domain.errors import BadAmount, BadChoice, BadDate, BadNumber, InThePast, NoContactYet
from domain.money import AmountError, parse_amount
from domain.readers.client_card import ClientView
from domain.use_cases.clients import LONGEST_TERM, ClientField, edit_client
from domain.use_cases.contacts import (
    ContactField,
    add_address,
    add_contact,
    add_phone,
    archive_contact,
    edit_contact,
    remove_date,
    set_birthday,
)
from handlers.visit import Visit


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said, by whom and of which client; `chosen`: by a button, not in words."""

    visit: Visit
    view: ClientView
    text: str
    chosen: bool = False

    @property
    def client_id(self) -> int:
        return self.view.id

    @property
    def now(self) -> datetime:
        return self.visit.now

    @property
    def zone(self) -> ZoneInfo:
        return self.visit.who.zone


Keep = Callable[[Answer], Awaitable[object]]


async def _name(answer: Answer) -> object:
    return await answer.visit.run(edit_client, answer.client_id, ClientField.NAME, answer.text)


async def _phone(answer: Answer) -> object:
    contact = next((person.id for person in answer.view.people if person.id is not None and not person.phones), None)
    return await answer.visit.run(add_phone, answer.client_id, answer.text, contact)


async def _contact(answer: Answer) -> object:
    return await answer.visit.run(add_contact, answer.client_id, answer.text)


async def _decider(answer: Answer) -> object:
    """A contact already known, or the name of a new one."""
    if answer.chosen:
        return await answer.visit.run(edit_contact, _number(answer.text), ContactField.DECISION_MAKER, value=1)
    return await answer.visit.run(add_contact, answer.client_id, answer.text, decides=True)


async def _contact_left(answer: Answer) -> object:
    """Chosen among those known: several may be of the name that is typed."""
    if not answer.chosen:
        raise BadChoice
    return await answer.visit.run(archive_contact, _number(answer.text))


async def _address(answer: Answer) -> object:
    return await answer.visit.run(add_address, answer.client_id, answer.text)


async def _birthday(answer: Answer) -> object:
    contacts = [person for person in answer.view.people if person.id is not None]
    contacts.sort(key=lambda person: person.birthday is not None)
    if not contacts or contacts[0].id is None:
        raise NoContactYet
    try:
        born = parse_birthday(answer.text, answer.visit.today)
    except NotABirthday:
        raise BadDate from None
    return await answer.visit.run(set_birthday, contacts[0].id, born.day, born.year_known)


async def _date_dropped(answer: Answer) -> object:
    """Chosen among those on the card."""
    if not answer.chosen:
        raise BadChoice
    return await answer.visit.run(remove_date, _number(answer.text))


async def _potential(answer: Answer) -> object:
    try:
        amount = parse_amount(answer.text)
    except AmountError:
        raise BadAmount from None
    return await answer.visit.run(edit_client, answer.client_id, ClientField.POTENTIAL, amount)


async def _payment_term(answer: Answer) -> object:
    digits = "".join(sign for sign in answer.text if sign.isdecimal())
    if not digits or int(digits[:9]) > LONGEST_TERM:
        raise BadNumber(most=LONGEST_TERM)
    return await answer.visit.run(edit_client, answer.client_id, ClientField.PAYMENT_TERM, int(digits))


async def _contract_end(answer: Answer) -> object:
    try:
        day = parse_when(answer.text, answer.now, answer.zone).day
    except PastDate:
        raise InThePast from None
    except NotADate:
        raise BadDate from None
    return await answer.visit.run(edit_client, answer.client_id, ClientField.CONTRACT_END, day)


def _plain(field: ClientField) -> Keep:
    async def keep(answer: Answer) -> object:
        return await answer.visit.run(edit_client, answer.client_id, field, answer.text)

    return keep


def _number(text: str) -> int:
    if not text.isdecimal():
        raise BadChoice
    return int(text)


QUESTIONS: dict[str, Keep] = {
    "name": _name,
    "phone": _phone,
    "contact": _contact,
    "contact_left": _contact_left,
    "decider": _decider,
    "birthday": _birthday,
    "date_dropped": _date_dropped,
    "address": _address,
    "channel": _plain(ClientField.CHANNEL),
    "region": _plain(ClientField.REGION),
    "line_of_business": _plain(ClientField.LINE_OF_BUSINESS),
    "source": _plain(ClientField.SOURCE),
    "potential": _potential,
    "payment_term": _payment_term,
    "contract_number": _plain(ClientField.CONTRACT_NUMBER),
    "contract_ends_on": _contract_end,
    "notes": _plain(ClientField.NOTES),
}
"""Every question by its name, in the order in which the choice offers them."""
