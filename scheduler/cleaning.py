"""How the cleaning of the base went: to managers, at the end of the last working day of its month, once.

Worth sending for three working days.
"""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from domain.nudges.cleaning import cleaning_month, is_cleaning
from domain.outbox import Push
from domain.schedules import three_working_days
from domain.tables import Role
from domain.worktime import DAY, NoWorkingTime, next_month
from scheduler.kind import Kind
from scheduler.roster import Worker, roster


def due(session: Session, now: datetime) -> list[Push]:
    """To every manager whose last working day of the month of cleaning is over."""
    pushes = (_summary(session, worker, now) for worker in _managers(session, now))
    return [push for push in pushes if push is not None]


def next_due(session: Session, after: datetime) -> datetime | None:
    """The end of somebody's last working day of the month of cleaning, or when he works who could not hear it then."""
    ends = (_next(session, worker, after) for worker in _managers(session, after))
    return min((end for end in ends if end is not None), default=None)


def _managers(session: Session, now: datetime) -> Iterator[Worker]:
    return (worker for worker in roster(session, now).values() if worker.role is Role.MANAGER)


def _summary(session: Session, worker: Worker, now: datetime) -> Push | None:
    end = _lately(session, worker, now)
    if end is None or not worker.can_hear(end, now):
        return None
    month = worker.schedule.local_date(end).replace(day=1)
    expires = three_working_days(worker.schedule, end)
    about = {"month": month.isoformat()}
    return Push(f"cleaning_summary:{worker.id}:{month}", "cleaning_summary", worker.id, end, expires, about)


def _lately(session: Session, worker: Worker, now: datetime) -> datetime | None:
    """When the month of cleaning ended for him, this one or the one before, if that is worth telling still."""
    today = worker.schedule.local_date(now)
    for day in (today, today.replace(day=1) - DAY):
        end = _end_of_month(worker, day)
        if end is None or not worker.joined_at <= end <= now or not is_cleaning(session, day):
            continue
        if now < three_working_days(worker.schedule, end):
            return end
    return None


def _next(session: Session, worker: Worker, after: datetime) -> datetime | None:
    if _lately(session, worker, after) is not None:
        return worker.next_hearing(after)
    today = worker.schedule.local_date(after)
    month, number = today.replace(day=1), cleaning_month(session, today)
    for _ in range(13):
        end = _end_of_month(worker, month) if month.month == number else None
        if end is not None and end > after:
            return end
        month = next_month(month)
    return None


def _end_of_month(worker: Worker, day: date) -> datetime | None:
    """When work ends on his last working day of the month of that day."""
    try:
        last = worker.schedule.previous_or_same_working_day(next_month(day) - DAY)
    except NoWorkingTime:
        return None
    work = worker.schedule.working_interval(last)
    return work[1] if work is not None and last.month == day.month else None


KIND = Kind("cleaning_summary", due, next_due)
