"""The database behind its doors: `write` (one writer, grouped commits), `read` and `read.long` (beside it).

A job is a plain function of a Session. Jobs that wait at the same time share one transaction; if one of them raises,
the group is rolled back and each is run alone, so nobody suffers for another's refusal. What is asked for by
`write_alone` shares with nobody. A transaction is one hop to a thread, whatever its statements: awaited one by one on
a busy event loop each would wait for its turn.
What every tap writes is asked for by `write_with_others`: all that wait are handed to one function, which needs one
statement for them where each alone would need its own.
On SQLite it is BEGIN IMMEDIATE; on PostgreSQL SERIALIZABLE with retry.
"""

import asyncio
import errno
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

P = ParamSpec("P")
A = TypeVar("A")
T = TypeVar("T")
Job = Callable[[Session], Any]
Batch = Callable[[Session, list[A]], Sequence[T]]
"""Does what is asked for several at once; the results in the same order."""
Probe = Callable[[str], None]

WRITES_GROUPED = 24
READERS, LONG_READERS = 3, 2
READS_GROUPED = 6
RETRIES = 12
LONG_LOG = 24 << 20  # bytes
COPYING_ROUNDS, FEW_PAGES = 5, 1000
FIRST_PAUSE_S = 0.002
LONGEST_PAUSE_S = 0.25
SERIALIZATION_FAILURES = frozenset({"40001", "40P01"})
POOL: dict[str, Any] = {
    "pool_size": READERS + LONG_READERS,
    "pool_use_lifo": True,
    "hide_parameters": True,
}
"""Who was used last has its pages at hand. The parameters of a statement are what people wrote: no error quotes them,
so no log does."""
POSTGRES = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "options": "-c jit=off -c plan_cache_mode=force_custom_plan",
}
"""A connection that is gone is known in seconds. Compiling a report's statement takes longer than answering it, and one
planned while a table was empty reads all of it for ever."""


def no_probe(point: str) -> None:
    """Nobody is watching."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`item`, to be handed to `batch` with those of others; `is_alone`: in a transaction that nobody shares."""

    batch: Batch[Any, Any]
    item: Any
    future: "asyncio.Future[Any]"
    is_alone: bool = False


