"""Segments and what came of their tasks: filters as JSON, days of tasks, the comparison. Rule: "Segments"."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.analytics.group_result import Arm, GroupResult
from domain.analytics.shares import Share, difference
from domain.group_days import TooManyTasks, busiest, spread
from domain.periods import ALL_TIME, NotAPeriod, Period, quarter_of
from domain.target_segments import (
    DateOf,
    DateRule,
    PurchaseRule,
    SumRule,
    TargetSegment,
    from_json,
    period_of_span,
    to_json,
)
from domain.use_cases.group_tasks import untouched_of
from domain.worktime import Absence, Schedule
from handlers.segments.typed import sum_rule

MONDAY = date(2026, 11, 23)
MOSCOW = ZoneInfo("Europe/Moscow")
WEEKDAYS = Schedule(MOSCOW)
SPANS = st.sampled_from(["", "+60", "-90", quarter_of(MONDAY).code])


# A filter as JSON


@settings(max_examples=40)
@given(
    st.builds(
        TargetSegment,
        abc=st.lists(st.sampled_from([1, 2, 3]), unique=True).map(tuple),
        window=st.sampled_from(["", "Ykgcx"]),
        lifecycle=st.lists(st.sampled_from(range(5)), unique=True).map(tuple),
        channels=st.lists(st.text(max_size=5), unique=True).map(tuple),
        keepers=st.lists(st.integers(0, 9), unique=True).map(tuple),
        purchases=st.lists(st.builds(PurchaseRule, SPANS, st.booleans(), st.none() | st.integers(1, 9))).map(tuple),
        sums=st.lists(st.builds(SumRule, SPANS, st.none() | st.integers(0, 9))).map(tuple),
        dates=st.lists(st.builds(DateRule, st.sampled_from(DateOf), SPANS)).map(tuple),
    )
)
def test_a_filter_is_read_back_as_it_was_written(segment: TargetSegment) -> None:
    import json

    assert from_json(json.loads(json.dumps(to_json(segment)))) == segment


def test_a_condition_of_another_version_is_left_out() -> None:
    assert from_json({"abc": [1], "mood": "good"}) == TargetSegment(abc=(1,))


def test_a_value_chosen_twice_is_there_once() -> None:
    assert TargetSegment().with_value("abc", 1, True).with_value("abc", 1, True).abc == (1,)


def test_spans_move_with_the_day_or_stand() -> None:
    assert period_of_span("+7", MONDAY) == Period(MONDAY, MONDAY + timedelta(days=7))
    assert period_of_span("-30", MONDAY) == Period(MONDAY - timedelta(days=29), MONDAY + timedelta(days=1))
    assert period_of_span("", MONDAY) == ALL_TIME
    for forged in ("+0", "+99999", "-x", "+²", "Q", "+01"):
        with pytest.raises(NotAPeriod):
            period_of_span(forged, MONDAY)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("от 100 000", 100_000_00, None),
        ("100 тыс", 100_000_00, None),
        ("до 50 тыс", None, 50_000_00),
        ("100–500 тыс", 100_000_00, 500_000_00),
        ("от 1,5 млн до 2 млн", 1_500_000_00, 2_000_000_00),
        ("от 100 до 500 тыс", 100_000_00, 500_000_00),
        ("from 5k to 10k", 5_000_00, 10_000_00),
    ],
)
def test_sums_are_read_as_people_write_them(said: str, low: int | None, high: int | None) -> None:
    assert sum_rule(said, "") == SumRule("", low, high)


@pytest.mark.parametrize("said", ["много", "500–100", "", "от до", "-5"])
def test_what_is_no_sum_is_asked_again(said: str) -> None:
    assert sum_rule(said, "") is None


# Days of tasks


def test_tasks_are_spread_evenly_over_the_working_days_before_the_deadline() -> None:
    days = spread(36, WEEKDAYS, MONDAY, date(2026, 12, 4), 30, {})
    assert Counter(days) == dict.fromkeys(WEEKDAYS.working_days_in(MONDAY, date(2026, 12, 4)), 4)
    assert busiest(days) == 4


def test_nobody_gets_more_than_so_many_a_day_and_the_rest_comes_after_the_deadline() -> None:
    days = spread(100, WEEKDAYS, MONDAY, MONDAY + timedelta(days=1), 30, {})
    assert list(Counter(days).values()) == [30, 30, 30, 10]
    assert days[-1] == date(2026, 11, 26)


def test_leave_and_days_off_get_no_tasks() -> None:
    away = Schedule(MOSCOW, absences=(Absence(MONDAY, date(2026, 11, 27)),))
    assert set(spread(10, away, MONDAY, date(2026, 12, 1), 30, {})) == {date(2026, 11, 30), date(2026, 12, 1)}
    assert spread(1, away, MONDAY, date(2026, 11, 25), 30, {}) == [date(2026, 11, 30)]


def test_what_other_groups_gave_for_a_day_counts() -> None:
    taken = {MONDAY: 30, date(2026, 11, 24): 25}
    days = spread(10, WEEKDAYS, MONDAY, date(2026, 11, 25), 30, taken)
    assert Counter(days) == {date(2026, 11, 24): 5, date(2026, 11, 25): 5}


def test_more_than_a_year_and_a_half_of_tasks_is_refused() -> None:
    with pytest.raises(TooManyTasks):
        spread(401, WEEKDAYS, MONDAY, MONDAY, 1, {})


@settings(max_examples=30)
@given(st.integers(0, 300), st.integers(0, 40), st.integers(1, 30))
def test_every_task_has_a_working_day_and_no_day_has_too_many(count: int, ahead: int, most: int) -> None:
    days = spread(count, WEEKDAYS, MONDAY, MONDAY + timedelta(days=ahead), most, {})
    assert len(days) == count
    assert busiest(days) <= most
    assert days == sorted(days)
    assert all(WEEKDAYS.is_working_day(day) for day in days)


def test_the_untouched_are_a_random_share_and_the_same_for_the_same_form() -> None:
    ids = range(200)
    chosen = untouched_of(ids, 15, "form")
    assert len(chosen) == 30
    assert chosen == untouched_of(list(reversed(ids)), 15, "form") != untouched_of(ids, 15, "another")
    assert untouched_of(ids, 0, "form") == frozenset()


# What came of them


def test_the_interval_of_a_difference_is_newcombes() -> None:
    """His own example (1998): 56 of 70 against 48 of 80."""
    found = difference(Share(56, 70), Share(48, 80))
    assert found is not None
    assert found.value == Fraction(1, 5)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)
    assert not found.may_be_chance


def test_a_difference_of_few_may_be_chance() -> None:
    found = difference(Share(3, 10), Share(1, 5))
    assert found is not None
    assert found.may_be_chance


def test_money_returned_is_what_came_over_the_usual() -> None:
    """80 with a task brought 1.2 M, 20 without 100 k: as many without would have brought 400 k."""
    result = GroupResult(Arm(50, 12, 900_000_00), Arm(30, 3, 300_000_00), Arm(20, 1, 100_000_00))
    assert result.tasked == Arm(80, 15, 1_200_000_00)
    assert result.returned == 800_000_00


def test_without_untouched_there_is_no_comparison() -> None:
    result = GroupResult(Arm(50, 12, 900_000_00), Arm(30, 3, 300_000_00), Arm())
    assert not result.is_comparison
    assert result.difference is None
    assert result.returned is None


@settings(max_examples=50)
@given(st.integers(1, 80), st.integers(1, 80), st.data())
def test_the_difference_lies_within_its_interval(first: int, second: int, data: st.DataObject) -> None:
    shares = Share(data.draw(st.integers(0, first)), first), Share(data.draw(st.integers(0, second)), second)
    found = difference(*shares)
    assert found is not None
    assert -1 <= found.low <= found.value <= found.high <= 1
