"""The job that loads one file of any kind: rows in short transactions, then what follows from purchases."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.imports.deals import DEALS
from domain.imports.files import Row, Spooled, how_many, read_rows
from domain.imports.kind import Kind
from domain.imports.kinds import KINDS
from domain.imports.notes import Note, added, write_notes
from domain.imports.parsed import Parsed
from domain.imports.settling import settle_purchases
from domain.imports.telling import tell_author
from domain.imports.values import BadCell
from domain.jobs import Work, open_parameters
from domain.purchases import Medians
from domain.tables import Job
from domain.use_case import Cause, Tx

IMPORT = "import"
AIMED_S = 0.03
"""A transaction is 50 ms at most, and this is without its commit."""
REMEMBERED = 8
"""Chunks by the middle of which the next is measured: a neighbour on the machine makes some slow, a slow disk all."""
LARGEST = 3_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """The next rows, and how many there are in all. `refusal`: the file cannot be read."""

    rows: list[Parsed]
    total: int
    refusal: Refusal | None = None


class ImportWork:
    """One import. The file is read once from the start to the end, anew only after a stop."""

    def __init__(self, kind: Kind, file: Spooled, columns: Mapping[str, int], today: date) -> None:
        self._kind = kind
        self._file = file
        self._columns = columns
        self._today = today
        self._rows: Iterator[Row] = iter(())
        self._at = -1
        self._total = 0
        self._size = kind.chunk
        self._paces: deque[float] = deque(maxlen=REMEMBERED)
        self._ahead = ThreadPoolExecutor(1, "import")
        self._following: Future[list[Parsed]] = Future()
        self._medians: Medians | None = None

    @classmethod
    def of(cls, parameters: Any) -> Work:
        (what, file), *_ = parameters["files"].items()
        today = date.fromisoformat(parameters["today"])
        return cls(KINDS[what], Spooled(**file), parameters["columns"], today)

    def prepare(self, progress: int) -> Prepared:
        """The next rows after so many; the file is made plain before the first."""
        try:
            if self._at != progress:
                self._rows = islice(read_rows(self._file, self._kind.fields, self._columns), progress, None)
                self._following = self._ahead.submit(self._understood)
            chunk = self._following.result()
            self._following = self._ahead.submit(self._understood)
            self._total = self._total or how_many(self._file)
        except Refusal as refusal:
            return Prepared([], 0, refusal)
        self._at = progress + len(chunk)
        return Prepared(chunk, self._total)

    def _understood(self) -> list[Parsed]:
        """The following rows, while those before them are written."""
        return [self._parsed(row) for row in islice(self._rows, self._size)]

    def _parsed(self, row: Row) -> Parsed:
        try:
            if row.broken:
                raise BadCell(row.broken, "", "")
            for field in self._kind.fields:
                if field.required and not row.cells[field.name]:
                    raise BadCell("empty", field.name, "")
            about = self._kind.parse(row.cells, self._today)
        except BadCell as bad:
            note = Note(self._file.name, row.line, True, bad.reason, bad.values, row.cells)
            return Parsed(self._file.name, row.line, None, row.cells, [note])
        return Parsed(self._file.name, row.line, about, row.cells)

    def step(self, session: Session, job: Job, prepared: Prepared, at: datetime) -> bool:
        """Write these rows; after the last one, what follows from them."""
        tx = Tx(session, Cause(f"job:{job.id}", job.created_at, at))
        if prepared.refusal is not None:
            refusal = prepared.refusal
            job.result = {"refusal": refusal.text_key, "values": refusal.values}
            done = True
        elif prepared.rows:
            started = perf_counter()
            self._write(tx, job, prepared)
            self._fit(len(prepared.rows), perf_counter() - started)
            done = False
        else:
            done = self._settle(tx, job)
        if done:
            tell_author(session, job, at)
        tx.raise_revisions()
        return done

    def _fit(self, rows: int, seconds: float) -> None:
        """As many rows next time as are written in the time aimed at: a tap does not wait long for its turn."""
        self._paces.append(seconds / rows)
        fitting = int(AIMED_S / median(self._paces))
        self._size = max(self._kind.chunk // 4, min(fitting, self._size * 5 // 4 + 1, LARGEST))

    def _write(self, tx: Tx, job: Job, prepared: Prepared) -> None:
        rows = prepared.rows
        counts: Counter[str] = Counter(rows=len(rows))
        understood = [row for row in rows if row.about is not None]
        notes = [note for row in rows if row.about is None for note in row.notes]
        if understood:
            notes += self._kind.write(tx, job.id, understood, counts)
        write_notes(tx.session, job.id, notes)
        counts.update(refused=sum(note.refused for note in notes), mended=sum(not note.refused for note in notes))
        job.result = added(job.result, counts)
        job.progress += len(rows)
        job.total = prepared.total

    def _settle(self, tx: Tx, job: Job) -> bool:
        if not self._kind.settles_purchases:
            return True
        job.result, self._medians, done = settle_purchases(tx, job.id, job.result or {}, self._medians)
        return done


def files_needed(session: Session) -> set[str]:
    """Digests of the files in the spool that a job is to read yet."""
    jobs = [given for kind in (IMPORT, DEALS) for given in open_parameters(session, kind)]
    return {file["digest"] for given in jobs for file in given["files"].values()}
