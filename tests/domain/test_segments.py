"""Segments of clients: worked examples and what holds for any base. Rule: "Segments"."""

import csv
import random
from calendar import month_abbr
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.analytics.abc_xyz import (
    abc_classes,
    dominant_client,
    sums_of_squares,
    top_clients,
    xyz_by_frequency,
    xyz_by_stability,
)
from domain.analytics.abcde import UNKNOWN, potential_grades
from domain.analytics.classes import (
    Abc,
    AbcXyz,
    Grade,
    Kind,
    Letter,
    Loyalty,
    ProfitClass,
    ProfitXyz,
    SegmentRules,
    Xyz,
)
from domain.analytics.client_figures import classified
from domain.analytics.line_costs import LineCosts
from domain.analytics.segments import Cell, Segments, clients_in, segments, shown
from domain.analytics.shares import Share
from tests.domain.client_rows import Bought, figures, once

RULES = SegmentRules()
NOBODY = figures([])


def abc(*amounts: int, rules: SegmentRules = RULES) -> str:
    return "".join(Abc(kind).name for kind in abc_classes(pd.Series(amounts, dtype="int64"), rules))


def xyz(units: int, span: int, *, one_day: bool = False, rules: SegmentRules = RULES) -> Xyz:
    frame = pd.DataFrame({"units": [units], "span": [span], "once": [int(one_day)]})
    return Xyz(xyz_by_frequency(frame, rules)[0])


def profit_numbers(clients: Sequence[Bought], rules: SegmentRules = RULES) -> str:
    return "".join(str(number) for number in classified(figures(clients), rules).profit_class)


def letters(clients: Sequence[Bought]) -> str:
    return "".join(Letter(letter).name if letter else "-" for letter in classified(figures(clients), RULES).letter)


def report(clients: Sequence[Bought], rules: SegmentRules = RULES, without: int | None = None) -> Segments:
    return segments(figures(clients), NOBODY, rules, without=without)


# ABC


@pytest.mark.parametrize(
    ("amounts", "classes"),
    [
        ((100, 50, 20, -60), "AABC"),
        ((10,) * 10, "A" * 10),
        ((970, 15, 10, 4, 1), "ACCCC"),
        ((15, 10, 4, 1), "AABC"),
        ((80, 15, 5), "ABC"),
        ((0, 0), "CC"),
        ((-5,), "C"),
        ((), ""),
    ],
)
def test_abc_by_the_share_before_the_client(amounts: tuple[int, ...], classes: str) -> None:
    assert abc(*amounts) == classes


def test_equal_revenues_share_the_better_class() -> None:
    assert abc(5, 30, 30, 30, 5) == "BAAAB"


def test_one_kopeck_decides_in_sums_no_float_tells_apart() -> None:
    share = 10**15
    assert abc(8 * share, 2 * share) == "AB"
    assert abc(8 * share - 1, 2 * share + 1) == "AA"


def test_who_brings_more_than_half_is_named_and_the_rest_are_classed_without_him() -> None:
    base = [Bought(970), *map(Bought, (15, 10, 4, 1))]
    whole, rest = report(base), report(base, without=1)
    assert (whole.dominant, rest.dominant) == (1, None)
    assert {place.abc.name: cell.clients for place, cell in whole.abc_xyz.items()} == {"A": 1, "C": 4}
    assert {place.abc.name: cell.clients for place, cell in rest.abc_xyz.items()} == {"A": 2, "B": 1, "C": 1}
    assert rest.total.revenue == 30


def test_exactly_half_is_not_more_than_half() -> None:
    assert dominant_client(pd.Series([50, 30, 20]), RULES) is None
    assert dominant_client(pd.Series([51, 30, 20], index=[7, 8, 9]), RULES) == 7
    assert dominant_client(pd.Series([-5, 0]), RULES) is None


def test_a_fifth_of_the_clients_brings_most() -> None:
    top = top_clients(pd.Series([710, 90, 80, 70, 50]))
    assert (top.clients.value, top.amount.value) == (Fraction(1, 5), Fraction(71, 100))


# XYZ


def test_an_old_client_who_came_back_for_three_months_is_y() -> None:
    assert xyz(3, 12) is Xyz.Y


def test_a_new_client_who_buys_monthly_is_x() -> None:
    assert xyz(3, 3) is Xyz.X


