"""The forecast's arithmetic. Rule: "Forecast"."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.analytics.chances import chances_on, stays_of
from domain.analytics.columns import lines_of
from domain.analytics.forecast import Verdict, verdict_of
from domain.analytics.outcomes import outcomes
from domain.analytics.repeats import BANDS, Histories, buyers_of, case_of, kept_up, repeats

DAY_0 = date(2026, 3, 2)
OFFER = 4
PLANNED = {OFFER: 0.5, 5: 0.7}
NOBODY = np.zeros(0, dtype=np.int64)


def floats(*values: float) -> "np.typing.NDArray[np.float64]":
    return np.array(values, dtype=np.float64)


def ints(*values: int) -> "np.typing.NDArray[np.int64]":
    return np.array(values, dtype=np.int64)


def day(number: int) -> date:
    return DAY_0 + timedelta(days=number)


def lines(rows: Iterable[tuple[object, ...]]) -> str:
    """As the reader writes them: each column a line."""
    return "\n".join(" ".join(map(str, column)) for column in zip(*rows, strict=True))


# What may come


def test_the_example_of_the_definitions() -> None:
    amounts, chances = floats(3, 2, 5) * 1e8, floats(0.7, 0.3, 0.1)
    found = outcomes(amounts, chances)
    assert 6e8 + (amounts * chances).sum() == pytest.approx(9.2e8)
    assert found.at_least(10e8 - 6e8) == pytest.approx(0.289)
    assert verdict_of(0.289) is Verdict.AT_RISK
    assert (found.at(0.1), found.at(0.9)) == (0, 5e8)


@pytest.mark.parametrize(
    ("chance", "verdict"),
    [(0.8, Verdict.WILL), (0.799, Verdict.AT_RISK), (0.2, Verdict.AT_RISK), (0.199, Verdict.WILL_NOT)],
)
def test_the_verdict_changes_at_80_and_at_20(chance: float, verdict: Verdict) -> None:
    assert verdict_of(chance) is verdict


def test_many_deals_are_simulated_and_always_say_the_same() -> None:
    amounts, chances = np.full(400, 1e6), np.full(400, 0.25)
    first, again = outcomes(amounts, chances), outcomes(amounts, chances)
    assert (first.at(0.1), first.at(0.9)) == (again.at(0.1), again.at(0.9))
    assert first.at(0.1) == pytest.approx(89e6, abs=1.5e6)
    assert first.at(0.9) == pytest.approx(111e6, abs=1.5e6)


def test_a_crowd_of_small_deals_is_as_wide_as_if_each_were_drawn() -> None:
    together = outcomes(np.full(3000, 1e5), np.full(3000, 0.5))
    deviation = 1e5 * np.sqrt(3000 * 0.25)
    assert together.at(0.9) - together.at(0.1) == pytest.approx(2 * 1.2816 * deviation, rel=0.05)


def test_repeat_purchases_are_never_below_nothing() -> None:
    found = outcomes(floats(), floats(), 100.0, 90_000.0)
    assert found.sums.min() >= 0
    assert float((found.sums * found.weights).sum()) == pytest.approx(100)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 10**9), st.floats(0, 1)), max_size=20))
def test_probabilities_are_of_one_whole_and_the_band_is_in_order(deals: list[tuple[int, float]]) -> None:
    amounts, chances = floats(*(amount for amount, _ in deals)), floats(*(chance for _, chance in deals))
    found = outcomes(amounts, chances)
    assert found.weights.sum() == pytest.approx(1)
    assert 0 <= found.at(0.1) <= found.at(0.9) <= amounts.sum()
    assert found.at_least(0) == pytest.approx(1)


# P(paid | stage, age)


class Moves:
    """Moves of deals written as the reader writes them: id, deal × 1000 + stage × 10 + state, day."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, int, date]] = []
        self.deals = 0

    def deal(self, entered: int, left: int | None = None, won: bool = False) -> None:
        """An offer made on one day and paid or lost on another."""
        self.deals += 1
        self._move(OFFER * 10, entered)
        if left is not None:
            self._move(61 if won else OFFER * 10 + 2, left)

    def _move(self, code: int, on: int) -> None:
        self.rows.append((len(self.rows) + 1, self.deals * 1000 + code, day(on)))

    def chance(self, age: int, *, on: int, days: int, enough: int = 30, late: dict[int, int] | None = None) -> float:
        stays = stays_of(lines(self.rows), late or {})
        chances = chances_on(stays.by_stage(np.arange(len(stays.deal))), day(on).toordinal(), days, PLANNED, enough)
        return float(chances.of(ints(OFFER), ints(age))[0])


