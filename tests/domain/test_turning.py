"""Where ◀ and ▶ under a report lead."""

from datetime import date

from domain.periods import Period, month_of
from handlers.desk.periods import turned


def test_a_year_so_far_turns_to_the_same_days_of_the_other_year() -> None:
    so_far = Period(date(2026, 1, 1), date(2026, 11, 21))
    assert turned(so_far, -1) == Period(date(2025, 1, 1), date(2025, 11, 21))
    assert turned(turned(so_far, -1), 1) == so_far
    assert turned(Period(date(2026, 1, 1), date(2026, 11, 1)), -1) == Period(date(2025, 1, 1), date(2025, 11, 1))


def test_every_other_turns_to_the_one_before() -> None:
    assert turned(month_of(date(2026, 1, 5)), -1) == month_of(date(2025, 12, 5))
    assert turned(Period(date(2026, 1, 2), date(2026, 1, 4)), 1) == Period(date(2026, 1, 4), date(2026, 1, 6))
