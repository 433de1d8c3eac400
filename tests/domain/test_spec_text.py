"""A picture as text."""

from handlers.charts.specs import Cell, Grid, GridRow, Spec
from handlers.reports.spec_text import spec_lines


def test_a_row_without_figures_says_only_its_sum() -> None:
    rows = (GridRow("A", (Cell("5"),), "5"), GridRow("B", (Cell(""),), "0"), GridRow("C", (Cell(""),)))
    *_, a, b, c = spec_lines(Spec("t", "", (Grid("h", ("X",), rows),), ""))
    assert (a, b, c) == ("A: X 5 (5)", "B: 0", "C")
