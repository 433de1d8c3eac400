"""Clients with their contacts: new ones are made, known ones get what the file says of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select

from domain.handing import hand_over, tell_taker_soon
from domain.imports.cells import Cells
from domain.imports.changes import change_columns, note_created, noting
from domain.imports.files import Field
from domain.imports.kind import Kind, Loading
from domain.imports.notes import Note
from domain.imports.parsed import Parsed
from domain.imports.people import day_instant
from domain.imports.plan_rows import members_called
from domain.imports.purchase_rows import client_keys, is_another
from domain.imports.values import BadCell, any_day_of, day_of, kopecks_of, name_of, optional_name_of
from domain.names import normalised, searched
from domain.phones import NotAPhone, parse_phones
from domain.phones import Phone as ParsedPhone
from domain.search import reindex
from domain.tables import Address, Client, Contact, DealOwner, Keeper, Member, Phone, Task
from domain.use_case import Area, Tx
from domain.use_cases.clients import NOTES_LENGTH
from domain.use_cases.handing import work_of_client
from domain.zones import today_of

FIELDS = (
    Field("name", ("клиент", "название", "наименование", "контрагент", "организация", "компания"), required=True),
    Field("channel", ("канал продаж", "канал", "channel", "сегмент")),
    Field("region", ("регион", "город", "территория", "region")),
    Field("source", ("источник", "откуда", "source")),
    Field("potential", ("потенциал", "потенциал в год", "potential")),
    Field("line_of_business", ("сфера", "отрасль", "вид деятельности", "деятельность", "sector")),
    Field("keeper", ("ответственный", "менеджер", "ведет", "owner", "manager")),
    Field("phones", ("телефон", "телефоны", "тел", "мобильный", "phone")),
    Field("contact", ("контакт", "контактное лицо", "фио", "лпр", "contact")),
    Field("post", ("должность", "position")),
    Field("birthday", ("день рождения", "дата рождения", "др")),
    Field("contract_ends_on", ("конец договора", "договор до", "срок договора", "contract end")),
    Field("contract_number", ("номер договора", "договор", "contract")),
    Field("address", ("адрес", "address")),
    Field("notes", ("заметки", "примечание", "комментарий", "notes", "comment")),
    Field("since", ("клиент с", "дата создания", "создан", "created", "дата регистрации")),
    Field("external_id", ("id", "ид", "код", "код клиента", "guid", "внешний ключ")),
    Field("inn", ("инн", "tax id")),
)
WORDS = ("channel", "region", "source", "line_of_business", "contract_number")


@dataclass(frozen=True, slots=True)
class ClientRow:
    """`columns`: those of the client's own that the row says something of."""

    name: str
    search: str
    keys: tuple[str, ...]
    columns: dict[str, Any]
    phones: tuple[ParsedPhone, ...]
    keeper: str
    contact: str
    post: str
    birthday: date | None
    address: str
    since: date | None


def parse(cells: Cells, today: date) -> ClientRow:
    name, contact = cells.read("", name_of, "name"), cells.read("", optional_name_of, "contact")
    birthday = cells.read(None, any_day_of, "birthday")
    if (birthday or cells["post"]) and not cells["contact"]:
        cells.bad("no_contact", "contact")
    return ClientRow(
        name=name,
        search=searched(name),
        keys=client_keys(cells, "external_id", "inn"),
        columns=_columns(cells),
        phones=cells.read((), _phones, "phones"),
        keeper=cells.read("", optional_name_of, "keeper"),
        contact=contact,
        post=cells.read("", optional_name_of, "post"),
        birthday=birthday,
        address=cells.read("", optional_name_of, "address"),
        since=cells.read(None, day_of, "since", today),
    )


def _columns(cells: Cells) -> dict[str, Any]:
    given: dict[str, Any] = {name: cells.read("", optional_name_of, name) for name in WORDS}
    given["notes"] = cells["notes"][:NOTES_LENGTH]
    given["potential"] = cells.read(None, kopecks_of, "potential")
    given["contract_ends_on"] = cells.read(None, any_day_of, "contract_ends_on")
    return {name: value for name, value in given.items() if value not in ("", None)}


def _phones(cells: Mapping[str, str], column: str) -> tuple[ParsedPhone, ...]:
    text = cells.get(column, "")
    try:
        return parse_phones(text) if text else ()
    except NotAPhone as bad:
        raise BadCell("bad_phone", column, text) from bad


# Writing


def write(tx: Tx, loading: Loading, rows: Sequence[Parsed], counts: Counter[str]) -> list[Note]:
    notes: list[Note] = []
    members = members_called(tx.session)
    for row in rows:
        about: ClientRow = row.about
        keeper = members.get(normalised(about.keeper)) if about.keeper else None
        if about.keeper and keeper is None:
            notes.append(row.note("no_keeper", value=about.keeper))
        counts[_Writing(tx, loading.job_id, about).write(keeper)] += 1
    return notes


