"""What the rows of a table say. Of a long one it is found out by a process of its own: the bot's only writes.

`python -m domain.imports.understanding TABLE`: blocks of rows to standard output, the first of them says how many there
are in all, an empty one is the last.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from typing import Any

from domain.imports.cells import Cells
from domain.imports.files import ROOT, Row, Spooled, flatten, how_many, read_rows
from domain.imports.kind import Kind
from domain.imports.kinds import KINDS
from domain.imports.notes import Note
from domain.imports.parsed import Parsed
from domain.imports.reading.limits import leave_with_parent

LONG = 1 << 18  # bytes of the plain file: a shorter one is understood before a process has begun
BLOCK = 500
MOST_LINES = 500
AHEAD = 1 << 20  # bytes understood and not yet asked for: the process works on while the bot writes


@dataclass(frozen=True, slots=True)
class Given:
    """A table to be understood on that day: its kind, its file, where each field stands."""

    what: str
    file: Spooled
    columns: Mapping[str, int]
    today: date

    @property
    def kind(self) -> Kind:
        return KINDS[self.what]


class NotUnderstood(Exception):
    """The process that reads the table has ended before its end."""


def understood(given: Given, after: int) -> tuple[int, Iterator[Parsed]]:
    """How many rows there are, and those after so many. Raises NoSuchFile, NotATable and so on, as `flatten`."""
    flatten(given.file)
    if given.file.path.stat().st_size < LONG:
        return how_many(given.file), rows_of(given, after)
    blocks = _apart(given, after)
    return next(blocks), (row for block in blocks for row in block)


def rows_of(given: Given, after: int) -> Iterator[Parsed]:
    """The rows after so many."""
    kind, file, at = given.kind, given.file, 0
    for rows in _neighbours(kind, read_rows(file, kind.fields, given.columns)):
        at += len(rows)
        if at > after:
            yield from _whole([_understood(kind, file.name, row, given.today) for row in rows])[after - at :]


def _neighbours(kind: Kind, rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Lines of one order that stand one after another, at most so many; each other row by itself."""
    held: list[Row] = []
    last = ""
    for row in rows:
        order = kind.order_of(row.cells) if kind.order_of else ""
        if held and (not order or order != last or len(held) == MOST_LINES):
            yield held
            held = []
        held.append(row)
        last = order
    if held:
        yield held


def _whole(lines: list[Parsed]) -> list[Parsed]:
    """All of them, or none where one is refused: it comes back mended with the others."""
    if len(lines) == 1 or not 0 < sum(line.about is None for line in lines) < len(lines):
        return lines
    return [line if line.about is None else line.refused("order_refused") for line in lines]


def _understood(kind: Kind, file: str, row: Row, today: date) -> Parsed:
    cells, about = Cells(row.cells), None
    if row.broken:
        cells.bad(row.broken, "")
    else:
        for field in kind.fields:
            if field.required and not row.cells[field.name]:
                cells.bad("empty", field.name)
        about = kind.parse(cells, today)
    if not cells.faults:
        return Parsed(file, row.line, about)
    notes = [Note(file, row.line, True, bad.reason, bad.values) for bad in cells.faults.values()]
    return Parsed(file, row.line, None, {}, notes)


def _apart(given: Given, after: int) -> Iterator[Any]:
    """The number, then blocks, from a process that goes when nobody reads them any more."""
    given = Given(given.what, given.file.from_anywhere, given.columns, given.today)
    table = pickle.dumps((asdict(given), after)).hex()
    command = [sys.executable, "-m", "domain.imports.understanding", table]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        _let_work_ahead(process.stdout)
        try:
            while (block := _loaded(process.stdout)) != []:
                yield block
        finally:
            process.kill()


def _let_work_ahead(pipe: Any) -> None:
    """As far as the system lets it: else it waits more often."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, AHEAD)


def _loaded(source: Any) -> Any:
    try:
        return pickle.load(source)
    except (EOFError, pickle.UnpicklingError) as ended:
        raise NotUnderstood("the process that reads the table was stopped") from ended


def main(table: str) -> None:
    leave_with_parent()
    if sys.platform != "win32":
        os.nice(5)
    about, after = pickle.loads(bytes.fromhex(table))
    given = Given(**{**about, "file": Spooled(**about["file"])})
    rows, out = rows_of(given, after), sys.stdout.buffer
    pickle.dump(how_many(given.file), out)
    while block := list(islice(rows, BLOCK)):
        pickle.dump(block, out, pickle.HIGHEST_PROTOCOL)
    pickle.dump([], out)
    out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
