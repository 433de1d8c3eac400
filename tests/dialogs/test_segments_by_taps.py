"""Segments by taps: built, saved, listed, given out as tasks. Rule: "Segments", Target segment."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import GroupClient, Keeper, Purchase, Segment, Task, TaskGroup, TaskState
from handlers.links import OpenSegment
from handlers.segments.links import DropSegment, GiveTasks, OpenGroup, PutValue, ShowSegment, StopGroup
from tests.harness import MONDAY, MOSCOW, Handset, Office, add_client, plain
from tests.use_cases.test_segments import buy


async def base(office: Office) -> dict[str, int]:
    """Анна keeps a regular of 2025 who fell silent, a regular who did not, and a newcomer; Борис a silent regular."""
    assert office.anna.member_id and office.boris.member_id
    anna, boris = office.anna.member_id, office.boris.member_id

    def write(session: Session) -> dict[str, int]:
        ids = {
            "Ромашка": add_client(session, anna, "Ромашка", contact="Ольга Петровна", channel="розница"),
            "Лютик": add_client(session, anna, "Лютик", channel="розница"),
            "Новый": add_client(session, anna, "Новый", channel="сеть"),
            "Пион": add_client(session, boris, "Пион", channel="сеть"),
        }
        for name in ("Ромашка", "Лютик", "Пион"):
            for month in range(1, 13):
                buy(session, ids[name], date(2025, month, 5), 10_000_00)
        buy(session, ids["Лютик"], date(2026, 2, 5), 10_000_00)
        buy(session, ids["Новый"], date(2026, 11, 5), 5_000_00)
        return ids

    made: dict[str, int] = await office.write(write)
    return made


async def example(office: Office, who: Handset) -> None:
    """«Постоянные (X) в 2025, ни одной покупки в 1 кв. 2026», by taps and words."""
    await who.say("/segment")
    await who.tap("➕ Новый сегмент")
    await who.tap("Класс ABC · XYZ")
    await who.tap("X")
    await who.tap("🗓")
    await who.tap("2025")
    await who.tap("← К сегменту")
    await who.tap("Когда покупали")
    await who.tap("➕ Не покупали")
    await who.tap("✍️ Написать другое")
    await who.say("1 кв 2026")


async def test_regulars_of_a_year_who_bought_nothing_in_a_quarter_are_found_and_saved(office: Office) -> None:
    await base(office)
    await example(office, office.vera)
    screen = office.vera.screen
    assert "X за 2025" in screen.text
    assert "ни одной покупки: 1 кв. 2026" in screen.text
    assert "Нашлось <b>2</b> клиента" in screen.text or "Нашлось 2 клиента" in screen.text
    await office.vera.tap("💾 Сохранить")
    await office.vera.say("Постоянные, замолчали")
    assert "Постоянные, замолчали" in office.vera.screen.text
    await office.vera.tap("📋 Клиенты: 2")
    assert "Ромашка" in office.vera.screen.text and "Пион" in office.vera.screen.text
    assert "Лютик" not in office.vera.screen.text
    await office.vera.tap("Ромашка")
    assert "Ромашка" in office.vera.screen.text
