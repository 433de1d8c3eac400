"""Clients that ask for something, and the morning in which it is said."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.nudges.nudge import Nudge
from domain.nudges.today import today_nudges
from domain.tables import Activity, NudgeAnswer, Purchase
from handlers.nudges.links import open_nudge
from tests.harness import MOSCOW, Handset, Office, Screen, add_client

THURSDAY = date(2026, 11, 26)


def at_nine(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 5, tzinfo=MOSCOW)


async def silent(office: Office, name: str, rubles: int = 80_000, of: Handset | None = None, **details: Any) -> int:
    """Bought every 35 days, the last time on 20 September."""
    days = [date(2026, 7, 12), date(2026, 8, 16), date(2026, 9, 20)]

    def write(session: Session) -> int:
        keeper = (of or office.anna).member_id or 0
        facts: dict[str, Any] = {
            "first_purchase_on": days[0],
            "last_purchase_on": days[-1],
            "purchase_days": len(days),
            "silent_from": date(2026, 11, 12),
        }
        client_id = add_client(session, keeper, name, **facts, **details)
        for day in days:
            session.add(bought(client_id, day, rubles * 100))
        return client_id

    made: int = await office.write(write)
    return made


def bought(client_id: int, day: date, amount: int) -> Purchase:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=MOSCOW)
    return Purchase(client_id=client_id, day=day, amount=amount, happened_at=at, received_at=at, stored_at=at)


async def morning(office: Office, day: date = THURSDAY) -> Screen:
    """Of Анна's."""
    await office.arrive_at(at_nine(day))
    return office.anna.screen


async def nudges(office: Office, day: date = THURSDAY, of: Handset | None = None) -> list[Nudge]:
    member_id = (of or office.anna).member_id or 0
    return list(await office.read(lambda session: today_nudges(session, member_id, day)))


async def opened(office: Office, nudge: Nudge, of: Handset | None = None) -> Screen:
    return await (of or office.anna).tap_data(open_nudge(nudge))


async def answers(office: Office) -> list[NudgeAnswer]:
    return await _all(office, NudgeAnswer)


async def logged(office: Office) -> list[Activity]:
    return await _all(office, Activity)


async def _all(office: Office, table: type[Any]) -> list[Any]:
    def read(session: Session) -> list[Any]:
        found = list(session.scalars(select(table).order_by(table.id)))
        session.expunge_all()
        return found

    return await office.read(read)  # type: ignore[no-any-return]