class _Writing:
    """One row into the base."""

    def __init__(self, tx: Tx, job_id: int, about: ClientRow) -> None:
        self._tx, self._session, self._job_id, self._about = tx, tx.session, job_id, about
        self._changed = False

    def write(self, keeper: Member | None) -> str:
        """What became of it: new, changed, known."""
        client = self._known()
        is_new = client is None
        client = client or self._new()
        wanted = dict(self._about.columns)
        if self._about.keys and (client.external_key or "").partition(":")[0] not in ("client", "inn"):
            wanted["external_key"] = self._about.keys[0]
        if not is_new:
            self._changed |= change_columns(self._session, self._job_id, client, wanted)
        contact_id = self._contact(client.id)
        for phone in self._about.phones:
            self._phone(client.id, contact_id, phone)
        self._address(client.id)
        if keeper is not None:
            self._keep(client.id, keeper, is_new)
        if is_new or self._changed:
            self._session.flush()
            reindex(self._session, client.id)
            self._tx.touch(Area.CLIENTS)
        return "new" if is_new else "changed" if self._changed else "known"

    def _known(self) -> Client | None:
        """By the key beside it; else of that name, unless the regions are two or no phone is the same.

        A row about a contact has the phone of the contact.
        """
        for key in self._about.keys:
            if known := self._session.scalar(select(Client).where(Client.external_key == key)):
                return known
        named = select(Client).where(Client.search_name == self._about.search).order_by(Client.id)
        return next((client for client in self._session.scalars(named) if self._may_be(client)), None)

    def _may_be(self, client: Client) -> bool:
        if is_another(client.external_key, self._about.keys):
            return False
        region = self._about.columns.get("region")
        if client.region and region and normalised(client.region) != normalised(region):
            return False
        theirs = set(self._session.scalars(select(Phone.e164).where(Phone.client_id == client.id)))
        ours = {phone.e164 for phone in self._about.phones}
        return not theirs or not ours or bool(theirs & ours) or bool(self._about.contact)

    def _new(self) -> Client:
        since = day_instant(self._session, self._about.since) if self._about.since else None
        client = Client(
            name=self._about.name,
            search_name=self._about.search,
            external_key=self._about.keys[0] if self._about.keys else None,
            purchase_days=0,
            **self._about.columns,
            **self._tx.fact_times(since),
        )
        self._add(client)
        return client

    def _contact(self, client_id: int) -> int | None:
        about = self._about
        if not about.contact:
            return None
        contact = self._session.scalar(
            select(Contact).where(
                Contact.client_id == client_id,
                Contact.search_name == searched(about.contact),
                Contact.archived_at.is_(None),
            )
        )
        said = {"post": about.post or None, "birthday": about.birthday}
        wanted = {name: value for name, value in said.items() if value is not None}
        if contact is None:
            contact = Contact(
                client_id=client_id,
                name=about.contact,
                search_name=searched(about.contact),
                is_decision_maker=False,
                birthday_year_known=True,
                **wanted,
            )
            self._add(contact)
        else:
            self._changed |= change_columns(self._session, self._job_id, contact, wanted)
        return contact.id

    def _phone(self, client_id: int, contact_id: int | None, phone: ParsedPhone) -> None:
        known = select(Phone.id).where(Phone.client_id == client_id, Phone.e164 == phone.e164)
        if self._session.scalar(known.limit(1)) is None:
            extension = phone.extension or None
            self._add(Phone(client_id=client_id, contact_id=contact_id, e164=phone.e164, extension=extension))

    def _address(self, client_id: int) -> None:
        words = self._about.address
        known = select(Address.id).where(Address.client_id == client_id, Address.text == words)
        if words and self._session.scalar(known.limit(1)) is None:
            self._add(Address(client_id=client_id, text=words))

    def _keep(self, client_id: int, member: Member, is_new: bool) -> None:
        """From today on, with what is open in the hands of the one before; of a new client, since he came."""
        today = today_of(self._tx, member)
        present = self._session.scalar(select(Keeper).where(Keeper.client_id == client_id, Keeper.until.is_(None)))
        if present is None:
            since = self._about.since if is_new and self._about.since else today
            self._add(Keeper(client_id=client_id, member_id=member.id, since=since))
        elif present.member_id != member.id:
            self._hand_over(client_id, present.member_id, member, today)

    def _hand_over(self, client_id: int, giver_id: int, taker: Member, today: date) -> None:
        work = work_of_client(self._session, client_id, giver_id)
        note = partial(noting, self._session, self._job_id)
        with (
            note(Keeper, Keeper.client_id == client_id),
            note(DealOwner, DealOwner.deal_id.in_(work.deals)),
            note(Task, Task.id.in_(work.tasks), but=("occurrence",)),
        ):
            passed = hand_over(self._tx, work, giver_id, taker, today)
        tell_taker_soon(self._tx, passed, giver_id, taker, f"{self._tx.cause.key}:{client_id}")
        self._tx.touch(Area.DEALS, Area.TASKS)
        self._changed = True

    def _add(self, row: Any) -> None:
        self._session.add(row)
        self._session.flush()
        note_created(self._session, self._job_id, type(row), [row.id])
        self._changed = True


KIND = Kind("clients", FIELDS, parse, write)
