"""On which morning who is to be congratulated is told."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.feasts import FeastKind, falls_on, holidays_on, told_today, wording_of
from domain.worktime import DAY, Absence, Schedule

MOSCOW = ZoneInfo("Europe/Moscow")


def told_on(feast: date, *absences: Absence) -> list[date]:
    schedule = Schedule(MOSCOW, absences=absences)
    days = (feast + number * DAY for number in range(-60, 20))
    return [day for day in days if feast in told_today(schedule, day)]


@pytest.mark.parametrize(
    ("feast", "morning"),
    [
        (date(2027, 1, 1), date(2026, 12, 30)),  # 31 December 2026 is a day off by a decree
        (date(2027, 2, 23), date(2027, 2, 20)),  # a working Saturday
        (date(2027, 3, 8), date(2027, 3, 5)),
        (date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 11, 29), date(2026, 11, 27)),
    ],
)
def test_a_feast_is_told_on_the_last_working_day_on_or_before_it_and_once(feast: date, morning: date) -> None:
    assert told_on(feast) == [morning]


def test_who_is_on_leave_hears_of_it_before_he_goes() -> None:
    assert told_on(date(2027, 3, 8), Absence(date(2027, 3, 1), date(2027, 3, 12))) == [date(2027, 2, 26)]


def test_after_a_very_long_leave_nobody_is_congratulated_half_a_year_ahead() -> None:
    days = told_today(Schedule(MOSCOW, absences=(Absence(date(2026, 12, 1), date(2027, 9, 1)),)), date(2026, 11, 30))
    assert len(days) == 45


def test_nothing_is_told_on_a_day_off() -> None:
    assert told_today(Schedule(MOSCOW), date(2026, 11, 22)) == []


def test_holidays_are_found_among_the_days_told() -> None:
    found = holidays_on([date(2027, 2, 20) + number * DAY for number in range(20)])
    assert [(one.kind, day) for one, day in found] == [
        (FeastKind.MEN, date(2027, 2, 23)),
        (FeastKind.WOMEN, date(2027, 3, 8)),
    ]


def test_a_birthday_comes_every_year_and_a_single_date_once() -> None:
    days = [date(2026, 12, 30) + number * DAY for number in range(5)]
    assert falls_on(date(1980, 1, 2), days) == date(2027, 1, 2)
    assert falls_on(date(1980, 1, 12), days) is None
    assert falls_on(date(2026, 12, 31), days, yearly=False) == date(2026, 12, 31)
    assert falls_on(date(2025, 12, 31), days, yearly=False) is None


def test_who_was_born_on_29_february_is_congratulated_on_the_28th_in_other_years() -> None:
    assert falls_on(date(1980, 2, 29), [date(2027, 2, 28)]) == date(2027, 2, 28)
    assert falls_on(date(1980, 2, 29), [date(2028, 2, 28)]) is None
    assert falls_on(date(1980, 2, 29), [date(2028, 2, 29)]) == date(2028, 2, 29)


def test_a_greeting_is_worded_otherwise_than_last_year() -> None:
    assert wording_of(17, 2027, 4) != wording_of(17, 2026, 4)
    assert {wording_of(number, 2027, 4) for number in range(4)} == {1, 2, 3, 4}
