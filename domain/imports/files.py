"""Files to import: kept by the hash of their content, so that a job killed in the middle can read them again.

What somebody has sent is read by a process of its own (`domain.imports.reading`); here is only the plain file it makes.
"""

import csv
import hashlib
import json
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import uuid4

from domain.errors import Refusal
from domain.imports.reading.limits import LARGEST_CELL, LONGEST_CELL, NO_VALUE
from domain.names import normalised

SPOOL = Path("var/imports")
ROOT = Path(__file__).parent.parent.parent
BLOCK = 1 << 20
LONGEST_READING_S, LONGEST_GLANCE_S = 180.0, 25.0

csv.field_size_limit(LARGEST_CELL)


class NoSuchFile(Refusal):
    """`file`: what was asked for."""

    text_key = "import-no-such-file"


class NotATable(Refusal):
    """`file`: it holds no table of text."""

    text_key = "import-not-a-table"


class Encrypted(Refusal):
    """`file`: it has a password, or is of the old form that only Excel reads."""

    text_key = "import-encrypted"


class TooWide(Refusal):
    """`file`: more columns than any list of clients has."""

    text_key = "import-too-wide"


class TooLarge(Refusal):
    """`file`: it would take more memory or time than a file may."""

    text_key = "import-too-large"


class MissingColumns(Refusal):
    """`file`, `columns`: those that were not found; `found`: those that were there."""

    text_key = "import-missing-columns"


