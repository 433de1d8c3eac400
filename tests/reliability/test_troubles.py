"""Old keyboards, forged buttons, the database away, Telegram away: nothing is dead, lost or doubled."""

import asyncio
import sys
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.failures import patiently
from domain.tables import Activity, Inbox, InboxState, Task, TaskAction
from tests.harness import MONDAY, Office, add_client
from tests.harness import Screen as Shown

LOCKED_S = 10
"""Longer than SQLite itself waits."""


def _count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Activity)) or 0


def _not_answered(session: Session) -> list[InboxState]:
    return list(session.scalars(select(Inbox.state).where(Inbox.state != InboxState.ANSWERED)))


async def _asked(office: Office) -> Shown:
    """Анна is asked what happened with «Ромашка»."""
    await office.write(lambda s: add_client(s, office.anna.member_id or 0, "Ромашка"))
    await office.anna.press("➕ Записать")
    return await office.anna.tap("Ромашка")


def _data(screen: Shown, text: str) -> str:
    rows = screen.raw["reply_markup"]["inline_keyboard"]
    return str(next(button["callback_data"] for row in rows for button in row if button["text"] == text))


async def test_a_keyboard_a_month_old_writes_nothing_and_shows_the_place_anew(office: Office) -> None:
    await office.anna.start()
    old = await _asked(office)
    agreed = _data(old, "Договорились")
    office.clock.advance(timedelta(days=31))
    await office.restart()
    await office.anna.press("➕ Записать")
    form = office.anna.screen
    await office.later(minutes=1)
    screen = await office.anna.tap_data(agreed, old.message_id)
    assert "устарел" in office.anna.toasts[-1]
    assert screen.message_id > form.message_id
    assert (screen.text, screen.flat) == (form.text, form.flat)
    assert await office.read(_count) == 0


async def test_a_button_that_is_not_shown_is_not_pressed_by_forging_it(office: Office) -> None:
    await office.anna.start()
    asked = await _asked(office)
    forged = _data(asked, "Договорились").replace("agreed", "letter")
    assert forged not in str(asked.raw)
    screen = await office.anna.tap_data(forged, asked.message_id)
    assert (screen.text, screen.flat) == (asked.text, asked.flat)
    assert await office.read(_count) == 0
    assert await office.read(_not_answered) == []


HOLDS_THE_LOCK = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
held.execute("ROLLBACK")
"""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_while_another_process_holds_the_database_ten_seconds_all_wait_and_are_served_once(
    office: Office,
) -> None:
    """A saving tap in hand, a reminder that falls due, and a message that comes in meanwhile."""
    await office.anna.start()
    await office.boris.start()
    await _asked(office)
    await office.write(lambda s: _ring_at_noon(s, office.boris.member_id or 0))
    path = office.database.url.removeprefix("sqlite:///")
    office.anna.tap_only("Договорились")
    office.sandbox.acts.say(office.sandbox.acts.chat_of(office.vera.person.id), "/help")
    updates = office.sandbox.world.updates
    tap, said = [one.body for one in updates.pending()]
    updates.drop()
    await office.program.intake.take([tap])
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDS_THE_LOCK, path, str(LOCKED_S), stdout=asyncio.subprocess.PIPE
    )
    assert other.stdout is not None
    assert await other.stdout.readline() == b"held\n"
    office.clock.move_to(MONDAY.replace(hour=12))
    async with asyncio.TaskGroup() as group:
        group.create_task(office.idle())
        group.create_task(patiently(office.program.intake.take, [said]))
        group.create_task(patiently(office.program.tick))
    assert await other.wait() == 0
    await office.idle()
    await office.program.notifier.settle()
    assert office.anna.screen.text.startswith("✅ «Ромашка»")
    assert len(office.vera.heard) == 1
    assert len([heard for heard in office.boris.heard if "Лютик" in heard.text]) == 1
    assert await office.read(_count) == 1
    assert await office.read(_not_answered) == []


def _ring_at_noon(session: Session, member_id: int) -> None:
    client = add_client(session, member_id, "Лютик")
    at = MONDAY.replace(hour=12)
    times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
    session.add(
        Task(assignee_id=member_id, action=TaskAction.CALL, client_id=client, due_on=at.date(), due_at=at, **times)
    )


async def test_after_ten_minutes_without_telegram_all_is_answered_and_the_reminder_comes_once(office: Office) -> None:
    await office.anna.start()
    asked = await _asked(office)
    await office.boris.start()
    await office.write(lambda s: _ring_at_noon(s, office.boris.member_id or 0))
    office.session.away = True
    office.anna.tap_only("Договорились", asked)
    async with asyncio.TaskGroup() as group:
        group.create_task(office.until(MONDAY.replace(hour=12, minute=1)))
        while office.program.notifier._away < 2:
            await asyncio.sleep(0.01)
        assert len(office.boris.heard) == 1
        office.clock.advance(timedelta(minutes=10))
        office.session.away = False
    await office.settle()
    assert office.anna.screen.text.startswith("✅ «Ромашка»")
    assert await office.read(_count) == 1
    assert len([heard for heard in office.boris.heard if "Лютик" in heard.text]) == 1
    assert await office.read(_not_answered) == []
