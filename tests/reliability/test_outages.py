"""The real process under working reps while what it stands on is away: Telegram stammers, PostgreSQL is cut off."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import make_url

from sandbox import Sandbox
from tests.bot.tcp_gate import gate
from tests.harness import TOKEN
from tests.reliability.kills import all_answered, found
from tests.reliability.persons import Worker
from tests.reliability.processes import Started, Zygote, free_port, settings, webhook_settings
from tests.reliability.town import open_town, reps, settle_in

pytestmark = pytest.mark.process

PERSONS = 10
FAULTS = 60
FAULT_EVERY_S = 0.1
AWAY_S = 10
KINDS: tuple[dict[str, Any], ...] = (
    {"code": 429, "retry_after": 1},
    {"code": 500},
    {"html": True},
    {"latency_ms": 400},
    {"drop": "before"},
    {"method": "editMessageText", "drop": "after"},
    {"method": "sendMessage", "drop": "after"},
)


async def _stammer(sandbox: Sandbox, seed: int) -> int:
    """Faults of every kind, ordered as a tester would; how many messages may have come twice."""
    rng, ambiguous = random.Random(seed), 0
    async with aiohttp.ClientSession() as http:
        for _ in range(FAULTS):
            fault = rng.choice(KINDS)
            async with http.post(f"{sandbox.address}/api/faults", json=fault) as answer:
                assert answer.status == 200, await answer.text()
            ambiguous += fault.get("method") == "sendMessage"
            await asyncio.sleep(FAULT_EVERY_S)
        async with http.delete(f"{sandbox.address}/api/faults") as answer:
            assert answer.status == 200
    return ambiguous


async def _working(workers: list[Worker], meanwhile: Callable[[], Awaitable[int]]) -> int:
    """All work until that is over; then each logs one more call in peace."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(worker.work(stop))
        answer = await meanwhile()
        stop.set()
    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(worker.log_one_more())
    return answer


@pytest.mark.parametrize("transport", ["polling", "webhook"])
async def test_while_telegram_stammers_the_facts_are_the_same_and_few_messages_come_twice(
    zygote: Zygote, database_url: str, tmp_path: Path, transport: str
) -> None:
    people = reps(PERSONS)
    await settle_in(database_url, people)
    sandbox = open_town(people)
    await sandbox.start()
    workers = [Worker(sandbox, rep, random.Random(rep.person.id)) for rep in people]
    more = webhook_settings(free_port()) if transport == "webhook" else {}
    bot = await zygote.start(settings(sandbox.api_url, TOKEN, database_url, **more), tmp_path / "bot.log")
    try:
        await bot.says("is serving")
        ambiguous = await _working(workers, lambda: _stammer(sandbox, seed=20261123))
        await all_answered(sandbox, database_url)
    finally:
        bot.kill()
        await bot.ended()
        await sandbox.stop()
    kept = await found(database_url, workers)
    assert not kept.wrong, (kept.wrong, bot.said[-2000:])
    assert kept.saved >= 2 * PERSONS
    assert sum(_doubled(worker) for worker in workers) <= ambiguous


def _doubled(worker: Worker) -> int:
    """Saved cards of his beyond one for each call."""
    shown = Counter(
        message.raw["text"].partition(".")[0]
        for message in worker.chat.messages.values()
        if message.from_bot and message.raw.get("text", "").startswith("✅")
    )
    return max(0, shown.total() - worker.saved.total() - worker.given_up.total())


class Watchman:
    """As the service manager of a machine: a bot that has ended is started again."""

    def __init__(self, start: Callable[[], Awaitable[Started]]) -> None:
        self._start = start
        self._stopped = False
        self.starts = 0
        self.bot: Started | None = None

    async def run(self) -> None:
        while not self._stopped:
            self.bot = await self._start()
            self.starts += 1
            await self.bot.ended(within_s=600)

    def stop(self) -> None:
        self._stopped = True
        if self.bot is not None:
            self.bot.kill()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_postgresql_cut_off_for_ten_seconds_loses_and_doubles_nothing(
    zygote: Zygote, database_url: str, tmp_path: Path
) -> None:
    people, address = reps(PERSONS), make_url(database_url)
    await settle_in(database_url, people)
    sandbox = open_town(people)
    await sandbox.start()
    workers = [Worker(sandbox, rep, random.Random(rep.person.id)) for rep in people]
    async with gate(address.host or "127.0.0.1", address.port or 5432) as door:
        through = address.set(host="127.0.0.1", port=door.port).render_as_string(hide_password=False)
        environment = settings(sandbox.api_url, TOKEN, through)
        watchman = Watchman(lambda: zygote.start(environment, tmp_path / "bot.log"))
        watching = asyncio.create_task(watchman.run())

        async def cut() -> int:
            await asyncio.sleep(1)
            await door.shut()
            await asyncio.sleep(AWAY_S)
            await door.open()
            await asyncio.sleep(1)
            return 0

        try:
            await _working(workers, cut)
            await all_answered(sandbox, database_url)
        finally:
            watchman.stop()
            await watching
            await sandbox.stop()
    kept = await found(database_url, workers)
    assert not kept.wrong, (kept.wrong, watchman.starts)
    assert kept.saved >= PERSONS
