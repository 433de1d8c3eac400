"""Absences as their screens show them, and what is to be done on their days. Rule: "What the bot pushes by itself"."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clients import client_open_to
from domain.errors import ClientNotYours
from domain.readers.logging import Person, people_of
from domain.readers.tasks import TaskLine
from domain.schedules import schedule_of
from domain.tables import Absence, AbsenceKind, Client, Member, Role, Task, TaskAction, TaskState
from domain.use_cases.absences import absence_of, looked_after
from domain.use_cases.away_work import first_day_back, of_absence, stand_ins, stood_in_for, undoable
from domain.worktime import DAY
from domain.zones import zone_of

SHOWN = 8
"""Tasks of an absence on its card."""
LATELY = 60 * DAY


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    id: int
    kind: AbsenceKind
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Absences:
    """`ahead`: of now and later; `past`: of the last two months. `lent`: his open tasks that others have."""

    member_id: int
    name: str
    today: date
    ahead: tuple[AbsenceLine, ...]
    past: tuple[AbsenceLine, ...]
    lent: int


@dataclass(frozen=True, slots=True)
class AwayTask:
    """A task of those days; `person`: whom to call about it."""

    line: TaskLine
    person: Person | None


@dataclass(frozen=True, slots=True)
class AwayWork:
    """One absence and its open tasks, meetings first. `back_on`: his first working day after; `undo`: how many tasks
    can be put back."""

    absence: AbsenceLine
    member_id: int
    name: str
    today: date
    back_on: date
    tasks: tuple[AwayTask, ...]
    total: int
    undo: int

    @property
    def is_over(self) -> bool:
        return self.absence.last < self.today

    @property
    def has_begun(self) -> bool:
        return self.absence.first <= self.today


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who may take his work, with how much he has himself on those days."""

    id: int
    name: str
    is_rep: bool
    tasks: int


def absences_of(session: Session, viewer_id: int, member_id: int, now: datetime) -> Absences:
    """His own, or of one he leads. Raises NotAllowed, Gone."""
    member = looked_after(session, session.get_one(Member, viewer_id), member_id)
    today = schedule_of(session, member).local_date(now)
    rows = session.scalars(
        select(Absence)
        .where(Absence.member_id == member_id, Absence.last_day >= today - LATELY)
        .order_by(Absence.first_day)
        .limit(2 * SHOWN)
    )
    lines = [_line(row) for row in rows]
    lent = session.scalar(select(func.count(Task.id)).where(*stood_in_for(member_id))) or 0
    return Absences(
        member_id,
        member.name,
        today,
        tuple(one for one in lines if one.last >= today),
        tuple(one for one in lines if one.last < today),
        lent,
    )


def away_work(session: Session, viewer_id: int, absence_id: int, now: datetime, shown: int = SHOWN) -> AwayWork:
    """An absence of his own, or of one he leads, and what is to be done meanwhile. Raises NotAllowed, Gone."""
    viewer = session.get_one(Member, viewer_id)
    absence, member = absence_of(session, viewer, absence_id)
    schedule = schedule_of(session, member)
    today = schedule.local_date(now)
    which = of_absence(absence, today)
    rows = session.execute(
        select(Task.id, Task.action, Task.text, Task.due_on, Task.due_at, Task.client_id, Client.name)
        .outerjoin(Client, Client.id == Task.client_id)
        .where(*which)
        .order_by(Task.action != TaskAction.MEETING, Task.due_on, Task.due_at.nulls_last(), Task.id)
        .limit(shown)
    )
    lines = [TaskLine(*row) for row in rows]
    return AwayWork(
        _line(absence),
        member.id,
        member.name,
        today,
        first_day_back(schedule, absence),
        tuple(AwayTask(line, _person(session, viewer, line.client_id)) for line in lines),
        session.scalar(select(func.count(Task.id)).where(*which)) or 0,
        sum(len(step) for step in undoable(session, absence, now)),
    )


def who_may_take(session: Session, viewer_id: int, absence_id: int, now: datetime) -> tuple[StandIn, ...]:
    """Colleagues who work on those days. Raises NotAllowed, Gone."""
    absence, member = absence_of(session, session.get_one(Member, viewer_id), absence_id)
    able = stand_ins(session, member, absence, now)
    rows = session.execute(select(Member.id, Member.name, Member.role).where(Member.id.in_(able)))
    counts = _tasks_between(session, able, absence.first_day, absence.last_day)
    known = {row.id: StandIn(row.id, row.name, row.role is Role.REP, counts.get(row.id, 0)) for row in rows}
    return tuple(known[one] for one in able)


def present_absence(session: Session, member_id: int, today: date) -> AbsenceLine | None:
    """The absence of a member on that day of his."""
    return absent(session, {member_id: today}).get(member_id)


def absent(session: Session, days: Mapping[int, date]) -> dict[int, AbsenceLine]:
    """Who of these members is away, each on a day of his."""
    if not days:
        return {}
    first, last = min(days.values()), max(days.values())
    rows = session.scalars(select(Absence).where(Absence.first_day <= last, Absence.last_day >= first))
    return {
        row.member_id: _line(row)
        for row in rows
        if row.member_id in days and row.first_day <= days[row.member_id] <= row.last_day
    }


def zone_of_member(session: Session, member_id: int) -> ZoneInfo:
    return zone_of(session, session.get_one(Member, member_id))


def _line(row: Absence) -> AbsenceLine:
    return AbsenceLine(row.id, row.kind, row.first_day, row.last_day)


def _person(session: Session, viewer: Member, client_id: int | None) -> Person | None:
    """The first to call; nobody of a client whom the viewer may not open."""
    if client_id is None:
        return None
    try:
        client_open_to(session, viewer, client_id)
    except ClientNotYours:
        return None
    return next(iter(people_of(session, client_id, limit=1)), None)


def _tasks_between(session: Session, members: Collection[int], first: date, last: date) -> dict[int, int]:
    """Open tasks of each on these days."""
    rows = session.execute(
        select(Task.assignee_id, func.count(Task.id))
        .where(Task.assignee_id.in_(members), Task.state == TaskState.OPEN, Task.due_on.between(first, last))
        .group_by(Task.assignee_id)
    )
    return dict(rows.tuples().all())