def test_every_second_month_is_y_by_months_and_x_by_quarters() -> None:
    assert xyz(6, 12) is Xyz.Y
    assert xyz(4, 4, rules=replace(RULES, unit_months=3)) is Xyz.X


def test_two_thirds_of_the_months_are_enough() -> None:
    assert [xyz(units, 12) for units in (7, 8)] == [Xyz.Y, Xyz.X]


def test_two_months_are_too_few_for_x_and_one_day_is_z() -> None:
    assert xyz(2, 2) is Xyz.Y
    assert xyz(1, 1) is Xyz.Y
    assert xyz(1, 12, one_day=True) is Xyz.Z


@pytest.mark.parametrize(
    ("months", "expected"),
    [((10, 10), Xyz.X), ((1, 3), Xyz.X), ((1, 4), Xyz.Y), ((0, 5), Xyz.Y), ((0, 0, 5), Xyz.Z), ((3, -3), Xyz.Z)],
)
def test_xyz_by_stability_is_the_population_deviation_over_the_mean(months: tuple[int, ...], expected: Xyz) -> None:
    squares = sums_of_squares((1, amount) for amount in months)
    assert xyz_by_stability([len(months)], [sum(months)], squares.values(), RULES) == [expected]


def test_stability_is_chosen_by_giving_the_squares() -> None:
    steady, jumpy = Bought(120, units=3), Bought(120)
    frame = classified(figures([steady, jumpy], squares=[1200, 14400]), replace(RULES, by_stability=True))
    assert frame.xyz.tolist() == [Xyz.X, Xyz.Z]


# 123


def test_123_by_profit_per_purchase() -> None:
    profits = (5, 10, 20, 40, 80, 100, 120, 400)
    assert profit_numbers([Bought(profit, orders=1) for profit in profits]) == "33222211"
    assert profit_numbers([Bought(profit * 7, orders=7) for profit in profits]) == "33222211"


def test_seven_clients_are_not_classified() -> None:
    assert profit_numbers([Bought(profit) for profit in range(7)]) == "0000000"
    assert report([Bought(profit) for profit in range(7)]).too_few


def test_a_loss_is_third_however_bad_the_others_are() -> None:
    assert profit_numbers([Bought(0, cost=cost) for cost in range(8)]) == "3" * 8


def test_who_all_bring_the_same_are_all_first() -> None:
    assert profit_numbers([Bought(100)] * 8) == "1" * 8


def test_a_third_of_a_kopeck_tells_two_clients_apart() -> None:
    base = [Bought(1, orders=3), Bought(10**12, orders=3)]
    base += [Bought(10**12 + 1, orders=3)] * 3 + [Bought(10**12 + 2, orders=3)] * 3
    assert profit_numbers(base) == "33222" + "111"


def test_123_by_total_profit_goes_by_the_shares_of_abc() -> None:
    by_total = replace(RULES, by_total_profit=True)
    assert profit_numbers([Bought(amount) for amount in (100, 50, 20, -60)], by_total) == "1123"


# Profit


def profit(client: Bought, **margins: Fraction) -> tuple[bool, int, int]:
    """Whether it is known, what it is, and how many ₽ of it are estimated."""
    row = classified(figures([client]), replace(RULES, margins=margins)).iloc[0]
    return bool(row.known), int(row.profit), int(row.estimated)


def test_profit_is_what_is_left_after_the_cost() -> None:
    assert profit(Bought(100, cost=70)) == (True, 30, 0)


def test_an_unknown_cost_is_estimated_by_the_channel() -> None:
    half_told = Bought(300, cost=70, uncosted=200)
    assert profit(half_told, розница=Fraction(1, 4)) == (True, 30 + 50, 200)
    assert profit(half_told, сеть=Fraction(1, 4)) == (False, 0, 0)


def test_lines_tell_the_cost_before_the_channel_does() -> None:
    told = Bought(300, uncosted=300, lines=LineCosts(told=100, told_cost=60, by_product=150, product_cost=100))
    assert profit(told, розница=Fraction(1, 10)) == (True, 40 + 50 + 5, 150 + 50)
    assert profit(told) == (False, 0, 0)
    whole = Bought(100, uncosted=100, lines=LineCosts(told=100, told_cost=60))
    assert profit(whole) == (True, 40, 0)


def test_a_return_lowers_profit_by_the_margin() -> None:
    assert profit(Bought(100 - 40, cost=70, uncosted=-40), розница=Fraction(1, 4)) == (True, 30 - 10, -40)


