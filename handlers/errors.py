"""What is shown when something cannot be done. All that is not here reaches the lane, which counts it."""

from aiogram import Bot, Dispatcher
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import CallbackQuery, ErrorEvent, Message, Update
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState

from domain.errors import Refusal
from handlers.home.cards import send_home
from handlers.last_screen import tapped_twice
from handlers.plain import take_buttons_away
from handlers.screen import cut
from handlers.visit import Visit

TOAST = 200


def register_errors(dispatcher: Dispatcher) -> None:
    dispatcher.errors.register(refused, ExceptionTypeFilter(Refusal))
    dispatcher.errors.register(out_of_date, ExceptionTypeFilter(UnknownIntent, OutdatedIntent, UnknownState))


async def refused(event: ErrorEvent, bot: Bot, visit: Visit) -> None:
    """Its sentence, and nothing else: the screen stays as it is."""
    if isinstance(event.exception, Refusal):
        await say_refusal(bot, visit, event.exception)


async def say_refusal(bot: Bot, visit: Visit, refusal: Refusal) -> None:
    """On the tap while it waits for an answer, else as a message."""
    toast = cut(visit.words.plain(refusal.text_key, **refusal.values), TOAST)
    if visit.tap is None or not visit.tap.answer(toast):
        await bot.send_message(visit.who.telegram_id, visit(refusal.text_key, **refusal.values))


async def out_of_date(event: ErrorEvent, bot: Bot, visit: Visit, dialog_manager: DialogManager | None = None) -> None:
    await show_anew(event.update, bot, visit, dialog_manager)


async def show_anew(update: Update, bot: Bot, visit: Visit, manager: DialogManager | None) -> None:
    """The tap is about a screen that is no more: the same place anew, below; nothing has changed.

    The second tap of a double one is about a screen that has just become another: that one is left in peace.
    """
    callback = update.callback_query
    if callback is not None and await _nothing_to_show(callback, visit, manager):
        return
    await _say_stale(bot, visit)
    if callback is not None:
        await _without_buttons(bot, callback)
    await _show_place(bot, visit, manager)


async def _nothing_to_show(callback: CallbackQuery, visit: Visit, manager: DialogManager | None) -> bool:
    if callback.message is None:
        return True
    message_id = callback.message.message_id
    if manager is not None and manager.has_context() and manager.current_stack().last_message_id == message_id:
        return True
    return await tapped_twice(visit, callback)


async def _say_stale(bot: Bot, visit: Visit) -> None:
    if visit.tap is None or not visit.tap.answer(visit.words.plain("stale")):
        await bot.send_message(visit.who.telegram_id, visit("stale"))


async def _without_buttons(bot: Bot, callback: CallbackQuery) -> None:
    message = callback.message
    if isinstance(message, Message):
        await take_buttons_away(bot, message.chat.id, message.message_id)


async def _show_place(bot: Bot, visit: Visit, manager: DialogManager | None) -> None:
    """The open form, sent anew; without one, home."""
    if manager is not None and manager.has_context():
        try:
            await manager.show(ShowMode.SEND)
            return
        except Refusal as refusal:
            await say_refusal(bot, visit, refusal)
    if manager is not None:
        await manager.reset_stack(remove_keyboard=False)
    await send_home(bot, visit)
