"""Grids: matrices and heat maps of days."""

from handlers.charts.specs import Cell, Grid, GridRow, Spec
from handlers.charts.style import Tone
from tests.charts.cases.words import HOSTILE, LONG, NAMES, SUMS, WORD, picture

TONES = (Tone.DONE, Tone.BEHIND, Tone.LOST, Tone.MAIN, Tone.SECOND, Tone.QUIET)


def matrix(theme: str = "light", beside: bool = False, long: bool = False) -> Spec:
    """123×XYZ with counts and sums."""
    tones = ((0, 0, 2), (0, 0, 2), (3, 3, 2))
    rows = tuple(
        GridRow(
            (LONG if long else name),
            tuple(
                Cell(
                    str((row + 1) * 37 * (column + 1)),
                    SUMS[3] if not long else SUMS[5],
                    TONES[tones[row][column]],
                    1 - 0.3 * column,
                    "184" if beside else "",
                )
                for column in range(3)
            ),
            "12 % прибыли" if row == 0 else "8 %",
        )
        for row, name in enumerate(("1 · прибыльные", "2 · средние", "3 · малоприбыльные"))
    )
    heads = ("X · постоянно", "Y · время от времени", "Z · разовый")
    grid = Grid("Верные клиенты", heads, rows, "Зелёные – верные.", versus="октябрь" if beside else "")
    return picture(grid, title="Верных 142: 61 % прибыли. Ушли 12", theme=theme)


def heat(days: int, reps: int, theme: str = "light", *, name: str = "", label: str = "", beside: str = "") -> Spec:
    """Completion of the activity plan by rep and day; the sixth and the seventh day are off."""
    rows = tuple(
        GridRow(
            name or f"{NAMES[rep % 4]}{rep if rep > 3 else ''}",
            tuple(
                Cell("") if day % 7 > 4 else heat_cell((rep * 7 + day * 13) % 101, label, beside) for day in range(days)
            ),
            f"{50 + rep} %",
        )
        for rep in range(reps)
    )
    return picture(Grid("План действий по дням, %", tuple(str(day + 1) for day in range(days)), rows), theme=theme)


def heat_cell(done: int, label: str, beside: str) -> Cell:
    tone = Tone.DONE if done > 89 else Tone.BEHIND if done > 49 else Tone.LOST
    return Cell(label or str(done), "", tone, max(done / 100, 0.1), beside)


def strengths(theme: str) -> Spec:
    rows = tuple(
        GridRow(tone.name, tuple(Cell(f"{step * 20}", "1,2\u00a0млн\u00a0₽", tone, step / 5) for step in range(6)))
        for tone in TONES
    )
    return picture(Grid("Тона", tuple(f"{step * 20} %" for step in range(6)), rows), theme=theme)


CASES = {
    "grid: no data": picture(Grid("Матрица", ("X", "Y", "Z"), empty="Покупок за год нет.")),
    "grid: matrix": matrix(),
    "grid: matrix dark": matrix("dark"),
    "grid: matrix beside": matrix(beside=True),
    "grid: matrix long": matrix(long=True, beside=True),
    "grid: one field": picture(Grid("", ("X",), (GridRow("A", (Cell("1", "1 ₽"),)),))),
    "grid: empty fields": picture(
        Grid("Пусто", ("X", "Y"), (GridRow("A", (Cell(""), Cell(""))), GridRow("B", (Cell("1"), Cell("", beside="4")))))
    ),
    "grid: hostile": picture(
        Grid(HOSTILE, (HOSTILE, WORD), (GridRow(HOSTILE, (Cell(HOSTILE, WORD), Cell(WORD, HOSTILE)), WORD),))
    ),
    "grid: strengths": strengths("light"),
    "grid: strengths dark": strengths("dark"),
    "heat: one rep": heat(30, 1),
    "heat: week": heat(7, 4),
    "heat: workdays": heat(22, 12, label="12"),
    "heat: month": heat(31, 12),
    "heat: month dark": heat(31, 12, "dark"),
    "heat: forty reps": heat(31, 40, name=LONG),
    "heat: beside": heat(31, 6, beside="100"),
    "heat: hours": heat(24, 5, label="3"),
}
