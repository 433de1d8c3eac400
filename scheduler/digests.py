"""The day's digest to managers and owners: at the end of the recipient's own day or at 19:00 ⚙, the earlier.

Worth sending until the next one; late, it waits for working hours.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.tables import Role
from domain.worktime import DAY
from scheduler.kind import Kind
from scheduler.roster import Worker, roster

READERS = frozenset({Role.MANAGER, Role.OWNER})


def due(session: Session, now: datetime) -> list[Push]:
    """The last digest of every reader, if he can hear it now."""
    pushes = (_digest(worker, now) for worker in _readers(session, now))
    return [push for push in pushes if push is not None]


def next_due(session: Session, after: datetime) -> datetime | None:
    """The next digest of somebody, or the start of work of somebody who could not hear the last one."""
    readers = list(_readers(session, after))
    instants = [_next(worker, after) for worker in readers]
    waiting = [worker.next_hearing(after) for worker in readers]
    return min((instant for instant in [*instants, *waiting] if instant is not None), default=None)


def _readers(session: Session, now: datetime) -> Iterator[Worker]:
    return (worker for worker in roster(session, now).values() if worker.role in READERS)


def _digest(worker: Worker, now: datetime) -> Push | None:
    last = _last(worker, now)
    if last is None or worker.joined_at > last or not worker.can_hear(last, now):
        return None
    day = worker.schedule.local_date(last)
    about = {"day": day.isoformat()}
    return Push(f"digest:{worker.id}:{day}", "digest", worker.id, last, _next(worker, last), about)


def _last(worker: Worker, now: datetime) -> datetime | None:
    """When his last digest fell due."""
    today = worker.schedule.local_date(now)
    for until in (today, today - DAY):
        day = worker.last_working_day(until)
        work = worker.schedule.working_interval(day) if day else None
        if work is not None and (at := _instant(worker, work)) <= now:
            return at
    return None


def _next(worker: Worker, after: datetime) -> datetime | None:
    instants = (_instant(worker, work) for work in worker.working_days(after))
    return next((instant for instant in instants if instant > after), None)


def _instant(worker: Worker, work: tuple[datetime, datetime]) -> datetime:
    day = worker.schedule.local_date(work[0])
    return min(work[1], worker.schedule.at(day, worker.digest_at))


KIND = Kind("digest", due, next_due)
