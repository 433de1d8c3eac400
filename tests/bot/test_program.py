"""The running program as a whole, in this process."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.database import Readers, open_database, reading_engine
from domain.tables import Inbox
from scheduler import ticks
from tests.harness import open_office

P = ParamSpec("P")
T = TypeVar("T")


class SlowToSay(Readers):
    """Never say what is due."""

    asked: asyncio.Event

    async def __call__(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        if reader is ticks.missing:
            self.asked.set()
            await asyncio.Event().wait()
        return await super().__call__(reader, *args, **kwargs)


class SlowToSweep(Readers):
    """What was left over is read only when the next update has come in."""

    async def __call__(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        if isinstance(reader, partial) and reader.keywords.get("left_over"):
            async with asyncio.timeout(10):
                while await super().__call__(lambda s: s.scalar(select(func.count()).select_from(Inbox))) != 2:
                    await asyncio.sleep(0.01)
        return await super().__call__(reader, *args, **kwargs)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_was_left_over_is_answered_before_what_comes_at_the_start(database_url: str) -> None:
    database = open_database(database_url)
    await database.read.close()
    database.read = SlowToSweep(reading_engine(database_url))
    office = await open_office(database)
    chat = office.sandbox.acts.chat_of(1001)
    office.sandbox.acts.say(chat, "/help")
    updates = office.sandbox.world.updates
    left = [one.body for one in updates.pending()]
    updates.drop()
    office.program.intake.accepted = lambda rows: None
    await office.program.intake.take(left)
    office.sandbox.acts.say(chat, "/language")
    stop = asyncio.Event()
    running = asyncio.create_task(office.program.run(stop))
    async with asyncio.timeout(20):
        while len(office.anna.heard) < 2:
            await asyncio.sleep(0.01)
    stop.set()
    await running
    assert "/help" in office.anna.heard[0].text
    assert "English" in office.anna.heard[1].flat


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_stop_in_the_midst_of_a_tick_is_quiet(database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    database = open_database(database_url)
    await database.read.close()
    database.read = slow = SlowToSay(reading_engine(database_url))
    slow.asked = asyncio.Event()
    office = await open_office(database)
    stop = asyncio.Event()
    running = asyncio.create_task(office.program.run(stop))
    await slow.asked.wait()
    with caplog.at_level(logging.WARNING):
        stop.set()
        await asyncio.wait_for(running, 10)
    assert caplog.records == []
