"""The four files of a deals import, their columns, and what a row of each says. Columns: docs/import.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from domain.imports.files import Field, Row, Spooled, read_rows
from domain.imports.notes import Note
from domain.imports.parsed import Noting, Parsed
from domain.imports.values import LONGEST_KEY, BadCell, day_of, kopecks_of, name_of, optional_name_of

TEAMS, ACCOUNTS, PRODUCTS, PIPELINE = "teams", "accounts", "products", "deals"
ORDER = (TEAMS, ACCOUNTS, PRODUCTS, PIPELINE)

COLUMNS: Mapping[str, tuple[Field, ...]] = {
    PIPELINE: (
        Field("opportunity_id", ("id", "номер сделки", "сделка"), required=True),
        Field("sales_agent", ("owner", "менеджер", "ответственный"), required=True),
        Field("deal_stage", ("stage", "этап", "стадия"), required=True),
        Field("engage_date", ("created", "дата создания"), required=True),
        Field("close_date", ("closed", "дата закрытия"), required=True),
        Field("close_value", ("amount", "сумма"), required=True),
        Field("account", ("client", "клиент", "контрагент")),
        Field("product", ("товар", "продукт")),
    ),
    TEAMS: (
        Field("sales_agent", ("менеджер", "сотрудник"), required=True),
        Field("manager", ("руководитель", "роп"), required=True),
        Field("regional_office", ("region", "регион", "офис")),
    ),
    ACCOUNTS: (
        Field("account", ("client", "клиент", "контрагент", "название"), required=True),
        Field("sector", ("line of business", "отрасль")),
        Field("office_location", ("region", "регион")),
    ),
    PRODUCTS: (
        Field("product", ("товар", "продукт"), required=True),
        Field("series", ("group", "группа")),
        Field("sales_price", ("price", "цена")),
    ),
}
SPELLINGS = {"technolgy": "technology", "philipines": "Philippines"}
"""Words known to be misspelt in such files, and how they are spelt."""

WON, LOST, ENGAGING, PROSPECTING = "won", "lost", "engaging", "prospecting"
STAGE_WORDS = {
    WON: WON,
    "выиграна": WON,
    "оплачено": WON,
    LOST: LOST,
    "проиграна": LOST,
    "отказ": LOST,
    ENGAGING: ENGAGING,
    "в работе": ENGAGING,
    PROSPECTING: PROSPECTING,
    "контакт": PROSPECTING,
}
CLOSED = (WON, LOST)


@dataclass(frozen=True, slots=True)
class Agent:
    name: str
    manager: str
    region: str


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    sector: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Product:
    name: str
    group: str | None
    price: int | None


@dataclass(frozen=True, slots=True)
class DealRow:
    """One deal; `amount` in kopecks."""

    key: str
    agent: str
    stage: str
    created_on: date | None
    closed_on: date | None
    amount: int | None
    account: str
    product: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a first look through the files found."""

    total: int
    since: date
    """The earliest day of any deal: nobody can have been here later."""


def scan(files: Mapping[str, Spooled], today: date) -> Scanned:
    """Read everything once, before anything is written. Raises NoSuchFile, NotATable, MissingColumns."""
    total, since = 0, today
    for kind in ORDER:
        if kind in files:
            for row in read_rows(files[kind], COLUMNS[kind]):
                total += 1
                since = min(since, _early(row, today))
    return Scanned(total, since)


def _early(row: Row, today: date) -> date:
    if not row.cells.get("engage_date"):
        return today
    try:
        return day_of(row.cells, "engage_date", today) or today
    except BadCell:
        return today


def parsed_rows(files: Mapping[str, Spooled], today: date) -> Iterator[Parsed]:
    """Every row of every file, people and clients before deals."""
    given = (kind for kind in ORDER if kind in files)
    return chain.from_iterable(
        (parse(kind, files[kind].name, row, today) for row in read_rows(files[kind], COLUMNS[kind])) for kind in given
    )


def parse(kind: str, file: str, row: Row, today: date) -> Parsed:
    """One row of one file."""
    notes: list[Note] = []
    cells = _spelt(file, row, notes)
    try:
        if row.broken:
            raise BadCell(row.broken, "", "")
        about = _PARSERS[kind](cells, today, Noting(file, row, notes))
    except BadCell as bad:
        return Parsed(file, row.line, None, row.cells, [Note(file, row.line, True, bad.reason, bad.values, row.cells)])
    return Parsed(file, row.line, about, row.cells, notes)


def _spelt(file: str, row: Row, notes: list[Note]) -> dict[str, str]:
    """The cells with known misspellings mended, each noted."""
    cells = dict(row.cells)
    for column, value in row.cells.items():
        right = SPELLINGS.get(value.lower())
        if right is not None:
            cells[column] = right
            values = {"column": column, "value": value, "became": right}
            notes.append(Note(file, row.line, False, "spelling", values, row.cells))
    return cells


def _agent(cells: Mapping[str, str], _today: date, _note: Noting) -> Agent:
    return Agent(name_of(cells, "sales_agent"), name_of(cells, "manager"), cells.get("regional_office", "")[:80])


def _account(cells: Mapping[str, str], _today: date, _note: Noting) -> Account:
    return Account(name_of(cells, "account"), cells.get("sector", "")[:255] or None, _region(cells))


def _region(cells: Mapping[str, str]) -> str | None:
    return cells.get("office_location", "")[:255] or None


def _product(cells: Mapping[str, str], _today: date, _note: Noting) -> Product:
    group = cells.get("series", "")[:255] or None
    return Product(name_of(cells, "product"), group, kopecks_of(cells, "sales_price"))


def _deal(cells: Mapping[str, str], today: date, note: Noting) -> DealRow:
    key = cells["opportunity_id"]
    if not key or len(key) > LONGEST_KEY:
        raise BadCell("no_key", "opportunity_id", key)
    stage = STAGE_WORDS.get(cells["deal_stage"].lower())
    if stage is None:
        raise BadCell("unknown_stage", "deal_stage", cells["deal_stage"])
    created, closed = day_of(cells, "engage_date", today), day_of(cells, "close_date", today)
    if stage in CLOSED and closed is None:
        raise BadCell("no_close_date", "close_date", "")
    if created and closed and closed < created:
        raise BadCell("closed_early", "close_date", cells["close_date"])
    if stage == WON and not cells.get("account"):
        note("won_without_client")
    return DealRow(
        key=key,
        agent=name_of(cells, "sales_agent"),
        stage=stage,
        created_on=created,
        closed_on=_closed_on(stage, closed, note),
        amount=_amount(stage, cells, note),
        account=optional_name_of(cells, "account"),
        product=optional_name_of(cells, "product"),
    )


def _closed_on(stage: str, closed: date | None, note: Noting) -> date | None:
    """An open deal has no day of closing."""
    if stage in CLOSED or closed is None:
        return closed
    note("open_with_close_date", value=closed.isoformat())
    return None


def _amount(stage: str, cells: Mapping[str, str], note: Noting) -> int | None:
    """Nothing was paid for a lost deal: its 0 says that the amount is not known, not that it was worth nothing."""
    amount = kopecks_of(cells, "close_value")
    if amount:
        return amount
    if stage == LOST and amount == 0:
        note("zero_of_lost")
    elif stage == WON:
        note("won_without_amount")
    return None


_PARSERS: dict[str, Any] = {TEAMS: _agent, ACCOUNTS: _account, PRODUCTS: _product, PIPELINE: _deal}
