"""Files to import: kept by the hash of their content, so that a job killed in the middle can read them again."""

import codecs
import csv
import hashlib
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.errors import Refusal
from domain.names import normalised

SPOOL = Path("var/imports")
DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 5_000
LARGEST_CELL = 16 * 1024 * 1024  # past it the file is no table: a quote was opened and never closed
BLOCK = 1 << 20

csv.field_size_limit(LARGEST_CELL)


class NoSuchFile(Refusal):
    """`file`: what was asked for."""

    text_key = "import-no-such-file"


class NotATable(Refusal):
    """`file`: it holds no table of text."""

    text_key = "import-not-a-table"


class MissingColumns(Refusal):
    """`file`, `columns`: those that were not found; `found`: those that were there."""

    text_key = "import-missing-columns"


@dataclass(frozen=True, slots=True)
class Field:
    """A column as we call it, the headers it is known by (compared without case and signs), and whether it must be."""

    name: str
    headers: tuple[str, ...] = ()
    required: bool = False

    def answers(self, header: str) -> bool:
        asked = normalised(header)
        return any(asked == normalised(known) for known in (self.name, *self.headers))


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file in the spool, and how it was called."""

    digest: str
    name: str
    folder: str

    @property
    def path(self) -> Path:
        return Path(self.folder) / f"{self.digest}.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on (the header's is 1), its cells by our names of the columns, stripped."""

    line: int
    cells: dict[str, str]
    broken: str | None = None
    """Why it cannot be read at all: `too_long`, `too_many_cells`."""


def spool(path: Path, folder: Path = SPOOL) -> Spooled:
    """Copy a file into the spool under the hash of its content. Raises NoSuchFile."""
    if not path.is_file():
        raise NoSuchFile(file=str(path))
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    unfinished = folder / f".{os.getpid()}.part"
    with path.open("rb") as source, unfinished.open("wb") as copy:
        while block := source.read(BLOCK):
            digest.update(block)
            copy.write(block)
    spooled = Spooled(digest.hexdigest(), path.name, str(folder))
    unfinished.replace(spooled.path)
    return spooled


def forget_spooled(folder: Path, needed: Collection[str], before: datetime) -> None:
    """Delete the copies made before that instant whose content (by its hash) nobody needs; lists of rows stay."""
    for copy in (*folder.glob("*.csv"), *folder.glob("*.part")):
        made_at = datetime.fromtimestamp(copy.stat().st_mtime, before.tzinfo)
        if copy.stem not in needed and not copy.name.startswith("import-") and made_at < before:
            copy.unlink(missing_ok=True)


def read_rows(file: Spooled, fields: Sequence[Field]) -> Iterator[Row]:
    """The rows of a CSV file in order, blank ones left out. Raises NoSuchFile, NotATable, MissingColumns.

    UTF-8 with or without a byte order mark, UTF-16 with one, else cp1251; the delimiter is the one that makes most of
    the wanted columns.
    """
    if not file.path.is_file():
        raise NoSuchFile(file=file.name)
    encoding = _encoding(file.path)
    with file.path.open(encoding=encoding, errors="replace", newline="") as text:
        header, delimiter = _header(text.readline(LONGEST_CELL), fields)
        places = _places(file.name, header, fields)
        reader = csv.reader(text, delimiter=delimiter)
        line = 2
        while (cells := _next(reader, file.name)) is not None:
            if any(cell.strip() for cell in cells):
                yield _row(line, cells, places, len(header))
            line = reader.line_num + 2


def _next(reader: "Iterator[list[str]]", name: str) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise NotATable(file=name) from error


def _encoding(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as source:
        start = source.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        source.seek(0)
        try:
            while block := source.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1251"
    return "utf-8-sig"


def _header(line: str, fields: Sequence[Field]) -> tuple[list[str], str]:
    """The header's cells and the delimiter by which most of them are known."""
    ways = [(next(csv.reader([line], delimiter=sign), []), sign) for sign in DELIMITERS]
    return max(ways, key=lambda way: (sum(any(f.answers(h) for f in fields) for h in way[0]), len(way[0])))


def _places(file: str, header: Sequence[str], fields: Sequence[Field]) -> dict[str, int]:
    """Where each known column stands."""
    if "\0" in "".join(header) or not any(cell.strip() for cell in header):
        raise NotATable(file=file)
    found = {
        field.name: place
        for field in fields
        if (place := next((n for n, cell in enumerate(header) if field.answers(cell)), None)) is not None
    }
    missing = [field.name for field in fields if field.required and field.name not in found]
    if missing:
        there = ", ".join(cell.strip()[:40] for cell in header[:20])
        raise MissingColumns(file=file, columns=", ".join(missing), found=there)
    return found


def _row(line: int, cells: Sequence[str], places: dict[str, int], width: int) -> Row:
    known = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Row(line, {name: cell[:100] for name, cell in known.items()}, "too_long")
    if any(cell.strip() for cell in cells[width:]):
        return Row(line, known, "too_many_cells")
    return Row(line, known)
