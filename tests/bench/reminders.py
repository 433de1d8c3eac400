"""3 000 reminders due in the same minute while five persons tap, against a Telegram that keeps its limits."""

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

from sqlalchemy.orm import Session

from bot.database import open_database
from domain.tables import Client, Keeper, Member, Role, Task, TaskAction
from sandbox import Person, Sandbox

REMINDERS = 3_000
TAPPING = 5
WARM_UP_S = 10
ALLOWED_PER_SECOND = 30
TOKEN = "42:BENCHBENCHBENCHBENCHBENCH"


@dataclass(frozen=True, slots=True)
class Reminders:
    """Messages sent a second, refusals for haste, and the slowest answer to a tap in seconds."""

    sent: int
    per_second: float
    refused: int
    slowest_tap_s: float

    @property
    def share(self) -> float:
        """Of the rate that is allowed."""
        return self.per_second / ALLOWED_PER_SECOND


async def measure(url: str, reminders: int = REMINDERS) -> Reminders:
    """Seed, start the bot, wait until everybody is reminded."""
    people = [Person(100_000 + number, f"P{number}", "rep") for number in range(reminders + TAPPING)]
    sandbox = Sandbox(people, token=TOKEN, page_dir=None, history=20)
    api = await sandbox.start()
    database = open_database(url)
    await database.write(lambda session: seed(session, people, reminders))
    await database.close()
    environment = {**os.environ, "BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api, "DATABASE_URL": url}
    bot = subprocess.Popen(
        [sys.executable, "-m", "bot"], env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        return await _watch(sandbox, people, reminders)
    finally:
        bot.send_signal(signal.SIGTERM)
        await asyncio.to_thread(bot.wait, 30)
        await sandbox.stop()


async def _watch(sandbox: Sandbox, people: list[Person], reminders: int) -> Reminders:
    waits: list[float] = []
    tapping = asyncio.create_task(_tap_meanwhile(sandbox, people[reminders:], waits))
    reminded = people[:reminders]
    while sum(1 for person in reminded if _heard(sandbox, person)) < reminders:
        await asyncio.sleep(0.25)
    tapping.cancel()
    await asyncio.wait([tapping])
    return _summary(sandbox, reminded, waits)


async def _tap_meanwhile(sandbox: Sandbox, people: list[Person], waits: list[float]) -> None:
    """Each opens «Мой день» again and again; how long the answer takes is noted."""
    await asyncio.sleep(WARM_UP_S)
    while True:
        for person in people:
            chat = sandbox.acts.chat_of(person.id)
            heard, began = _heard(sandbox, person), perf_counter()
            sandbox.acts.say(chat, "/day")
            while _heard(sandbox, person) == heard:
                await asyncio.sleep(0.005)
            waits.append(perf_counter() - began)
        await asyncio.sleep(2)


def _heard(sandbox: Sandbox, person: Person) -> int:
    """How many messages of the bot a person has."""
    return sum(1 for message in sandbox.acts.chat_of(person.id).messages.values() if message.from_bot)


def _summary(sandbox: Sandbox, people: list[Person], waits: list[float]) -> Reminders:
    """Of all messages from the first reminder to the last: what was answered before it began is no part of the rate."""
    calls = sandbox.calls.after(0, "sendMessage")
    reminded = {str(person.id) for person in people}
    sent = [(datetime.fromisoformat(call["time"]).timestamp(), call) for call in calls if call["ok"]]
    reminders = sorted(at for at, call in sent if str(call["params"]["chat_id"]) in reminded)
    during = sum(1 for at, _ in sent if reminders[0] <= at <= reminders[-1])
    refused = sum(1 for call in calls if call["code"] == 429)
    return Reminders(len(reminded), during / (reminders[-1] - reminders[0]), refused, max(waits, default=0.0))


def seed(session: Session, people: list[Person], reminders: int) -> None:
    """A member, a client and a task due in a few seconds for each; the last few have no task."""
    now = datetime.now(UTC)  # noqa: TID251  (the bot that is measured runs on real time)
    due = now + timedelta(seconds=6)
    for number, person in enumerate(people, 1):
        session.add(
            Member(id=number, telegram_id=person.id, name=person.name, role=Role.REP, joined_at=now, zone="UTC")
        )
        session.add(
            Client(
                id=number, name=f"К{number}", search_name=f"к{number}", happened_at=now, received_at=now, stored_at=now
            )
        )
    session.flush()
    for number in range(1, len(people) + 1):
        session.add(Keeper(client_id=number, member_id=number, since=date(2026, 1, 1)))
        if number <= reminders:
            session.add(
                Task(
                    assignee_id=number,
                    author_id=number,
                    client_id=number,
                    action=TaskAction.CALL,
                    due_on=due.date(),
                    due_at=due,
                    happened_at=now,
                    received_at=now,
                    stored_at=now,
                )
            )
