"""The notifier while the database is away for a moment."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.database import Database, reading_engine, writing_engine
from bot.notifier import Notifier
from bot.pictures import Pictures
from bot.worker import WorkerProcess
from domain.outbox import Push, enqueue
from domain.tables import Absence, AbsenceKind, Notification, NotificationState, PushMute
from tests.harness import MOSCOW, Office

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


async def _mornings(office: Office, number: int) -> list[Notification]:
    """So many morning messages to Anna, sent; their rows in order."""
    now, anna = office.clock.now(), office.anna.member_id or 0
    day = now.astimezone(MOSCOW).date()
    pushes = [
        Push(f"morning:{now}:{each}", "morning", anna, now, None, {"day": day.isoformat()}) for each in range(number)
    ]
    await office.write(lambda session: enqueue(session, pushes, now))
    await office.program.notifier.settle()
    keys = [push.key for push in pushes]
    rows = select(Notification).where(Notification.key.in_(keys)).order_by(Notification.id)
    found: list[Notification] = await office.read(lambda session: list(session.scalars(rows)))
    return found


async def test_what_nobody_asked_for_comes_with_sound_four_times_a_day(office: Office) -> None:
    assert [row.silent for row in await _mornings(office, 6)] == [False] * 4 + [True] * 2
    await office.later(days=1)
    assert not any(row.silent for row in await _mornings(office, 1))


async def test_a_kind_that_is_muted_does_not_come_until_its_day_is_over(office: Office) -> None:
    today, anna = office.clock.now(), office.anna.member_id or 0
    mute = PushMute(member_id=anna, kind="morning", until=today.astimezone(MOSCOW).date(), muted_at=today)
    await office.write(lambda session: session.add(mute))
    assert [row.why_dropped for row in await _mornings(office, 1)] == ["muted"]
    await office.later(days=1)
    assert [row.state for row in await _mornings(office, 1)] == [NotificationState.SENT]


async def _told(office: Office, kind: str, hours: float = 0) -> None:
    """A row for Анна, due so many hours ago."""
    now, anna = office.clock.now(), office.anna.member_id or 0
    push = Push(f"{kind}:1", kind, anna, now - timedelta(hours=hours), None, {"code": "К7-31"})
    await office.write(lambda session: enqueue(session, [push], now))


async def _row(office: Office) -> Notification:
    found: Notification = await office.read(lambda s: s.scalars(select(Notification)).one())
    return found


async def _away(office: Office, first: date, last: date) -> None:
    anna = office.anna.member_id
    row = {"kind": AbsenceKind.SICK, "first_day": first, "last_day": last}
    await office.write(lambda s: s.add(Absence(member_id=anna, **row)))


async def test_what_somebody_else_caused_waits_until_he_is_back_from_leave(office: Office) -> None:
    await _away(office, date(2026, 11, 23), date(2026, 11, 29))
    await _told(office, "task_given")
    await office.later(seconds=5)
    row = await _row(office)
    assert (row.state, row.due_at) == (NotificationState.WAITING, datetime(2026, 11, 30, 9, tzinfo=MOSCOW))


async def test_what_came_too_late_for_its_hour_waits_for_the_morning(office: Office) -> None:
    await office.until(datetime(2026, 11, 23, 21, tzinfo=MOSCOW))
    await office.write(lambda s: s.execute(delete(Notification)))
    await _told(office, "task_given", hours=2)
    await office.later(seconds=5)
    row = await _row(office)
    assert (row.state, row.due_at) == (NotificationState.WAITING, datetime(2026, 11, 24, 9, tzinfo=MOSCOW))


async def test_what_cannot_wait_is_heard_on_leave_too(office: Office) -> None:
    await _away(office, date(2026, 11, 23), date(2026, 11, 29))
    await _told(office, "dead_update")
    await office.later(seconds=5)
    assert (await _row(office)).state is NotificationState.SENT
