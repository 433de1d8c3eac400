"""What a picture shows, as text: the same figures by construction."""

from collections.abc import Iterator
from html import escape

from handlers.charts.specs import Bar, Bars, Grid, GridRow, Lines, Panel, Series, Spec


def spec_lines(spec: Spec) -> Iterator[str]:
    """The title, then every panel with every figure in it, one a line; HTML."""
    yield f"<b>{_escaped(spec.title)}</b>"
    if spec.subtitle:
        yield _escaped(spec.subtitle)
    for panel in spec.panels:
        yield from _panel_lines(panel)


def _panel_lines(panel: Panel) -> Iterator[str]:
    lines = list(_figures(panel))
    if not lines:
        yield _escaped(f"{panel.heading}. {panel.empty}" if panel.heading else panel.empty)
        return
    if panel.heading:
        yield f"\n<b>{_escaped(panel.heading)}</b>"
    yield from map(_escaped, lines)
    if panel.remark:
        yield _escaped(panel.remark)


def _figures(panel: Panel) -> Iterator[str]:
    if isinstance(panel, Bars):
        yield from map(_bar_line, panel.bars)
    elif isinstance(panel, Grid):
        for row in panel.rows:
            yield _row_line(panel, row)
    else:
        yield from _points(panel)


def _bar_line(bar: Bar) -> str:
    """«КП отправлено: 8 · 1,2 млн ₽ · ↓ 80 % (октябрь: 5)»."""
    line = f"{bar.name}: {' · '.join(part for part in (bar.label, bar.note, bar.between) if part)}"
    if bar.beside is None:
        return line
    beside = " · ".join(part for part in (bar.beside.words, bar.beside.between) if part)
    return f"{line} ({bar.beside.name}: {beside})"


def _row_line(grid: Grid, row: GridRow) -> str:
    """«A: X 12, 1,2 млн ₽ · Y 30, 0,4 млн ₽ · Z 2, 0,1 млн ₽ (44; октябрь: 40)»; empty fields are left out.

    Of a row without any, its own sum: «B: 0».
    """
    cells = [
        f"{name} {cell.label}{f', {cell.note}' if cell.note else ''}"
        + (f" ({grid.versus}: {cell.beside})" if cell.beside else "")
        for name, cell in zip(grid.names, row.cells, strict=True)
        if cell.label or cell.beside
    ]
    whole = "; ".join(part for part in (row.label, row.beside and f"{grid.versus}: {row.beside}") if part)
    if not cells:
        return ": ".join(part for part in (row.name, whole) if part)
    said = ": ".join(part for part in (row.name, " · ".join(cells)) if part)
    return said + (f" ({whole})" if whole else "")


def _points(lines: Lines) -> Iterator[str]:
    """«окт 2026: 1,2 млн ₽ · год назад 0,9 млн ₽»: of one series without its name; then the marks."""
    alone = len(lines.series) == 1
    for place, name in enumerate(lines.names):
        said = (
            series.labels[place] if alone else f"{_named(series, place)} {series.labels[place]}"
            for series in lines.series
            if series.labels[place]
        )
        if line := " · ".join(said):
            yield f"{name}: {line}"
    yield from (mark.words for mark in lines.marks)


def _named(series: Series, place: int) -> str:
    return f"{series.name}, {series.points[place]}:" if series.points else series.name


def _escaped(text: str) -> str:
    return escape(text, quote=False)
