"""Who is under his norm of contacts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rhythm import Lifecycle
from domain.touch_norms import MONTH, STANDARD, Missing, TouchNorm, missing, norm_of

TODAY = date(2026, 11, 23)
LONG_AGO = date(2025, 1, 1)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=number) for number in days]


@pytest.mark.parametrize(
    ("state", "letter", "per"),
    [
        (Lifecycle.ACTIVE, "A", (4, 30)),
        (Lifecycle.ACTIVE, "B", (2, 30)),
        (Lifecycle.ACTIVE, "C", (1, 30)),
        (Lifecycle.ACTIVE, "D", (1, 90)),
        (Lifecycle.ACTIVE, None, (1, 90)),  # a profit nobody knows
        (Lifecycle.POTENTIAL, None, (1, 60)),
    ],
)
def test_a_client_has_the_norm_of_his_class(state: Lifecycle, letter: str | None, per: tuple[int, int]) -> None:
    norm = norm_of(state, letter)
    assert norm is not None
    assert (norm.number, norm.within.days) == per


@pytest.mark.parametrize("state", [Lifecycle.SLEEPING, Lifecycle.LOST, Lifecycle.CLOSED])
def test_who_is_silent_or_gone_has_no_norm(state: Lifecycle) -> None:
    assert norm_of(state, "A") is None


def test_who_brings_a_loss_has_no_norm_and_the_owner_may_take_any_norm_away() -> None:
    assert norm_of(Lifecycle.ACTIVE, "E") is None
    assert norm_of(Lifecycle.ACTIVE, "C", {**STANDARD, "C": TouchNorm(0, MONTH)}) is None


def test_an_a_called_once_three_weeks_ago_lacks_three_of_four() -> None:
    assert missing(STANDARD["A"], ago(21), LONG_AGO, TODAY) == Missing(1, 4, 30)


def test_an_a_called_yesterday_is_left_alone_though_it_was_the_only_call() -> None:
    assert missing(STANDARD["A"], ago(1), LONG_AGO, TODAY) is None
    assert missing(STANDARD["A"], ago(8), LONG_AGO, TODAY) is not None  # four a month: one in 7.5 days


def test_four_contacts_a_month_are_enough_for_an_a() -> None:
    assert missing(STANDARD["A"], ago(29, 28, 27, 26), LONG_AGO, TODAY) is None
    assert missing(STANDARD["A"], ago(31, 28, 27, 26), LONG_AGO, TODAY) == Missing(3, 4, 30)


def test_a_potential_client_met_last_week_is_not_behind() -> None:
    assert missing(STANDARD["potential"], [], TODAY - timedelta(days=7), TODAY) is None
    assert missing(STANDARD["potential"], [], TODAY - timedelta(days=60), TODAY) == Missing(0, 1, 60)


@given(st.lists(st.integers(0, 200), max_size=12), st.sampled_from(sorted(STANDARD)))
def test_one_more_contact_today_always_satisfies_for_now(days: list[int], key: str) -> None:
    assert missing(STANDARD[key], [*ago(*days), TODAY], LONG_AGO, TODAY) is None
