"""Signs that a log is worth a look: what is one, and what is not. Rule: "Truth of reports"."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.analytics.shares import Share
from domain.analytics.signs import (
    DayTotals,
    Fact,
    Found,
    SignKind,
    bursts,
    day_key,
    day_signs,
    distance_m,
    in_order,
    late_evenings,
    overlaps,
    period_key,
    period_signs,
)
from tests.harness import MONDAY

DAY = MONDAY.date()
MOST = 8


def saved(*seconds: float, author: int = 1, duration: int = 0) -> list[Fact]:
    return [
        Fact(id_, author, DAY, MONDAY + timedelta(seconds=at), timedelta(seconds=duration))
        for id_, at in enumerate(seconds, 1)
    ]


def test_eight_conversations_within_three_minutes() -> None:
    (found,) = bursts(saved(*(number * 25 for number in range(8))), MOST)
    assert (found.number, found.evidence) == (8, tuple(range(1, 9)))
    assert bursts(saved(*(number * 25 for number in range(7))), MOST) == []
    assert bursts(saved(*(number * 26 for number in range(8))), MOST) == []


def test_a_burst_is_found_among_a_day_of_others_and_of_one_rep() -> None:
    day = [*(number * 1800 for number in range(10)), *(5000 + number * 20 for number in range(9))]
    (found,) = bursts(saved(*day), MOST)
    assert found.number == 9
    two = [*saved(*(n * 40 for n in range(4))), *saved(*(n * 40 for n in range(4)), author=2)]
    assert bursts(two, MOST) == []


def test_what_waited_for_a_connection_is_no_burst() -> None:
    assert bursts(saved(*(number * 0.5 for number in range(12))), MOST) == []


def test_durations_that_do_not_fit_between_the_calls() -> None:
    (found,) = overlaps(saved(0, 60, 4000, duration=300))
    assert found.evidence == (1, 2)
    assert overlaps(saved(0, 300, 600, duration=300)) == []


def test_a_long_call_beside_a_short_one_fits_from_the_other_end() -> None:
    long, short = saved(0, 60)
    rows = [Fact(1, 1, DAY, long.at, timedelta(seconds=300)), Fact(2, 1, DAY, short.at, timedelta(seconds=30))]
    assert overlaps(rows) == []


@pytest.mark.parametrize(("last", "is_sign"), [(4, True), (3, False), (6, True)])
def test_more_than_half_of_the_day_in_its_last_half_hour(last: int, is_sign: bool) -> None:
    assert bool(late_evenings([DayTotals(1, DAY, 6, 6, last)])) is is_sign


def test_two_late_entries_are_no_evening() -> None:
    assert late_evenings([DayTotals(1, DAY, 2, 2, 2)]) == []


def test_a_kilometre_is_a_kilometre() -> None:
    kremlin, arbat = (55.7520, 37.6175), (55.7520, 37.6015)
    assert distance_m(kremlin, arbat) == pytest.approx(1001, abs=5)
    assert distance_m(kremlin, kremlin) == 0


def test_a_sign_stands_beside_his_own_usual_and_the_teams() -> None:
    found = [Found(SignKind.EVENING, 1, DAY, 9), Found(SignKind.EVENING, 1, DAY - timedelta(days=1), 7)]
    before = [Found(SignKind.EVENING, 1, DAY - timedelta(days=40), 9)]
    signs = day_signs(found, before, {1: 10, 2: 10, 3: 20}, {1: 20})
    assert {sign.own for sign in signs} == {Share(2, 10)}
    assert (signs[0].usual, signs[0].team, signs[0].is_unusual) == (Share(1, 20), Fraction(0), True)


def test_what_he_always_did_is_not_unusual() -> None:
    found = [Found(SignKind.EVENING, 1, DAY, 9)]
    before = [Found(SignKind.EVENING, 1, DAY - timedelta(days=number), 9) for number in (30, 31)]
    (sign,) = day_signs(found, before, {1: 10, 2: 10, 3: 10}, {1: 10})
    assert not sign.is_unusual


def test_a_share_is_a_sign_over_twice_the_teams_median() -> None:
    shares = {1: Share(5, 20), 2: Share(2, 20), 3: Share(2, 20)}
    (sign,) = period_signs(SignKind.BACKDATED, shares, {}, "M1")
    assert (sign.member_id, sign.number, sign.team) == (1, 5, Fraction(1, 10))
    assert period_signs(SignKind.BACKDATED, {**shares, 1: Share(4, 20)}, {}, "M1") == []


def test_two_cases_or_two_reps_are_no_share() -> None:
    assert period_signs(SignKind.UNFOLLOWED, {1: Share(2, 2), 2: Share(0, 9), 3: Share(0, 9)}, {}, "M1") == []
    assert period_signs(SignKind.UNFOLLOWED, {1: Share(9, 9), 2: Share(0, 9)}, {}, "M1") == []


def test_a_key_is_the_same_tomorrow_and_fits_a_button() -> None:
    assert day_key(SignKind.BURST, 123456789, date(2026, 11, 20)) == "b123456789.261120"
    assert len(period_key(SignKind.UNFOLLOWED, 123456789, "Rabcdabcd")) <= 20


def test_the_unusual_comes_first_then_the_latest() -> None:
    days = [Found(SignKind.EVENING, member, DAY - timedelta(days=back), 9) for member, back in ((1, 3), (2, 0), (1, 1))]
    before = [Found(SignKind.EVENING, 2, DAY - timedelta(days=number), 9) for number in range(40, 60)]
    signs = day_signs(days, before, {1: 10, 2: 10, 3: 10}, {1: 10, 2: 20})
    assert [(sign.member_id, sign.day) for sign in in_order(signs, str)] == [
        (1, DAY - timedelta(days=1)),
        (1, DAY - timedelta(days=3)),
        (2, DAY),
    ]


@settings(max_examples=40)
@given(st.lists(st.integers(0, 4000), max_size=25, unique=True), st.randoms())
def test_the_order_of_rows_changes_no_burst(seconds: list[int], rng: Random) -> None:
    rows = saved(*seconds)
    mixed = list(rows)
    rng.shuffle(mixed)
    assert bursts(rows, MOST) == bursts(mixed, MOST)
