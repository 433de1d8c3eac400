"""«Обзвон»: clients one at a time in one message."""

from dataclasses import asdict, astuple
from typing import Any

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode, StartMode

from domain.readers.call_queue import call_queue
from handlers.call_queue.progress import Progress
from handlers.call_queue.states import Queue
from handlers.call_queue.windows import dialog
from handlers.clients.searching import forget_search
from handlers.left_queue import GoOn, go_on_button, left_queue
from handlers.links import StartQueue
from handlers.plain import Card, button, send
from handlers.visit import Visit

__all__ = ["router"]


def router() -> Router:
    made = Router(name="call_queue")
    made.callback_query.register(start_queue, StartQueue.filter())
    made.callback_query.register(go_on, GoOn.filter())
    made.include_router(dialog())
    return made


async def start_queue(
    callback: CallbackQuery,
    callback_data: StartQueue,
    bot: Bot,
    visit: Visit,
    state: FSMContext,
    dialog_manager: DialogManager,
) -> None:
    """Begin the queue; one left unfinished today can be gone on with instead. Words are said to the queue now."""
    await forget_search(state)
    left = await left_queue(state, visit)
    if left is not None and left["kind"] == callback_data.kind and (left["step"] or left["deciding"]):
        await send(bot, visit.who.telegram_id, _left_card(visit, left))
        return
    await _begin(bot, visit, dialog_manager, callback_data.kind)


async def go_on(
    callback: CallbackQuery,
    callback_data: GoOn,
    bot: Bot,
    visit: Visit,
    state: FSMContext,
    dialog_manager: DialogManager,
) -> None:
    left = None if callback_data.anew else await left_queue(state, visit)
    if left is None:
        await _begin(bot, visit, dialog_manager, callback_data.kind)
    else:
        state_left = Queue.decide if left["deciding"] else Queue.call
        await dialog_manager.start(state_left, left, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


async def _begin(bot: Bot, visit: Visit, manager: DialogManager, kind: str) -> None:
    found = await visit.read(call_queue, visit.who.id, visit.who.role, kind, visit.today)
    if not found:
        await send(bot, visit.who.telegram_id, Card(visit("queue-nobody")))
        return
    items = [list(astuple(queued)) for queued in found]
    progress = Progress(f"queue:{visit.key}", kind, visit.today.isoformat(), items)
    await manager.start(Queue.call, asdict(progress), mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def _left_card(visit: Visit, left: dict[str, Any]) -> Card:
    anew = button(visit.words.plain("queue-anew"), GoOn(kind=left["kind"], anew=True).pack())
    text = visit("queue-paused", number=left["step"] + 1, total=len(left["items"]))
    return Card(text, [[go_on_button(visit, left)], [anew]])
