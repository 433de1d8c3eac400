"""The running program as a whole, in this process."""

import asyncio
import logging
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy.orm import Session

from bot.database import Database, reading_engine, writing_engine
from scheduler import ticks
from tests.harness import open_office

P = ParamSpec("P")
T = TypeVar("T")


class SlowToSay(Database):
    """Never says what is due."""

    asked: asyncio.Event

    async def read(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        if reader is ticks.missing:
            self.asked.set()
            await asyncio.Event().wait()
        return await super().read(reader, *args, **kwargs)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_stop_in_the_midst_of_a_tick_is_quiet(database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    database = SlowToSay(database_url, writing_engine(database_url), reading_engine(database_url))
    database.asked = asyncio.Event()
    office = await open_office(database)
    stop = asyncio.Event()
    running = asyncio.create_task(office.program.run(stop))
    await database.asked.wait()
    with caplog.at_level(logging.WARNING):
        stop.set()
        await asyncio.wait_for(running, 10)
    assert caplog.records == []
