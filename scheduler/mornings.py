"""What comes at the start of a working day: to a rep his morning message, to who leads what waits for him.

Worth sending until noon. On the first working day of his week an owner is told what managers were told twice.
"""

from collections.abc import Callable, Collection
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.tables import Role
from domain.worktime import DAY
from scheduler.kind import Kind
from scheduler.roster import Worker, roster

NOON = time(12)
LATE_SHIFT = timedelta(hours=3)
Wanted = Callable[[Worker, datetime], bool]
"""Whether a worker is told on the day whose work starts at that instant."""


def start_of_day(name: str, roles: Collection[Role], wanted: Wanted = lambda worker, start: True) -> Kind:
    """A kind that comes to these when their working day begins, if it is wanted on that day."""

    def due(session: Session, now: datetime) -> list[Push]:
        """For all whose day has begun and whose noon has not come."""
        people = (worker for worker in roster(session, now).values() if worker.role in roles)
        pushes = (_push(name, worker, now, wanted) for worker in people)
        return [push for push in pushes if push is not None]

    def next_due(session: Session, after: datetime) -> datetime | None:
        """The next start of somebody's day."""
        people = (worker for worker in roster(session, after).values() if worker.role in roles)
        starts = (worker.next_hearing(after) for worker in people)
        return min((start for start in starts if start is not None), default=None)

    return Kind(name, due, next_due)


def _push(name: str, worker: Worker, now: datetime, wanted: Wanted) -> Push | None:
    day = worker.schedule.local_date(now)
    work = worker.schedule.working_interval(day)
    if work is None or worker.joined_at > work[0] or not wanted(worker, work[0]):
        return None
    until = _valid_until(worker, work[0])
    if not work[0] <= now < until:
        return None
    return Push(f"{name}:{worker.id}:{day}", name, worker.id, work[0], until, {"day": day.isoformat()})


def _valid_until(worker: Worker, start: datetime) -> datetime:
    """Noon; who begins later than that has three hours."""
    noon = worker.schedule.at(worker.schedule.local_date(start), NOON)
    return noon if start < noon else start + LATE_SHIFT


def _starts_a_week(worker: Worker, start: datetime) -> bool:
    """His first working day since Monday."""
    day = worker.schedule.local_date(start)
    return not worker.schedule.working_days_in(day - day.weekday() * DAY, day)


MORNING = start_of_day("morning", {Role.REP})
BUNDLE = start_of_day("bundle", {Role.MANAGER, Role.OWNER})
WEEKLY = start_of_day("weekly", {Role.OWNER}, _starts_a_week)
