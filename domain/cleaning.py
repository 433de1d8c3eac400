"""When the base is gone through once a year, and how many cards a day. Rule: "What the bot pushes by itself"."""

from collections.abc import Mapping
from datetime import date

from domain.worktime import Schedule, next_month

YEAR = 12
JANUARY = 1
ENOUGH_MONTHS = 12


def month_of_cleaning(sales: Mapping[date, int], this_month: date) -> int:
    """The calendar month (1–12) that sells least, by the means of the years known; January before a whole year.

    `sales`: ₽ by first day of a month, any unit; a month from the first one on that is not named sold nothing. The
    present month is not over and is left out. Of equals, the earlier.
    """
    over = [month for month in sales if month < this_month]
    months = _months(min(over), this_month) if over else []
    if len(months) < ENOUGH_MONTHS:
        return JANUARY
    whole = months[-(len(months) // YEAR * YEAR) :]
    sums = {number: sum(sales.get(month, 0) for month in whole if month.month == number) for number in _NUMBERS}
    return min(sums, key=lambda number: (sums[number], number))


_NUMBERS = range(1, YEAR + 1)


def cards_today(left: int, schedule: Schedule, today: date) -> int:
    """How many of the cards left are for today, so that the month's working days suffice; 0 on a day off."""
    if not schedule.is_working_day(today):
        return 0
    days = len(schedule.working_days_in(today, next_month(today)))
    return -(-left // days)


def _months(first: date, until: date) -> list[date]:
    """First days of the months from one to the one before another."""
    months = [first]
    while (following := next_month(months[-1])) < until:
        months.append(following)
    return months
