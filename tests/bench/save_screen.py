"""The screen that saves a call, drawn by all three: ours, aiogram-dialog on memory, and a bot that only answers."""

from datetime import UTC, datetime
from typing import Any

from aiogram import Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, Column
from aiogram_dialog.widgets.text import Const, Format
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from domain.tables import Activity, ActivityKind, Client, Outcome
from domain.use_cases.activities import ActivityDraft, log_activity
from handlers.screen import Form, Screen, visit_of
from handlers.visit import Visit

TEXT = Format("Клиент «{name}»: записано {count}. Что произошло?")
OUTCOMES = {
    "agreed": "Договорились",
    "talked": "Поговорили",
    "no_answer": "Не ответил",
    "refused": "Отказ",
}


class Bench(StatesGroup):
    outcome = State()


async def _plain_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"name": "Ромашка", "count": dialog_manager.dialog_data.get("count", 0)}


async def _plain_save(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data["count"] = manager.dialog_data.get("count", 0) + 1


def _buttons(on_click: Any) -> Column:
    return Column(*(Button(Const(text), id=name, on_click=on_click) for name, text in OUTCOMES.items()))


async def _open(_message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Bench.outcome, mode=StartMode.RESET_STACK)


def plain_router() -> Router:
    """The same window in aiogram-dialog as it comes."""
    router = Router()
    router.message.register(_open, CommandStart())
    router.include_router(Dialog(Window(TEXT, _buttons(_plain_save), state=Bench.outcome, getter=_plain_getter)))
    return router


_SHOWN = (
    select(Client.id, Client.name, func.count(Activity.id))
    .outerjoin(Activity, Activity.client_id == Client.id)
    .where(Client.id == bindparam("client_id"))
    .group_by(Client.id, Client.name)
)


def shown_client(session: Session, client_id: int) -> tuple[int, str, int]:
    """What the screen shows: the client and how many calls are logged with him."""
    row = session.connection().execute(_SHOWN, {"client_id": client_id}).one()
    return row[0], row[1], row[2]


async def _getter(visit: Visit, **_: Any) -> dict[str, Any]:
    client_id, name, count = await visit.read(shown_client, visit.who.id)
    return {"name": name, "count": count, "subject": client_id}


async def _save(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    visit = visit_of(manager)
    draft = ActivityDraft(visit.who.id, ActivityKind.CALL, Outcome.AGREED, form_key=visit.key)
    await visit.run(log_activity, draft)


def our_router() -> Router:
    """The same window on the full path: inbox, lanes, buffered dialog, the real use case, both commits."""
    router = Router()
    router.message.register(_open, CommandStart())
    router.include_router(Form(Screen(TEXT, _buttons(_save), state=Bench.outcome, getter=_getter)))
    return router


def seed(session: Session, telegram_ids: list[int]) -> None:
    """A member and a client of the same id for each person of the crowd."""
    from domain.tables import Keeper, Member, Role

    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    for number, telegram_id in enumerate(telegram_ids, 1):
        session.add(Member(id=number, telegram_id=telegram_id, name=f"P{number}", role=Role.REP, joined_at=at))
        client = Client(name=f"Ромашка {number}", search_name=f"ромашка {number}", happened_at=at, received_at=at)
        client.id, client.stored_at = number, at
        session.add(client)
    session.flush()
    session.add_all(Keeper(client_id=n, member_id=n, since=at.date()) for n in range(1, len(telegram_ids) + 1))
