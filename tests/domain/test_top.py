"""Clients in order. Rule: the report «Топ клиентов»; profit by "Money"."""

from array import array
from fractions import Fraction

from domain.analytics.classes import SegmentRules
from domain.analytics.client_figures import NUMBERS, ClientFigures, client_frame
from domain.analytics.line_costs import LineCosts, line_texts
from domain.analytics.profits import with_profits
from domain.analytics.top import Ranked, by_fall, by_growth, by_profit, by_sales, by_what_was_lost, profits

GREW, FELL, SAME, GONE = Ranked(1, 300, 100), Ranked(2, 50, 400), Ranked(3, 200, 200), Ranked(4, 0, 70)
ALL = (GREW, FELL, SAME, GONE)


def test_growth_and_fall_are_by_roubles_and_who_stopped_has_fallen() -> None:
    assert by_sales(ALL) == [GREW, SAME, FELL]
    assert by_growth(ALL) == [GREW]
    assert by_fall(ALL) == [FELL, GONE]


def test_unknown_profit_comes_last() -> None:
    loss, unknown, most = Ranked(1, 9, profit=-5), Ranked(2, 900), Ranked(3, 10, profit=7)
    assert by_profit([loss, unknown, most]) == [most, loss, unknown]
    assert by_what_was_lost([unknown, Ranked(5, 1), most], {5: 100}) == [most, Ranked(5, 1), unknown]


def test_profits_are_those_of_the_segments() -> None:
    """Cost known; by lines and products; by the channel's margin; unknown."""
    rows = [(1, 1000, 1, 1, 1, 0, 700, 0, -1), (2, 1000, 1, 1, 1, 0, 0, 1000, -1), (3, 999, 1, 1, 1, 0, 0, 999, -1)]
    rows.append((4, 500, 1, 1, 1, 0, 0, 500, -1))
    numbers = {name: array("q", column) for name, column in zip(NUMBERS, zip(*rows, strict=True), strict=True)}
    figures = ClientFigures(numbers, [None, None, "сеть", None], line_texts({2: LineCosts(400, 100, 600, 250)}))
    margins = {"сеть": Fraction(3, 10)}
    ours = {one.client_id: (one.profit, one.estimated) for one in profits(figures, margins)}
    frame = with_profits(client_frame(figures), SegmentRules(margins=margins))
    for client_id, row in frame.iterrows():
        assert ours[client_id] == ((int(row.profit), int(row.estimated)) if row.known else (None, 0))
    assert ours == {1: (300, 0), 2: (650, 600), 3: (300, 999), 4: (None, 0)}
