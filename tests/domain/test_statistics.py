from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.statistics import (
    counted_median,
    median,
    needed_for,
    overall_conversion,
    percentile,
    wilson_interval,
)

BOOK = [10, 8, 5, 4, 2]
numbers = st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30)
counts = st.integers(0, 300).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def test_ten_called_and_two_paid() -> None:
    assert overall_conversion(BOOK) == Fraction(1, 5)
    assert needed_for(10, BOOK) == 50


def test_twenty_sales_are_a_hundred_calls() -> None:
    assert needed_for(20, BOOK) == 100


def test_a_stage_nobody_reached_has_no_conversion() -> None:
    assert overall_conversion([0, 0]) is None
    assert overall_conversion([]) is None
    assert needed_for(10, [5, 0]) is None


def test_part_of_a_call_is_a_call() -> None:
    assert needed_for(1, [7, 3]) == 3


def test_anna_with_19_of_20_has_at_least_76_percent() -> None:
    lower, upper = wilson_interval(19, 20)
    assert round(lower, 3) == 0.764
    assert round(upper, 3) == 0.991


@pytest.mark.parametrize(
    ("successes", "total", "interval"), [(0, 10, (0, 0.278)), (10, 10, (0.722, 1)), (5, 10, (0.237, 0.763))]
)
def test_known_wilson_intervals(successes: int, total: int, interval: tuple[float, float]) -> None:
    assert tuple(round(end, 3) for end in wilson_interval(successes, total)) == interval


@given(counts)
def test_a_share_lies_in_its_interval(count: tuple[int, int]) -> None:
    successes, total = count
    lower, upper = wilson_interval(successes, total)
    assert 0 <= lower <= (successes / total if total else 0.5) <= upper <= 1


@pytest.mark.parametrize(("successes", "total"), [(-1, 5), (6, 5), (0, -1)])
def test_more_than_all_is_refused(successes: int, total: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson_interval(successes, total)


def test_the_quartiles_of_profit_per_purchase() -> None:
    profits = [400, 5, 10, 20, 40, 80, 100, 120]
    assert percentile(profits, Fraction(1, 4)) == Fraction("17.5")
    assert percentile(profits, Fraction(3, 4)) == 105


def test_the_median_of_two_is_between_them() -> None:
    assert median([1, 2]) == Fraction(3, 2)
    assert median([7]) == 7
    assert median([30, Fraction(61, 2), 7]) == 30


@given(st.lists(st.fractions(0, 5, max_denominator=4), min_size=1, max_size=20))
def test_the_median_of_counted_values_is_that_of_the_values(values: list[Fraction]) -> None:
    times = Counter(values)
    assert counted_median((one.numerator, one.denominator, times[one]) for one in times) == median(values)
    doubled = ((2 * one.numerator, 2 * one.denominator, times[one]) for one in times)
    assert counted_median(doubled) == median(values)


@given(numbers)
def test_the_ends_are_the_least_and_the_most(values: list[int]) -> None:
    assert percentile(values, Fraction(0)) == min(values)
    assert percentile(values, Fraction(1)) == max(values)
    assert min(values) <= median(values) <= max(values)


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="values"):
        median([])
    with pytest.raises(ValueError, match="share"):
        percentile([1], Fraction(3, 2))
