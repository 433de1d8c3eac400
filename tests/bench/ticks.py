"""A tick of a company of 500 with 100 000 clients, at its busiest minutes; the same with ten times the history."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from time import perf_counter, process_time
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.database import reading_engine, writing_engine
from scheduler import ticks
from tests.bench.big_base import TIMES, Row, Rows, put
from tests.bench.stand_in import FIRST_PERSON

MEMBERS, TEAMS, OWNERS, CLIENTS = 500, 40, 5, 100_000
FIRST_REP = OWNERS + TEAMS + 1
ZONES = (None, "Asia/Yekaterinburg", "Asia/Novosibirsk", "Europe/Kaliningrad")
TASKS_A_DAY, TOLD_A_DAY, AHEAD_DAYS = 2, 3, 10
SHORT = 90
"""Days of history; the long one is ten times that."""
MOSCOW = ZoneInfo("Europe/Moscow")
TODAY = date(2027, 2, 1)
"""A Monday that begins a month: all that comes at the start of a day, a week and a month comes at once."""
MINUTES = {
    "idle": datetime(2027, 2, 1, 3, 7, tzinfo=MOSCOW),
    "Monday 09:00": datetime(2027, 2, 1, 9, 0, tzinfo=MOSCOW),
    "month's close": datetime(2027, 2, 3, 18, 0, tzinfo=MOSCOW),
}
AGAIN = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tick:
    """Seconds of own CPU and of the clock on the wall. `first` writes `pushes` into the outbox, `again` finds them."""

    minute: str
    pushes: int
    first_cpu_s: float
    first_s: float
    again_cpu_s: float
    again_s: float
    next_due_cpu_s: float


def fill(url: str, history_days: int) -> None:
    """A company with so long a history: all that ticks could read."""
    put(url, _company(TODAY - timedelta(days=history_days), history_days))


def measure(url: str) -> Iterator[Tick]:
    """Each minute in turn, on one connection to read and one to write, as the program has them."""
    reader, writer = reading_engine(url), writing_engine(url)
    _read(reader, lambda session: ticks.missing(session, MINUTES["idle"].astimezone(UTC) - timedelta(minutes=5)))
    for name, minute in MINUTES.items():
        yield _tick(name, minute.astimezone(UTC), reader, writer)
    reader.dispose()
    writer.dispose()


def _tick(name: str, now: datetime, reader: Engine, writer: Engine) -> Tick:
    cpu, wall = process_time(), perf_counter()
    pushes = _read(reader, lambda session: ticks.missing(session, now))
    with Session(writer) as session:
        ticks.put(session, pushes, now)
        session.commit()
    first = process_time() - cpu, perf_counter() - wall
    cpu, wall = process_time(), perf_counter()
    for _ in range(AGAIN):
        assert not _read(reader, lambda session: ticks.missing(session, now))
    again = (process_time() - cpu) / AGAIN, (perf_counter() - wall) / AGAIN
    cpu = process_time()
    _read(reader, lambda session: ticks.next_due(session, now))
    return Tick(name, len(pushes), *first, *again, process_time() - cpu)


def _read(engine: Engine, reader: Callable[[Session], T]) -> T:
    with Session(engine) as session:
        return reader(session)


def _company(first: date, history_days: int) -> Iterator[Rows]:
    yield from _people(first)
    yield from _clients(first)
    days = [first + timedelta(days=number) for number in range(history_days)]
    yield from _tasks(days)
    yield from _notifications(days)


def _people(first: date) -> Iterator[Rows]:
    roles = chain(
        ((n, "owner") for n in range(1, OWNERS + 1)),
        ((n, "manager") for n in range(OWNERS + 1, FIRST_REP)),
        ((n, "rep") for n in range(FIRST_REP, MEMBERS + 1)),
    )
    columns = ("id", "telegram_id", "name", "role", "zone", "joined_at")
    members = ((n, FIRST_PERSON + n, f"Сотрудник {n}", role, ZONES[n % 4], _instant(first)) for n, role in roles)
    yield Rows("member", columns, members)
    yield Rows("team", ("id", "name"), ((n, f"Отдел {n}") for n in range(1, TEAMS + 1)))
    lead = ((OWNERS + n, n, True, first) for n in range(1, TEAMS + 1))
    sell = ((n, 1 + n % TEAMS, False, first) for n in range(FIRST_REP, MEMBERS + 1))
    yield Rows("team_membership", ("member_id", "team_id", "leads", "since"), chain(lead, sell))
    yield Rows("activity_plan", ("member_id", "line", "per", "number", "is_focus", "since", "until"), _plans(first))
    yield Rows("absence", ("member_id", "kind", "first_day", "last_day"), _absences(first))


def _plans(first: date) -> Iterator[Row]:
    """A new number every quarter, calls in focus."""
    for begins in range(0, (TODAY - first).days, SHORT):
        since = first + timedelta(days=begins)
        until = since + timedelta(days=SHORT)
        for member in range(FIRST_REP, MEMBERS + 1):
            for line, number in (("calls", 20), ("offers", 3)):
                yield member, line, "day", number, line == "calls", since, until if until < TODAY else None


def _absences(first: date) -> Iterator[Row]:
    """A week in every quarter; each tenth is away now."""
    for begins in range(0, (TODAY - first).days, SHORT):
        for member in range(FIRST_REP, MEMBERS + 1):
            since = first + timedelta(days=begins + member % 60)
            yield member, "vacation", since, since + timedelta(days=6)
    for member in range(FIRST_REP, MEMBERS + 1, 10):
        yield member, "sick", TODAY - timedelta(days=2), TODAY + timedelta(days=3)


def _clients(first: date) -> Iterator[Rows]:
    times = (_instant(first),) * 3
    clients = ((n, f"Клиент {n}", f"клиент {n}", 0, *times) for n in range(1, CLIENTS + 1))
    yield Rows("client", ("id", "name", "search_name", "purchase_days", *TIMES), clients)
    kept = ((n, _rep(n), first) for n in range(1, CLIENTS + 1))
    yield Rows("keeper", ("client_id", "member_id", "since"), kept)


def _tasks(days: list[date]) -> Iterator[Rows]:
    """Done each day, of which some are left open, and those of the days ahead; each tenth is a meeting."""
    ahead = [TODAY + timedelta(days=number) for number in range(AHEAD_DAYS)]

    def tasks() -> Iterator[Row]:
        number = 0
        for day in (*days, *ahead):
            for member in range(FIRST_REP, MEMBERS + 1):
                for _ in range(TASKS_A_DAY):
                    number += 1
                    state = "open" if day >= TODAY or number % 50 == 0 else "done"
                    at = _instant(day, time(6 + number % 10, 15 * (number % 4)))
                    meeting = number % 10 == 0
                    ends = _instant(day, time(7 + number % 10, 15 * (number % 4))) if meeting else None
                    action = "meeting" if meeting else "call"
                    yield number, member, 1 + number % CLIENTS, action, day, at, ends, 0, state, 1, at, at, at

    columns = ("id", "assignee_id", "client_id", "action", "due_on", "due_at", "ends_at", "attempt", "state")
    yield Rows("task", (*columns, "occurrence", *TIMES), tasks())


def _notifications(days: list[date]) -> Iterator[Rows]:
    def sent() -> Iterator[Row]:
        for day in days:
            at = _instant(day)
            for member in range(1, MEMBERS + 1):
                for number in range(TOLD_A_DAY):
                    yield f"told:{member}:{day}:{number}", "task", member, "{}", 1, at, False, "sent", 0, at, at

    columns = ("key", "kind", "recipient_id", "about", "priority", "due_at", "silent", "state", "attempts", "sent_at")
    yield Rows("notification", (*columns, "created_at"), sent())


def _instant(day: date, at: time = time(6)) -> str:
    return f"{day} {at}+00:00"


def _rep(client: int) -> int:
    return FIRST_REP + client % (MEMBERS + 1 - FIRST_REP)
