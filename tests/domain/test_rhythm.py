from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rhythm import (
    Lifecycle,
    SilenceRules,
    expected_rhythm,
    is_once,
    lifecycle,
    lost_from,
    own_rhythm,
    rhythm,
    silent_from,
)

LAST = date(2026, 9, 1)


def after(days: int, every: int, *, declared_lost: date | None = None, closed: bool = False) -> Lifecycle:
    """State after so many days of silence of a client who bought every so many days."""
    on = LAST + timedelta(days=days)
    return lifecycle(on, LAST, Fraction(every), declared_lost=declared_lost, closed=closed)


def test_an_order_paid_in_halves_is_one_purchase_day() -> None:
    paid = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]
    assert rhythm(paid) == Fraction("30.5")


def test_two_orders_of_a_day_are_one_purchase_day() -> None:
    assert rhythm([date(2026, 9, 1), date(2026, 9, 1), date(2026, 9, 8)]) == 30
    assert rhythm([date(2026, 9, 15), date(2026, 9, 8), date(2026, 9, 1), date(2026, 9, 1)]) == 7


@pytest.mark.parametrize(
    ("channel", "company", "days"),
    [(Fraction(14), Fraction(20), 14), (None, Fraction(20), 20), (None, None, 30), (Fraction(0), Fraction(20), 0)],
)
def test_who_bought_twice_borrows_the_rhythm_of_his_channel(
    channel: Fraction | None, company: Fraction | None, days: int
) -> None:
    assert rhythm([date(2026, 9, 1), date(2026, 9, 3)], channel, company) == days


def test_three_purchase_days_make_an_own_rhythm() -> None:
    assert rhythm([date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 9)], Fraction(99)) == 4
    assert own_rhythm(date(2026, 9, 1), date(2026, 9, 9), 3) == 4
    assert own_rhythm(date(2026, 9, 1), date(2026, 9, 9), 2) is None
    assert own_rhythm(None, None, 0) is None


def test_the_default_rhythm_is_a_setting() -> None:
    assert expected_rhythm(None, rules=SilenceRules(default_rhythm=Fraction(45))) == 45


@pytest.mark.parametrize(("every", "sleeping", "lost"), [(7, 21, 90), (30, 45, 120), (60, 90, 240)])
def test_weekly_monthly_and_two_monthly_buyers(every: int, sleeping: int, lost: int) -> None:
    assert after(sleeping, every) is Lifecycle.ACTIVE
    assert after(sleeping + 1, every) is Lifecycle.SLEEPING
    assert after(lost, every) is Lifecycle.SLEEPING
    assert after(lost + 1, every) is Lifecycle.LOST


def test_silence_past_half_a_day_counts_from_the_next_day() -> None:
    assert silent_from(LAST, Fraction("30.5")) == LAST + timedelta(days=46)
    assert lost_from(LAST, Fraction("30.5")) == LAST + timedelta(days=123)


def test_who_never_bought_is_potential_even_declared_lost() -> None:
    assert lifecycle(LAST, None, Fraction(30)) is Lifecycle.POTENTIAL
    assert lifecycle(LAST, None, Fraction(30), declared_lost=LAST) is Lifecycle.POTENTIAL


def test_closed_comes_before_everything() -> None:
    assert after(500, 30, closed=True) is Lifecycle.CLOSED
    assert lifecycle(LAST, None, Fraction(30), closed=True) is Lifecycle.CLOSED


def test_a_declared_loss_counts_from_its_day_until_a_purchase() -> None:
    declared = LAST + timedelta(days=5)
    assert after(4, 30, declared_lost=declared) is Lifecycle.ACTIVE
    assert after(5, 30, declared_lost=declared) is Lifecycle.LOST
    assert after(5, 30, declared_lost=LAST) is Lifecycle.ACTIVE
    assert after(5, 30, declared_lost=LAST - timedelta(days=1)) is Lifecycle.ACTIVE


def test_the_thresholds_are_settings() -> None:
    rules = SilenceRules(sleeping_rhythms=Fraction(1), sleeping_days=5, lost_rhythms=Fraction(2), lost_days=10)
    assert silent_from(LAST, Fraction(7), rules) == LAST + timedelta(days=8)
    assert lost_from(LAST, Fraction(7), rules) == LAST + timedelta(days=15)


def test_bought_once() -> None:
    assert [is_once(count) for count in (0, 1, 2)] == [False, True, False]


@given(st.fractions(0, 400), st.integers(0, 2000))
def test_a_client_sleeps_exactly_from_his_silent_from(every: Fraction, days: int) -> None:
    on = LAST + timedelta(days=days)
    assert (lifecycle(on, LAST, every) is Lifecycle.ACTIVE) == (on < silent_from(LAST, every))
    assert silent_from(LAST, every) < lost_from(LAST, every)
    assert (days > every * Fraction(3, 2) and days > 21) == (on >= silent_from(LAST, every))
