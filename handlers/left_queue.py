"""A call queue left unfinished: kept beside its dialog, so that one can go on with it from anywhere that day."""

from typing import Any

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton

from handlers.plain import button
from handlers.visit import Visit

KEY = "queue"


class GoOn(CallbackData, prefix="qgo"):
    """Go on with the queue that was left unfinished, or begin `kind` anew."""

    kind: str
    anew: bool = False


async def left_queue(state: FSMContext, visit: Visit) -> dict[str, Any] | None:
    """Where the queue of today stands, as `Progress` has stored it."""
    stored: Any = (await state.get_data()).get(KEY)
    return stored if isinstance(stored, dict) and stored["day"] == visit.today.isoformat() else None


def go_on_button(visit: Visit, stored: dict[str, Any]) -> InlineKeyboardButton:
    """«▶️ Продолжить обзвон 5/12»."""
    words = visit.words.plain("queue-go-on", number=stored["step"] + 1, total=len(stored["items"]))
    return button(words, GoOn(kind=stored["kind"]).pack())
