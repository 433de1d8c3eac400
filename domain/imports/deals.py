"""The job that loads deals with their people, clients and products. What becomes of each row: docs/import.md."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.imports.deal_files import ORDER, Account, Agent, DealRow, Product, parsed_rows
from domain.imports.deal_rows import write_deals
from domain.imports.files import Spooled
from domain.imports.keepers import keep_clients
from domain.imports.notes import Note, added, write_notes
from domain.imports.parsed import Parsed
from domain.imports.people import add_agents, add_clients, add_products, clients_by_name
from domain.jobs import Work
from domain.names import searched
from domain.purchases import Medians, mend_silence, rhythm_medians
from domain.tables import Client, Job
from domain.use_case import Area, Cause, Tx

DEALS = "import_deals"
CHUNK = 40
CLIENTS_CHUNK = 100
SETTLED = "settled_to"
"""In the job's result: the last client whose keeper and silence were settled after the last row."""


class DealsWork:
    """One import of deals. The files are read once from the start to the end, anew only after a stop."""

    def __init__(self, files: Mapping[str, Spooled], since: date, today: date) -> None:
        self._files = files
        self._since = since
        self._today = today
        self._rows: Iterator[Parsed] = iter(())
        self._at = -1
        self._medians: Medians | None = None

    @classmethod
    def of(cls, parameters: Any) -> Work:
        files = {kind: Spooled(**file) for kind, file in parameters["files"].items()}
        return cls(files, date.fromisoformat(parameters["since"]), date.fromisoformat(parameters["today"]))

    def prepare(self, progress: int) -> list[Parsed]:
        """The next rows after so many. Raises NoSuchFile when the spool was emptied meanwhile."""
        if self._at != progress:
            self._rows = parsed_rows(self._files, self._today)
            next(islice(self._rows, progress, progress), None)
        chunk = list(islice(self._rows, CHUNK))
        self._at = progress + len(chunk)
        return chunk

    def step(self, session: Session, job: Job, prepared: list[Parsed], at: datetime) -> bool:
        """Write these rows; after the last one, the next clients' keepers and silence by all purchases."""
        tx = Tx(session, Cause(f"job:{job.id}", job.created_at, at))
        done = False
        if prepared:
            counts, notes = self._write(tx, job, prepared)
            write_notes(session, job.id, notes)
            counts.update(
                refused=sum(n.refused for n in notes), mended=len({(n.file, n.line) for n in notes if not n.refused})
            )
            job.result = added(job.result, counts)
            job.progress += len(prepared)
        else:
            done = self._settle(tx, job)
        tx.raise_revisions()
        return done

    def _settle(self, tx: Tx, job: Job) -> bool:
        """The next clients by their ids; True after the last. Who was settled before a stop is not asked again."""
        so_far: dict[str, int] = job.result or {}
        following = select(Client.id).where(Client.id > so_far.get(SETTLED, 0)).order_by(Client.id).limit(CLIENTS_CHUNK)
        ids = tx.session.scalars(following).all()
        if ids:
            self._medians = self._medians or rhythm_medians(tx.session)
            keep_clients(tx, job.id, ids, self._since)
            if mend_silence(tx.session, ids, self._medians):
                tx.touch(Area.CLIENTS)
            job.result = {**so_far, SETTLED: ids[-1]}
        return len(ids) < CLIENTS_CHUNK

    def _write(self, tx: Tx, job: Job, rows: list[Parsed]) -> tuple[Counter[str], list[Note]]:
        counts: Counter[str] = Counter(rows=len(rows))
        notes = [note for row in rows if row.about is None for note in row.notes]
        fresh = self._accounts(tx, rows, counts)
        counts["members"] += add_agents(tx, (r.about for r in rows if isinstance(r.about, Agent)), self._since)
        products = add_products(tx, (r.about for r in rows if isinstance(r.about, Product)))
        counts["products"] += products
        for row in rows:
            if (isinstance(row.about, Account) and searched(row.about.name) in fresh) or (
                isinstance(row.about, (Agent, Product))
            ):
                notes += row.notes
        deals = [(row, row.about) for row in rows if isinstance(row.about, DealRow)]
        notes += write_deals(tx, job.id, deals, self._since, frozenset(self._files), counts)
        return counts, notes

    def _accounts(self, tx: Tx, rows: list[Parsed], counts: Counter[str]) -> set[str]:
        """Clients made of these rows, by name as searched."""
        accounts = [row.about for row in rows if isinstance(row.about, Account)]
        before = clients_by_name(tx.session, (account.name for account in accounts))
        fresh = {searched(account.name) for account in accounts} - before.keys()
        add_clients(tx, accounts, self._since)
        counts["clients"] += len(fresh)
        return fresh


def parameters_of(files: Mapping[str, Spooled], since: date, today: date) -> dict[str, Any]:
    """What a job of this kind needs, as JSON."""
    return {
        "files": {
            kind: {"digest": files[kind].digest, "name": files[kind].name, "folder": files[kind].folder}
            for kind in ORDER
            if kind in files
        },
        "since": since.isoformat(),
        "today": today.isoformat(),
    }
