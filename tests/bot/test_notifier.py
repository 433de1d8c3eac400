"""The notifier while the database is away for a moment."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.database import Database, reading_engine, writing_engine
from bot.notifier import Notifier
from bot.pictures import Pictures
from bot.worker import WorkerProcess
from domain.outbox import Push, enqueue
from domain.tables import Notification, NotificationState
from tests.harness import Office

T = TypeVar("T")


class Shaky(Database):
    """Away at every second write: every claim passes, every note of what was sent has to be tried again."""

    writes = 0

    async def write(self, job: Callable[[Session], T]) -> T:
        self.writes += 1
        if self.writes % 2 == 0:
            raise OperationalError("COMMIT", {}, sqlite3.OperationalError("database is locked"))
        return await super().write(job)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_push_is_noted_as_sent_when_the_database_comes_back(office: Office, database_url: str) -> None:
    now = office.clock.now()
    about: dict[str, Any] = {"code": "К7-31"}
    push = Push("dead:1", "dead_update", office.gleb.member_id or 0, now, now + timedelta(hours=1), about)
    await office.write(lambda session: enqueue(session, [push], now))

    shaky = Shaky(database_url, writing_engine(database_url), reading_engine(database_url))
    worker = WorkerProcess()
    pictures = Pictures(shaky, office.program.bot.id, office.clock, worker)
    notifier = Notifier(office.program.bot, shaky, office.clock, pictures, worker)
    await notifier.settle()
    await shaky.close()

    assert len(office.gleb.heard) == 1
    assert await office.read(lambda s: s.scalar(select(Notification.state))) is NotificationState.SENT
