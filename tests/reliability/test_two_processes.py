"""Two processes on one PostgreSQL behind one address: both accept, one handles, and its death is hardly felt."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest

from sandbox import Sandbox
from tests.harness import TOKEN
from tests.reliability.kills import all_answered, found
from tests.reliability.persons import Worker
from tests.reliability.processes import Started, Zygote, free_port, settings, webhook_settings
from tests.reliability.proxy import RoundRobin
from tests.reliability.town import open_town, reps, settle_in

pytestmark = [pytest.mark.process, pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)]

TAKES_OVER_WITHIN_S = 5


@asynccontextmanager
async def _balanced(ports: list[int]) -> AsyncIterator[tuple[RoundRobin, int]]:
    proxy, port = RoundRobin(ports), free_port()
    await proxy.start(port)
    try:
        yield proxy, port
    finally:
        await proxy.stop()


async def _work_while_the_leader_dies(
    sandbox: Sandbox, workers: list[Worker], leader: Started, other: Started
) -> float:
    """Seconds from the leader's death until the other led."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(worker.work(stop))
        await asyncio.sleep(random.Random(7).uniform(1, 2))
        assert "leading" not in other.said
        leader.kill()
        died = monotonic()
        await other.says("leading")
        took = monotonic() - died
        stop.set()
    return took


async def test_when_the_leader_dies_the_other_goes_on_within_seconds(
    zygote: Zygote, database_url: str, tmp_path: Path
) -> None:
    people, ports = reps(), [free_port(), free_port()]
    await settle_in(database_url, people)
    sandbox = open_town(people)
    await sandbox.start()
    workers = [Worker(sandbox, rep, random.Random(rep.person.id)) for rep in people]
    async with _balanced(ports) as (proxy, public):
        bots = []
        for port in ports:
            environment = settings(sandbox.api_url, TOKEN, database_url, **webhook_settings(port, public))
            bots.append(await zygote.start(environment, tmp_path / f"{port}.log"))
            if len(bots) == 1:
                await bots[0].says("leading")
        try:
            took = await _work_while_the_leader_dies(sandbox, workers, *bots)
            await all_answered(sandbox, database_url)
        finally:
            for bot in bots:
                bot.kill()
                await bot.ended()
            await sandbox.stop()
    kept = await found(database_url, workers)
    assert not kept.wrong
    assert min(proxy.served.values()) > 0
    assert took < TAKES_OVER_WITHIN_S
