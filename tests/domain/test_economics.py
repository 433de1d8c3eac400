"""Unit economics and the base growth bonus, by the worked examples. Rule: "Marketing, unit economics"."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.analytics.bonus import Amount, BonusReport, bonus_report
from domain.analytics.bonus_figures import ACTIVATED_NUMBERS, BonusData, BonusRules
from domain.analytics.bonus_terms import TermState, terms_frame
from domain.analytics.channels import Channel, paid_for
from domain.analytics.margins import Pair, SaleCost, SaleCosts, economics, sale_cost
from domain.errors import BadAmount
from domain.periods import ALL_TIME, Period, month_of
from domain.readers.looks import Frame
from domain.tables import Role

RUB = 100
START = date(2026, 1, 1)


# New against repeat


COSTS = SaleCosts(
    presale_new=SaleCost(5_000 * RUB),
    presale_repeat=SaleCost(3_000 * RUB),
    service_new=SaleCost(3_000 * RUB),
    service_repeat=SaleCost(1_000 * RUB),
    overhead=SaleCost(15_000 * RUB),
)


def test_a_repeat_sale_leaves_five_and_a_half_times_more() -> None:
    new = economics(True, 1, 55_000 * RUB, 25_000 * RUB, 5_000 * RUB, COSTS)
    repeat = economics(False, 1, 55_000 * RUB, 25_000 * RUB, 5_000 * RUB, COSTS)
    assert (new.left, repeat.left) == (2_000 * RUB, 11_000 * RUB)
    assert (round(float(new.share or 0), 3), repeat.share) == (0.036, Fraction(1, 5))
    assert Pair(new, repeat).times == Fraction(11, 2)


def test_what_is_left_is_of_one_sale_however_many_there_were() -> None:
    ten = economics(True, 10, 550_000 * RUB, 250_000 * RUB, 50_000 * RUB, COSTS)
    assert ten.each("left") == 2_000 * RUB


@pytest.mark.parametrize(
    ("said", "cost"),
    [
        ("", None),
        ("5000", SaleCost(5_000 * RUB)),
        ("5 тыс. ₽", SaleCost(5_000 * RUB)),
        ("0", SaleCost()),
        ("9 %", SaleCost(share=Fraction(9, 100))),
        ("2,5%", SaleCost(share=Fraction(25, 1000))),
    ],
)
def test_a_cost_is_roubles_of_a_sale_or_a_share_of_its_price(said: str, cost: SaleCost | None) -> None:
    assert sale_cost(said) == cost


@pytest.mark.parametrize("said", ["много", "%", "-5 %", "140 %", "nan %", "1/0 %"])
def test_what_is_no_cost_is_refused(said: str) -> None:
    with pytest.raises(BadAmount):
        sale_cost(said)


def test_what_is_not_set_is_told() -> None:
    assert SaleCosts(overhead=SaleCost()).unset == ("presale_new", "presale_repeat", "service_new", "service_repeat")


# Channels


def test_a_channel_pays_back_what_its_clients_bring_over_the_spend() -> None:
    one = Channel("сайт", leads=40, won=8, buyers=8, profit=300, days=8 * 73, spend=100)
    assert (one.roi, one.per_lead, one.per_sale) == (Fraction(2), 3, 13)
    assert one.months_to_pay_back == Fraction(100, 8) / (Fraction(300) / Fraction(8 * 73 * 12, 365))


def test_without_a_spend_there_is_neither_roi_nor_cost() -> None:
    one = Channel("рекомендация", leads=40, won=8, buyers=8, profit=300, days=600)
    assert (one.roi, one.per_lead, one.per_sale, one.months_to_pay_back) == (None, None, None, None)


def test_what_came_by_itself_pays_back_no_advertising() -> None:
    channels = (Channel("сайт", buyers=1, profit=50, spend=100), Channel("холодный звонок", buyers=3, profit=900))
    assert paid_for(channels).roi == Fraction(-1, 2)


def test_a_channel_whose_profit_nobody_knows_has_no_roi() -> None:
    assert Channel("сайт", buyers=3, unknown=3, spend=100).roi is None
    assert Channel("сайт", leads=3, spend=100).roi == -1


# The base growth bonus


def bought(*clients: Sequence[int], rep: int = 1, start: date = START, length: int = 30) -> list[tuple[int, ...]]:
    """Clients of a rep, activated on a day, by their sums of the five periods."""
    return [(number, rep, start.toordinal(), length, 1, *sums) for number, sums in enumerate(clients, 1)]


def data(
    rows: Sequence[tuple[int, ...]], on: date, period: Period = ALL_TIME, rules: BonusRules | None = None
) -> BonusData:
    numbers = {name: [row[place] for row in rows] for place, name in enumerate(ACTIVATED_NUMBERS)}
    return BonusData(
        frame=Frame(period, (), Role.OWNER, 10, {}),
        on=on,
        activated=numbers,
        channel=["розница"] * len(rows),
        rules=rules or BonusRules(),
        names={},
        teams=(),
    )


def report(rows: Sequence[tuple[int, ...]], on: date, period: Period = ALL_TIME) -> BonusReport:
    return bonus_report(data(rows, on, period))


def days(number: int) -> date:
    return START + timedelta(days=number)


def states(rows: Sequence[tuple[int, ...]], on: date) -> list[tuple[TermState, int]]:
    frame = terms_frame(data(rows, on))
    return [(TermState(state), held) for state, held in zip(frame.state, frame.held, strict=True)]


def test_an_advance_that_held_four_periods_costs_forty_per_cent() -> None:
    found = report(bought([500] * 5), days(150))
    assert (found.granted, found.earned, found.paid) == (Amount(1, 1000), Amount(1, 1000), 1000)
    assert found.cost == Fraction(2, 5)


@pytest.mark.parametrize(
    ("day", "state", "held"),
    [
        (29, TermState.BEGUN, 0),
        (30, TermState.ADVANCE, 0),
        (59, TermState.ADVANCE, 0),
        (60, TermState.HOLDS, 1),
        (90, TermState.HOLDS, 2),
        (149, TermState.HOLDS, 3),
        (150, TermState.EARNED, 4),
        (400, TermState.EARNED, 4),
    ],
)
def test_an_advance_holds_period_by_period_until_it_is_earned(day: int, state: TermState, held: int) -> None:
    assert states(bought([500] * 5), days(day)) == [(state, held)]


def test_a_month_without_events_is_not_a_base_without_clients() -> None:
    later = month_of(days(400))
    assert not report(bought([500] * 5), later.last, later).is_empty
    assert report([], later.last, later).is_empty


@pytest.mark.parametrize("short", [1, 2, 3, 4])
def test_a_period_that_is_less_offsets_the_whole_advance(short: int) -> None:
    sums = [500] * 5
    sums[short] = 499
    before, after = days(30 * (short + 1) - 1), days(30 * (short + 1))
    assert states(bought(sums), before)[0][0] is not TermState.OFFSET
    assert states(bought(sums), after) == [(TermState.OFFSET, short - 1)]
    assert report(bought(sums), after).offset == Amount(1, 1000)


def test_a_tolerance_lets_a_period_be_a_little_less() -> None:
    rows = bought([500, 450, 500, 500, 500])
    assert TermState(terms_frame(data(rows, days(150))).state[0]) is TermState.OFFSET
    lenient = data(rows, days(150), rules=BonusRules(tolerance=Fraction(1, 10)))
    assert TermState(terms_frame(lenient).state[0]) is TermState.EARNED


def test_what_is_offset_is_set_against_the_next_advances_and_never_taken_away() -> None:
    lost, later = bought([500, 0, 0, 0, 0]), bought([300] * 5, start=days(60))
    found = report([*lost, *later], days(100))
    assert (found.granted.amount, found.paid) == (1600, 1000)
    assert found.reps[0].waiting == 400
    assert report([*lost, *later], days(100), Period(days(80), days(100))).paid == 0


def test_a_period_that_ends_within_a_week_and_is_short_is_told_beforehand() -> None:
    rows = bought([500, 200, 0, 0, 0])
    assert report(rows, days(52)).soon == Amount()
    found = report(rows, days(53))
    assert found.soon == Amount(1, 300)
    assert found.behind["soon"][0].due == days(60).toordinal()


def test_a_channel_may_have_longer_periods() -> None:
    assert states(bought([500] * 5, length=60), days(119)) == [(TermState.ADVANCE, 0)]
    assert states(bought([500] * 5, length=60), days(120)) == [(TermState.HOLDS, 1)]


def lasting(rep: int, lost: int, ended: int) -> list[tuple[int, ...]]:
    """Ended terms of a rep, so many of them lost."""
    return bought(*([[100, 0, 0, 0, 0]] * lost + [[100] * 5] * (ended - lost)), rep=rep)


def test_the_less_a_reps_clients_leave_the_more_his_next_advance_is() -> None:
    ended = [*lasting(1, 0, 5), *lasting(2, 1, 5), *lasting(3, 2, 5), *lasting(4, 3, 5), *lasting(5, 4, 4)]
    fresh = [row for rep in range(1, 6) for row in bought([100] * 5, rep=rep, start=days(155))]
    found = report([*ended, *fresh], days(190), month_of(days(190)))
    assert [(int(rep.factor), rep.granted.amount) for rep in sorted(found.reps, key=lambda rep: rep.rep_id or 0)] == [
        (4, 400),
        (3, 300),
        (2, 200),
        (1, 100),
        (2, 200),
    ]
    assert (found.reps[0].lost, found.reps[0].ended) == (0, 5)


def test_alone_nobody_is_compared() -> None:
    fresh = bought([100] * 5, start=days(155))
    assert report([*lasting(1, 0, 9), *fresh], days(190), month_of(days(190))).granted.amount == 200


def test_a_client_who_gave_everything_back_is_no_advance() -> None:
    assert report(bought([0, 10, 10, 10, 10]), days(150)).is_empty


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(-50, 500), min_size=5, max_size=5), min_size=1, max_size=12),
    st.integers(0, 200),
)
def test_nobody_is_paid_less_than_nothing_or_more_than_his_advances(clients: list[list[int]], day: int) -> None:
    found = report(bought(*clients), days(day))
    assert 0 <= found.paid <= found.granted.amount
    for rep in found.reps:
        assert rep.paid + rep.offset.amount - rep.waiting == rep.granted.amount
    counted = found.earned.clients + found.offset.clients + sum(one.clients for one in found.standing)
    assert counted == found.granted.clients
