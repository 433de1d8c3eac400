"""Two processes on one PostgreSQL live through days, and who leads is killed on each: all is told, and told once."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import open_database
from domain.clock import SystemClock
from domain.tables import (
    Member,
    Notification,
    NotificationState,
    Role,
    Task,
    TaskAction,
    TaskState,
    Team,
    TeamMembership,
)
from sandbox import Person as Phone
from sandbox import Sandbox
from tests.harness import TOKEN
from tests.reliability.processes import Started, Zygote, settings
from tests.scheduler.brute_force import Life, Person, Promise, reckoned
from tests.scheduler.test_quarter import about_of

pytestmark = [pytest.mark.process, pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)]

DAYS, PROMISES = 5, 8
DAY = timedelta(days=1)
AT_ONCE = timedelta(minutes=3)
PEOPLE = (
    ("rep", "Europe/Moscow"),
    ("rep", "Asia/Vladivostok"),
    ("rep", "Europe/Berlin"),
    ("manager", "Asia/Yekaterinburg"),
    ("owner", "Europe/Moscow"),
)
PHONE = 6000


def next_thursday() -> datetime:
    """Ahead of the real present: who stands by has that one until he leads."""
    midnight = datetime.combine(SystemClock().now().date() + 7 * DAY, time(), UTC)
    return midnight + (3 - midnight.weekday()) % 7 * DAY


@dataclass(slots=True)
class Days:
    """Five days of a small company, the weekend among them."""

    since: datetime = field(default_factory=next_thursday)
    chance: Random = field(default_factory=lambda: Random(11))
    people: dict[int, Person] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)

    @property
    def until(self) -> datetime:
        return self.since + DAYS * DAY

    def life(self) -> Life:
        return Life(self.since, self.until, self.people, self.promises, [])

    def settle(self, session: Session) -> None:
        """Write it into a migrated database."""
        session.add(Team(id=1, name="Отдел"))
        session.flush()
        for number, (role, zone) in enumerate(PEOPLE, 1):
            self.people[number] = Person(number, role, ZoneInfo(zone), self.since)
            known = {"telegram_id": PHONE + number, "name": f"Сотрудник {number}", "zone": zone}
            session.add(Member(id=number, role=Role(role), joined_at=self.since, **known))
            session.flush()
            if role != "owner":
                row = TeamMembership(team_id=1, member_id=number, leads=role == "manager", since=self.since.date())
                session.add(row)
        for person in [one for one in self.people.values() if one.role == "rep"]:
            for _ in range(PROMISES):
                self._promise(session, person)

    def _promise(self, session: Session, person: Person) -> None:
        """At any quarter hour, mostly of a working day; it is left open."""
        day = (self.since + self.chance.randrange(DAYS) * DAY).date()
        due = person.at(day, time(self.chance.randint(9, 18), self.chance.choice((0, 15, 30, 45))))
        meeting = self.chance.random() < 0.3
        task = Task(
            assignee_id=person.id, action=TaskAction.MEETING if meeting else TaskAction.CALL, state=TaskState.OPEN,
            due_on=day, due_at=due, ends_at=due + timedelta(hours=1) if meeting else None,
            happened_at=self.since, received_at=self.since, stored_at=self.since,
        )  # fmt: skip
        session.add(task)
        session.flush()
        stands = [(1, due, self.since, self.until + DAY)]
        self.promises.append(Promise(task.id, person.id, meeting, stands))


@dataclass(slots=True)
class Pair:
    """Two processes: the first of `bots` leads, the other waits."""

    zygote: Zygote
    environment: dict[str, str]
    folder: Path
    bots: list[Started] = field(default_factory=list)
    kills: int = 0

    async def start_one(self) -> None:
        log = self.folder / f"{self.kills + len(self.bots)}.log"
        self.bots.append(await self.zygote.start(self.environment, log))

    async def kill_leader(self) -> None:
        """The other leads before this returns, and a third stands by."""
        leader = self.bots.pop(0)
        leader.kill()
        self.kills += 1
        await self.bots[0].says("leading")
        await self.start_one()

    async def end(self) -> None:
        for bot in self.bots:
            bot.kill()
            await bot.ended()


async def _kill_daily(sandbox: Sandbox, pair: Pair, days: Days) -> None:
    """On each day, once the clock of the bot has come to some instant of it: it may be in the midst of anything."""
    watcher = sandbox.world.events.watch()
    for number in range(DAYS):
        at = days.since + number * DAY + days.chance.uniform(0.05, 0.9) * DAY
        while sandbox.clock.now() < at:
            await watcher.take()
        await asyncio.sleep(days.chance.uniform(0, 0.1))
        await pair.kill_leader()
    sandbox.world.events.unwatch(watcher)


async def _live(sandbox: Sandbox, pair: Pair, days: Days) -> None:
    await pair.start_one()
    await pair.bots[0].says("leading")
    await pair.start_one()
    await sandbox.follower.wait()
    killing = asyncio.create_task(_kill_daily(sandbox, pair, days))
    async with aiohttp.ClientSession(raise_for_status=True) as http:
        for number in range(1, DAYS + 1):
            left = days.since + number * DAY - sandbox.clock.now()
            body = {"advance_s": max(0.0, left.total_seconds())}
            async with http.post(f"{sandbox.address}/api/clock", json=body) as answer:
                assert (await answer.json())["followed"]
    await killing


async def test_who_leads_is_killed_every_day_and_all_is_told_once(
    zygote: Zygote, database_url: str, tmp_path: Path
) -> None:
    days, database = Days(), open_database(database_url)
    await database.write(days.settle)
    phones = [Phone(PHONE + number, f"Сотрудник {number}", role) for number, (role, _) in enumerate(PEOPLE, 1)]
    sandbox = Sandbox(phones, token=TOKEN, page_dir=None, start_at=days.since, rates_follow_clock=True)
    address = await sandbox.start()
    environment = settings(sandbox.api_url, TOKEN, database_url, CLOCK_URL=f"{address}/api/clock")
    pair = Pair(zygote, environment, tmp_path)
    try:
        await _live(sandbox, pair, days)
    finally:
        await pair.end()
        await sandbox.stop()
    rows = await database.read(lambda session: session.scalars(select(Notification)).all())
    await database.close()
    assert pair.kills == DAYS
    _same_as_reckoned(rows, days)
    _all_received(rows, sandbox, pair.kills)


def _same_as_reckoned(rows: Sequence[Notification], days: Days) -> None:
    wanted = {(kind, person, about): at for kind, person, at, about in reckoned(days.life())}
    told = {(row.kind, row.recipient_id, about_of(row)): row.created_at for row in rows}
    assert len(told) == len(rows)
    assert sorted(wanted.keys() ^ told.keys()) == []
    assert {one: at for one, at in told.items() if not wanted[one] <= at < wanted[one] + AT_ONCE} == {}


def _all_received(rows: Sequence[Notification], sandbox: Sandbox, kills: int) -> None:
    """Each is on its phone; what was under way at a death may be there once more."""
    states = Counter((row.state, row.why_dropped) for row in rows)
    assert set(states) <= {(NotificationState.SENT, None), (NotificationState.DROPPED, "not wanted")}
    sent = {(row.recipient_id, row.message_id) for row in rows if row.state is NotificationState.SENT}
    received = {
        (number, message.id)
        for number in range(1, len(PEOPLE) + 1)
        for message in sandbox.acts.chat_of(PHONE + number).messages.values()
        if message.from_bot
    }
    assert sent <= received
    assert len(received - sent) <= kills
    assert len(sent) > 20
