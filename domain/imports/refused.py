"""Refused rows as a file of the same form, the reason beside each: mend it and send it again."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from domain.imports.files import Spooled, plain_rows
from domain.imports.reading.text import harmless
from domain.spreadsheet import Sheet, workbook

MOST_LISTED = 50_000


@dataclass(frozen=True, slots=True)
class RefusedRows:
    """`reasons`: what is said of each line; `heading`: of their column."""

    file: Spooled
    heading: str
    reasons: Mapping[int, str]
    name: str
    """Of the file to be made, without its ending."""

    @property
    def is_workbook(self) -> bool:
        return self.file.name.lower().endswith((".xlsx", ".xlsm"))

    @property
    def file_name(self) -> str:
        return f"{self.name}.{'xlsx' if self.is_workbook else 'csv'}"


def refused_file(refused: RefusedRows) -> bytes | None:
    """What is in it; None when the file that was sent is kept no more."""
    if not refused.file.path.is_file():
        return None
    header, *rows = _rows(refused)
    if refused.is_workbook:
        return workbook([Sheet(refused.name, header, rows)])
    text = StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([harmless(cell) for cell in row] for row in (header, *rows))
    return text.getvalue().encode("utf-8-sig")


def _rows(refused: RefusedRows) -> Iterator[list[str]]:
    """The header, then each refused row as it stood, the reason last."""
    rows = plain_rows(refused.file.path)
    _, header = next(rows)
    yield [*header, refused.heading]
    for line, cells in rows:
        if line in refused.reasons:
            filled = [*cells, *[""] * (len(header) - len(cells))][: len(header)]
            yield [*filled, refused.reasons[line]]
