"""A month of the activity plan and of the sales plan. Rule: "Plans", its worked examples."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest

from domain.activity_plan import Per, bonus_share, month_completion
from domain.analytics.digest import Pace, furthest_behind
from domain.analytics.figures import Aim, PlannedLine, WorkedDay, beside_median, worked_days
from domain.analytics.shares import Share
from domain.money import percent

MONDAY = date(2026, 10, 5)
FULL = Fraction(1)
BOOK = (PlannedLine("cold", 30, Per.DAY), PlannedLine("warm", 10, Per.DAY), PlannedLine("offers", 20, Per.DAY))


def weekdays(count: int) -> list[date]:
    days = (MONDAY + timedelta(days=number) for number in range(2 * count))
    return [day for day in days if day.weekday() < 5][:count]


def month(lines: Sequence[PlannedLine], done: Mapping[date, Mapping[str, int]]) -> tuple[WorkedDay, ...]:
    facts = {(line, day): number for day, numbers in done.items() for line, number in numbers.items()}
    return worked_days(dict.fromkeys(done, FULL), lambda day: lines, facts, list(done))


def said(days: Sequence[WorkedDay]) -> tuple[str, str]:
    done = month_completion(day.done for day in days)
    assert done is not None
    return percent(done, 1), f"{float(bonus_share(done, sales_plan_met=False)):.2f}"


def test_one_call_short_every_day_is_still_the_whole_bonus() -> None:
    days = month(BOOK, {day: {"cold": 29, "warm": 10, "offers": 20} for day in weekdays(21)})
    assert said(days) == ("98,9\u202f%", "1.00")
    assert not any(day.is_done for day in days)


def test_three_empty_days_of_twenty_one_cost_a_part_of_it() -> None:
    full, empty = {"cold": 30, "warm": 10, "offers": 20}, dict[str, int]()
    days = month(BOOK, {day: empty if number < 3 else full for number, day in enumerate(weekdays(21))})
    assert said(days) == ("85,7\u202f%", "0.95")
    assert sum(day.is_done for day in days) == 18


def test_calling_twice_as_much_on_monday_does_not_make_up_for_tuesday() -> None:
    lines = (PlannedLine("calls", 10, Per.DAY),)
    days = month(lines, {weekdays(2)[0]: {"calls": 20}, weekdays(2)[1]: {"calls": 0}})
    assert [day.completion for day in days] == [1, 0]


def test_a_weekly_line_looks_at_the_whole_week_each_day() -> None:
    lines = (PlannedLine("meetings", 10, Per.WEEK),)
    days = month(lines, {day: {"meetings": 8 if number == 0 else 0} for number, day in enumerate(weekdays(5))})
    assert [day.completion for day in days] == [Fraction(4, 5)] * 5


def test_a_week_just_begun_is_asked_for_its_days_so_far() -> None:
    lines = (PlannedLine("meetings", 10, Per.WEEK),)
    days = month(lines, {day: {"meetings": 2} for day in weekdays(2)})
    assert [day.completion for day in days] == [1, 1]


def test_a_day_off_is_no_day_of_the_plan() -> None:
    first, second = weekdays(2)
    days = worked_days({first: FULL, second: Fraction(0)}, lambda day: BOOK, {}, [first, second])
    assert [day.day for day in days] == [first]


def test_a_day_without_a_plan_is_no_day_of_the_plan() -> None:
    assert month((), {day: {"cold": 5} for day in weekdays(3)}) == ()


def test_what_is_left_is_spread_over_the_days_left_and_rounded_up() -> None:
    assert Aim(100, 200).left_a_day(3) == 34
    assert Aim(100, 200).left_a_day(0) is None
    assert Aim(200, 200).left_a_day(3) is None
    assert Aim(200).left == 0


@pytest.mark.parametrize("others", [[], [Share(1, 2)]])
def test_two_people_are_too_few_for_a_median(others: list[Share]) -> None:
    own = Share(3, 10)
    assert beside_median("won", own, [own, *others]).median is None


def test_who_closed_nothing_is_not_in_the_median() -> None:
    own = Share(3, 10)
    others = [Share(1, 10), Share(6, 10), Share(0, 0)]
    assert beside_median("won", own, [own, *others]).median == Fraction(3, 10)


HALF = Fraction(1, 2)


def test_who_was_away_half_the_month_is_asked_for_less() -> None:
    away, here = Pace(1, "Анна", Aim(25, 100), Fraction(1, 4)), Pace(2, "Борис", Aim(25, 100), HALF)
    assert furthest_behind([away, here]) == here


def test_the_furthest_behind_lacks_most_roubles_not_most_percent() -> None:
    small, large = Pace(1, "Анна", Aim(0, 100), HALF), Pace(2, "Борис", Aim(500, 2000), HALF)
    assert furthest_behind([small, large]) == large


def test_a_little_behind_needs_no_decision() -> None:
    assert furthest_behind([Pace(1, "Анна", Aim(45, 100), HALF)]) is None


def test_at_the_months_start_nobody_is_behind() -> None:
    assert furthest_behind([Pace(1, "Анна", Aim(0, 100), Fraction(1, 20))]) is None


def test_who_has_no_plan_is_not_behind() -> None:
    assert furthest_behind([Pace(1, "Анна", Aim(0), HALF)]) is None
