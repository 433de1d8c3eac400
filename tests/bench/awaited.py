"""The runner we did not choose, to be measured beside ours: each statement awaited, over aiosqlite or asyncpg."""

import asyncio
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import Session

from bot.database import Batch, Database, Readers

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")


class AwaitedDatabase(Database):
    """One lock, one transaction a job, `run_sync` over an async driver: the plain way to write it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.dialect = make_url(url).get_backend_name()
        self._engine = _engine(url, self.dialect)
        self._one_writer = asyncio.Lock()
        self.read = AwaitedReaders(self._engine)

    async def write(self, job: Callable[[Session], T]) -> T:
        def here(connection: Connection) -> T:
            with Session(connection, expire_on_commit=False) as session:
                result = job(session)
                session.commit()
                return result

        async with self._one_writer, self._engine.connect() as connection:
            return await connection.run_sync(here)

    async def write_with_others(self, batch: Batch[A, T], item: A) -> T:
        return (await self.write(lambda session: batch(session, [item])))[0]

    async def close(self) -> None:
        await self._engine.dispose()


class AwaitedReaders(Readers):
    """Each statement of a reader awaited as well; a long one is as any other."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._awaited = engine

    async def __call__(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def here(connection: Connection) -> T:
            with Session(connection) as session:
                return reader(session, *args, **kwargs)

        async with self._awaited.connect() as connection:
            return await connection.run_sync(here)

    async def long(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self(reader, *args, **kwargs)


def _engine(url: str, dialect: str) -> AsyncEngine:
    if dialect == "postgresql":
        return create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"), isolation_level="SERIALIZABLE")
    engine = create_async_engine(make_url(url).set(drivername="sqlite+aiosqlite"))

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}").close()

    return engine
