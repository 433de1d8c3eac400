"""Two pictures of one report as one: each figure with what it is compared with beneath or beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from domain.periods import Period, Span
from handlers.charts.specs import Bar, Bars, Beside, Grid, GridRow, Lines, Panel, Series, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import NOTHING
from handlers.desk.cuts import cuts_words, versus_words
from handlers.desk.difference import difference_words
from handlers.desk.reading import Shown
from handlers.desk.report import F, Paper, Report


def picture_of(report: Report[F], paper: Paper, read: Shown[F]) -> Spec:
    """The picture of what was read, with what it is compared with."""
    spec = report.spec(paper, read.found)
    if read.other is None or read.versus is None:
        return spec
    name = versus_words(paper.words, read.versus, read.found.frame.role, paper.today)
    spec = replace(spec, title=_title(report, paper, read, name) or spec.title)
    other = report.spec(paper, read.other)
    if isinstance(read.versus, Period) and (own := report.inside(paper, read.found)):
        then = report.inside(paper, read.other)
        others = [panel for panel in spec.panels if panel not in other.panels]
        if then is None or not _are_alike(own, then, read.found.frame.period, read.versus):
            return replace(spec, subtitle=f"{spec.subtitle} ↔ {name}", panels=tuple(others))
        compared = beside(replace(spec, panels=(own,)), replace(other, panels=(then,)), name)
        return replace(compared, panels=(*compared.panels, *others))
    own_name = (
        "" if isinstance(read.versus, Period) else cuts_words(paper.words, read.found.frame.cuts, read.found.frame.role)
    )
    return beside(spec, other, name, own_name)


def _are_alike(one: Bars, other: Bars, period: Period, versus: Period) -> bool:
    """Months are set beside months of as long a time, though it may not be over yet."""
    is_same = period.span is versus.span and period.span is not Span.RANGE
    return not one.is_in_order or is_same or len(one.bars) == len(other.bars)


def _title(report: Report[F], paper: Paper, read: Shown[F], name: str) -> str | None:
    """By how much the two differ; None where that cannot be told."""
    if read.other is None:
        return None
    periods = [one.frame.period for one in (read.found, read.other)]
    if any(period.start > paper.today for period in periods):
        return None
    own = report.together(paper, read.found, read.other)
    now, then = report.measure(paper, read.found), report.measure(paper, read.other)
    if own or now is None or then is None:
        return own
    said = difference_words(paper.words, now, then, name)
    is_running = now.adds_up and any(period.start <= paper.today < period.last for period in periods)
    is_running = is_running and isinstance(read.versus, Period)
    return paper.words.plain("difference-so-far", said=said) if said and is_running else said


def beside(picture: Spec, other: Spec, name: str, own_name: str = "") -> Spec:
    """The first picture, the second's figures beside its own, found by their names; `name`: of the second.

    `own_name`: of the first, to which what is remarked under bars belongs alone.

    Panels that have nothing in common (each rep's own clients), and those that only one has, stand one under another.
    """
    others = {_key(panel): panel for panel in other.panels}
    panels = chain.from_iterable(
        _panels(_owned(panel, own_name), others.get(_key(panel)), name) for panel in picture.panels
    )
    own = set(map(_key, picture.panels))
    alone = (_named(panel, name) for panel in other.panels if _key(panel) not in own and panel.has_figures)
    return replace(picture, subtitle=f"{picture.subtitle} ↔ {name}", panels=(*panels, *alone))


def _key(panel: Panel) -> str:
    return panel.key or panel.heading


def _owned(panel: Panel, name: str) -> Panel:
    """«Анна: Осталось 2,1 млн ₽»."""
    is_said = isinstance(panel, Bars) and panel.has_figures and panel.remark and name
    return replace(panel, remark=f"{name}: {panel.remark}") if is_said else panel


def _named(panel: Panel, name: str) -> Panel:
    """«Кто должен · Борис»."""
    return replace(panel, heading=f"{panel.heading} · {name}")


def _panels(panel: Panel, other: Panel | None, name: str) -> Sequence[Panel]:
    if isinstance(panel, Bars) and isinstance(other, Bars):
        if panel.has_figures and other.has_figures and not panel.is_in_order and not _names(panel) & _names(other):
            scale = panel.scale or max(map(_longest, (panel, other)))
            return [replace(panel, scale=scale), _named(replace(other, scale=other.scale or scale), name)]
        return [_bars(panel, other, name)]
    if isinstance(panel, Grid) and isinstance(other, Grid):
        return [_grid(panel, other, name)]
    if isinstance(panel, Lines) and isinstance(other, Lines):
        is_shifted = not set(panel.names) & set(other.names)
        longer = _lengthened(panel, other) if is_shifted else panel
        return [replace(longer, series=(*longer.series, *_series(longer, other, name, is_shifted)))]
    return [panel]


def _names(panel: Bars) -> set[str]:
    return {bar.name for bar in panel.bars}


def _longest(panel: Bars) -> float:
    return max(sum(part.length for part in bar.parts) for bar in panel.bars)


def _bars(panel: Bars, other: Bars, name: str) -> Bars:
    """A scale given by each picture is the whole of each: bars of both are shares of their own."""
    unit = panel.scale / other.scale if panel.scale and other.scale else 1.0
    if panel.is_in_order:
        return replace(panel, bars=tuple(_in_order(panel.bars, other.bars, name)))
    found = {bar.name: bar for bar in other.bars}
    own = _names(panel)
    gone = [] if panel.rest else [Bar(bar.name, (), NOTHING) for bar in other.bars if bar.name not in own]
    bars = (_bar(bar, found.get(bar.name), unit, name, is_whole=not other.rest) for bar in [*panel.bars, *gone])
    return replace(panel, bars=tuple(bars), heading=panel.alone or panel.heading)


def _in_order(bars: Sequence[Bar], others: Sequence[Bar], name: str) -> Iterator[Bar]:
    """First by first, under both their names; of the longer one the last stand alone."""
    for bar, other in zip_longest(bars, others):
        if bar is None or other is None:
            yield bar or Bar(f"{NOTHING} ↔ {other.name}", (), NOTHING, beside=_beside(other, name))
        else:
            yield replace(bar, name=f"{bar.name} ↔ {other.name}", beside=_beside(other, name))


def _bar(bar: Bar, other: Bar | None, unit: float, name: str, is_whole: bool) -> Bar:
    """`is_whole`: what is not among the others is nothing; else it is not known."""
    if other is None:
        return replace(bar, beside=Beside((), NOTHING, name) if is_whole else None)
    return replace(bar, beside=_beside(other, name, unit))


def _beside(other: Bar, name: str, unit: float = 1.0) -> Beside:
    parts = tuple(replace(part, length=part.length * unit) for part in other.parts)
    return Beside(parts, other.label, name, other.note, other.between)


def _grid(grid: Grid, other: Grid, name: str) -> Grid:
    """Of the rows and columns of the first; what the second has not is nothing, unless it has no room for all."""
    found = {row.name: row for row in other.rows}
    if not {row.name for row in grid.rows} & found.keys():
        return grid
    missing = "" if other.rest else NOTHING
    rows = tuple(_row(row, grid.names, found.get(row.name), other.names, missing) for row in grid.rows)
    return replace(grid, rows=rows, versus=name)


def _row(row: GridRow, names: Sequence[str], other: GridRow | None, others: Sequence[str], missing: str) -> GridRow:
    """`missing`: what is said of what the other has not."""
    found = {} if other is None else dict(zip(others, (cell.label for cell in other.cells), strict=True))
    cells = tuple(
        replace(cell, beside=found.get(at, missing)) if cell.is_compared else cell
        for at, cell in zip(names, row.cells, strict=True)
    )
    label = missing if other is None else other.label
    return replace(row, cells=cells, beside=label if row.label else "")


def _lengthened(panel: Lines, other: Lines) -> Lines:
    """With points for all the days of a longer month beside it."""
    more = len(other.names) - len(panel.names)
    if more <= 0:
        return panel
    series = (
        replace(
            one,
            values=(*one.values, *[None] * more),
            labels=(*one.labels, *[""] * more),
            low=(*one.low, *[None] * more) if one.low else (),
            high=(*one.high, *[None] * more) if one.high else (),
        )
        for one in panel.series
    )
    return replace(panel, names=(*panel.names, *other.names[-more:]), series=tuple(series))


def _series(panel: Lines, other: Lines, name: str, is_shifted: bool) -> list[Series]:
    """The second's first series as a quiet dashed line: at the points of its names; where the two have none in common
    (`is_shifted`), point by point from the start, each under its own name.

    What is the same on both sides (the season) is not drawn twice.
    """
    if panel.names == other.names and panel.series[:1] == other.series[:1]:
        return []
    rest = [""] * (len(panel.names) - len(other.names))
    points = (*other.names, *rest) if is_shifted else panel.names
    return [
        replace(
            series,
            name=name,
            values=tuple(map(dict(zip(other.names, series.values, strict=True)).get, points)),
            labels=tuple(dict(zip(other.names, series.labels, strict=True)).get(at, "") for at in points),
            tone=Tone.QUIET,
            is_dashed=True,
            low=(),
            high=(),
            points=points if is_shifted else (),
        )
        for series in other.series[:1]
    ]
