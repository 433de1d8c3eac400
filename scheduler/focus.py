"""A focus line has been the same for 3 ⚙ months: the owner is asked to change it on his month's first working day.

Worth asking for three working days.
"""

from datetime import date, datetime
from functools import cache, partial

from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.readers.focus import old_focuses
from domain.schedules import three_working_days
from domain.tables import PlanLine, Role
from domain.worktime import NoWorkingTime, next_month
from scheduler.kind import Kind
from scheduler.roster import Worker, roster


def due(session: Session, now: datetime) -> list[Push]:
    """To every owner whose month has begun lately, a question for each line."""
    old = cache(partial(old_focuses, session))
    made = []
    for worker in roster(session, now).values():
        at = _begins(worker, worker.schedule.local_date(now)) if worker.role is Role.OWNER else None
        if at is not None and worker.joined_at <= at <= now < three_working_days(worker.schedule, at):
            day = worker.schedule.local_date(at)
            made += [_push(worker, at, day, one.line) for one in old(day) if one.others]
    return made


def next_due(session: Session, after: datetime) -> datetime | None:
    """The next first working day of an owner's month on which there is something to ask."""
    instants = []
    for worker in roster(session, after).values():
        if worker.role is Role.OWNER:
            today = worker.schedule.local_date(after)
            instants += [_begins(worker, day) for day in (today, next_month(today.replace(day=1)))]
    return min((instant for instant in instants if instant is not None and instant > after), default=None)


def _begins(worker: Worker, day: date) -> datetime | None:
    """The start of his first working day of the day's month."""
    try:
        first = worker.schedule.next_or_same_working_day(day.replace(day=1))
    except NoWorkingTime:
        return None
    work = worker.schedule.working_interval(first)
    return work[0] if work is not None and first.month == day.month else None


def _push(worker: Worker, at: datetime, day: date, line: PlanLine) -> Push:
    key, about = f"focus_old:{worker.id}:{line}:{day:%Y-%m}", {"line": line.value, "day": day.isoformat()}
    return Push(key, "focus_old", worker.id, at, three_working_days(worker.schedule, at), about)


KIND = Kind("focus_old", due, next_due)
