"""The process is stopped for an hour, for three days: what is still valid comes once, the rest never."""

import asyncio
from collections import Counter
from datetime import datetime
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import open_database
from domain.tables import Notification, NotificationState, Task, TaskAction
from sandbox import Sandbox
from tests.harness import CAST, MONDAY, TOKEN, add_client, hire_cast
from tests.reliability.processes import Started, Zygote, settings

pytestmark = pytest.mark.process

THURSDAY = MONDAY.replace(day=26)
Sent = Counter[tuple[str, str]]


def _promises(session: Session) -> None:
    """Анна's: a call an hour hence, a meeting this afternoon, and both again on Thursday."""
    anna = hire_cast(session, MONDAY)[CAST[0].id]
    for name, action, at in (
        ("Ромашка", TaskAction.CALL, MONDAY.replace(hour=11)),
        ("Лютик", TaskAction.MEETING, MONDAY.replace(hour=15)),
        ("Астра", TaskAction.CALL, THURSDAY.replace(hour=10)),
        ("Мак", TaskAction.MEETING, THURSDAY.replace(hour=11, minute=30)),
    ):
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        client = add_client(session, anna, name)
        session.add(Task(assignee_id=anna, action=action, client_id=client, due_on=at.date(), due_at=at, **times))


def _sent(session: Session) -> Sent:
    """What was sent about which client; "" = about none."""
    names = {task_id: f"task {task_id}" for task_id in session.scalars(select(Task.id))}
    rows = session.scalars(select(Notification).where(Notification.state == NotificationState.SENT))
    return Counter((row.kind, names.get(row.about.get("task_id"), "")) for row in rows)


def _waiting(session: Session) -> list[str]:
    now = select(Notification.kind).where(
        Notification.state.in_((NotificationState.WAITING, NotificationState.CLAIMED))
    )
    return list(session.scalars(now))


class Company:
    """The bot as a process that follows the sandbox's clock, and the database looked at from outside."""

    def __init__(self, zygote: Zygote, database_url: str, sandbox: Sandbox, log: Path) -> None:
        self._zygote = zygote
        self._url = database_url
        self._sandbox = sandbox
        self._log = log

    async def open(self) -> None:
        database = open_database(self._url)
        await database.write(_promises)
        await database.close()
        for person in CAST:
            self._sandbox.acts.start(self._sandbox.acts.chat_of(person.id))

    async def works(self) -> Sent:
        """A life: started, all that is due sent, terminated. What has been sent in all."""
        clock = f"{self._sandbox.address}/api/clock"
        self._sandbox.follower.clear()
        bot = await self._zygote.start(settings(self._sandbox.api_url, TOKEN, self._url, CLOCK_URL=clock), self._log)
        try:
            return await self._settled(bot)
        finally:
            bot.terminate()
            await bot.ended()

    async def _settled(self, bot: Started) -> Sent:
        await bot.says("is serving")
        async with asyncio.timeout(30):
            await self._sandbox.follower.wait()
        async with (
            aiohttp.ClientSession() as http,
            http.post(f"{self._sandbox.address}/api/clock", json={"advance_s": 1}) as answer,
        ):
            assert answer.status == 200, await answer.text()
        database = open_database(self._url)
        try:
            assert await database.read(_waiting) == []
            return await database.read(_sent)
        finally:
            await database.close()

    def move_to(self, instant: datetime) -> None:
        self._sandbox.clock.move_to(instant)


async def test_after_an_hour_and_after_three_days_what_is_valid_comes_once(
    zygote: Zygote, database_url: str, tmp_path: Path
) -> None:
    sandbox = Sandbox(CAST, token=TOKEN, start_at=MONDAY, page_dir=None)
    await sandbox.start()
    company = Company(zygote, database_url, sandbox, tmp_path / "bot.log")
    try:
        await company.open()
        before = await company.works()
        assert ("task", "task 1") not in before
        company.move_to(MONDAY.replace(hour=11, minute=30))
        hour_later = await company.works()
        assert hour_later - before == Counter({("task", "task 1"): 1})
        assert await company.works() == hour_later
        company.move_to(THURSDAY.replace(hour=11))
        days_later = await company.works() - hour_later
        assert days_later["task", "task 3"] == days_later["meeting", "task 4"] == 1
        assert not {about for _, about in days_later} & {"task 1", "task 2"}
        assert max(Counter(kind for kind, _ in days_later.elements()).values()) <= len(CAST)
        assert await company.works() == days_later + hour_later
    finally:
        await sandbox.stop()