def test_half_a_kopeck_of_margin_is_rounded_up() -> None:
    assert profit(Bought(1, uncosted=1), розница=Fraction(1, 2)) == (True, 1, 1)
    assert profit(Bought(-1, uncosted=-1), розница=Fraction(1, 2)) == (True, 0, -1)


def test_who_has_no_known_profit_is_left_out_and_counted() -> None:
    got = report([Bought(100)] * 8 + [Bought(500, uncosted=500)])
    assert got.unknown == Cell(1, 500)
    assert got.loyal[ProfitXyz(None, Xyz.X)].clients == 1
    assert sum(sum(cell.clients for cell in channel.cells.values()) for channel in got.letters) == 8
    assert got.loyal_clients.value == 1


def test_more_than_a_fifth_estimated_is_said() -> None:
    quarter = replace(RULES, margins={"розница": Fraction(1, 4)})
    assert not report([Bought(80), Bought(20, uncosted=20)], quarter).is_estimated
    assert report([Bought(79), Bought(21, uncosted=21)], quarter).is_estimated


# The matrices


@pytest.mark.parametrize(
    ("cell", "kind"), [("AX", Kind.COWS), ("AZ", Kind.STARS), ("CZ", Kind.DOGS), ("BX", Kind.CATS)]
)
def test_names_of_the_cells(cell: str, kind: Kind) -> None:
    assert AbcXyz(Abc[cell[0]], Xyz[cell[1]]).kind is kind


def test_green_red_and_blue() -> None:
    groups = {f"{p.value}{x.name}": ProfitXyz(p, x).loyalty for p in ProfitClass for x in Xyz}
    assert [cell for cell, group in groups.items() if group is Loyalty.LOYAL] == ["1X", "1Y", "2X", "2Y"]
    assert [cell for cell, group in groups.items() if group is Loyalty.ONE_OFF] == ["1Z", "2Z", "3Z"]
    assert [cell for cell, group in groups.items() if group is Loyalty.LOW_PROFIT] == ["3X", "3Y"]


def test_share_of_loyal_clients_and_of_their_profit() -> None:
    loyal = [Bought(1200, cost=600), Bought(1200, cost=600)]
    others = [once(100, cost=50), once(100, cost=50), once(100, cost=50), *[Bought(1200, cost=1188)] * 3]
    got = report(loyal + others)
    assert got.loyal_clients.value == Fraction(2, 8)
    assert (got.of_loyalty(Loyalty.LOYAL).profit, got.total.profit) == (1200, 1200 + 150 + 36)
    assert got.of_loyalty(Loyalty.ONE_OFF).clients + got.of_loyalty(Loyalty.LOW_PROFIT).clients == 6


def test_a_cell_with_losses_knows_how_many() -> None:
    got = report([Bought(100, cost=120), *[Bought(100)] * 8])
    assert got.loyal[ProfitXyz(ProfitClass.THIRD, Xyz.X)].toxic == 1


def test_who_came_to_the_loyal_and_who_left() -> None:
    good, bad = Bought(1200), once(1)
    before = figures({1: good, 2: good, 3: bad, **dict.fromkeys(range(4, 12), bad)})
    now = figures({1: good, 3: good, 12: good, **dict.fromkeys(range(4, 12), bad)})
    flows = segments(now, before, RULES).flows
    assert flows.between(Loyalty.LOYAL, Loyalty.LOYAL) == 1
    assert flows.between(Loyalty.LOYAL, None) == 1
    assert flows.between(Loyalty.ONE_OFF, Loyalty.LOYAL) == 1
    assert (flows.came, flows.left) == (2, 1)


def test_a_reps_report_counts_his_clients_by_the_classes_of_the_company() -> None:
    base = figures([Bought(970), *map(Bought, (15, 10, 4, 1))])
    his = segments(base, NOBODY, RULES, only={2, 3})
    assert his.abc_xyz == {AbcXyz(Abc.C, Xyz.X): Cell(2, 25, 25)}


def test_a_tap_on_a_cell_gives_its_clients() -> None:
    frame = classified(figures([Bought(15), Bought(970), Bought(20), once(10)]), RULES)
    assert clients_in(frame, abc=Abc.C, xyz=Xyz.X) == [3, 1]
    assert clients_in(shown(frame, {1, 4}), abc=Abc.C) == [1, 4]


