"""When the base is gone through, and at what pace."""

from datetime import date
from zoneinfo import ZoneInfo

from domain.cleaning import cards_today, month_of_cleaning
from domain.worktime import Absence, Schedule

SCHEDULE = Schedule(ZoneInfo("Europe/Moscow"))


def months(first: date, *sales: int) -> dict[date, int]:
    return {
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1): one
        for n, one in enumerate(sales)
    }


def test_the_month_that_sells_least_is_taken() -> None:
    year = months(date(2025, 1, 1), 9, 9, 9, 9, 9, 9, 9, 3, 9, 9, 9, 9)
    assert month_of_cleaning(year, date(2026, 1, 1)) == 8


def test_years_are_taken_together() -> None:
    two = months(date(2024, 11, 1), *([9] * 8), 5, 4, 9, 9, *([9] * 8), 1, 8, 9, 9)
    assert month_of_cleaning(two, date(2026, 11, 1)) == 7


def test_a_month_without_sales_sells_least() -> None:
    year = months(date(2025, 1, 1), *([9] * 12))
    del year[date(2025, 6, 1)]
    assert month_of_cleaning(year, date(2026, 1, 1)) == 6


def test_before_a_whole_year_it_is_january() -> None:
    assert month_of_cleaning({}, date(2026, 11, 1)) == 1
    assert month_of_cleaning(months(date(2026, 1, 1), *([9] * 10)), date(2026, 11, 1)) == 1


def test_the_present_month_does_not_count_for_it_is_not_over() -> None:
    year = months(date(2025, 3, 1), *([9] * 12), 1)
    assert month_of_cleaning(year, date(2026, 3, 1)) == 1  # all equal: the earliest


def test_eighty_cards_are_a_few_each_working_day() -> None:
    assert cards_today(80, SCHEDULE, date(2027, 8, 2)) == 4  # 22 working days
    assert cards_today(80, SCHEDULE, date(2027, 8, 1)) == 0  # a Sunday
    assert cards_today(3, SCHEDULE, date(2027, 8, 31)) == 3  # the last day takes all that is left
    assert cards_today(0, SCHEDULE, date(2027, 8, 31)) == 0


def test_a_leave_makes_the_other_days_fuller() -> None:
    away = Schedule(ZoneInfo("Europe/Moscow"), absences=(Absence(date(2027, 8, 3), date(2027, 8, 29)),))
    assert cards_today(30, away, date(2027, 8, 2)) == 10
