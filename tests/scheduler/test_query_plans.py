"""What a tick asks is found by indexes: whatever the history, it costs the same."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, insert
from sqlalchemy.orm import Session

from bot.database import engine_url
from domain.tables import (
    Absence,
    AbsenceKind,
    ActivityPlan,
    Base,
    Client,
    Member,
    Notification,
    NotificationState,
    PlanLine,
    PlanPer,
    Purchase,
    Role,
    Task,
    TaskAction,
    TaskState,
    Team,
    TeamMembership,
)
from scheduler import ticks

GROWS = ("task", "notification", "activity", "client", "purchase", "absence")
ROWS = 12_000
MONDAY = datetime(2027, 2, 1, 6, 0, tzinfo=UTC)
CLOSED = datetime(2027, 2, 3, 15, 0, tzinfo=UTC)
MINUTES = (MONDAY, MONDAY + timedelta(minutes=40), CLOSED, CLOSED + timedelta(hours=1))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = create_engine(engine_url(database_url))
    with Session(opened) as session:
        _company(session)
        session.commit()
    with opened.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    yield opened
    opened.dispose()


def _company(session: Session) -> None:
    """Three people with years behind them, and a few tasks of these days."""
    roles = (Role.OWNER, Role.MANAGER, Role.REP)
    long_ago = MONDAY - timedelta(days=2000)
    for number, role in enumerate(roles, 1):
        session.add(Member(id=number, telegram_id=number, name=f"{number}", role=role, joined_at=long_ago))
    session.add(Team(id=1, name="Отдел"))
    session.flush()
    for number in (2, 3):
        session.add(TeamMembership(team_id=1, member_id=number, leads=number == 2, since=date(2022, 1, 1)))
    plan = {"line": PlanLine.CALLS, "per": PlanPer.DAY, "number": 9, "is_focus": True, "since": date(2026, 11, 2)}
    session.add(ActivityPlan(member_id=3, **plan))
    session.execute(insert(Task), [_task(number) for number in range(ROWS)])
    session.execute(insert(Notification), [_sent(number) for number in range(ROWS)])
    session.execute(insert(Absence), [_away(number) for number in range(ROWS)])
    session.add(Client(id=1, name="Завод", search_name="завод", **_times(long_ago)))
    session.flush()
    session.execute(insert(Purchase), [_bought(number) for number in range(ROWS)])


def _task(number: int) -> dict[str, Any]:
    """Every hour one, the last some of them ahead and open."""
    at = MONDAY + timedelta(hours=20 - number)
    return {
        "assignee_id": 3,
        "action": TaskAction.MEETING if number % 3 == 0 else TaskAction.CALL,
        "state": TaskState.OPEN if number < 60 else TaskState.DONE,
        "due_on": at.date(),
        "due_at": at,
        **_times(at),
    }


def _bought(number: int) -> dict[str, Any]:
    at = MONDAY - timedelta(days=number)
    return {"client_id": 1, "day": at.date(), "amount": 100, **_times(at)}


def _times(at: datetime) -> dict[str, Any]:
    return dict.fromkeys(("happened_at", "received_at", "stored_at"), at)


def _sent(number: int) -> dict[str, Any]:
    at = MONDAY - timedelta(hours=number)
    times = dict.fromkeys(("due_at", "sent_at", "created_at"), at)
    about: dict[str, Any] = {}
    return {
        "key": f"told:{number}", "kind": "task", "recipient_id": 3, "about": about, "priority": 1,
        "state": NotificationState.SENT, **times,
    }  # fmt: skip


def _away(number: int) -> dict[str, Any]:
    first = date(2026, 12, 30) - timedelta(days=number)
    return {"member_id": 3, "kind": AbsenceKind.SICK, "first_day": first, "last_day": first}


def test_nothing_that_grows_is_read_through(engine: Engine) -> None:
    with engine.connect() as connection:
        asked = _asked(connection)
        of_what_grows = [one for one in asked if any(f"FROM {name}" in one[0] for name in GROWS)]
        assert len({statement for statement, _ in of_what_grows}) > 8
        plans = {statement: _plan(connection, statement, given) for statement, given in of_what_grows}
    assert {statement: found for statement, plan in plans.items() if (found := _read_through(plan))} == {}


def _asked(connection: Connection) -> list[tuple[str, Any]]:
    """Every statement of the ticks of these minutes, with its parameters."""
    asked: list[tuple[str, Any]] = []
    hear: Any = lambda _connection, _cursor, statement, given, _context, _many: asked.append((statement, given))  # noqa: E731
    event.listen(connection, "before_cursor_execute", hear)
    for now in MINUTES:
        with Session(connection) as session:
            ticks.missing(session, now)
            ticks.next_due(session, now)
    event.remove(connection, "before_cursor_execute", hear)
    return asked


def _plan(connection: Connection, statement: str, given: Any) -> list[tuple[str, bool]]:
    """Each reading of a table: its name, and whether an index says where to read."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
        words = [row.detail.split() for row in rows]
        return [(detail[1], detail[0] == "SEARCH") for detail in words if detail[0] in ("SCAN", "SEARCH")]
    answer: Any = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", given).scalar()
    return list(_nodes((json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]))


def _nodes(node: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    if "Relation Name" in node:
        yield node["Relation Name"], "Index Cond" in node or "Recheck Cond" in node
    for part in node.get("Plans", ()):
        yield from _nodes(part)


def _read_through(plan: list[tuple[str, bool]]) -> list[str]:
    return [table for table, is_searched in plan if table in GROWS and not is_searched]


def test_the_tables_that_grow_are_known_by_name() -> None:
    assert set(GROWS) <= Base.metadata.tables.keys()
