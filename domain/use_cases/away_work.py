"""What was to be done on the days of an absence: handed to colleagues, moved to when he is back, taken back.

Clients and deals stay his. Rule: "What the bot pushes by itself", the last paragraphs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.clients import leaders_of
from domain.errors import Gone, NobodyToTake
from domain.handing import pass_on, tell_stand_in, tell_stand_in_soon
from domain.hour_slots import free_hour
from domain.schedules import schedule_of
from domain.settings import company
from domain.tables import Absence, Audit, Member, Role, Task, TaskAction, TaskState, TeamMembership
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.absences import absence_of, looked_after
from domain.use_cases.members import note
from domain.use_cases.tasks import reschedule
from domain.worktime import DAY, Interval, Schedule
from domain.zones import today_of, zone_of

UNDO_FOR = timedelta(days=1)
DONE, UNDONE = "away_work", "away_work_undone"


@dataclass(frozen=True, slots=True)
class AwayWorkDone:
    """`tasks`: how many were handed, moved or taken back."""

    absence_id: int
    tasks: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    member_id: int
    tasks: int


@use_case(Right.OWN_SETTINGS)
def hand_away_work(
    tx: Tx, actor: Member, absence_id: int, takers: tuple[int, ...], task_id: int | None = None
) -> AwayWorkDone:
    """Tasks of those days, or one of them, to these colleagues in turn, a client's together; each is told once.

    Raises NotAllowed, Gone, NobodyToTake.
    """
    absence, member = absence_of(tx.session, actor, absence_id)
    tasks = _tasks(tx, absence, member, task_id)
    able = set(stand_ins(tx.session, member, absence, tx.now))
    if not takers or not able.issuperset(takers):
        raise NobodyToTake
    before = [_written(task) for task in tasks]
    for taker_id, given in _in_turn(tasks, takers).items():
        taker = tx.session.get_one(Member, taker_id)
        for task in given:
            task.stands_in_for = task.stands_in_for or member.id
            pass_on(tx, task, taker)
        if taker.id != actor.id and task_id is not None:
            tell_stand_in_soon(tx, task_id, member.id, taker)
        elif taker.id != actor.id:
            tell_stand_in(tx, [task.id for task in given], member.id, taker)
    _keep(tx, actor, absence, before)
    return AwayWorkDone(absence.id, len(tasks))


@use_case(Right.OWN_SETTINGS)
def move_away_work(tx: Tx, actor: Member, absence_id: int, task_id: int | None = None) -> AwayWorkDone:
    """Tasks of those days, or one of them, to the first working day after, at their hours where he works then.

    Raises NotAllowed, Gone.
    """
    absence, member = absence_of(tx.session, actor, absence_id)
    tasks = _tasks(tx, absence, member, task_id)
    schedule = schedule_of(tx.session, member)
    day = first_day_back(schedule, absence)
    taken = _meetings(tx.session, member.id, day)
    before = [_written(task) for task in tasks]
    for task in tasks:
        reschedule(tx, task, day, _hour(tx.session, task, schedule, day, taken))
    _keep(tx, actor, absence, before)
    return AwayWorkDone(absence.id, len(tasks))


@use_case(Right.OWN_SETTINGS)
def undo_away_work(tx: Tx, actor: Member, absence_id: int) -> AwayWorkDone:
    """Within a day: what is still open and where it was put is again his and at its hour. Raises NotAllowed, Gone."""
    absence, member = absence_of(tx.session, actor, absence_id)
    steps = undoable(tx.session, absence, tx.now)
    if not steps:
        raise Gone
    back = [task for step in reversed(steps) for put in step if (task := _put_back(tx, put)) is not None]
    note(tx, actor, UNDONE, member.id, {"absence_id": absence.id})
    tx.touch(Area.TASKS)
    return AwayWorkDone(absence.id, len({task.id for task in back}))


@use_case(Right.OWN_SETTINGS)
def take_back_work(tx: Tx, actor: Member, member_id: int) -> TakenBack:
    """He is here again: what others have not done for him yet is his. Raises NotAllowed, Gone."""
    member = looked_after(tx.session, actor, member_id)
    tasks = tx.session.scalars(select(Task).where(*stood_in_for(member_id)).order_by(Task.id)).all()
    for task in tasks:
        task.stands_in_for = None
        pass_on(tx, task, member)
    return TakenBack(member_id, len(tasks))


def of_absence(absence: Absence, today: date) -> tuple[ColumnElement[bool], ...]:
    """Which tasks are due on the days of an absence, from today on."""
    return (
        Task.assignee_id == absence.member_id,
        Task.state == TaskState.OPEN,
        Task.due_on >= max(absence.first_day, today),
        Task.due_on <= absence.last_day,
    )


def stood_in_for(member_id: int) -> tuple[ColumnElement[bool], ...]:
    """Tasks of his that others have now."""
    return Task.stands_in_for == member_id, Task.state == TaskState.OPEN, Task.assignee_id != member_id


def stand_ins(session: Session, member: Member, absence: Absence, now: datetime) -> list[int]:
    """Who may take his work, those who lead him last: reps of his team (every rep where he has none) who are here and
    not away on those days."""
    own = select(TeamMembership.team_id).where(TeamMembership.member_id == member.id, TeamMembership.until.is_(None))
    mates = select(TeamMembership.member_id).where(TeamMembership.team_id.in_(own), TeamMembership.until.is_(None))
    here = Member.dismissed_at.is_(None), Member.telegram_id.is_not(None), Member.id != member.id
    reps = select(Member.id).where(Member.role == Role.REP, *here).order_by(Member.name, Member.id)
    near = list(session.scalars(reps.where(Member.id.in_(mates)))) or list(session.scalars(reps))
    leaders = session.scalars(select(Member.id).where(Member.id.in_(leaders_of(session, member.id)), *here))
    since = max(absence.first_day, now.astimezone(zone_of(session, member)).date())
    away = session.scalars(
        select(Absence.member_id).where(Absence.first_day <= absence.last_day, Absence.last_day >= since)
    )
    busy = set(away)
    return [one for one in dict.fromkeys([*near, *leaders]) if one not in busy]


def first_day_back(schedule: Schedule, absence: Absence) -> date:
    """His first working day after the absence."""
    return schedule.working_day_from(absence.last_day + DAY)


def undoable(session: Session, absence: Absence, now: datetime) -> list[list[dict[str, Any]]]:
    """What was done with the work of this absence within a day and not undone: how each task stood before."""
    rows = session.execute(
        select(Audit.action, Audit.details)
        .where(
            Audit.subject == f"member:{absence.member_id}",
            Audit.action.in_((DONE, UNDONE)),
            Audit.at >= now - UNDO_FOR,
        )
        .order_by(Audit.id)
    )
    steps: list[list[dict[str, Any]]] = []
    for action, details in rows:
        if details and details["absence_id"] == absence.id:
            steps = [*steps, details["tasks"]] if action == DONE else []
    return steps


def _tasks(tx: Tx, absence: Absence, member: Member, task_id: int | None) -> Sequence[Task]:
    """Those of the absence, or that one of them. Raises Gone."""
    wanted = select(Task).where(*of_absence(absence, today_of(tx, member)))
    if task_id is not None:
        wanted = wanted.where(Task.id == task_id)
    found = tx.session.scalars(wanted.order_by(Task.due_on, Task.due_at.nulls_last(), Task.id)).all()
    if not found:
        raise Gone
    return found


def _in_turn(tasks: Iterable[Task], takers: Sequence[int]) -> dict[int, list[Task]]:
    turn, of_client = cycle(takers), dict[int, int]()
    shares: dict[int, list[Task]] = {}
    for task in tasks:
        taker = next(turn) if task.client_id is None else of_client.get(task.client_id) or next(turn)
        if task.client_id is not None:
            of_client[task.client_id] = taker
        shares.setdefault(taker, []).append(task)
    return shares


# Moving


def _hour(session: Session, task: Task, schedule: Schedule, day: date, taken: list[Interval]) -> time | None:
    """Its own hour if he works then, else the start of work; a meeting goes where no other is."""
    if task.due_at is None:
        return None
    hour = schedule.local(task.due_at).time()
    hours = schedule.working_hours(day)
    if hours and not hours[0] <= hour < hours[1]:
        hour = hours[0]
    if task.action is not TaskAction.MEETING:
        return hour
    length = (task.ends_at - task.due_at) if task.ends_at else timedelta(minutes=company(session).meeting_length_min)
    hour = free_hour(schedule, day, hour, length, taken)
    start = schedule.at(day, hour)
    taken.append((start, start + length))
    return hour


def _meetings(session: Session, member_id: int, day: date) -> list[Interval]:
    rows = session.execute(
        select(Task.due_at, Task.ends_at).where(
            Task.assignee_id == member_id,
            Task.state == TaskState.OPEN,
            Task.due_on == day,
            Task.action == TaskAction.MEETING,
        )
    )
    return [(start, end) for start, end in rows if start and end]


# Undoing


def _written(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "assignee": task.assignee_id,
        "for": task.stands_in_for,
        "day": task.due_on.isoformat(),
        "at": task.due_at.isoformat() if task.due_at else None,
        "end": task.ends_at.isoformat() if task.ends_at else None,
    }


def _keep(tx: Tx, actor: Member, absence: Absence, before: list[dict[str, Any]]) -> None:
    """How the tasks stood, with which occurrence they have now: one that was touched since is left alone."""
    ids = [one["id"] for one in before]
    now = {task.id: task.occurrence for task in tx.session.scalars(select(Task).where(Task.id.in_(ids)))}
    rows = [one | {"occurrence": now[one["id"]]} for one in before]
    note(tx, actor, DONE, absence.member_id, {"absence_id": absence.id, "tasks": rows})


def _put_back(tx: Tx, put: dict[str, Any]) -> Task | None:
    task = tx.session.get(Task, put["id"])
    if task is None or task.state is not TaskState.OPEN or task.occurrence != put["occurrence"]:
        return None
    task.assignee_id, task.stands_in_for = put["assignee"], put["for"]
    task.due_on = date.fromisoformat(put["day"])
    task.due_at, task.ends_at = (datetime.fromisoformat(put[key]) if put[key] else None for key in ("at", "end"))
    task.occurrence += 1
    return task
