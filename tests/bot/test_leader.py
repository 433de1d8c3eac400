"""Two processes on one PostgreSQL: one leads, the other waits and takes over."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import asyncpg
import pytest
import pytest_asyncio

from bot.database import Database, open_database
from bot.inbox import accept, received
from bot.leader import LOCK, leading
from domain.clock import SystemClock
from tests.databases import Postgres


@pytest_asyncio.fixture
async def url(postgres: Postgres) -> AsyncIterator[str]:
    made = await postgres.create()
    yield made
    await postgres.drop(made)


class Process:
    """Asks for the lead and keeps it until told to give it up."""

    def __init__(self, url: str) -> None:
        self.database: Database = open_database(url)
        self.leads = asyncio.Event()
        self.gives_up = asyncio.Event()
        self.lost = False
        self.news = asyncio.Event()
        self.led_at = 0.0
        self.work = asyncio.create_task(self._run())

    async def _run(self) -> None:
        async with leading(self.database) as leadership:
            self.led_at = monotonic()
            self.news = leadership.news
            self.leads.set()
            gives_up, lost = asyncio.create_task(self.gives_up.wait()), asyncio.create_task(leadership.lost.wait())
            await asyncio.wait([gives_up, lost], return_when=asyncio.FIRST_COMPLETED)
            self.lost = leadership.lost.is_set()
            gives_up.cancel()
            lost.cancel()

    async def close(self) -> None:
        self.work.cancel()
        await asyncio.wait([self.work])
        await self.database.close()


@pytest_asyncio.fixture
async def pair(url: str) -> AsyncIterator[tuple[Process, Process]]:
    first = Process(url)
    await asyncio.wait_for(first.leads.wait(), 5)
    second = Process(url)
    yield first, second
    await first.close()
    await second.close()


async def holders(url: str, *, granted: bool) -> list[int]:
    """Backends that hold the lock, or wait for it."""
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND granted = $2"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            LOCK,
            granted,
        )
        return [row["pid"] for row in rows]
    finally:
        await connection.close()


async def until_waiting(url: str) -> None:
    async with asyncio.timeout(5):
        while not await holders(url, granted=False):
            await asyncio.sleep(0.01)


async def test_one_leads_and_the_other_waits(url: str, pair: tuple[Process, Process]) -> None:
    first, second = pair
    await until_waiting(url)
    assert first.leads.is_set()
    assert not second.leads.is_set()
    assert len(await holders(url, granted=True)) == 1


async def test_who_waits_takes_over_within_a_second_of_a_death(url: str, pair: tuple[Process, Process]) -> None:
    first, second = pair
    await until_waiting(url)
    (pid,) = await holders(url, granted=True)
    admin = await asyncpg.connect(url)
    died = monotonic()
    await admin.execute("SELECT pg_terminate_backend($1)", pid)
    await asyncio.wait_for(second.leads.wait(), 5)
    assert second.led_at - died < 1.0
    await asyncio.wait_for(first.work, 5)
    assert first.lost
    await admin.close()


async def test_who_leaves_in_order_is_followed_at_once(url: str, pair: tuple[Process, Process]) -> None:
    first, second = pair
    await until_waiting(url)
    left = monotonic()
    first.gives_up.set()
    await asyncio.wait_for(second.leads.wait(), 5)
    assert second.led_at - left < 1.0
    assert not first.lost


async def test_who_stops_waiting_leaves_nothing_behind(url: str, pair: tuple[Process, Process]) -> None:
    _, second = pair
    await until_waiting(url)
    second.work.cancel()
    await asyncio.wait([second.work])
    async with asyncio.timeout(5):
        while await holders(url, granted=False):
            await asyncio.sleep(0.01)


async def test_the_leader_is_woken_by_what_a_replica_accepts(url: str, pair: tuple[Process, Process]) -> None:
    first, second = pair
    rows = [received(42, {"update_id": 7, "message": {"from": {"id": 1001}}}, SystemClock().now())]
    await second.database.write(lambda session: accept(session, rows))
    await asyncio.wait_for(first.news.wait(), 5)
    first.news.clear()
    await second.database.write(lambda session: accept(session, rows))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(first.news.wait(), 0.2)


async def test_one_server_keeps_several_companies(postgres: Postgres, url: str, pair: tuple[Process, Process]) -> None:
    """The lock is a database's own: another company's bot does not wait for ours."""
    other = await postgres.create()
    process = Process(other)
    await asyncio.wait_for(process.leads.wait(), 5)
    await process.close()
    await postgres.drop(other)


async def test_the_lead_is_asked_for_until_the_server_is_there(url: str) -> None:
    from sqlalchemy import make_url

    from tests.bot.tcp_gate import gate

    parsed = make_url(url)
    async with gate("127.0.0.1", parsed.port or 5432) as door:
        await door.shut()
        process = Process(parsed.set(host="127.0.0.1", port=door.port).render_as_string(hide_password=False))
        _, pending = await asyncio.wait([process.work], timeout=0.4)
        assert pending
        await door.open()
        await asyncio.wait_for(process.leads.wait(), 5)
        await process.close()


async def test_on_sqlite_the_only_process_leads(tmp_path_factory: pytest.TempPathFactory) -> None:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('alone') / 'polevik.db'}")
    async with leading(database) as leadership:
        assert not leadership.lost.is_set()
    await database.close()