def test_an_empty_base_has_no_segments() -> None:
    got = segments(NOBODY, NOBODY, RULES)
    assert (got.total, got.abc_xyz, got.loyal, got.letters, got.dominant) == (Cell(), {}, {}, (), None)
    assert got.top.amount.value is None
    assert (got.is_estimated, got.too_few) == (False, False)


# ABCDE


def test_letters_by_profit_and_potential() -> None:
    base = [
        Bought(100, potential=900),
        Bought(90, potential=800),
        Bought(80, potential=100),
        Bought(70),
        Bought(40, potential=600),
        Bought(30, potential=50),
        Bought(20, potential=40),
        Bought(10, cost=15, potential=1000),
    ]
    assert letters(base) == "ABDBCDDE"


def test_a_good_client_of_unknown_potential_is_b() -> None:
    assert letters([Bought(100), Bought(90), *[Bought(10)] * 6]) == "BB" + "B" * 6
    assert letters([Bought(100), Bought(90), Bought(80), Bought(70), *[Bought(10 + n) for n in range(4)]]) == "BBBBDDDD"


def test_who_buys_more_than_was_thought_possible_has_that_potential() -> None:
    base = [Bought(1000, potential=10), *[Bought(10, potential=500)] * 7]
    assert letters(base)[0] == "A"


def test_a_small_channel_is_compared_in_the_whole_company() -> None:
    shops = [Bought(100 * number, potential=1000 * number) for number in range(1, 9)]
    net = Bought(50, potential=60, channel="сеть")
    got = report([*shops, net])
    assert [(channel.channel, channel.in_company) for channel in got.letters] == [("розница", False), ("сеть", True)]
    assert got.letters[1].cells == {Letter.D: Cell(1, 50, 50)}


def test_potential_of_those_who_bought_nothing() -> None:
    buyers = classified(figures([Bought(10, potential=100 * number) for number in range(1, 10)]), RULES)
    others = [("розница", 500, 3), ("розница", 499, 2), ("сеть", UNKNOWN, 4), (None, 900, 1)]
    assert potential_grades(buyers, others, RULES) == {Grade.HIGH: 4, Grade.USUAL: 2, Grade.UNKNOWN: 4}


def test_where_no_buyer_has_a_potential_any_other_is_usual() -> None:
    buyers = classified(figures([Bought(10)] * 9), RULES)
    assert potential_grades(buyers, [("розница", 10**9, 1)], RULES)[Grade.USUAL] == 1
    assert potential_grades(classified(NOBODY, RULES), [(None, 10**9, 1)], RULES)[Grade.USUAL] == 1


# Data made by others


def test_the_published_classes_of_39_articles(data_folder: Path) -> None:
    """Their bounds: ABC 80/90 %, where the article that crosses a bound falls below it; XYZ 20/60 %."""
    rows = read_csv(data_folder / "segments" / "supplychainpy_complete_dataset_small.csv")
    published = [
        row["published_class"] for row in read_csv(data_folder / "segments" / "supplychainpy_expected_classes.csv")
    ]
    months = [[int(row[name.lower()]) for name in month_abbr[1:]] for row in rows]
    units = [sum(sold) for sold in months]
    revenue = pd.Series([number * int(row["retail_price"]) for number, row in zip(units, rows, strict=True)])
    theirs = replace(RULES, b_below=Fraction(9, 10), steady=Fraction(1, 5), wavering=Fraction(3, 5))
    squares = [sum(sold * sold for sold in of_article) for of_article in months]
    by_stability = xyz_by_stability([12] * len(rows), units, squares, theirs)
    ours = [f"{Abc(a).name}{x.name}" for a, x in zip(abc_classes(revenue, theirs), by_stability, strict=True)]
    other = [place for place, pair in enumerate(zip(ours, published, strict=True)) if pair[0] != pair[1]]
    assert other == sorted(crossing(revenue, bound) for bound in (theirs.a_below, theirs.b_below))
    assert len(rows) == 39


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def crossing(amounts: pd.Series, bound: Fraction) -> int:
    """The place of the article with which the cumulative share goes past the bound."""
    cumulative = amounts.sort_values(ascending=False).cumsum()
    return int(cumulative[cumulative > bound * int(amounts.sum())].index[0])


# What holds for any base