def test_a_deal_counts_by_what_it_did_in_as_many_days_as_are_left() -> None:
    moves = Moves()
    moves.deal(0, 12, won=True)  # stood 5 days; paid 7 days later
    moves.deal(0, 30, won=True)  # paid, but not within 10 days
    moves.deal(0, 9)  # lost
    moves.deal(0)  # still there
    moves.deal(0, 3, won=True)  # never stood there for 5 days
    assert moves.chance(5, on=60, days=10, enough=0) == pytest.approx(1 / 4)
    assert moves.chance(5, on=60, days=30, enough=0) == pytest.approx(2 / 4)
    assert moves.chance(0, on=60, days=3, enough=0) == pytest.approx(1 / 5)


def test_a_deal_whose_days_are_not_over_is_no_case_yet() -> None:
    moves = Moves()
    moves.deal(0, 40)
    moves.deal(52, 54, won=True)
    assert moves.chance(0, on=60, days=10, enough=0) == 0
    assert moves.chance(0, on=62, days=10, enough=0) == pytest.approx(1 / 2)


def test_few_cases_are_drawn_to_the_planned_chance_of_the_stage() -> None:
    moves = Moves()
    assert moves.chance(3, on=60, days=10) == 0.5
    for _ in range(10):
        moves.deal(0, 40)
    assert moves.chance(3, on=60, days=10) == pytest.approx(20 * 0.5 / 30)
    for _ in range(20):
        moves.deal(0, 40)
    assert moves.chance(3, on=60, days=10) == 0
    assert moves.chance(45, on=60, days=10) == 0.5, "nobody ever stood there so long"


def test_nothing_is_paid_in_no_days() -> None:
    assert Moves().chance(3, on=60, days=0) == 0


def test_what_was_told_later_is_not_known_then() -> None:
    moves = Moves()
    moves.deal(0, 5, won=True)
    assert moves.chance(0, on=20, days=10, enough=0) == 1
    assert moves.chance(0, on=20, days=10, enough=0, late={2: day(30).toordinal()}) == 0
    assert moves.chance(0, on=40, days=10, enough=0, late={2: day(30).toordinal()}) == 1


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40), st.booleans()), max_size=25),
    st.integers(0, 40),
    st.integers(1, 30),
)
def test_chances_are_as_counted_one_by_one(deals: list[tuple[int, int, bool]], age: int, days: int) -> None:
    moves, today = Moves(), 70
    for entered, length, won in deals:
        moves.deal(entered, entered + length, won=won)
    stood = [(entered, length, won) for entered, length, won in deals if length > age and entered + age + days <= today]
    paid = sum(won and length <= age + days for _, length, won in stood)
    expected = paid / len(stood) if stood else 0.0
    assert moves.chance(age, on=today, days=days, enough=0) == pytest.approx(expected)


# Who buys again


def histories(*bought: tuple[int, int, int], asked: Iterable[int]) -> Histories:
    """Client, day and kopecks of each purchase; the days that are asked of, and the thirty after each."""
    by_day = sorted(bought, key=lambda one: one[1])
    days = [(day(on), len(list(rows))) for on, rows in groupby(by_day, key=lambda one: one[1])]
    rows = "\n".join([lines(days), lines((client, amount) for client, _, amount in by_day)]) if bought else ""
    buyers = lines((client, 0) for client in sorted({client for client, _, _ in bought}))
    return Histories(rows, buyers_of(buyers, {}), 30.0, [(day(on).toordinal(), 30) for on in asked])


