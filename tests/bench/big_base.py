"""A made-up company as large as the largest: clients, purchases, deals and activities of two years, the same each time.

Rows go in by each database's own quickest way, with the secondary indexes made after them.
"""

import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

import psycopg
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from bot.database import writing_engine
from domain.defaults import REASONS, STAGES, ensure_defaults
from domain.settings import Company
from domain.tables import LostReasonScope
from tests.bench.stand_in import FIRST_PERSON

YEARS = 2
REPS, TEAMS, PRODUCTS, GROUPS = 50, 5, 200, 12
OWNER = 1
REGIONS = ("Москва", "Самара", "Казань", "Омск", "Пермь", "Уфа", "Томск", None)
SOURCES = ("выставка", "сайт", "Яндекс", "рекомендация", "обзвон", None)
LOST = tuple(reason.key for reason in REASONS if reason.scope is LostReasonScope.DEAL and not reason.asks_competitor)
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Size:
    clients: int
    purchases: int
    deals: int
    activities: int

    def times(self, share: float) -> "Size":
        """A company so much smaller or larger."""
        return Size(
            *(max(1, round(number * share)) for number in (self.clients, self.purchases, self.deals, self.activities))
        )


LARGE = Size(clients=100_000, purchases=1_000_000, deals=200_000, activities=2_000_000)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows for a table, made as they are taken."""

    table: str
    columns: tuple[str, ...]
    rows: Iterable[Row]


def fill(url: str, size: Size, today: date) -> None:
    """Put the company into a migrated, empty database; its history ends the day before `today`."""
    put(url, company_rows(size, today))


def put(url: str, tables: Iterable[Rows]) -> None:
    """Rows into a migrated, empty database, beside what every company begins with."""
    engine = writing_engine(url)
    with Session(engine) as session:
        ensure_defaults(session)
        session.commit()
    engine.dispose()
    into = _into_sqlite if url.startswith("sqlite") else _into_postgres
    into(url, tables)


def company_rows(size: Size, today: date) -> Iterator[Rows]:
    """Every table's rows in the order of their references."""
    dice = random.Random(2026)
    days = [today - timedelta(days=back) for back in range(YEARS * 365, 0, -1)]
    yield from _people(days[0])
    yield from _base(size, days, dice)
    yield from _deals(size, days, dice)
    yield from _purchases(size, days, dice)
    yield from _activities(size, days, dice)


def _people(first: date) -> Iterator[Rows]:
    reps = range(TEAMS + 2, TEAMS + 2 + REPS)
    managers = range(2, TEAMS + 2)
    roles = chain([(OWNER, "owner")], ((n, "manager") for n in managers), ((n, "rep") for n in reps))
    members = ((n, FIRST_PERSON + n - 1, f"Сотрудник {n}", role, f"{first} 09:00:00+00:00") for n, role in roles)
    yield Rows("member", ("id", "telegram_id", "name", "role", "joined_at"), members)
    yield Rows("team", ("id", "name"), ((n, f"Отдел {n}") for n in range(1, TEAMS + 1)))
    lead = ((n, n - 1, True, first) for n in managers)
    sell = ((n, 1 + n % TEAMS, False, first) for n in reps)
    yield Rows("team_membership", ("member_id", "team_id", "leads", "since"), chain(lead, sell))
    months = sorted(
        {date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(26)}
    )
    plans = ((n, month, "payments", 2_000_000_00, first) for n in reps for month in months)
    yield Rows("sales_plan", ("member_id", "month", "line", "value", "since"), plans)
    lines = ((n, line, "day", number, False, first) for n in reps for line, number in (("calls", 20), ("offers", 3)))
    yield Rows("activity_plan", ("member_id", "line", "per", "number", "is_focus", "since"), lines)
    products = ((n, f"Товар {n}", f"товар {n}", f"Группа {n % GROUPS}", 60_00) for n in range(1, PRODUCTS + 1))
    yield Rows("product", ("id", "name", "search_name", "group", "cost"), products)


