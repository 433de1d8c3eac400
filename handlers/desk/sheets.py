"""A report as tables for a spreadsheet: its figures, and the very rows behind one of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import chain, zip_longest
from typing import Any

from domain.money import Figure, Kind
from domain.readers.listing import Column, Listing, Unit
from domain.spreadsheet import Number, Sheet, Value
from handlers.charts.specs import Bars, Grid, Lines, Panel, Spec
from handlers.deals.words import reason_words, stage_words
from handlers.desk.amounts import Joined
from handlers.desk.listing import rows_title
from handlers.words import Words


def figures_sheet(words: Words, spec: Spec) -> Sheet:
    """Every figure of the picture with its name, panel under panel."""
    rows: list[tuple[Value, ...]] = [(spec.title,), (spec.subtitle,), (spec.footer,)]
    for panel in spec.panels:
        rows += [(), (panel.heading,), *_figures(panel)]
        if panel.remark:
            rows.append((panel.remark,))
    width = max(map(len, rows))
    filled = [(*row, *[None] * (width - len(row))) for row in rows]
    return Sheet(words.plain("report-sheet-figures"), [str(cell or "") for cell in filled[0]], filled[1:])


def rows_sheet(words: Words, listing: Listing) -> Sheet:
    """Every row with typed values: roubles as numbers, days as days."""
    header = [words.plain(f"listing-{column.key}") for column in listing.columns]
    rows = [
        [_value(words, column, value) for column, value in zip(listing.columns, row.values, strict=True)]
        for row in listing.rows
    ]
    return Sheet(rows_title(words, listing), header, rows)


def _figures(panel: Panel) -> list[tuple[Value, ...]]:
    """A figure of each place in one column: what is joined stands side by side."""
    rows = [[_cells(said) for said in row] for row in _rows(panel)]
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue=())]
    return [
        tuple(chain.from_iterable((*cells, *[None] * (width - len(cells))) for cells, width in zip(row, widths)))  # noqa: B905
        for row in rows
    ] + [(mark.words,) for mark in (panel.marks if isinstance(panel, Lines) else ())]


def _rows(panel: Panel) -> Iterator[tuple[str, ...]]:
    if isinstance(panel, Bars):
        for bar in panel.bars:
            other = bar.beside
            beside = (other.name, other.label, other.note, other.between) if other else ()
            yield (bar.name, bar.label, bar.note, bar.between, *beside)
    elif isinstance(panel, Grid):
        yield ("", *chain.from_iterable((name, "", panel.versus) for name in panel.names))
        for row in panel.rows:
            cells = chain.from_iterable((cell.label, cell.note, cell.beside) for cell in row.cells)
            yield (row.name, *cells, row.label, row.beside)
    else:
        yield ("", *(series.name for series in panel.series))
        for place, name in enumerate(panel.names):
            yield (name, *(series.labels[place] for series in panel.series))


def _cells(said: str) -> Sequence[Value]:
    """A number as a number."""
    if not said:
        return ()
    if isinstance(said, Joined):
        return [cell for piece in said.pieces for cell in _cells(piece)]
    if not isinstance(said, Figure):
        return (said,)
    unit = 100 if said.kind is Kind.MONEY else 1
    return [Number(float(value / unit), said.kind) for value in (said.value, said.of) if value is not None]


def _value(words: Words, column: Column, value: Any) -> Value:
    if value is None:
        return words.plain(f"listing-{column.key}-none") if column.says_missing else None
    if column.unit in (Unit.MONEY, Unit.SUM):
        return Number(int(value) / 100, Kind.MONEY)
    if column.unit is Unit.STAGE:
        return stage_words(words, *value)
    if column.unit is Unit.REASON:
        return reason_words(words, *value)
    if column.unit is Unit.WORD:
        return words.plain(f"listing-{column.key}-{value}")
    if column.unit is Unit.DAY:
        return datetime.combine(value, time.min)
    if column.unit is Unit.MOMENT:
        return datetime.combine(value.date(), value.time())
    if column.unit in (Unit.SHARE, Unit.DECIMAL):
        return Number(round(float(value), 4), Kind.SHARE if column.unit is Unit.SHARE else Kind.NUMBER)
    return str(value) if column.unit is Unit.TEXT else int(value)
