"""Tasks of one member spread over his working days. Rule: "Target segments and work on them" (never 50 at once)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from domain.worktime import DAY, NoWorkingTime, Schedule

FURTHEST = 400
"""Working days: past them nobody plans."""


class TooManyTasks(ValueError):
    """They do not fit into the working days of a year and a half."""


def spread(
    count: int, schedule: Schedule, first: date, due_on: date, most: int, taken: Mapping[date, int]
) -> list[date]:
    """The day of each of `count` tasks, in order: evenly up to the deadline, at most `most` a day with those `taken`.

    What does not fit goes to the working days after the deadline; without any before it, all do. Raises TooManyTasks.
    """
    ahead = list(islice(_working_days(schedule, first), FURTHEST))
    in_time = [day for day in ahead if day <= due_on] or ahead[:1]
    room = {day: max(0, most - taken.get(day, 0)) for day in ahead}
    evenly = -(-count // len(in_time)) if in_time else 0
    number = dict.fromkeys(ahead, 0)
    left = _fill(number, in_time, count, {day: min(evenly, room[day]) for day in in_time})
    left = _fill(number, in_time, left, room)
    left = _fill(number, ahead[len(in_time) :], left, room)
    if left:
        raise TooManyTasks(f"{left} of {count} tasks have no day")
    return [day for day in ahead for _ in range(number[day])]


def _fill(number: dict[date, int], days: Sequence[date], left: int, up_to: Mapping[date, int]) -> int:
    """More tasks to these days, each up to its number; how many are left."""
    for day in days:
        more = min(left, max(0, up_to[day] - number[day]))
        number[day] += more
        left -= more
    return left


def _working_days(schedule: Schedule, first: date) -> Iterator[date]:
    day = first
    while True:
        try:
            day = schedule.next_or_same_working_day(day)
        except NoWorkingTime:
            return
        yield day
        day += DAY


def busiest(days: Iterable[date]) -> int:
    """The most tasks of one day."""
    counted: dict[date, int] = {}
    for day in days:
        counted[day] = counted.get(day, 0) + 1
    return max(counted.values(), default=0)
