"""A picture as text; two of them set side by side."""

from dataclasses import replace

from handlers.charts.specs import Bar, Bars, Cell, Grid, GridRow, Lines, Panel, Part, Series, Spec
from handlers.desk.comparing import beside
from handlers.desk.spec_text import spec_lines


def test_a_row_without_figures_says_only_its_sum() -> None:
    rows = (GridRow("A", (Cell("5"),), "5"), GridRow("B", (Cell(""),), "0"), GridRow("C", (Cell(""),)))
    *_, a, b, c = spec_lines(Spec("t", "", (Grid("h", ("X",), rows),), ""))
    assert (a, b, c) == ("A: X 5 (5)", "B: 0", "C")


def test_a_row_without_a_name_begins_with_its_figures() -> None:
    *_, line = spec_lines(Spec("t", "", (Grid("h", ("X",), (GridRow("", (Cell("5"),)),)),), ""))
    assert line == "X 5"


def test_what_is_the_same_for_all_is_not_compared() -> None:
    cells = (Cell("5"), Cell("80", is_compared=False))
    one, other = (Spec("t", "", (Grid("h", ("us", "usual"), (GridRow("A", cells),)),), "") for _ in range(2))
    assert [*spec_lines(beside(one, other, "2025"))][-1] == "A: us 5 (2025: 5) · usual 80"


def compared(one: Panel, other: Panel) -> list[str]:
    first, second = (Spec("t", "", (panel,), "") for panel in (one, other))
    return [*spec_lines(beside(first, second, "октябрь"))]


def bars(*names: str, rest: int = 0) -> Bars:
    return Bars("h", tuple(Bar(name, (Part(1), Part(2)), "3") for name in names), rest=rest)


def test_who_is_not_among_the_first_of_the_other_is_not_said_to_be_nothing() -> None:
    assert compared(bars("A", "B"), bars("A", rest=5))[-2:] == ["A: 3 (октябрь: 3)", "B: 3"]
    assert compared(bars("A", "B"), bars("A"))[-2:] == ["A: 3 (октябрь: 3)", "B: 3 (октябрь: –)"]
    assert compared(bars("A", rest=5), bars("A", "B"))[-1] == "A: 3 (октябрь: 3)"


def test_what_a_bar_is_made_of_is_compared_too() -> None:
    first, second = (Spec("t", "", (bars("A"),), "") for _ in range(2))
    (panel,) = beside(first, second, "октябрь").panels
    assert isinstance(panel, Bars)
    (bar,) = panel.bars
    assert bar.beside is not None
    assert bar.beside.parts == bar.parts


def test_months_of_two_quarters_are_compared_in_their_order() -> None:
    first, second = replace(bars("июл", "авг"), is_in_order=True), replace(bars("апр"), is_in_order=True)
    assert compared(first, second)[-2:] == ["июл ↔ апр: 3 (октябрь: 3)", "авг: 3"]
    assert compared(second, first)[-2:] == ["апр ↔ июл: 3 (октябрь: 3)", "– ↔ авг: – (октябрь: 3)"]


def grid(name: str, label: str, columns: tuple[str, ...] = ("X",), rest: int = 0) -> Grid:
    return Grid("h", columns, (GridRow("A", (Cell("5"),), "9"), GridRow(name, (Cell("7"),), label)), rest=rest)


def test_a_rows_own_sum_is_compared() -> None:
    assert compared(grid("B", "8"), grid("B", "6"))[-1] == "B: X 7 (октябрь: 7) (8; октябрь: 6)"


def test_a_row_that_the_other_had_no_room_for_is_not_said_to_be_nothing() -> None:
    assert compared(grid("B", "8"), grid("C", "6", rest=3))[-1] == "B: X 7 (8)"
    assert compared(grid("B", "8"), grid("C", "6"))[-1] == "B: X 7 (октябрь: –) (8; октябрь: –)"


def lines(*names: str) -> Lines:
    return Lines("h", names, (Series("продажи", (1.0, 2.0), ("1", "2")),))


def test_a_line_of_other_months_says_which_they_are() -> None:
    assert compared(lines("окт", "ноя"), lines("июл", "авг"))[-2:] == [
        "окт: продажи 1 · октябрь, июл: 1",
        "ноя: продажи 2 · октябрь, авг: 2",
    ]


def test_a_longer_line_beside_is_drawn_to_its_end() -> None:
    longer = Lines("h", ("1", "2", "3"), (Series("продажи", (1.0, 2.0, 3.0), ("1", "2", "3")),))
    assert compared(lines("окт", "ноя"), longer)[-1] == "3: октябрь, 3: 3"


def test_a_line_of_months_in_common_has_each_in_its_place() -> None:
    assert compared(lines("окт", "ноя"), lines("ноя", "дек"))[-2:] == ["окт: продажи 1", "ноя: продажи 2 · октябрь 1"]


def test_the_same_line_is_not_drawn_twice() -> None:
    assert compared(lines("окт", "ноя"), lines("окт", "ноя"))[-1] == "ноя: 2"