amount = st.integers(-(10**6), 10**6) | st.sampled_from([0, 1, 100])
clients = st.lists(
    st.builds(
        Bought,
        revenue=amount,
        orders=st.integers(1, 12),
        units=st.integers(1, 12),
        span=st.just(12),
        cost=amount,
        uncosted=st.sampled_from([0, 0, 0, 7]),
        potential=st.sampled_from([UNKNOWN, 0, 10, 1000, 10**6]),
        channel=st.sampled_from(["розница", "сеть", None]),
        once=st.booleans(),
    ),
    max_size=30,
)
CLASSES = ["abc", "xyz", "profit_class", "letter"]


@given(clients)
def test_every_client_is_in_one_cell_of_each_matrix(base: list[Bought]) -> None:
    got = report(base)
    for matrix in (got.abc_xyz, got.loyal):
        assert sum(matrix.values(), Cell()) == got.total
    groups = [got.of_loyalty(group) for group in (*Loyalty, None)]
    assert sum(groups, Cell()) == got.total
    of_letters = sum((cell for channel in got.letters for cell in channel.cells.values()), Cell())
    assert of_letters.clients + got.unknown.clients == got.total.clients == len(base)


@given(clients)
def test_shares_sum_to_the_whole(base: list[Bought]) -> None:
    got = report(base)
    for matrix in (got.abc_xyz, got.loyal):
        assert not base or sum(Fraction(cell.clients, got.total.clients) for cell in matrix.values()) == 1
        shares = [Share(cell.revenue, got.total.revenue).value for cell in matrix.values()]
        assert got.total.revenue == 0 or sum(share or 0 for share in shares) == 1


@given(clients, st.randoms(use_true_random=False))
def test_classes_do_not_depend_on_the_order_of_rows(base: list[Bought], chance: random.Random) -> None:
    numbered = list(enumerate(base, 1))
    mixed = chance.sample(numbered, len(numbered))
    one, other = (classified(figures(dict(rows)), RULES)[CLASSES].sort_index() for rows in (numbered, mixed))
    assert one.equals(other)


@given(clients, st.integers(2, 10**6))
def test_scaling_all_sums_changes_no_class(base: list[Bought], times: int) -> None:
    def scaled(client: Bought) -> Bought:
        known = client.potential != UNKNOWN
        return replace(
            client,
            revenue=client.revenue * times,
            cost=client.cost * times,
            uncosted=client.uncosted * times,
            potential=client.potential * times if known else UNKNOWN,
        )

    one, other = (classified(figures(rows), RULES)[CLASSES] for rows in (base, [scaled(client) for client in base]))
    assert one.equals(other)


@given(
    st.lists(st.tuples(st.integers(1, 12), st.lists(amount, min_size=1, max_size=12)), max_size=8),
    st.integers(2, 10**9),
)
def test_scaling_changes_no_stability(base: list[tuple[int, list[int]]], times: int) -> None:
    def classes(scale: int) -> list[Xyz]:
        rows = [[month * scale for month in months] for _, months in base]
        squares = [sum(month * month for month in months) for months in rows]
        return xyz_by_stability([len(months) for months in rows], map(sum, rows), squares, RULES)

    assert classes(1) == classes(times)


@given(clients, clients, st.integers(0, 20))
def test_flows_lose_nobody(before: list[Bought], now: list[Bought], newcomers: int) -> None:
    """The present base is numbered so that its first clients are new and the last of the earlier have left."""
    present = figures(dict(enumerate(now, 1 + newcomers)))
    got = segments(present, figures(before), RULES)
    was = segments(figures(before), NOBODY, RULES)
    for place, cell in got.loyal.items():
        assert sum(count for pair, count in got.flows.counts.items() if pair[1] == place) == cell.clients
    for place, cell in was.loyal.items():
        assert sum(count for pair, count in got.flows.counts.items() if pair[0] == place) == cell.clients
    loyal = [one.of_loyalty(Loyalty.LOYAL).clients for one in (was, got)]
    assert got.flows.came - got.flows.left == loyal[1] - loyal[0]


@given(clients)
def test_classes_of_a_bigger_client_are_no_worse(base: list[Bought]) -> None:
    frame = classified(figures(base), RULES).sort_values("revenue", ascending=False)
    assert frame.abc.is_monotonic_increasing


def test_a_window_of_no_client_left_has_flows_to_nowhere() -> None:
    flows = segments(NOBODY, figures([Bought(1200)] * 8), RULES).flows
    assert flows.counts == {(ProfitXyz(ProfitClass.FIRST, Xyz.X), None): 8}
    assert (flows.came, flows.left) == (0, 8)