class Door:
    """Jobs on one engine: up to `workers` transactions at once, each of up to `group` jobs that waited together.

    `is_patient`: also those are done that nobody waits for any more.
    """

    def __init__(
        self, name: str, engine: Engine, *, workers: int, group: int, is_patient: bool, probe: Probe = no_probe
    ) -> None:
        self.engine = engine
        self._threads = ThreadPoolExecutor(workers, name)
        self._workers = workers
        self._group = group
        self._is_patient = is_patient
        self._probe = probe
        self._waiting: deque[Asked] = deque()
        self._working: set[asyncio.Task[None]] = set()

    async def ask(self, batch: Batch[A, T], item: A, *, is_alone: bool = False) -> T:
        """What the batch has for the item, or what it raised, after the transaction has ended."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(Asked(batch, item, future, is_alone))
        if len(self._working) < self._workers:
            self._working.add(asyncio.create_task(self._work()))
        return await future

    async def close(self) -> None:
        """Finish what was asked for and let the threads go."""
        if self._working:
            await asyncio.wait(self._working)
        await asyncio.to_thread(self._threads.shutdown)

    async def _work(self) -> None:
        try:
            while group := self._next_group():
                if not await self._answer(group) and len(group) > 1:
                    for one in group:
                        await self._answer([one])
        finally:
            self._forget_me()

    def _next_group(self) -> list[Asked]:
        group: list[Asked] = []
        while self._waiting and len(group) < self._group:
            if group and (group[-1].is_alone or self._waiting[0].is_alone):
                break
            asked = self._waiting.popleft()
            if self._is_patient or not asked.future.done():
                group.append(asked)
        return group

    def _forget_me(self) -> None:
        """In the step that found nobody waiting: a done callback comes a step later, and who asks between hangs."""
        task = asyncio.current_task()
        if task is not None:
            self._working.discard(task)

    async def _answer(self, group: Sequence[Asked]) -> bool:
        """Tell each of the group its result. A failure is told only to one that ran alone."""
        batches = _batches(group)
        answer: Any
        (answer,) = await asyncio.gather(self._in_thread(batches), return_exceptions=True)
        if isinstance(answer, BaseException):
            if len(group) == 1:
                _tell(group[0].future, error=answer)
            return False
        for batch, results in zip(batches, answer, strict=True):
            for asked, result in zip(batch, results, strict=True):
                _tell(asked.future, result=result)
        return True

    async def _in_thread(self, batches: Sequence[Sequence[Asked]]) -> list[Sequence[Any]]:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._transact, batches)

    def _transact(self, batches: Sequence[Sequence[Asked]]) -> list[Sequence[Any]]:
        for attempt in range(RETRIES - 1):
            try:
                return self._transact_once(batches)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in SERIALIZATION_FAILURES:
                    raise
            sleep(min(FIRST_PAUSE_S * 2**attempt, LONGEST_PAUSE_S))
        return self._transact_once(batches)

    def _transact_once(self, batches: Sequence[Sequence[Asked]]) -> list[Sequence[Any]]:
        with self.engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
            results = [batch[0].batch(session, [asked.item for asked in batch]) for batch in batches]
            self._probe("before commit")
            session.commit()
            self._probe("after commit")
            return results


class Readers:
    """Readers, each of one snapshot of the data. A long one never shares a thread or a transaction with others."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._quick = Door("reader", engine, workers=READERS, group=READS_GROUPED, is_patient=False)
        self._long = Door("report", engine, workers=LONG_READERS, group=1, is_patient=False)

    async def __call__(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the reader returns."""
        return await self._quick.ask(one_by_one, lambda session: reader(session, *args, **kwargs))

    async def long(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What it returns; for one that takes more than a screen may."""
        return await self._long.ask(one_by_one, lambda session: reader(session, *args, **kwargs))

    async def close(self) -> None:
        """Finish what was asked for and let the threads and connections go."""
        await self._long.close()
        await self._quick.close()
        self._engine.dispose()


class WriteAheadLog:
    """SQLite's log, copied into the base by a thread beside the writer, who would hold everybody up for it.

    What is written meanwhile is copied in the next round, which has less to do; the little that is left then the
    writer copies himself when his log is longer than he lets it be, and begins it anew.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._file = Path(f"{engine.url.database}-wal")
        self._threads = ThreadPoolExecutor(1, "log")
        self._copying: Future[None] | None = None

    def copy_if_long(self) -> None:
        """Begin to, unless it is being done. A copy that fails is no loss: the writer makes it himself."""
        if self._copying is not None and not self._copying.done():
            return
        with suppress(FileNotFoundError):  # where SQLite could make no log
            if self._file.stat().st_size >= LONG_LOG:
                self._copying = self._threads.submit(self._copy)

    def close(self) -> None:
        self._threads.shutdown()

    def _copy(self) -> None:
        with closing(self._engine.raw_connection()) as connection:
            cursor: Any = connection.cursor()
            for _ in range(COPYING_ROUNDS):
                _, pages, copied = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                if pages - copied < FEW_PAGES:
                    return


class Database:
    """One company's database. `probe` is told "before commit" and "after commit": the crash tests stop there."""

    def __init__(self, url: str, writer: Engine, reader: Engine, probe: Probe = no_probe) -> None:
        self.url = url
        self.dialect = writer.dialect.name
        self._writer = Door("writer", writer, workers=1, group=WRITES_GROUPED, is_patient=True, probe=probe)
        self.read = Readers(reader)
        self._log = WriteAheadLog(reader) if self.dialect == "sqlite" else None

    async def write(self, job: Callable[[Session], T]) -> T:
        """Run the job in the writer's next transaction; its result, or what it raised, after the commit."""
        return await self._writer.ask(one_by_one, job)

    async def write_alone(self, job: Callable[[Session], T]) -> T:
        """The same in a transaction of its own: a chunk of long work is in no tap's, nor a tap in the chunk's."""
        return await self._writer.ask(one_by_one, job, is_alone=True)

    async def write_with_others(self, batch: Batch[A, T], item: A) -> T:
        """Hand the item to `batch` together with those that wait at the same time; what it has for this one.

        If the batch raises, it is given each item alone.
        """
        return await self._writer.ask(batch, item)

    def copy_log(self) -> None:
        """After much was written: what SQLite's log holds goes into the base, beside whoever reads and writes."""
        if self._log is not None:
            self._log.copy_if_long()

    async def close(self) -> None:
        """Finish what was asked for and let the threads and connections go."""
        await self._writer.close()
        self._writer.engine.dispose()
        if self._log is not None:
            await asyncio.to_thread(self._log.close)
        await self.read.close()


def one_by_one(session: Session, jobs: Sequence[Callable[[Session], T]]) -> list[T]:
    """The results of jobs in one session; what one has only added is written before the next one asks."""
    results = []
    for job in jobs:
        results.append(job(session))
        session.flush()
    return results


def _batches(group: Sequence[Asked]) -> list[list[Asked]]:
    """Who asks for the same batch, together."""
    batches: dict[Batch[Any, Any], list[Asked]] = {}
    for asked in group:
        batches.setdefault(asked.batch, []).append(asked)
    return list(batches.values())


def _tell(future: "asyncio.Future[Any]", *, result: Any = None, error: BaseException | None = None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)


def sqlite_engine(url: str, *, writer: bool, foreign_keys: bool = True) -> Engine:
    """A SQLite engine: WAL, FULL sync, foreign keys on; BEGIN IMMEDIATE for the writer, a reader cannot write."""
    engine = create_engine(url, connect_args={"check_same_thread": False}, **POOL)

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            "busy_timeout=5000",
            "cache_size=-32000",
            "temp_store=MEMORY",
            f"query_only={'OFF' if writer else 'ON'}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


def postgres_engine(url: str, *, writer: bool) -> Engine:
    """A PostgreSQL engine: SERIALIZABLE for the writer, one read-only snapshot a transaction for readers."""
    options: dict[str, Any] = {"isolation_level": "SERIALIZABLE"}
    if not writer:
        options = {"isolation_level": "REPEATABLE READ", "execution_options": {"postgresql_readonly": True}}
    return create_engine(url, connect_args=POSTGRES, **POOL, **options)


def _make_place(name: str) -> None:
    """The folder of a SQLite file, and that it can be written. Raises OSError naming what cannot.

    SQLite itself says «unable to open» of everything, which may also pass. A file that is there is not opened: closing
    it would take away the locks that SQLite holds on it in this process.
    """
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch()
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    for needed in (path, path.parent):
        if not os.access(needed, os.R_OK | os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(needed))


def engine_url(url: str) -> str:
    """The URL with the driver we use; one written for another driver is as good."""
    parsed = make_url(url)
    driver = "sqlite" if parsed.get_backend_name() == "sqlite" else "postgresql+psycopg"
    return parsed.set(drivername=driver).render_as_string(hide_password=False)


def writing_engine(url: str, *, foreign_keys: bool = True) -> Engine:
    """An engine for `sqlite:///path` (its folder is made) or `postgresql://…`. `foreign_keys`: SQLite checks them."""
    address = engine_url(url)
    if not address.startswith("sqlite"):
        return postgres_engine(address, writer=True)
    _make_place(make_url(address).database or "")
    return sqlite_engine(address, writer=True, foreign_keys=foreign_keys)


def reading_engine(url: str) -> Engine:
    address = engine_url(url)
    return (
        sqlite_engine(address, writer=False) if address.startswith("sqlite") else postgres_engine(address, writer=False)
    )


def open_database(url: str, probe: Probe = no_probe) -> Database:
    """The database of a URL: `sqlite:///path` or `postgresql://…`."""
    return Database(url, writing_engine(url), reading_engine(url), probe)
