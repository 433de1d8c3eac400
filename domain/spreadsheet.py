"""A spreadsheet file of plain values; text stays text, whatever it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from domain.money import Kind

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MOST_ROWS = 1_000_000
WIDEST, NARROWEST = 60, 8
MEASURED = 200
"""By so many first rows a column's width is chosen."""
LONGEST_NAME, LONGEST_TEXT = 31, 32_000
FORBIDDEN = str.maketrans("[]:*?/\\", "()- -- ")
"""Signs that no sheet may be called by, and what stands for them."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that says of what it is: roubles, a part of 1, a count."""

    value: float
    kind: Kind

    def __str__(self) -> str:
        return f"{self.value:,.2f}"


FORMATS = {Kind.MONEY: '#,##0.00\\ "₽"', Kind.SHARE: "0.0%", Kind.NUMBER: "#,##0"}
WITH_A_FRACTION = "#,##0.00"
Value = str | int | float | datetime | Number | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a header."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An XLSX file; of a table with more than a million rows the first million."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _write(book.create_sheet(_name(sheet.name, taken)), sheet)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _name(name: str, taken: set[str]) -> str:
    """As a sheet may be called; of two alike the second with its number."""
    short = name.translate(FORBIDDEN).strip("' ")[:LONGEST_NAME] or "1"
    while short.casefold() in taken:
        short = f"{short[: LONGEST_NAME - 3]} {len(taken) + 1}"
    taken.add(short.casefold())
    return short


def _write(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    header = [_cell(page, value) for value in sheet.header]
    for cell in header:
        cell.font = Font(bold=True)
    page.append(header)
    for row in sheet.rows[:MOST_ROWS]:
        page.append([_cell(page, value) for value in row])


def _widths(sheet: Sheet) -> list[int]:
    shown = [sheet.header, *sheet.rows[:MEASURED]]
    return [
        min(WIDEST, max(NARROWEST, *(len(str(row[place] or "")) + 2 for row in shown)))
        for place in range(len(sheet.header))
    ]


def _cell(page: Any, value: Value) -> Any:
    """A text that a spreadsheet would take for a formula is marked as text."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        cell = WriteOnlyCell(page, value.value if isinstance(value, Number) else value)
        if isinstance(value, Number):
            is_whole = value.kind is not Kind.NUMBER or value.value == int(value.value)
            cell.number_format = FORMATS[value.kind] if is_whole else WITH_A_FRACTION
        return cell
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT])
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA)
    return cell
