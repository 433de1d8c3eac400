"""What every form does alike: asks again, is left, and closes."""

from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from handlers.plain import Card, put_in_place
from handlers.screen import visit_of
from handlers.visit import Visit
from handlers.words import Html


async def left(callback: CallbackQuery, _: Any, manager: DialogManager) -> None:
    """Nothing is written: the form closes."""
    await leave(manager, callback)
    await put_in_place(bot_of(manager), callback, Card(visit_of(manager)("cancelled")))


async def leave(manager: DialogManager, tap: CallbackQuery | None = None) -> None:
    """Close the form. Tapped, its message is to become a plain card, whose buttons stay; else it loses them."""
    if tap is not None:
        manager.current_stack().last_message_id = None
    await manager.reset_stack()
    visit_of(manager).form_open = False


def refused_first(visit: Visit, data: dict[str, Any], question: Html) -> Html:
    """What was wrong with the last answer, and the question again."""
    return Html(f"{visit(data['refused'])}\n{question}") if data.get("refused") else question


def bot_of(manager: DialogManager) -> Bot:
    bot = manager.middleware_data["bot"]
    if not isinstance(bot, Bot):
        raise TypeError("every update carries the bot")
    return bot
