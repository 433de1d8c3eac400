"""Whether a plain screen is still the last one: what is written or sent next may be about it."""

from datetime import datetime, timedelta

from aiogram.fsm.context import FSMContext

from domain.readers.inbox import went_elsewhere
from handlers.keyboard import MENU_WORDS
from handlers.visit import Visit


async def is_last(visit: Visit, message_id: int, at: datetime, update_id: int, counts_for: timedelta) -> bool:
    """Nothing else was tapped, pressed or commanded since that update showed it, and it was not too long ago."""
    if visit.now - at > counts_for:
        return False
    since = range(update_id + 1, visit.update_id)
    return not await visit.read(went_elsewhere, visit.who.telegram_id, at, since, message_id, MENU_WORDS)


async def forget(state: FSMContext, key: str) -> None:
    """What was remembered of a screen under this key."""
    data = await state.get_data()
    if data.pop(key, None) is not None:
        await state.set_data(data)
