"""The job that loads one file of any kind: rows in short transactions, then what follows from purchases."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from time import perf_counter
from typing import Any

from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.imports.bulk import count_names, expect_many
from domain.imports.deals import DEALS
from domain.imports.files import Spooled
from domain.imports.kind import Loading
from domain.imports.notes import added, write_notes
from domain.imports.pace import Pace
from domain.imports.parsed import Parsed
from domain.imports.settling import Settling
from domain.imports.telling import tell_author
from domain.imports.understanding import Given, understood
from domain.jobs import Work, open_parameters
from domain.tables import Job
from domain.use_case import Cause, Tx

IMPORT = "import"
FIRST, LARGEST = 10, 3_000
COUNTED = 50
"""After so many chunks the names of clients are counted anew, for the table may have been empty; then after twice as
many."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The next rows, and how many there are in all. `counts_names`: before them, the names of clients are counted anew.
    `refusal`: the file cannot be read.
    """

    rows: list[Parsed]
    total: int
    counts_names: bool = False
    refusal: Refusal | None = None


class ImportWork:
    """One import. The file is read once from the start to the end, anew only after a stop.

    The next rows are taken over while the present ones are written.
    """

    def __init__(self, given: Given, seconds: Callable[[], float] = perf_counter) -> None:
        self._given = given
        self._pace = Pace(seconds, FIRST, given.kind.least, LARGEST)
        self._settling = Settling(seconds)
        self._rows: Iterator[Parsed] = iter(())
        self._at = -1
        self._ahead: Future[list[Parsed]] = Future()
        self._taking = ThreadPoolExecutor(1, "rows")
        self._total = 0
        self._chunks, self._counted = 0, 0
        self._loading: Loading | None = None

    @classmethod
    def of(cls, parameters: Any) -> Work:
        (what, file), *_ = parameters["files"].items()
        today = date.fromisoformat(parameters["today"])
        return cls(Given(what, Spooled(**file), parameters["columns"], today))

    def prepare(self, progress: int) -> Prepared:
        """The next rows after so many; the file is made plain before the first."""
        self._pace.committed()
        self._settling.committed()
        try:
            if self._at != progress:
                self._total, self._rows = understood(self._given, progress)
                self._take()
        except Refusal as refusal:
            return Prepared([], 0, refusal=refusal)
        chunk = self._ahead.result()
        self._at = progress + len(chunk)
        self._take()
        counts_names = self._chunks >= self._counted
        if counts_names:
            self._counted = 2 * self._counted + COUNTED
        self._chunks += 1
        return Prepared(chunk, self._total, counts_names)

    def _take(self) -> None:
        self._ahead = self._taking.submit(_taken, self._rows, self._pace.size)

    def step(self, session: Session, job: Job, prepared: Prepared, at: datetime) -> bool:
        """Write these rows; after the last one, what follows from them."""
        tx = Tx(session, Cause(f"job:{job.id}", job.created_at, at))
        expect_many(session)
        if prepared.refusal is not None:
            refusal = prepared.refusal
            job.result = {"refusal": refusal.text_key, "values": refusal.values}
            done = True
        elif prepared.rows:
            self._pace.begin(len(prepared.rows))
            self._write(tx, job, prepared)
            done = False
        else:
            done = self._settle(tx, job)
        if done:
            tell_author(session, job, at)
        tx.raise_revisions()
        return done

    def _write(self, tx: Tx, job: Job, prepared: Prepared) -> None:
        rows = prepared.rows
        self._loading = self._loading or Loading(job.id)
        if prepared.counts_names:
            count_names(tx.session)
        counts: Counter[str] = Counter(rows=len(rows))
        taken = [row for row in rows if row.about is not None]
        notes = [note for row in rows if row.about is None for note in row.notes]
        if taken:
            notes += self._given.kind.write(tx, self._loading, taken, counts)
        write_notes(tx.session, job.id, notes)
        refused = {note.line for note in notes if note.refused}
        counts.update(refused=len(refused), mended=sum(not note.refused for note in notes))
        job.result = added(job.result, counts)
        job.progress += len(rows)
        job.total = prepared.total

    def _settle(self, tx: Tx, job: Job) -> bool:
        if not self._given.kind.settles_purchases:
            return True
        return self._settling.step(tx, job)


def _taken(rows: Iterator[Parsed], count: int) -> list[Parsed]:
    return list(islice(rows, count))


def files_needed(session: Session) -> set[str]:
    """Digests of the files in the spool that a job is to read yet."""
    jobs = [given for kind in (IMPORT, DEALS) for given in open_parameters(session, kind)]
    return {file["digest"] for given in jobs for file in given["files"].values()}
