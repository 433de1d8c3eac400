"""The client base month by month. Rule: "The client base"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.analytics.base_movement import (
    ACTIVE,
    CLIENT_COLUMNS,
    NEVER,
    BaseFigures,
    BaseMonth,
    BoughtDays,
    base_months,
    days_of,
    last_states,
)
from domain.readers.client_base import month_ends
from domain.rhythm import BaseChange, Lifecycle, SilenceRules, lifecycle, own_rhythm, silent_from
from domain.statistics import median

RULES = SilenceRules()
ENDS = month_ends(date(2026, 11, 22), 5)
FIRST = date(2026, 1, 1)


@dataclass(frozen=True)
class Life:
    """A client's purchase days; by which end he was a client, or was closed; the days he was declared lost."""

    days: tuple[date, ...] = ()
    since: int = 0
    closed: int = NEVER
    declared: tuple[date, ...] = ()
    channel: str | None = None
    kept: Fraction | None = None
    """The borrowed rhythm that was written down with him."""


def bought(*days: str, **details: object) -> Life:
    return Life(tuple(date.fromisoformat(f"2026-{day}") for day in days), **details)  # type: ignore[arg-type]


def base(lives: Sequence[Life]) -> BaseFigures:
    clients: dict[str, list[int]] = {name: [] for name in CLIENT_COLUMNS}
    for number, life in enumerate(lives):
        silent = silent_from(life.days[-1], life.kept) - life.days[-1] if life.days and life.kept is not None else None
        row = (number, life.since, life.closed, len(life.days), silent.days if silent else 0)
        for name, value in zip(CLIENT_COLUMNS, row, strict=True):
            clients[name].append(value)
    days = ",".join(f"{day}" for life in lives for day in life.days)
    purchases = BoughtDays(range(len(lives)), [len(life.days) for life in lives], days)
    declared = {n: [day.toordinal() for day in life.declared] for n, life in enumerate(lives) if life.declared}
    return BaseFigures(ENDS, clients, [life.channel for life in lives], purchases, declared)


def months(*lives: Life) -> tuple[BaseMonth, ...]:
    return base_months(base(lives), RULES)


def actives(found: Sequence[BaseMonth]) -> list[int]:
    return [month.states[Lifecycle.ACTIVE] for month in found]


def moves(found: Sequence[BaseMonth]) -> list[tuple[int, int, int]]:
    return [(month.change.came, month.change.returned, month.change.left) for month in found]


def test_months_end_and_the_last_one_is_today() -> None:
    assert month_ends(date(2026, 11, 22), 2) == (date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 22))
    assert month_ends(date(2026, 3, 31), 1) == (date(2026, 2, 28), date(2026, 3, 31))


def test_he_came_fell_asleep_and_returned() -> None:
    found = months(bought("07-10", "11-10"))
    assert [month.on.month for month in found] == [7, 8, 9, 10, 11]
    assert actives(found) == [1, 0, 0, 0, 1]
    assert moves(found) == [(1, 0, 0), (0, 0, 1), (0, 0, 0), (0, 0, 0), (0, 1, 0)]
    assert [month.once for month in found] == [1, 1, 1, 1, 0]


def test_a_weekly_buyer_sleeps_after_21_days_and_is_lost_after_90() -> None:
    weekly = bought("06-10", "06-17", "06-24")
    states = [next(state for state, number in month.states.items() if number) for month in months(weekly)]
    assert states == [Lifecycle.SLEEPING, Lifecycle.SLEEPING, Lifecycle.LOST, Lifecycle.LOST, Lifecycle.LOST]


def test_days_counted_between_leave_the_months_as_they_are() -> None:
    lives = base([bought("08-03", "08-10", "08-17", "11-02"), bought("09-14", "10-12", "11-09")])
    also = replace(lives, also=(date(2026, 8, 20), date(2026, 9, 15)))
    assert base_months(also, RULES) == base_months(lives, RULES)
    active = {day.on: int((day.states == ACTIVE).sum()) for day in days_of(also, RULES)}
    assert (active[date(2026, 8, 20)], active[date(2026, 9, 15)]) == (1, 1)


def test_the_day_decides() -> None:
    """Today is 22 November: 21, 22, 90 and 91 days of silence, of weekly buyers."""
    last_days = (date(2026, 11, 1), date(2026, 10, 31), date(2026, 8, 24), date(2026, 8, 23))
    weekly = [Life(tuple(last - timedelta(weeks=back) for back in (2, 1, 0))) for last in last_days]
    states = last_states(base(weekly), RULES)
    assert states[Lifecycle.ACTIVE] == [0]
    assert states[Lifecycle.SLEEPING] == [1, 2]
    assert states[Lifecycle.LOST] == [3]


def test_a_client_is_counted_from_the_month_he_is_met() -> None:
    found = months(Life(since=3), Life(since=NEVER))
    assert [month.states[Lifecycle.POTENTIAL] for month in found] == [0, 0, 1, 1, 1]
    assert months(bought("08-20", since=2))[1].change.came == 1


def test_a_closed_client_leaves_the_base() -> None:
    found = months(bought("09-20", "10-20", "11-10", closed=5))
    assert actives(found) == [0, 0, 1, 1, 0]
    assert found[-1].change.left == 1
    assert found[-1].states[Lifecycle.CLOSED] == 1


def test_a_declared_loss_holds_until_a_purchase_even_when_it_was_cancelled_later() -> None:
    found = months(bought("07-25", "08-05", "10-05", declared=(date(2026, 8, 20),)))
    assert [month.states[Lifecycle.LOST] for month in found] == [0, 1, 1, 0, 0]


