from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.activity_plan import (
    DayDone,
    Per,
    PlanLine,
    bonus_share,
    day_completion,
    is_done,
    month_completion,
    planned,
    proposed_per_day,
)

ALMOST = [PlanLine(29, 30), PlanLine(10, 10), PlanLine(20, 20)]
FULL = DayDone(Fraction(1))
EMPTY = DayDone(Fraction(0))
lines = st.lists(st.builds(PlanLine, st.integers(0, 100), st.integers(0, 50)), max_size=5)
days = st.lists(st.builds(DayDone, st.fractions(0, 1), st.fractions(0, 1)), max_size=31)


def percents(share: Fraction | None) -> float:
    assert share is not None
    return round(float(share * 100), 1)


def test_one_call_short_every_day_is_the_whole_bonus() -> None:
    done = day_completion(ALMOST)
    assert done is not None
    month = month_completion([DayDone(done)] * 21)
    assert percents(month) == 98.9
    assert month is not None
    assert bonus_share(month, sales_plan_met=False) == 1


def test_three_empty_days_cost_a_twentieth() -> None:
    month = month_completion([FULL] * 18 + [EMPTY] * 3)
    assert percents(month) == 85.7
    assert month is not None
    assert round(float(bonus_share(month, sales_plan_met=False)), 2) == 0.95


def test_with_the_sales_plan_met_the_bonus_is_whole() -> None:
    assert bonus_share(Fraction(0), sales_plan_met=True) == 1
    assert bonus_share(Fraction(0), sales_plan_met=False) == 0


def test_the_day_is_done_when_every_line_is() -> None:
    assert not is_done(ALMOST)
    assert is_done([PlanLine(30, 30), PlanLine(12, 10)])


def test_twice_the_calls_do_not_make_up_for_no_offers() -> None:
    assert day_completion([PlanLine(60, 30), PlanLine(0, 20)]) == Fraction(1, 2)


def test_what_is_left_to_do_is_whole_calls() -> None:
    assert PlanLine(7, 10).left == 3
    assert PlanLine(11, 10).left == 0
    assert PlanLine(8, Fraction(80, 9)).left == 1


def test_a_line_without_a_plan_says_nothing_of_the_day() -> None:
    assert day_completion([PlanLine(0, 0), PlanLine(5, 10)]) == Fraction(1, 2)
    assert day_completion([PlanLine(3, 0)]) is None
    assert day_completion([]) is None


def test_a_shortened_day_asks_less_and_weighs_less() -> None:
    shortened = Fraction(8, 9)
    assert planned(9, Per.DAY, [shortened]) == 8
    assert month_completion([FULL, DayDone(Fraction(0), Fraction(1, 2))]) == Fraction(2, 3)


def test_days_of_leave_are_not_counted() -> None:
    assert planned(10, Per.DAY, [Fraction(1), Fraction(0)]) == 10
    assert month_completion([FULL, DayDone(Fraction(0), Fraction(0))]) == 1
    assert month_completion([DayDone(Fraction(0), Fraction(0))]) is None


@pytest.mark.parametrize(("worked", "plan"), [(5, 15), (4, 12), (1, 3)])
def test_a_weekly_number_follows_the_days_worked(worked: int, plan: int) -> None:
    assert planned(15, Per.WEEK, [Fraction(1)] * worked) == plan


def test_twenty_sales_are_a_hundred_calls_five_a_day() -> None:
    assert proposed_per_day(20, [10, 8, 5, 4, 2], 21) == 5
    assert proposed_per_day(20, [10, 0], 21) is None
    assert proposed_per_day(20, [10, 2], 0) is None


@given(lines)
def test_a_day_is_full_only_when_every_line_is(plan: list[PlanLine]) -> None:
    done = day_completion(plan)
    assert done is None or 0 <= done <= 1
    assert (done is None or done == 1) == is_done(plan)


@given(days, st.booleans())
def test_the_share_of_the_bonus_is_between_nothing_and_all(month: list[DayDone], met: bool) -> None:
    completion = month_completion(month)
    assert completion is None or 0 <= bonus_share(completion, sales_plan_met=met) <= 1
