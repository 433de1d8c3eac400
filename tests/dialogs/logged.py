"""What a test of «Записать» needs to be there, does, and looks up."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.defaults import ensure_defaults
from domain.tables import (
    Activity,
    Deal,
    DealOwner,
    Task,
    TaskAction,
    TaskState,
)
from tests.harness import MONDAY, Handset, Office, Screen, add_client


async def client(office: Office, name: str, of: Handset | None = None, **details: Any) -> int:
    keeper = (of or office.anna).member_id or 0
    made: int = await office.write(lambda session: add_client(session, keeper, name, **details))
    return made


async def task(office: Office, client_id: int, action: TaskAction = TaskAction.CALL, at: datetime = MONDAY) -> int:
    def write(session: Session) -> int:
        planned = Task(
            assignee_id=office.anna.member_id,
            client_id=client_id,
            action=action,
            due_on=at.date(),
            due_at=at,
            happened_at=MONDAY,
            received_at=MONDAY,
            stored_at=MONDAY,
        )
        session.add(planned)
        session.flush()
        return planned.id

    made: int = await office.write(write)
    return made


async def activities(office: Office) -> list[Activity]:
    def read(session: Session) -> list[Activity]:
        found = list(session.scalars(select(Activity).order_by(Activity.id)))
        session.expunge_all()
        return found

    return await office.read(read)  # type: ignore[no-any-return]


async def tasks(office: Office, state: TaskState = TaskState.OPEN) -> list[Task]:
    def read(session: Session) -> list[Task]:
        found = list(session.scalars(select(Task).where(Task.state == state).order_by(Task.id)))
        session.expunge_all()
        return found

    return await office.read(read)  # type: ignore[no-any-return]


async def count(office: Office, table: type[Any]) -> int:
    number: int = await office.read(lambda session: session.scalar(select(func.count()).select_from(table)))
    return number


async def shares(handset: Handset, **what: Any) -> Screen:
    return await handset.act(handset.office.sandbox.acts.share, what)


async def sends_album(handset: Handset, pictures: int) -> Screen:
    """As Telegram's apps do: one message a picture, all of one media group."""
    acts = handset.office.sandbox.acts
    for _ in range(pictures):
        content = acts._shared(handset.person, "photo", {})
        acts._send(handset._chat, content | {"media_group_id": "album-1"})
    return await handset._answered()


async def log(handset: Handset, client_name: str, outcome: str = "Договорились") -> Screen:
    """Up to what comes next."""
    await handset.start()
    await handset.press("➕ Записать")
    await handset.tap(client_name)
    return await handset.tap(outcome)


async def saved(handset: Handset, client_name: str, outcome: str = "Договорились") -> Screen:
    """Up to the resting card."""
    await log(handset, client_name, outcome)
    return await handset.tap("без следующего шага")


async def deal(office: Office, client_id: int, stage: str = "contact", amount: int | None = None) -> int:
    def write(session: Session) -> int:
        ensure_defaults(session)
        session.flush()
        made = Deal(
            client_id=client_id,
            amount=amount,
            stage=stage,
            created_on=MONDAY.date(),
            stage_since=MONDAY,
            happened_at=MONDAY,
            received_at=MONDAY,
            stored_at=MONDAY,
        )
        session.add(made)
        session.flush()
        session.add(DealOwner(deal_id=made.id, member_id=office.anna.member_id, since=MONDAY.date()))
        return made.id

    number: int = await office.write(write)
    return number
