"""Days on which people are congratulated, and when that is said. Rule: "What the bot pushes by itself", birthdays."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.tables import Sex
from domain.worktime import DAY, NoWorkingTime, Schedule

LONGEST = 45
"""Days ahead that one working day answers for at most: whoever is away longer than that congratulates when back."""


class FeastKind(StrEnum):
    """What is celebrated, in the order it is told."""

    BIRTHDAY = "birthday"
    DATE = "date"
    MEN = "men"
    WOMEN = "women"
    NEW_YEAR = "new_year"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday of everybody, of men or of women."""

    kind: FeastKind
    month: int
    day: int
    sex: Sex | None


HOLIDAYS = (
    Holiday(FeastKind.NEW_YEAR, 1, 1, None),
    Holiday(FeastKind.MEN, 2, 23, Sex.MALE),
    Holiday(FeastKind.WOMEN, 3, 8, Sex.FEMALE),
)


def told_today(schedule: Schedule, today: date) -> list[date]:
    """The days told on a working day: itself and the days off that follow, those of a leave too; none on a day off."""
    if not schedule.is_working_day(today):
        return []
    try:
        following = schedule.add_working_days(today, 1)
    except NoWorkingTime:
        following = today + LONGEST * DAY
    return [today + number * DAY for number in range(min((following - today).days, LONGEST))]


def holidays_on(days: Collection[date]) -> list[tuple[Holiday, date]]:
    """Which holidays fall on these days."""
    return [(one, day) for one in HOLIDAYS for day in days if (day.month, day.day) == (one.month, one.day)]


def falls_on(day: date, days: Collection[date], *, yearly: bool = True) -> date | None:
    """Which of these days a date is, or its anniversary; the 29th of February is the 28th where there is none."""
    if not yearly:
        return day if day in days else None
    return next((one for one in days if (one.month, one.day) == _in_year(day, one.year)), None)


def _in_year(day: date, year: int) -> tuple[int, int]:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (2, 28) if (day.month, day.day) == (2, 29) and not leap else (day.month, day.day)


def wording_of(number: int, year: int, wordings: int) -> int:
    """Which of the greetings a person hears this year, from 1: another one than last year."""
    return (number + year) % wordings + 1