def test_clients_as_long_silent_are_expected_to_keep_up_as_much() -> None:
    found = histories(*((1, on, 100) for on in range(0, 301, 10)), asked=(200, 300))
    kept = kept_up([case_of(found, day(200).toordinal(), 30, NOBODY)])
    usual = 21 * 100 * 30 / 365
    assert kept.share[0] == pytest.approx(300 / usual)
    again = repeats(found, kept, day(300).toordinal(), 30, NOBODY)
    assert again.expected.sum() == pytest.approx(31 * 100 * 30 / 365 * 300 / usual)


def test_a_client_with_an_open_deal_is_not_expected_twice() -> None:
    found = histories((1, 0, 100), (1, 30, 100), (1, 60, 100), (2, 0, 100), (2, 30, 100), (2, 60, 100), asked=(40, 70))
    kept = kept_up([case_of(found, day(40).toordinal(), 30, NOBODY)])
    assert list(repeats(found, kept, day(70).toordinal(), 20, ints(1)).id) == [2]
    assert list(repeats(found, kept, day(70).toordinal(), 20, NOBODY, only=ints(1)).id) == [1]


def test_without_a_past_nobody_knows_what_is_kept_up() -> None:
    found = histories((1, 50, 100), asked=(20, 70))
    kept = kept_up([case_of(found, day(20).toordinal(), 30, NOBODY)])
    assert not kept.is_known
    assert len(repeats(found, kept, day(70).toordinal(), 20, NOBODY).id) == 0


def test_a_return_lowers_the_sum_and_is_no_purchase_day() -> None:
    found = histories((1, 0, 100), (1, 30, 100), (1, 60, 100), (1, 80, -40), asked=[90])
    standing = found.on(day(90).toordinal())
    assert standing.year[0] == 260
    assert standing.band[0] == 1, "30 days of silence, not 10, in a rhythm of 30"


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 500), st.integers(-300, 300)), max_size=30),
    st.lists(st.integers(-20, 520), min_size=1, max_size=4),
)
def test_clients_stand_on_a_day_as_counted_one_by_one(bought: list[tuple[int, int, int]], asked: list[int]) -> None:
    found = histories(*bought, asked=asked)
    clients = sorted({client for client, _, _ in bought})
    for on in asked:
        standing, today = found.on(day(on).toordinal()), day(on).toordinal()
        came = found.bought(today, today + 30)
        for place, client in enumerate(clients):
            own = [(at, amount) for whose, at, amount in bought if whose == client]
            year = sum(amount for at, amount in own if on - 365 < at <= on)
            days = {at for at, amount in own if amount >= 0 and at <= on}
            assert standing.year[place] == max(0, year)
            assert came[place] == sum(amount for at, amount in own if on < at <= on + 30)
            assert standing.counts[place] == bool(days)
            if len(days) >= 3:
                rhythm = (max(days) - min(days)) / (len(days) - 1)
                silence = (on - max(days)) / max(1, rhythm)
                assert standing.band[place] == sum(silence > end for end in BANDS)


def test_lines_come_back_as_they_were_written() -> None:
    written = [(1, date(2026, 11, 22)), (-2, date(2024, 2, 29)), (3, date(1999, 12, 31))]
    numbers, days = lines_of(lines(written), 2)
    assert list(zip(numbers, map(date.fromordinal, days.tolist()), strict=True)) == written
    for amounts in ([100, -40], [1, 2, -5], [-10, -20], [1000, -1]):
        (column,) = lines_of(lines([(amount,) for amount in amounts]), 1)
        assert column.tolist() == amounts, "a return is no day"
    for empty in ("", "\n\n"):
        assert [len(column) for column in lines_of(empty, 3)] == [0, 0, 0]
