"""How likely a silent client is to come back, from what clients before him did."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.analytics.reactivation import BANDS, SIZES, UNKNOWN, band_of, return_shares, size_of

TODAY = date(2026, 11, 23)
MONTH = Fraction(30)


def bought(*days_ago: int) -> list[date]:
    return [TODAY - timedelta(days=days) for days in days_ago]


@pytest.mark.parametrize(("days", "size"), [(1, 1), (2, 2), (3, 3), (5, 3), (6, 6), (11, 6), (12, 12), (40, 12)])
def test_clients_are_grouped_by_how_often_they_bought(days: int, size: int) -> None:
    assert SIZES[size_of(days)] == size


@pytest.mark.parametrize(("silence", "bound"), [("1.5", "1.5"), ("1.99", "1.5"), ("2", "2"), ("3", "3"), ("9", "3")])
def test_silences_are_grouped_by_rhythms(silence: str, bound: str) -> None:
    assert BANDS[band_of(Fraction(silence))] == Fraction(bound)


def test_six_of_sixteen_silences_as_long_ended_in_a_purchase() -> None:
    back = [bought(400, 370, 340, 290)] * 6  # silent for 50 days once and back, then for good
    gone = [bought(400, 370, 340)] * 4
    shares = return_shares([*back, *gone], TODAY, MONTH)
    assert shares.of(3, Fraction("1.6")) == Fraction(6, 16)


def test_few_cases_say_nothing() -> None:
    assert return_shares([bought(400, 370, 340)] * 3, TODAY, MONTH).of(3, Fraction("1.6")) == UNKNOWN


def test_a_silence_too_fresh_to_judge_is_left_out() -> None:
    fresh = [bought(130, 100, 70)] * 20  # silent for 70 days: past 2 rhythms for 10 days only
    shares = return_shares(fresh, TODAY, MONTH)
    assert shares.reached.get((size_of(3), band_of(Fraction(2))), 0) == 0


histories = st.lists(
    st.lists(st.integers(1, 900), min_size=1, max_size=15, unique=True).map(lambda days: bought(*sorted(days)[::-1])),
    max_size=30,
)


@given(histories, st.integers(1, 20), st.fractions(0, 10))
def test_a_share_is_a_share(known: Sequence[Sequence[date]], days: int, silence: Fraction) -> None:
    assert 0 <= return_shares(known, TODAY, MONTH).of(days, silence) <= 1
