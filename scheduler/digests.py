"""Digests to managers and owners: of the day at its end or at 19:00 ⚙, the earlier; of the week and the month at the
start of the first working day after.

Worth sending until the next of its kind; late, it waits for working hours.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.periods import Period, Span, month_of, one_day, week_of
from domain.tables import Role
from domain.worktime import DAY
from scheduler.kind import Kind
from scheduler.roster import LOOK_BACK_DAYS, Worker, roster

READERS = frozenset({Role.MANAGER, Role.OWNER})
PERIODS_BACK = {Span.DAY: LOOK_BACK_DAYS, Span.WEEK: LOOK_BACK_DAYS // 7, Span.MONTH: 2}
Occurrence = tuple[datetime, date]
"""When a digest falls due, and the last day it is of."""


def digest_kind(name: str, of: Callable[[date], Period]) -> Kind:
    """A kind that comes to whoever reads digests, once in each period."""

    def due(session: Session, now: datetime) -> list[Push]:
        """The last one of every reader, if he can hear it now."""
        pushes = (_push(name, of, worker, now) for worker in _readers(session, now))
        return [push for push in pushes if push is not None]

    def next_due(session: Session, after: datetime) -> datetime | None:
        """The next one of somebody, or the start of work of somebody who could not hear the last one."""
        readers = list(_readers(session, after))
        instants = [_next(of, worker, after) for worker in readers]
        waiting = [worker.next_hearing(after) for worker in readers]
        return min((instant for instant in [*instants, *waiting] if instant is not None), default=None)

    return Kind(name, due, next_due)


def _readers(session: Session, now: datetime) -> Iterator[Worker]:
    return (worker for worker in roster(session, now).values() if worker.role in READERS)


def _push(name: str, of: Callable[[date], Period], worker: Worker, now: datetime) -> Push | None:
    last = _last(of, worker, now)
    if last is None or worker.joined_at > last[0] or not worker.can_hear(last[0], now):
        return None
    at, day = last
    return Push(f"{name}:{worker.id}:{day}", name, worker.id, at, _next(of, worker, at), {"day": day.isoformat()})


def _last(of: Callable[[date], Period], worker: Worker, now: datetime) -> Occurrence | None:
    """His last one that has fallen due."""
    present = of(worker.schedule.local_date(now))
    found = (_occurrence(worker, present.shifted(-number)) for number in range(PERIODS_BACK[present.span]))
    return next((one for one in found if one is not None and one[0] <= now), None)


def _next(of: Callable[[date], Period], worker: Worker, after: datetime) -> datetime | None:
    days = (worker.schedule.local_date(start) for start, _ in worker.working_days(after))
    found = (_occurrence(worker, of(day)) for day in days)
    return next((one[0] for one in found if one is not None and one[0] > after), None)


def _occurrence(worker: Worker, period: Period) -> Occurrence | None:
    """Of a day: its evening. Of what is longer: the morning of the period's first working day, of the one before."""
    first = next((day for day in _days(period) if worker.schedule.is_working_day(day)), None)
    work = worker.schedule.working_interval(first) if first else None
    if first is None or work is None:
        return None
    if period.span is Span.DAY:
        return min(work[1], worker.schedule.at(first, worker.digest_at)), first
    return work[0], period.start - DAY


def _days(period: Period) -> Iterator[date]:
    return (period.start + number * DAY for number in range(period.days))


DAILY = digest_kind("digest", one_day)
WEEKLY = digest_kind("digest_week", week_of)
MONTHLY = digest_kind("digest_month", month_of)
PLANNING = digest_kind("planning", week_of)
"""«К планёрке»: pictures of the week that is over."""
