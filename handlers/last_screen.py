"""Whether a screen is still the one in sight: what is written or tapped next may be about it, or about another."""

from datetime import datetime, timedelta

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from domain.readers.home import tapped_just_before
from domain.readers.inbox import went_elsewhere
from handlers.keyboard import MENU_WORDS
from handlers.visit import Visit

DOUBLE_TAP = timedelta(seconds=3)


async def is_last(
    visit: Visit, message_id: int, at: datetime, update_id: int, counts_for: timedelta = timedelta.max
) -> bool:
    """Nothing else was tapped, pressed or commanded since that update showed it, and it was not too long ago."""
    if visit.now - at > counts_for:
        return False
    since = range(update_id + 1, visit.update_id)
    return not await visit.read(went_elsewhere, visit.who.telegram_id, at, since, message_id, MENU_WORDS)


async def tapped_twice(visit: Visit, callback: CallbackQuery) -> bool:
    """Whether this is the second tap of a double one: the first has made another screen of that message."""
    message, since = callback.message, visit.now - DOUBLE_TAP
    if message is None:
        return False
    return await visit.read(tapped_just_before, callback.from_user.id, message.message_id, visit.update_id, since)


async def forget(state: FSMContext, key: str) -> None:
    """What was remembered of a screen under this key."""
    data = await state.get_data()
    if data.pop(key, None) is not None:
        await state.set_data(data)