def _base(size: Size, days: Sequence[date], dice: random.Random) -> Iterator[Rows]:
    channels = (*Company().channels, None)

    def clients() -> Iterator[Row]:
        for number in range(1, size.clients + 1):
            since = days[dice.randrange(len(days) // 2)]
            name = f"Клиент {number}"
            potential = dice.randrange(10**6, 10**9) if number % 3 else None
            words = dice.choice(channels), dice.choice(REGIONS), dice.choice(SOURCES)
            yield (number, name, name.lower(), *words, potential, 0, *_times(since))

    columns = ("id", "name", "search_name", "channel", "region", "source", "potential", "purchase_days", *TIMES)
    yield Rows("client", columns, clients())
    kept = ((number, _rep(number), days[0]) for number in range(1, size.clients + 1))
    yield Rows("keeper", ("client_id", "member_id", "since"), kept)


@dataclass(frozen=True, slots=True)
class Path:
    """A deal's way: the day of each stage reached, and how it stands now."""

    client: int
    amount: int
    stages: list[date]
    state: str
    reason: str | None
    last: date


def _path(size: Size, days: Sequence[date], dice: random.Random) -> Path:
    """Some stages far, a week or so for each, and then open, won or lost."""
    client, amount, at = (
        dice.randrange(1, size.clients + 1),
        dice.randrange(10**6, 5 * 10**7),
        dice.randrange(len(days)),
    )
    stages = [days[at]]
    for _ in range(min(len(STAGES) - 1, int(dice.expovariate(0.45)))):
        at += dice.randrange(2, 12)
        if at >= len(days):
            return Path(client, amount, stages, "open", None, stages[-1])
        stages.append(days[at])
    if len(stages) == len(STAGES):
        return Path(client, amount, stages, "won", None, days[at])
    if at + 10 < len(days) and dice.random() < 0.85:
        return Path(client, amount, stages, "lost", dice.choice(LOST), days[at + 10])
    return Path(client, amount, stages, "open", None, days[at])


def _deals(size: Size, days: Sequence[date], dice: random.Random) -> Iterator[Rows]:
    paths = [(number, _path(size, days, dice)) for number in range(1, size.deals + 1)]
    keys = [stage.key for stage in STAGES]
    deals = (
        (number, way.client, way.amount, 1 + number % PRODUCTS, way.stages[0], keys[len(way.stages) - 1], way.state,
         f"{way.stages[-1]} 12:00:00+00:00", None if way.state == "open" else way.last, way.reason,
         *_times(way.stages[0]))
        for number, way in paths
    )  # fmt: skip
    deal = ("id", "client_id", "amount", "product_id", "created_on", "stage", "state", "stage_since", "closed_on")
    yield Rows("deal", (*deal, "lost_reason", *TIMES), deals)
    owners = ((number, _rep(way.client), way.stages[0]) for number, way in paths)
    yield Rows("deal_owner", ("deal_id", "member_id", "since"), owners)
    change = ("deal_id", "from_stage", "from_state", "to_stage", "to_state", "lost_reason", "author_id")
    yield Rows("stage_change", (*change, *TIMES), chain.from_iterable(_moves(number, way) for number, way in paths))
    billed = [(number, way) for number, way in paths if len(way.stages) >= len(STAGES) - 1]
    invoice = ("id", "client_id", "deal_id", "amount", "issued_on", "due_on")
    invoices = (
        (
            number,
            way.client,
            number,
            way.amount,
            way.stages[4],
            way.stages[4] + timedelta(days=5),
            *_times(way.stages[4]),
        )
        for number, way in billed
    )
    yield Rows("invoice", (*invoice, *TIMES), invoices)
    payments = (
        (way.client, number, number, way.amount, way.last, *_times(way.last))
        for number, way in billed
        if way.state == "won"
    )
    yield Rows("payment", ("client_id", "invoice_id", "deal_id", "amount", "paid_on", *TIMES), payments)


def _moves(number: int, way: Path) -> Iterator[Row]:
    keys = [None, *(stage.key for stage in STAGES)]
    for place, day in enumerate(way.stages):
        was, state = ("open" if place else None), ("won" if place == len(STAGES) - 1 else "open")
        yield (number, keys[place], was, keys[place + 1], state, None, _rep(way.client), *_times(day))
    if way.state == "lost":
        stage = keys[len(way.stages)]
        yield (number, stage, "open", stage, "lost", way.reason, _rep(way.client), *_times(way.last))


def _purchases(size: Size, days: Sequence[date], dice: random.Random) -> Iterator[Rows]:
    """Most clients buy at a rhythm of their own; one order of fifty is a return, one of ten has no cost."""

    def purchases() -> Iterator[Row]:
        for number in range(1, size.purchases + 1):
            client = 1 + number % size.clients if number % 4 else dice.randrange(1, size.clients // 5 + 2)
            day, amount = days[dice.randrange(len(days))], dice.randrange(10**5, 10**7)
            returned = dice.random() < 0.02
            cost = None if dice.random() < 0.1 else int(amount * dice.uniform(0.5, 1.05)) // (-3 if returned else 1)
            yield (
                number,
                min(client, size.clients),
                day,
                -amount // 3 if returned else amount,
                cost,
                returned,
                *_times(day),
            )

    columns = ("id", "client_id", "day", "amount", "cost", "is_return", *TIMES)
    yield Rows("purchase", columns, purchases())
    lines = ((n, dice.randrange(1, PRODUCTS + 1), "1", 50_000_00, None) for n in range(1, size.purchases + 1))
    yield Rows("purchase_line", ("purchase_id", "product_id", "quantity", "amount", "cost"), lines)


def _activities(size: Size, days: Sequence[date], dice: random.Random) -> Iterator[Rows]:
    kinds = ("call", "call", "call", "call_in", "meeting_set", "meeting", "offer", "request")
    outcomes = ("agreed", "talked", "no_answer", "refused")

    def activities() -> Iterator[Row]:
        for _ in range(size.activities):
            client, day = dice.randrange(1, size.clients + 1), days[dice.randrange(len(days))]
            kind = dice.choice(kinds)
            outcome = dice.choice(outcomes) if kind.startswith("call") else "agreed" if kind == "meeting" else None
            yield (
                kind,
                outcome,
                dice.random() < 0.4,
                outcome != "no_answer",
                client,
                _rep(client),
                False,
                1,
                *_times(day),
            )

    columns = ("kind", "outcome", "is_cold", "is_effective", "client_id", "author_id", "from_queue", "version")
    yield Rows("activity", (*columns, *TIMES), activities())


TIMES = ("happened_at", "received_at", "stored_at")


def _times(day: date) -> tuple[str, str, str]:
    at = f"{day} 09:30:00+00:00"
    return at, at, at


def _rep(client: int) -> int:
    return TEAMS + 2 + client % REPS


# Into each database


SETTLE = """UPDATE client SET (first_purchase_on, last_purchase_on, purchase_days) = (
    SELECT min(day), max(day), count(DISTINCT day) FROM purchase p WHERE p.client_id = client.id AND NOT p.is_return)"""
SILENT = {
    "sqlite": "UPDATE client SET silent_from = date(last_purchase_on, '+46 days')",
    "postgresql": "UPDATE client SET silent_from = last_purchase_on + 46",
}


def _into_sqlite(url: str, tables: Iterable[Rows]) -> None:
    connection = sqlite3.connect(make_url(url).database or "")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%'"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    for one in tables:
        names, marks = ", ".join(f'"{name}"' for name in one.columns), ", ".join("?" * len(one.columns))
        insert = f'INSERT INTO "{one.table}" ({names}) VALUES ({marks})'
        connection.executemany(insert, (tuple(map(_sqlite_value, row)) for row in one.rows))
    for _, sql in indexes:
        connection.execute(sql)
    connection.execute(SETTLE)
    connection.execute(SILENT["sqlite"])
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def _sqlite_value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value[:19]}.000000" if isinstance(value, str) and value.endswith("+00:00") else value


def _into_postgres(url: str, tables: Iterable[Rows]) -> None:
    with psycopg.connect(url, autocommit=False) as connection:
        indexes = connection.execute(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = 'public'"
            " AND i.indexdef NOT LIKE 'CREATE UNIQUE%'"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f'DROP INDEX "{name}"')
        connection.execute("SET session_replication_role = replica")
        for one in tables:
            names = ", ".join(f'"{name}"' for name in one.columns)
            with connection.cursor().copy(f'COPY "{one.table}" ({names}) FROM STDIN') as copy:
                for row in one.rows:
                    copy.write_row(row)
        _set_counters(connection)
        for _, definition in indexes:
            connection.execute(definition)
        connection.execute(SETTLE)
        connection.execute(SILENT["postgresql"])
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")


def _set_counters(connection: "psycopg.Connection[Any]") -> None:
    """The next id of each table after those that were given."""
    serial = connection.execute(
        "SELECT table_name, pg_get_serial_sequence(quote_ident(table_name), 'id') FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'id'"
    ).fetchall()
    for table, counter in serial:
        if counter:
            connection.execute(f"SELECT setval('{counter}', (SELECT coalesce(max(id), 0) + 1 FROM \"{table}\"), false)")
