"""The database behind two doors: `write` (one writer, grouped commits) and `read` (beside it).

A job is a plain function of a Session. Jobs that wait for the writer at the same time share one transaction; if one of
them raises, the group is rolled back and each is run alone, so nobody suffers for another's refusal. On SQLite every
transaction is one hop to a writer thread; on PostgreSQL it is a coroutine over asyncpg, SERIALIZABLE with retry.
"""

import asyncio
import sqlite3
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool, QueuePool

P = ParamSpec("P")
T = TypeVar("T")
Job = Callable[[Session], Any]
Probe = Callable[[str], None]

GROUP = 24
RETRIES = 12
SERIALIZATION_FAILURES = frozenset({"40001", "40P01"})


def no_probe(point: str) -> None:
    """Nobody is watching."""


class Database(ABC):
    """One company's database. `probe` is told "before commit" and "after commit": the crash tests stop there."""

    dialect: str

    def __init__(self, url: str, probe: Probe = no_probe) -> None:
        self.url = url
        self._probe = probe
        self._waiting: deque[tuple[Job, asyncio.Future[Any]]] = deque()
        self._writer: asyncio.Task[None] | None = None

    async def write(self, job: Callable[[Session], T]) -> T:
        """Run the job in the writer's next transaction; its result, or what it raised, after the commit."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((job, future))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._work())
        return await future

    async def _work(self) -> None:
        while self._waiting:
            group = [self._waiting.popleft() for _ in range(min(GROUP, len(self._waiting)))]
            if not await self._commit(group) and len(group) > 1:
                for one in group:
                    await self._commit([one])

    async def _commit(self, group: Sequence[tuple[Job, "asyncio.Future[Any]"]]) -> bool:
        """Commit a group and tell each its result. A failure is told only to a job that ran alone."""
        answer: Any
        (answer,) = await asyncio.gather(self._transact([job for job, _ in group]), return_exceptions=True)
        if isinstance(answer, BaseException):
            if len(group) == 1:
                _tell(group[0][1], error=answer)
            return False
        for (_, future), result in zip(group, answer, strict=True):
            _tell(future, result=result)
        return True

    def _in_one(self, jobs: Sequence[Job], connection: Connection) -> list[Any]:
        """Run the jobs on a connection whose transaction has begun, and commit it."""
        with Session(connection, expire_on_commit=False) as session:
            results = [_flushed(job, session) for job in jobs]
            self._probe("before commit")
            session.commit()
            connection.commit()
            self._probe("after commit")
            return results

    @abstractmethod
    def _transact(self, jobs: Sequence[Job]) -> Awaitable[list[Any]]: ...

    @abstractmethod
    async def read(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T: ...

    @abstractmethod
    async def close(self) -> None: ...


def _flushed(job: Job, session: Session) -> Any:
    result = job(session)
    session.flush()
    return result


def _tell(future: "asyncio.Future[Any]", *, result: Any = None, error: BaseException | None = None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)


def sqlite_engine(url: str, *, writer: bool, foreign_keys: bool = True) -> Engine:
    """A synchronous SQLite engine: WAL, FULL sync, foreign keys on, and BEGIN IMMEDIATE for the writer."""
    engine = create_engine(
        url, poolclass=QueuePool if not writer else NullPool, connect_args={"check_same_thread": False}
    )

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
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


class SqliteDatabase(Database):
    dialect = "sqlite"

    def __init__(self, url: str, probe: Probe = no_probe) -> None:
        super().__init__(url, probe)
        _make_folder(url)
        self._write_engine = sqlite_engine(url, writer=True)
        self._read_engine = sqlite_engine(url, writer=False)
        self._write_connection: Connection | None = None
        self._write_thread = ThreadPoolExecutor(1, "writer")
        self._read_threads = ThreadPoolExecutor(3, "reader")

    async def _transact(self, jobs: Sequence[Job]) -> list[Any]:
        return await asyncio.get_running_loop().run_in_executor(self._write_thread, self._transact_here, jobs)

    def _transact_here(self, jobs: Sequence[Job]) -> list[Any]:
        if self._write_connection is None:
            self._write_connection = self._write_engine.connect()
        connection = self._write_connection
        try:
            connection.begin()
            return self._in_one(jobs, connection)
        finally:
            if connection.in_transaction():
                connection.rollback()

    async def read(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def here() -> T:
            with Session(self._read_engine) as session:
                return reader(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._read_threads, here)

    async def close(self) -> None:
        if self._writer is not None:
            await asyncio.wait([self._writer])
        await asyncio.to_thread(self._close_here)

    def _close_here(self) -> None:
        self._write_thread.shutdown()
        self._read_threads.shutdown()
        if self._write_connection is not None:
            self._write_connection.close()
        self._write_engine.dispose()
        self._read_engine.dispose()


def _make_folder(url: str) -> None:
    path = make_url(url).database
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)


class PostgresDatabase(Database):
    dialect = "postgresql"

    def __init__(self, url: str, probe: Probe = no_probe) -> None:
        super().__init__(url, probe)
        self._engine: AsyncEngine = create_async_engine(
            url, isolation_level="SERIALIZABLE", pool_size=6, pool_timeout=10
        )
        self._readers = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    async def _transact(self, jobs: Sequence[Job]) -> list[Any]:
        answer: Any = None
        for _ in range(RETRIES - 1):
            (answer,) = await asyncio.gather(self._transact_once(jobs), return_exceptions=True)
            if not _serialization_failed(answer):
                break
        else:
            return await self._transact_once(jobs)
        if isinstance(answer, BaseException):
            raise answer
        return list(answer)

    async def _transact_once(self, jobs: Sequence[Job]) -> list[Any]:
        async with self._engine.connect() as connection:
            return await connection.run_sync(lambda sync: self._in_one(jobs, sync))

    async def read(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def here(connection: Connection) -> T:
            with Session(connection) as session:
                return reader(session, *args, **kwargs)

        async with self._readers.connect() as connection:
            return await connection.run_sync(here)

    async def close(self) -> None:
        if self._writer is not None:
            await asyncio.wait([self._writer])
        await self._engine.dispose()


def _serialization_failed(answer: object) -> bool:
    return isinstance(answer, DBAPIError) and getattr(answer.orig, "sqlstate", None) in SERIALIZATION_FAILURES


def open_database(url: str, probe: Probe = no_probe) -> Database:
    """The database of a URL: `sqlite:///path` or `postgresql://…`; a driver in the URL is replaced by ours."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteDatabase(parsed.set(drivername="sqlite").render_as_string(hide_password=False), probe)
    return PostgresDatabase(parsed.set(drivername="postgresql+asyncpg").render_as_string(hide_password=False), probe)
