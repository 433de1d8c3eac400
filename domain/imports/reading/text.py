"""Tables of text: any everyday encoding and delimiter."""

import codecs
import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from domain.imports.reading.limits import LARGEST_CELL, Unreadable
from domain.spreadsheet import FORMULA

DELIMITERS = (",", ";", "\t", "|")
BLOCK = 1 << 20
SAMPLE = 20  # lines

csv.field_size_limit(LARGEST_CELL)


def text_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on. Raises Unreadable, csv.Error.

    UTF-8 with or without a byte order mark, UTF-16 with one, else cp1251; the delimiter is the one that cuts the first
    lines most evenly.
    """
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        sample = list(islice(_lines(text), SAMPLE))
        text.seek(0)
        reader = csv.reader(_lines(text), delimiter=_delimiter(sample))
        line = 1
        for cells in reader:
            yield line, [_as_written(cell) for cell in cells] if "'" in "".join(cells) else cells
            line = reader.line_num + 1


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _as_written(cell: str) -> str:
    """What `harmless` has put before a cell is taken away: our own files come back."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


def _lines(text: TextIO) -> Iterator[str]:
    """A file that is one endless line is never taken into memory whole."""
    while line := text.readline(LARGEST_CELL):
        if len(line) == LARGEST_CELL:
            raise Unreadable("not_a_table")
        yield line


def _encoding(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as source:
        start = source.read(4096)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if b"\0" in start:
            raise Unreadable("not_a_table")
        source.seek(0)
        try:
            while block := source.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1251"
    return "utf-8-sig"


def _delimiter(sample: list[str]) -> str:
    """The one that cuts most lines into as many cells as the first; of equals, into more."""

    def evenness(sign: str) -> tuple[bool, float, int]:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=sign) if any(cells)]
        first = widths[0] if widths else 0
        return first > 1, sum(width == first for width in widths) / max(1, len(widths)), first

    return max(DELIMITERS, key=evenness)
