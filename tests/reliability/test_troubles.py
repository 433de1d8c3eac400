"""Old keyboards, forged buttons, the database away, Telegram away: nothing is dead, lost or doubled."""

import asyncio
import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.tables import Activity, Inbox, InboxState, Task, TaskAction
from tests.harness import MONDAY, Office, add_client
from tests.harness import Screen as Shown

LOCKED_S = 6.5
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


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_while_another_holds_the_database_a_saving_tap_waits_and_is_saved_once(office: Office) -> None:
    await office.anna.start()
    await _asked(office)
    other = sqlite3.connect(office.database.url.removeprefix("sqlite:///"))
    office.anna.tap_only("Договорились")
    updates = office.sandbox.world.updates
    await office.program.intake.take([one.body for one in updates.pending()])
    updates.drop()
    other.execute("BEGIN IMMEDIATE")
    async with asyncio.TaskGroup() as group:
        group.create_task(office.idle())
        await asyncio.sleep(LOCKED_S)
        other.rollback()
    other.close()
    assert office.anna.screen.text.startswith("✅ «Ромашка»")
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
