"""What the running period of an advance misses; the same as the whole company's report says of it."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.analytics.bonus_figures import ACTIVATED_NUMBERS, SUMS, BonusData, BonusRules
from domain.analytics.bonus_terms import TermState, terms_frame
from domain.bonus_terms import Running, running

START = date(2026, 1, 1)


def days(*bought: tuple[int, int]) -> list[tuple[date, int]]:
    return [(START + timedelta(days=day), amount) for day, amount in bought]


def test_the_second_period_misses_what_the_first_one_had_more() -> None:
    found = running(START, 30, Fraction(0), days((0, 500), (40, 200)), START + timedelta(days=53))
    assert found == Running(START + timedelta(days=60), 200, 500, 0)
    assert found.short == 300


def test_the_first_period_and_what_is_decided_ask_nothing() -> None:
    assert running(START, 30, Fraction(0), days((0, 500)), START + timedelta(days=29)) is None
    assert running(START, 30, Fraction(0), days((0, 500)), START + timedelta(days=60)) is None  # the second was lost
    full = days(*((30 * number, 500) for number in range(5)))
    assert running(START, 30, Fraction(0), full, START + timedelta(days=150)) is None


def test_a_tolerance_asks_for_less() -> None:
    found = running(START, 30, Fraction(1, 10), days((0, 500), (40, 450)), START + timedelta(days=53))
    assert found is not None
    assert found.short == 0


@given(st.lists(st.tuples(st.integers(0, 170), st.integers(-300, 900)), max_size=12), st.integers(0, 170))
def test_it_says_what_the_report_says(bought: list[tuple[int, int]], day: int) -> None:
    on = START + timedelta(days=day)
    known = [(offset, amount) for offset, amount in bought if offset <= day]
    sums = [sum(amount for offset, amount in known if offset // 30 == place) for place in range(5)]
    values = dict(zip(ACTIVATED_NUMBERS, [1, 7, START.toordinal(), 30, 1, *sums], strict=True))
    data = BonusData(
        None,  # type: ignore[arg-type]
        on,
        {name: [value] for name, value in values.items()},
        [None],
        BonusRules(),
        {},
        (),
    )
    assert len(SUMS) == 5
    terms = terms_frame(data)
    reported = terms[terms.state.isin([TermState.ADVANCE, TermState.HOLDS])]
    found = running(START, 30, Fraction(0), days(*bought), on)
    assert (found is not None) == (len(reported) == 1)
    if found is not None:
        assert (found.short, found.ends.toordinal()) == (int(reported.short.iloc[0]), int(reported.due.iloc[0]))
