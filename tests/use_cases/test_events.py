"""Dated marks: noted, listed, removed."""

from datetime import date

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.database import Database
from domain.errors import BadName, Gone, NotAllowed
from domain.periods import month_of
from domain.readers.events import marks_in, marks_listed
from domain.tables import Audit, EventKind
from domain.use_case import Area, revisions
from domain.use_cases.events import EventDraft, note_event, remove_event
from tests.use_cases.sales import Sales, open_sales

RISE = EventDraft(EventKind.PRICE, date(2026, 9, 15), " цену подняли на 10 % ", "form-1")


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def test_a_mark_is_kept_once_with_its_day_and_words(sales: Sales) -> None:
    noted = await sales.run(note_event, "Вера", RISE)
    assert await sales.run(note_event, "Вера", RISE) == noted
    (mark,) = await sales.read(marks_in)
    assert (mark.kind, mark.day, mark.text) == (EventKind.PRICE, date(2026, 9, 15), "цену подняли на 10 %")


async def test_a_rep_notes_nothing(sales: Sales) -> None:
    with pytest.raises(NotAllowed):
        await sales.run(note_event, "Анна", RISE)


async def test_a_mark_without_words_is_none(sales: Sales) -> None:
    with pytest.raises(BadName):
        await sales.run(note_event, "Глеб", EventDraft(EventKind.LAW, date(2026, 9, 15), " ", "form-2"))


async def test_a_removed_mark_is_nowhere_but_in_the_audit(sales: Sales) -> None:
    noted = await sales.run(note_event, "Вера", RISE)
    await sales.run(remove_event, "Глеб", noted.event_id)
    assert (await sales.read(marks_listed)).total == 0
    with pytest.raises(Gone):
        await sales.run(remove_event, "Глеб", noted.event_id)
    rows = await sales.read(lambda session: session.execute(select(Audit.action, Audit.details)).all())
    told = [(action, details) for action, details in rows if action.startswith("event_")]
    assert [action for action, _ in told] == ["event_noted", "event_removed"]
    assert told[1][1]["text"] == "цену подняли на 10 %"


async def test_a_mark_changes_the_pictures_it_is_drawn_on(sales: Sales) -> None:
    before = await sales.read(revisions, frozenset({Area.SETTINGS}))
    await sales.run(note_event, "Вера", RISE)
    assert await sales.read(revisions, frozenset({Area.SETTINGS})) != before


async def test_marks_of_a_period_are_by_day_and_the_list_begins_with_the_latest(sales: Sales) -> None:
    for number, day in enumerate((date(2026, 9, 30), date(2026, 10, 1), date(2026, 9, 1))):
        await sales.run(note_event, "Вера", EventDraft(EventKind.OTHER, day, f"дело {number}", f"f{number}"))
    dated = await sales.read(marks_in, month_of(date(2026, 9, 9)))
    assert [mark.text for mark in dated] == ["дело 2", "дело 0"]
    assert [mark.text for mark in (await sales.read(marks_listed)).marks] == ["дело 1", "дело 0", "дело 2"]
