"""`python -m domain.imports.reading SOURCE TARGET [ROWS]`: the file as a plain one, its first rows if so many are said.

Plain: UTF-8, commas, no empty rows; the first cell of each row is the line it begins on. What was done is one line of
JSON: `{"rows": …, "form": "csv" or "xlsx"}` without the header's, or `{"refused": reason}`.
"""

import csv
import json
import struct
import sys
import zlib
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from domain.imports.reading.limits import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Unreadable,
    be_modest,
    leave_with_parent,
)
from domain.imports.reading.text import text_rows
from domain.imports.reading.workbook import read_workbook

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BROKEN = (
    *(BadZipFile, zlib.error, struct.error, ExpatError, csv.Error),
    *(ValueError, IndexError, KeyError, EOFError, NotImplementedError, RuntimeError, OverflowError),
)
"""What libraries raise of a file that is not what it says."""
EVERYTHING = sys.maxsize


class Enough(Exception):
    """As many rows as were asked for."""


class Plain:
    """Takes rows, writes those with anything in them."""

    def __init__(self, target: Any, most: int) -> None:
        self._write = csv.writer(target, lineterminator="\n").writerow
        self._most = most
        self.rows = -1

    def put(self, line: int, cells: list[str]) -> None:
        kept = [cell.strip() for cell in cells] if _is_plain("".join(cells)) else [_made_plain(cell) for cell in cells]
        while kept and not kept[-1]:
            kept.pop()
        if not kept:
            return
        if len(kept) > MOST_COLUMNS:
            raise Unreadable("too_wide")
        if self.rows >= MOST_ROWS:
            raise Unreadable("too_large")
        self._write([line, *kept])
        self.rows += 1
        if self.rows >= self._most:
            raise Enough


def _is_plain(row: str) -> bool:
    """Whether no cell is too long or holds what no text may: nearly always, and a million rows are asked."""
    return len(row) <= LONGEST_CELL and "\0" not in row and "\r" not in row


def _made_plain(cell: str) -> str:
    """A line ends with the same sign within a cell, too: a bare carriage return would end the row."""
    return cell[: LONGEST_CELL + 1].replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def flatten(source: Path, target: Path, most: int = EVERYTHING) -> dict[str, Any]:
    """What was done."""
    with source.open("rb") as file:
        start = file.read(4)
    if start == OLD_OFFICE:
        raise Unreadable("encrypted")
    with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
        plain = Plain(file, most)
        try:
            if start == ZIP:
                read_workbook(source, plain.put)
            else:
                for line, cells in text_rows(source):
                    plain.put(line, cells)
        except Enough:
            pass
    if plain.rows < 0:
        raise Unreadable("not_a_table")
    return {"rows": plain.rows, "form": "xlsx" if start == ZIP else "csv"}


def main(source: str, target: str, most: str = str(EVERYTHING)) -> None:
    leave_with_parent()
    be_modest()
    try:
        done = flatten(Path(source), Path(target), int(most))
    except Unreadable as refused:
        done = {"refused": refused.reason}
    except (MemoryError, OSError):
        done = {"refused": "too_large"}
    except BROKEN:
        done = {"refused": "not_a_table"}
    sys.stdout.write(json.dumps(done))


main(*sys.argv[1:])
