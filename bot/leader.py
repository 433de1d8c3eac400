"""Who handles, ticks and sends: on PostgreSQL the holder of one session advisory lock, on SQLite the only process."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import asyncpg
import structlog
from sqlalchemy import make_url

from bot.database import Database
from bot.failures import Kind, kind_of, tried, wait_for
from bot.inbox import CHANNEL

log = structlog.get_logger()

LOCK = 0x504F4C45  # "POLE"
KEEPALIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3"}
NOTICED_WITHIN = "1s"
"""A backend that waits for the lock looks this often whether its client is still there, else the dead take the lead."""


class LeadershipLost(Exception):
    """The lock connection is gone: another process may lead already."""


class Leadership:
    """Held from entering `leading` to leaving it; `lost` is set when the lock connection dies."""

    def __init__(self) -> None:
        self.lost = asyncio.Event()
        self.news = asyncio.Event()


@asynccontextmanager
async def leading(database: Database) -> AsyncIterator[Leadership]:
    """Wait until this process leads."""
    leadership = Leadership()
    if database.dialect == "sqlite":
        yield leadership
        return
    connection = await _locked(database.url, leadership)
    try:
        await connection.add_listener(CHANNEL, lambda *_: leadership.news.set())
        yield leadership
    finally:
        await _closed(connection)


async def _locked(url: str, leadership: Leadership) -> "asyncpg.Connection":
    attempt = 0
    while True:
        answer = await tried(_try_lock(url, leadership))
        if not isinstance(answer, BaseException):
            return answer
        if kind_of(answer) is not Kind.AWAY and not isinstance(answer, asyncpg.PostgresError):
            raise answer
        log.warning("cannot ask for the lead", error=repr(answer))
        await asyncio.sleep(wait_for(answer, attempt))
        attempt += 1


async def _try_lock(url: str, leadership: Leadership) -> "asyncpg.Connection":
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(address, timeout=5, server_settings=KEEPALIVE)
    try:
        with suppress(asyncpg.PostgresError):  # before version 14 there is no such setting
            await connection.execute(f"SET client_connection_check_interval = '{NOTICED_WITHIN}'")
        await connection.execute("SELECT pg_advisory_lock($1)", LOCK, timeout=None)
    except BaseException:
        connection.terminate()
        raise
    on_loss: Callable[..., None] = lambda *_: leadership.lost.set()  # noqa: E731
    connection.add_termination_listener(on_loss)
    return connection


async def _closed(connection: "asyncpg.Connection") -> None:
    if not connection.is_closed():
        connection.terminate()
