"""A picture as text."""

from handlers.charts.specs import Cell, Grid, GridRow, Spec
from handlers.desk.comparing import beside
from handlers.desk.spec_text import spec_lines


def test_a_row_without_figures_says_only_its_sum() -> None:
    rows = (GridRow("A", (Cell("5"),), "5"), GridRow("B", (Cell(""),), "0"), GridRow("C", (Cell(""),)))
    *_, a, b, c = spec_lines(Spec("t", "", (Grid("h", ("X",), rows),), ""))
    assert (a, b, c) == ("A: X 5 (5)", "B: 0", "C")


def test_what_is_the_same_for_all_is_not_compared() -> None:
    cells = (Cell("5"), Cell("80", is_compared=False))
    one, other = (Spec("t", "", (Grid("h", ("us", "usual"), (GridRow("A", cells),)),), "") for _ in range(2))
    assert [*spec_lines(beside(one, other, "2025"))][-1] == "A: us 5 (2025: 5) · usual 80"
