"""The morning message at the start of a rep's working day. Worth sending until noon."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.tables import Role
from scheduler.kind import Kind
from scheduler.roster import Worker, roster

NOON = time(12)
LATE_SHIFT = timedelta(hours=3)


def due(session: Session, now: datetime) -> list[Push]:
    """For every rep whose day has begun and whose noon has not come."""
    pushes = (_morning(worker, now) for worker in roster(session, now).values() if worker.role is Role.REP)
    return [push for push in pushes if push is not None]


def next_due(session: Session, after: datetime) -> datetime | None:
    """The next start of somebody's day."""
    starts = (worker.next_hearing(after) for worker in roster(session, after).values() if worker.role is Role.REP)
    return min((start for start in starts if start is not None), default=None)


def _morning(worker: Worker, now: datetime) -> Push | None:
    day = worker.schedule.local_date(now)
    work = worker.schedule.working_interval(day)
    if work is None or worker.joined_at > work[0]:
        return None
    until = _valid_until(worker, work[0])
    if not work[0] <= now < until:
        return None
    return Push(f"morning:{worker.id}:{day}", "morning", worker.id, work[0], until, {"day": day.isoformat()})


def _valid_until(worker: Worker, start: datetime) -> datetime:
    """Noon; who begins later than that has three hours."""
    noon = worker.schedule.at(worker.schedule.local_date(start), NOON)
    return noon if start < noon else start + LATE_SHIFT


KIND = Kind("morning", due, next_due)
