"""Where in a day of work there is room for a meeting."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from domain.worktime import Interval, Schedule

STEP = timedelta(minutes=30)


def free_hour(schedule: Schedule, day: date, hour: time, length: timedelta, taken: Sequence[Interval]) -> time:
    """The hour if nothing of `taken` stands there; else the next free half hour of work, later rather than earlier.

    The hour itself when the whole day is taken.
    """
    wanted = schedule.at(day, hour)
    work = schedule.working_interval(day) or (wanted, wanted + length)
    starts = [wanted, *_every_step(wanted, work[1] - length), *_every_step(work[0], wanted)]
    free = (start for start in starts if not any(start < end and begin < start + length for begin, end in taken))
    return schedule.local(next(free, wanted)).time()


def _every_step(since: datetime, until: datetime) -> list[datetime]:
    return [since + number * STEP for number in range(max(0, (until - since) // STEP + 1))]