def test_who_bought_once_borrows_the_rhythm_of_his_channel() -> None:
    fortnightly = bought("10-01", "10-15", "10-29", "11-12", channel="сеть")
    once = bought("10-26", channel="сеть")
    assert actives(months(fortnightly, once)) == [0, 0, 0, 2, 1]
    assert actives(months(fortnightly, bought("10-26", channel="розница"))) == [0, 0, 0, 2, 1]
    assert actives(months(once)) == [0, 0, 0, 1, 1]


def test_the_last_month_says_what_his_card_says() -> None:
    kept = bought("10-26", channel="сеть", kept=Fraction(14))
    assert last_states(base([kept]), RULES)[Lifecycle.SLEEPING] == [0]
    assert last_states(base([bought("10-26", channel="сеть")]), RULES)[Lifecycle.ACTIVE] == [0]


def test_a_base_of_nobody() -> None:
    found = months()
    assert actives(found) == [0] * 5
    assert moves(found) == [(0, 0, 0)] * 5


dates = st.integers(0, (ENDS[-1] - FIRST).days).map(lambda days: FIRST + timedelta(days))
lives = st.lists(
    st.builds(
        Life,
        days=st.lists(dates, max_size=8, unique=True).map(sorted).map(tuple),
        since=st.integers(0, len(ENDS)),
        closed=st.integers(1, len(ENDS)) | st.just(NEVER),
        declared=st.lists(dates, max_size=2).map(tuple),
        channel=st.sampled_from([None, "сеть", "розница"]),
        kept=st.none() | st.integers(1, 60).map(Fraction),
    ),
    max_size=12,
)


@given(lives)
def test_came_and_returned_less_left_is_the_change(clients: list[Life]) -> None:
    start, *found = [dict(month.states) for month in _with_first(clients)]
    was = start[Lifecycle.ACTIVE]
    for month, states in zip(months(*clients), found, strict=True):
        assert month.change.total == states[Lifecycle.ACTIVE] - was
        was = states[Lifecycle.ACTIVE]


def _with_first(clients: Sequence[Life]) -> tuple[BaseMonth, ...]:
    """The months, and the first end as one of them."""
    figures = base(clients)
    first = BaseFigures((ENDS[0], *ENDS), _later(figures.clients, ("since", "closed")), figures.channel,
                        figures.bought, figures.declared)  # fmt: skip
    return base_months(first, RULES)


def _later(columns: Mapping[str, Sequence[int]], names: Sequence[str]) -> dict[str, list[int]]:
    """The numbers of ends, when one more stands before them."""
    return {name: [value + (name in names) for value in column] for name, column in columns.items()}


@given(lives)
def test_states_are_those_of_one_client_at_a_time(clients: list[Life]) -> None:
    expected = [_state_of(number, life, clients) for number, life in enumerate(clients)]
    got = last_states(base(clients), RULES)
    for state in Lifecycle:
        assert got[state] == [number for number, one in enumerate(expected) if one is state]


def _state_of(number: int, life: Life, clients: Sequence[Life]) -> Lifecycle | None:
    """By the rules for a single client, on the last day."""
    if life.since >= len(ENDS):
        return None
    last = life.days[-1] if life.days else None
    own = own_rhythm(life.days[0], last, len(life.days)) if life.days else None
    borrowed = _kept(life) or _median([c for c in clients if c.channel and c.channel == life.channel])
    rhythm = own if own is not None else borrowed or _median(clients) or RULES.default_rhythm
    return lifecycle(
        ENDS[-1],
        last,
        rhythm,
        closed=life.closed < len(ENDS),
        declared_lost=max(life.declared, default=None),
        rules=RULES,
    )


def _kept(life: Life) -> Fraction | None:
    """Read back from the day he falls silent: at least 21 days."""
    return max(life.kept, Fraction(14)) if life.kept is not None else None


def _median(clients: Sequence[Life]) -> Fraction | None:
    own = [own_rhythm(life.days[0], life.days[-1], len(life.days)) for life in clients if life.days]
    known = [rhythm for rhythm in own if rhythm is not None]
    return median(known) if known else None


def base_change(before: Mapping[int, Lifecycle], after: Mapping[int, Lifecycle]) -> BaseChange:
    """How the active base changed between two dates; a client unknown before had bought nothing."""
    was = {client: before.get(client, Lifecycle.POTENTIAL) for client in before.keys() | after.keys()}
    now_active = {client for client, state in after.items() if state is Lifecycle.ACTIVE}
    joined = [was[client] for client in now_active if was[client] is not Lifecycle.ACTIVE]
    left = sum(state is Lifecycle.ACTIVE and client not in now_active for client, state in was.items())
    came = joined.count(Lifecycle.POTENTIAL)
    return BaseChange(came, len(joined) - came, left)


@given(lives)
def test_the_movement_is_that_of_two_bases_compared(clients: list[Life]) -> None:
    states = [base_at(clients, number) for number in range(len(ENDS))]
    assert [month.change for month in months(*clients)] == [base_change(*pair) for pair in pairwise(states)]


def base_at(clients: Sequence[Life], number: int) -> Mapping[int, Lifecycle]:
    """State by client on that end, by the report that ends there."""
    figures = base(clients)
    cut = BaseFigures(ENDS[: number + 1], figures.clients, figures.channel, figures.bought, figures.declared)
    return {client: state for state, ids in last_states(cut, RULES).items() for client in ids}
