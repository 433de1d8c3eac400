"""A file of purchases loaded while people tap: how long it takes, its transactions, and the answers to the taps."""

import asyncio
import random
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.bootstrap import settle_memory
from bot.database import Database, open_database
from bot.jobs import Jobs
from bot.runner import perform
from domain.clock import ManualClock
from domain.defaults import ensure_defaults
from domain.imports.bulk import insert_rows
from domain.imports.files import keep
from domain.imports.purchase_rows import FIELDS
from domain.imports.purchases import KIND
from domain.imports.work import IMPORT, ImportWork
from domain.jobs import Work, create_job
from domain.tables import ActivityKind, Client, JobState, Keeper, Member, Outcome, Purchase, Role
from domain.use_case import Cause
from domain.use_cases.activities import ActivityDraft, log_activity

ROWS, CLIENTS, PRODUCTS, DAYS = 1_000_000, 100_000, 200, 730
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TAPPING, BETWEEN_TAPS_S = 5, 0.5
"""Ten calls saved a second: some ten times what five hundred reps log in a working day."""


@dataclass(slots=True)
class Loaded:
    """Seconds of the whole, of this process's own work, of each transaction with its commit, from tap to commit."""

    rows: int
    seconds: float = 0.0
    cpu_s: float = 0.0
    chunks: list[float] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)
    begun: float | None = None

    @property
    def seconds_per_million(self) -> float:
        return self.seconds * 1_000_000 / self.rows

    def slowest(self, share: float, of: list[float]) -> float:
        """What that share of them stay under, in milliseconds."""
        return sorted(of)[min(len(of) - 1, int(len(of) * share))] * 1000

    def seen(self, point: str) -> None:
        """The transaction that the import's step has begun is written."""
        if point == "after commit" and self.begun is not None:
            self.chunks.append(perf_counter() - self.begun)
            self.begun = None


async def measure(url: str, rows: int = ROWS) -> Loaded:
    """A migrated empty database of that URL is given its clients, then so many purchases by a file."""
    loaded = Loaded(rows)
    settle_memory()  # as the program does
    database = open_database(url, loaded.seen)
    member_id, client_ids = await database.write(seed)
    with tempfile.TemporaryDirectory() as folder:
        file = keep(_file(Path(folder) / "purchases.csv", rows), Path(folder))
        columns = {known.name: place for place, known in enumerate(FIELDS[:7])}
        about = {"digest": file.digest, "name": file.name, "folder": file.folder}
        parameters = {"files": {KIND.name: about}, "columns": columns, "today": TODAY.isoformat()}
        job_id = await database.write(lambda session: create_job(session, IMPORT, parameters, NOW))
        await _run(database, job_id, loaded, member_id, client_ids)
    assert await database.read(lambda s: s.scalar(select(func.count()).select_from(Purchase))) == rows
    await database.close()
    return loaded


async def _run(database: Database, job_id: int, loaded: Loaded, member_id: int, client_ids: list[int]) -> None:
    tapping = [asyncio.create_task(_tap(database, member_id, client_ids, n, loaded)) for n in range(TAPPING)]
    started, worked = perf_counter(), process_time()
    jobs = Jobs(database, ManualClock(NOW), {IMPORT: lambda parameters: Timed(ImportWork.of(parameters), loaded)})
    done = await jobs.run_until_done(job_id)
    loaded.seconds, loaded.cpu_s = perf_counter() - started, process_time() - worked
    for task in tapping:
        task.cancel()
    await asyncio.wait(tapping)
    assert done.state is JobState.DONE, done.error
    assert done.result["new"] == loaded.rows, done.result


class Timed:
    """The import's own work; when each of its transactions began is kept."""

    def __init__(self, work: Work, loaded: Loaded) -> None:
        self._work = work
        self._loaded = loaded

    def prepare(self, progress: int) -> Any:
        return self._work.prepare(progress)

    def step(self, session: Session, job: Any, prepared: Any, at: datetime) -> bool:
        self._loaded.begun = perf_counter()
        return self._work.step(session, job, prepared, at)


async def _tap(database: Database, member_id: int, client_ids: list[int], person: int, loaded: Loaded) -> None:
    """Calls logged one after another, as a rep in a hurry would."""
    number = 0
    while True:
        number += 1
        key = f"tap:{person}:{number}"
        draft = ActivityDraft(client_ids[person], ActivityKind.CALL, Outcome.NO_ANSWER, form_key=key)
        started = perf_counter()
        await database.write(perform(log_activity, member_id, Cause(key, NOW, NOW), draft))
        loaded.taps.append(perf_counter() - started)
        await asyncio.sleep(BETWEEN_TAPS_S)


def seed(session: Session) -> tuple[int, list[int]]:
    """The clients that the file names, kept by one rep."""
    ensure_defaults(session)
    rep = Member(name="Анна", role=Role.REP, joined_at=NOW)
    session.add(rep)
    session.flush()
    times = dict.fromkeys(("happened_at", "received_at", "stored_at"), NOW - timedelta(1))
    insert_rows(
        session,
        Client,
        [{"name": f"Клиент {n}", "search_name": f"клиент {n}", "purchase_days": 0, **times} for n in range(CLIENTS)],
    )
    ids = list(session.scalars(select(Client.id).order_by(Client.id).limit(TAPPING)))
    insert_rows(session, Keeper, [{"client_id": id_, "member_id": rep.id, "since": TODAY} for id_ in ids])
    return rep.id, ids


def _file(path: Path, rows: int) -> Path:
    """As an accounting program would write it: by day, whoever bought."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        file.write("Клиент;Дата;Сумма;Себестоимость;Товар;Количество;Номер\n")
        for number in range(rows):
            day = TODAY - timedelta(DAYS - number * DAYS // rows)
            client, amount = chance.randrange(CLIENTS), chance.randrange(1_000, 500_000)
            product, count = chance.randrange(PRODUCTS), chance.randrange(1, 20)
            file.write(
                f"Клиент {client};{day:%d.%m.%Y};{amount},50;{amount * 7 // 10};Товар {product};{count};{number}\n"
            )
    return path