REFUSALS: dict[str, type[Refusal]] = {
    "not_a_table": NotATable,
    "encrypted": Encrypted,
    "too_wide": TooWide,
    "too_large": TooLarge,
}


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
    def raw(self) -> Path:
        """As it was sent."""
        return Path(self.folder) / f"{self.digest}.raw"

    @property
    def path(self) -> Path:
        """The plain one."""
        return Path(self.folder) / f"{self.digest}.csv"

    @property
    def from_anywhere(self) -> "Spooled":
        """The same for another process, which may stand elsewhere."""
        return replace(self, folder=str(Path(self.folder).absolute()))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on (the header's is 1), its cells by our names of the columns, stripped."""

    line: int
    cells: dict[str, str]
    broken: str | None = None
    """Why it cannot be read at all: `too_long`, `too_many_cells`, `formula`."""


def keep(path: Path, folder: Path = SPOOL) -> Spooled:
    """Copy a file into the spool under the hash of its content. Raises NoSuchFile."""
    if not path.is_file():
        raise NoSuchFile(file=str(path))
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    unfinished = folder / f"{uuid4().hex}.part"
    with path.open("rb") as source, unfinished.open("wb") as copy:
        while block := source.read(BLOCK):
            digest.update(block)
            copy.write(block)
    spooled = Spooled(digest.hexdigest(), path.name, str(folder))
    unfinished.replace(spooled.raw)
    return spooled


def spool(path: Path, folder: Path = SPOOL) -> Spooled:
    """The same, with the plain one beside it. Raises NoSuchFile, NotATable, Encrypted, TooWide, TooLarge."""
    spooled = keep(path, folder)
    flatten(spooled)
    return spooled


def flatten(file: Spooled) -> None:
    """Make the plain file, unless it is there. Raises NoSuchFile, NotATable, Encrypted, TooWide, TooLarge."""
    if file.path.is_file():
        return
    if not file.raw.is_file():
        raise NoSuchFile(file=file.name)
    unfinished = file.path.with_name(f"{uuid4().hex}.part")
    try:
        _read_apart(file, unfinished, LONGEST_READING_S)
        unfinished.replace(file.path)
        file.raw.unlink(missing_ok=True)  # another may have made the plain one too
    except NoSuchFile:
        if not file.path.is_file():
            raise
    finally:
        unfinished.unlink(missing_ok=True)


def first_rows(file: Spooled, count: int) -> list[list[str]]:
    """The header and so many rows after it, without making the whole plain file. Raises as `flatten`."""
    glance = file.path.with_name(f"{uuid4().hex}.part")
    try:
        _read_apart(file, glance, LONGEST_GLANCE_S, count)
        return _first_of(glance, count)
    except NoSuchFile:
        if not file.path.is_file():
            raise
        return _first_of(file.path, count)  # whoever loads it has made it plain meanwhile
    finally:
        glance.unlink(missing_ok=True)


def _first_of(plain: Path, count: int) -> list[list[str]]:
    return [cells for _, cells in islice(plain_rows(plain), count + 1)]


def stop_reading() -> None:
    """End the processes that read: nobody waits for them any more."""
    for reader in list(_readers):
        reader.kill()


_readers: set["subprocess.Popen[bytes]"] = set()


def _read_apart(file: Spooled, target: Path, longest_s: float, *first: int) -> None:
    """By a process with limits of its own, killed when it takes too long; it goes when we do.

    Raises NoSuchFile if what was sent is not there any more.
    """
    command = [sys.executable, "-S", "-m", "domain.imports.reading", file.raw.absolute(), target.absolute()]
    reader = subprocess.Popen(
        [*map(str, command), *map(str, first)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    _readers.add(reader)
    with reader:
        try:
            reader.wait(longest_s)
        except subprocess.TimeoutExpired:
            reader.kill()
        finally:
            _readers.discard(reader)
        said = reader.stdout.read() if reader.stdout else b""
    done = json.loads(said) if reader.returncode == 0 and said else {"refused": "too_large"}
    if "refused" in done and not file.raw.is_file():
        raise NoSuchFile(file=file.name)
    if "refused" in done:
        raise REFUSALS[done["refused"]](file=file.name)


def forget_spooled(folder: Path, needed: Collection[str], before: datetime) -> None:
    """Delete the copies made before that instant whose content (by its hash) nobody needs; lists of rows stay."""
    for copy in (*folder.glob("*.csv"), *folder.glob("*.raw"), *folder.glob("*.part")):
        made_at = datetime.fromtimestamp(copy.stat().st_mtime, before.tzinfo)
        if copy.stem not in needed and not copy.name.startswith("import-") and made_at < before:
            copy.unlink(missing_ok=True)


def plain_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Every row of a plain file with the line it began on, the header first."""
    with path.open(encoding="utf-8", newline="") as text:
        for line, *cells in csv.reader(text):
            yield int(line), cells


def header_of(file: Spooled) -> list[str]:
    """The names of the columns of a plain file."""
    return next(plain_rows(file.path))[1]


def how_many(file: Spooled) -> int:
    """Rows of a plain file without its header: the ends of lines that are in no quotes."""
    rows, quoted = -1, 0
    with file.path.open("rb") as plain:
        while block := plain.read(BLOCK):
            parts = block.split(b'"')
            rows += sum(part.count(b"\n") for part in parts[quoted::2])
            quoted ^= len(parts) - 1 & 1
    return rows


def read_rows(file: Spooled, fields: Sequence[Field], columns: Mapping[str, int] | None = None) -> Iterator[Row]:
    """The rows of a spooled file in order. Raises NoSuchFile, MissingColumns, and as `flatten`.

    `columns`: where each of the fields stands; None = where the header says.
    """
    flatten(file)
    rows = plain_rows(file.path)
    _, header = next(rows)
    places = columns if columns is not None else places_of(file.name, header, fields)
    width = len(header)
    for line, cells in rows:
        yield _row(line, cells, places, width)


def places_of(file: str, header: Sequence[str], fields: Sequence[Field]) -> dict[str, int]:
    """Where each known column stands. Raises MissingColumns."""
    found = {
        field.name: place
        for field in fields
        if (place := next((n for n, cell in enumerate(header) if field.answers(cell)), None)) is not None
    }
    missing = [field.name for field in fields if field.required and field.name not in found]
    if missing:
        there = ", ".join(cell[:40] for cell in header[:20])
        raise MissingColumns(file=file, columns=", ".join(missing), found=there)
    return found


def _row(line: int, cells: Sequence[str], places: Mapping[str, int], width: int) -> Row:
    known = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
    if max(map(len, cells), default=0) > LONGEST_CELL:
        return Row(line, {name: cell[:100] for name, cell in known.items()}, "too_long")
    if len(cells) > width:
        return Row(line, known, "too_many_cells")
    if NO_VALUE in known.values():
        return Row(line, {name: cell.replace(NO_VALUE, "") for name, cell in known.items()}, "formula")
    return Row(line, known)
