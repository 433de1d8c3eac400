"""A report as tables for a spreadsheet: its figures, and the very rows behind one of them."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from domain.readers.listing import Column, Listing, Unit
from domain.spreadsheet import Sheet, Value
from handlers.charts.specs import Bars, Grid, Panel, Spec
from handlers.deals.words import reason_words, stage_words
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
    money = frozenset(place for place, column in enumerate(listing.columns) if column.unit in (Unit.MONEY, Unit.SUM))
    return Sheet(rows_title(words, listing), header, rows, money)


def _figures(panel: Panel) -> Iterator[tuple[Value, ...]]:
    if isinstance(panel, Bars):
        for bar in panel.bars:
            beside = (bar.beside.name, bar.beside.label) if bar.beside else ()
            yield (bar.name, bar.label, bar.note, bar.between, *beside)
    elif isinstance(panel, Grid):
        yield ("", *panel.names)
        for row in panel.rows:
            yield (row.name, *(" · ".join(filter(None, (cell.label, cell.note))) for cell in row.cells), row.label)
    else:
        yield ("", *(series.name for series in panel.series))
        for place, name in enumerate(panel.names):
            yield (name, *(series.labels[place] for series in panel.series))
        yield from ((mark.words,) for mark in panel.marks)


def _value(words: Words, column: Column, value: Any) -> Value:
    if value is None:
        return words.plain(f"listing-{column.key}-none") if column.says_missing else None
    if column.unit in (Unit.MONEY, Unit.SUM):
        return int(value) / 100
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
        return round(float(value), 4)
    return str(value) if column.unit is Unit.TEXT else int(value)
