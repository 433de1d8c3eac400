"""Two hours before the end: what of the day's plan is missing, and who is nearest to help close it. Rule: "Plans"."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from domain.readers.day import some_tasks
from domain.readers.plan_day import PlanFact, plan_of_day, sales_plan_met
from domain.readers.silent import SilentClient, silent_clients
from domain.readers.tasks import TaskLine
from domain.schedules import schedule_of
from domain.tables import Member, PlanLine, PlanPer, Task, TaskAction
from domain.worktime import SECOND, Schedule

NEAREST = 3
ACTIONS = {
    PlanLine.CALLS: TaskAction.CALL,
    PlanLine.COLD_CALLS: TaskAction.CALL,
    PlanLine.WARM_CALLS: TaskAction.CALL,
    PlanLine.MEETINGS_SET: TaskAction.CALL,
    PlanLine.MEETINGS: TaskAction.MEETING,
    PlanLine.OFFERS: TaskAction.OFFER,
}


@dataclass(frozen=True, slots=True)
class Behind:
    """`missing`: lines of the day not done yet. `promised`, `silent`: clients to begin with, each once."""

    ends_at: datetime
    missing: tuple[PlanFact, ...]
    promised: tuple[TaskLine, ...]
    silent: tuple[SilentClient, ...]


def behind_of(session: Session, member_id: int, day: date, now: datetime) -> Behind | None:
    """None on a day off, where all goes by the plan, and once the month's sales plan is met.

    Behind is who has done less of a line than the part of the working day that is over asks for.
    """
    schedule = schedule_of(session, session.get_one(Member, member_id))
    work = schedule.working_interval(day)
    if work is None or now >= work[1] or sales_plan_met(session, member_id, day):
        return None
    plan = plan_of_day(session, member_id, day)
    passed = _passed(schedule, work, now)
    if not any(_is_behind(fact, passed) for fact in plan):
        return None
    missing = tuple(fact for fact in plan if fact.is_short)
    promised = _promised(session, member_id, day, {ACTIONS[fact.line] for fact in missing})
    room = NEAREST - len(promised)
    silent = _silent(session, member_id, day, {task.client_id for task in promised}, room) if room > 0 else ()
    return Behind(work[1], missing, promised, silent)


def _passed(schedule: Schedule, work: tuple[datetime, datetime], now: datetime) -> Fraction:
    worked = schedule.working_time_between(work[0], max(work[0], now))
    return Fraction(worked // SECOND, (work[1] - work[0]) // SECOND)


def _is_behind(fact: PlanFact, passed: Fraction) -> bool:
    """Of a week, on its last day: whatever is not done."""
    if fact.per is PlanPer.WEEK:
        return fact.is_short
    return fact.is_short and fact.number.fact < fact.number.plan * passed


def _promised(session: Session, member_id: int, day: date, actions: Collection[TaskAction]) -> tuple[TaskLine, ...]:
    """Promises of the day and overdue ones that are of what is missing, one of a client."""
    due = (Task.due_on <= day, Task.action.in_(actions), Task.client_id.is_not(None))
    found = some_tasks(session, member_id, *due, limit=4 * NEAREST)
    today = sorted(found.lines, key=lambda line: line.due_on != day)
    return tuple({line.client_id: line for line in reversed(today)}.values())[::-1][:NEAREST]


def _silent(
    session: Session, member_id: int, day: date, named: Collection[int | None], room: int
) -> tuple[SilentClient, ...]:
    found = silent_clients(session, {member_id}, day, NEAREST + len(named)).clients
    return tuple(client for client in found if client.id not in named)[:room]
