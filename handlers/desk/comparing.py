"""Two pictures of one report as one: each figure with what it is compared with beneath or beside it."""

from dataclasses import replace

from handlers.charts.specs import Bar, Bars, Beside, Cell, Grid, GridRow, Lines, Panel, Series, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import NOTHING
from handlers.desk.cuts import versus_words
from handlers.desk.reading import Shown
from handlers.desk.report import F, Paper, Report


def picture_of(report: Report[F], paper: Paper, read: Shown[F]) -> Spec:
    """The picture of what was read, with what it is compared with."""
    spec = report.spec(paper, read.found)
    if read.other is None or read.versus is None:
        return spec
    name = versus_words(paper.words, read.versus, read.found.frame.role, paper.today)
    title = report.together(paper, read.found, read.other) or spec.title
    return beside(replace(spec, title=title), report.spec(paper, read.other), name)


def beside(picture: Spec, other: Spec, name: str) -> Spec:
    """The first picture, the second's figures beside its own, found by their names; `name`: of the second."""
    others = {panel.key or panel.heading: panel for panel in other.panels}
    panels = tuple(_panel(panel, others.get(panel.key or panel.heading), name) for panel in picture.panels)
    return replace(picture, subtitle=f"{picture.subtitle} ↔ {name}", panels=panels)


def _panel(panel: Panel, other: Panel | None, name: str) -> Panel:
    if isinstance(panel, Bars) and isinstance(other, Bars):
        return _bars(panel, other, name)
    if isinstance(panel, Grid) and isinstance(other, Grid):
        return _grid(panel, other, name)
    if isinstance(panel, Lines) and isinstance(other, Lines):
        return replace(panel, series=(*panel.series, *_series(panel, other, name)))
    return panel


def _bars(panel: Bars, other: Bars, name: str) -> Bars:
    """A scale given by each picture is the whole of each: bars of both are shares of their own.

    Where the two have no name in common (each rep's own clients), there is nothing to set side by side.
    """
    unit = panel.scale / other.scale if panel.scale and other.scale else 1.0
    found = {bar.name: bar for bar in other.bars}
    own = {bar.name for bar in panel.bars}
    if own and found and not own & found.keys():
        return panel
    gone = [Bar(bar.name, (), NOTHING) for bar in other.bars if bar.name not in own]
    return replace(panel, bars=tuple(_bar(bar, found.get(bar.name), unit, name) for bar in [*panel.bars, *gone]))


def _bar(bar: Bar, other: Bar | None, unit: float, name: str) -> Bar:
    if other is None:
        return replace(bar, beside=Beside(0.0, NOTHING, name))
    said = " · ".join(part for part in (other.label, other.note) if part)
    return replace(bar, beside=Beside(sum(part.length for part in other.parts) * unit, said, name))


def _grid(grid: Grid, other: Grid, name: str) -> Grid:
    """Of the rows and columns of the first; what the second has not is nothing."""
    found = {row.name: dict(zip(other.names, row.cells, strict=True)) for row in other.rows}
    rows = tuple(_row(row, grid.names, found.get(row.name, {})) for row in grid.rows)
    return replace(grid, rows=rows, versus=name)


def _row(row: GridRow, names: tuple[str, ...], others: dict[str, Cell]) -> GridRow:
    cells = zip(names, row.cells, strict=True)
    return replace(
        row,
        cells=tuple(
            replace(cell, beside=others[at].label if at in others else NOTHING) if cell.is_compared else cell
            for at, cell in cells
        ),
    )


def _series(panel: Lines, other: Lines, name: str) -> list[Series]:
    """The second's first series as a quiet dashed line, point by point from the start."""
    length = len(panel.names)
    return [
        replace(
            series,
            name=name,
            values=_fitted(series.values, length, None),
            labels=_fitted(series.labels, length, ""),
            tone=Tone.QUIET,
            is_dashed=True,
            low=(),
            high=(),
        )
        for series in other.series[:1]
    ]


def _fitted(values: tuple, length: int, nothing: object) -> tuple:  # type: ignore[type-arg]
    return (*values[:length], *[nothing] * (length - len(values)))
