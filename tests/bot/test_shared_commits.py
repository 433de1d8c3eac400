"""Those who tap while the writer is busy share one commit."""

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine
from datetime import UTC, datetime
from typing import Any

import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import open_database
from bot.inbox import accept, mark_answered, received, unanswered
from bot.runner import UpdateRun
from domain.clock import ManualClock
from domain.errors import ClientNotYours
from domain.tables import Activity, ActivityKind, InboxState, Outcome
from domain.use_case import Area, revisions
from domain.use_cases.activities import ActivityDraft, ActivityLogged, log_activity
from tests.harness import Office, add_client, open_office

BOT = 42
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ACTIVITIES = frozenset({Area.ACTIVITIES})


class Busy:
    """Анна and Борис with a tap each, already accepted, a client each, and a writer that can be kept waiting."""

    def __init__(self, office: Office, points: list[str]) -> None:
        self.office = office
        self.database = office.database
        self.points = points
        people = (office.anna, office.boris)
        updates = [{"update_id": n, "message": {"from": {"id": p.person.id}}} for n, p in enumerate(people)]
        self.rows = [received(BOT, update, NOON) for update in updates]
        self.members = [p.member_id or 0 for p in people]
        self.clients: list[int] = []

    async def begin(self) -> None:
        def job(session: Session) -> None:
            self.clients = [add_client(session, member, "Ромашка") for member in self.members]
            accept(session, self.rows)

        await self.database.write(job)

    async def log(self, person: int, client: int) -> ActivityLogged:
        row = self.rows[person]
        run = UpdateRun(self.database, ManualClock(NOON), row, self.members[person], lambda _: None)
        draft = ActivityDraft(self.clients[client], ActivityKind.CALL, Outcome.AGREED, form_key=row.key)
        return await run(log_activity, draft)

    async def meanwhile(self, *asked: Coroutine[Any, Any, Any]) -> list[Any]:
        """Ask for all while the writer is busy with something else; `points` then tells of them only."""
        inside, go_on = threading.Event(), threading.Event()

        def keep_waiting(_session: Session) -> None:
            inside.set()
            go_on.wait(5)

        busy = asyncio.create_task(self.database.write(keep_waiting))
        await asyncio.to_thread(inside.wait, 5)
        asking = [asyncio.create_task(one) for one in asked]
        await asyncio.sleep(0)
        go_on.set()
        await busy
        self.points.clear()
        return await asyncio.gather(*asking, return_exceptions=True)

    async def logged(self) -> list[int]:
        """Who has logged anything."""
        return await self.database.read(lambda s: sorted(s.scalars(select(Activity.author_id))))

    async def states(self) -> list[InboxState]:
        return [row.state for row in await self.database.read(unanswered, BOT)]


@pytest_asyncio.fixture
async def busy(database_url: str) -> AsyncIterator[Busy]:
    points: list[str] = []
    office = await open_office(open_database(database_url, points.append))
    opened = Busy(office, points)
    await opened.begin()
    yield opened
    await office.close()


async def test_two_calls_are_one_commit_with_a_revision_raised_once(busy: Busy) -> None:
    before = await busy.database.read(revisions, ACTIVITIES)
    answers = await busy.meanwhile(busy.log(0, 0), busy.log(1, 1))
    assert busy.points.count("after commit") == 1
    assert [answer.client_id for answer in answers] == busy.clients
    assert await busy.logged() == sorted(busy.members)
    assert await busy.states() == [InboxState.APPLIED] * 2
    assert await busy.database.read(revisions, ACTIVITIES) == {Area.ACTIVITIES: before[Area.ACTIVITIES] + 1}
    await busy.database.write(lambda s: mark_answered(s, busy.rows))
    assert await busy.states() == []


async def test_a_refusal_to_one_leaves_the_other_s_call(busy: Busy) -> None:
    refused, logged = await busy.meanwhile(busy.log(1, 0), busy.log(0, 0))
    assert isinstance(refused, ClientNotYours)
    assert logged.client_id == busy.clients[0]
    assert await busy.logged() == [busy.members[0]]
    assert await busy.states() == [InboxState.APPLIED, InboxState.RECEIVED]
