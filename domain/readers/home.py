"""What the home screen and a newcomer's first minute say. Rules: "Tone", "Who uses it"."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from domain.clients import clients_of
from domain.readers.plan_day import PlanFact, plan_of_day, whole
from domain.readers.silent import silent_clients
from domain.settings import company
from domain.tables import (
    Activity,
    ActivityKind,
    Client,
    Inbox,
    Member,
    PlanLine,
    PlanPer,
    Role,
    Task,
    TaskAction,
    TaskState,
)
from domain.zones import instant

FIRST_CLIENTS = 3
CALLS = frozenset({PlanLine.CALLS, PlanLine.COLD_CALLS, PlanLine.WARM_CALLS})


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A member as the first words to him need it."""

    id: int
    telegram_id: int
    name: str
    role: Role
    zone: ZoneInfo
    language: str


@dataclass(frozen=True, slots=True)
class Named:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class FirstClients:
    """How many clients he keeps, and whom to begin with: the longest untouched."""

    total: int
    first: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class FirstThing:
    """The first thing of the day with an hour; without one, `at` is None."""

    at: datetime | None
    action: TaskAction
    client: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Home:
    """`todo`: open tasks of today and overdue; `planned_calls` None = no plan. Silent clients are counted on an
    empty day only; `silent_worth` in kopecks."""

    todo: int
    overdue: int
    first: FirstThing | None
    calls: int
    planned_calls: int | None
    silent: int
    silent_worth: int


def newcomer(session: Session, member_id: int) -> Newcomer:
    member = session.get_one(Member, member_id)
    chosen = company(session)
    return Newcomer(
        member.id,
        member.telegram_id or 0,
        member.name,
        member.role,
        ZoneInfo(member.zone or chosen.zone),
        member.language or chosen.language,
    )


def first_clients(session: Session, member_id: int) -> FirstClients:
    mine = Client.id.in_(clients_of({member_id})) & Client.closed_at.is_(None)
    total = session.scalar(select(func.count(Client.id)).where(mine)) or 0
    rows = session.execute(
        select(Client.id, Client.name)
        .where(mine)
        .order_by(Client.last_touched_at.nulls_first(), Client.id)
        .limit(FIRST_CLIENTS)
    )
    return FirstClients(total, tuple(Named(row.id, row.name) for row in rows))


def home(session: Session, member_id: int, now: datetime, zone: ZoneInfo) -> Home:
    """The member's day in one glance, as of now in his zone."""
    today = now.astimezone(zone).date()
    todo = _open_tasks(member_id, today)
    count = session.scalar(select(func.count()).select_from(todo.subquery())) or 0
    overdue = session.scalar(select(func.count()).select_from(_open_tasks(member_id, today, before=True).subquery()))
    planned = calls_of(plan_of_day(session, member_id, today))
    silent = None if count else silent_clients(session, {member_id}, today, limit=1)
    return Home(
        count,
        overdue or 0,
        _first_thing(session, member_id, today),
        planned[0] if planned else _calls(session, member_id, today, zone),
        planned[1] if planned else None,
        silent.total if silent else 0,
        silent.worth if silent else 0,
    )


def _open_tasks(member_id: int, today: date, *, before: bool = False) -> Select[int]:
    due: ColumnElement[bool] = Task.due_on < today if before else Task.due_on <= today
    return select(Task.id).where(Task.assignee_id == member_id, Task.state == TaskState.OPEN, due)


def _first_thing(session: Session, member_id: int, today: date) -> FirstThing | None:
    """Today's first by hour; what has no hour, and what is overdue, comes after."""
    row = session.execute(
        select(Task.due_on, Task.due_at, Task.action, Task.text, Client.name)
        .outerjoin(Client, Client.id == Task.client_id)
        .where(Task.assignee_id == member_id, Task.state == TaskState.OPEN, Task.due_on <= today)
        .order_by(Task.due_on.desc(), Task.due_at.nulls_last(), Task.id)
        .limit(1)
    ).first()
    return (
        None if row is None else FirstThing(row.due_at if row.due_on == today else None, row.action, row.name, row.text)
    )


def calls_of(facts: Sequence[PlanFact]) -> tuple[int, int] | None:
    """Calls made and planned today, whether planned as one line or as cold and warm; None without such a plan."""
    lines = [one for one in facts if one.per is PlanPer.DAY and one.line in CALLS]
    if not lines:
        return None
    return sum(one.number.fact for one in lines), sum(whole(one.number.plan) for one in lines)


def _calls(session: Session, member_id: int, today: date, zone: ZoneInfo) -> int:
    called = select(func.count(Activity.id)).where(
        Activity.author_id == member_id,
        Activity.kind == ActivityKind.CALL,
        Activity.cancelled_at.is_(None),
        Activity.happened_at >= instant(today, time(), zone),
    )
    return session.scalar(called) or 0


def tapped_just_before(session: Session, telegram_id: int, message_id: int, update_id: int, since: datetime) -> bool:
    """Whether this person's tap on this very message came just before: the present one is the second of a double."""
    rows = session.scalars(
        select(Inbox.payload)
        .where(Inbox.received_at >= since, Inbox.lane == telegram_id, Inbox.update_id < update_id)
        .order_by(Inbox.update_id.desc())
        .limit(3)
    )
    return any(_tapped(payload) == message_id for payload in rows)


def _tapped(payload: str) -> int | None:
    """The message whose button the update pressed."""
    tap = json.loads(payload).get("callback_query")
    message = tap.get("message") if tap else None
    return message["message_id"] if message else None
