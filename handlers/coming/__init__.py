"""/pushes: what will come to me in the next days, why, and what I would rather not hear for a week."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.readers.coming import coming_week
from domain.use_cases.mutes import hear_again, mute_push
from handlers.coming.cards import day_card, mutes_card, week_card
from handlers.coming.links import Mute, OpenComing, OpenMutes
from handlers.plain import Card, put_in_place, send
from handlers.visit import Visit


def router() -> Router:
    made = Router(name="coming")
    made.message.register(asked, Command("pushes"))
    made.callback_query.register(opened, OpenComing.filter())
    made.callback_query.register(mutes_opened, OpenMutes.filter())
    made.callback_query.register(muted, Mute.filter())
    return made


async def asked(message: Message, bot: Bot, visit: Visit) -> None:
    await send(bot, visit.who.telegram_id, await _card(visit, -1))


async def opened(callback: CallbackQuery, callback_data: OpenComing, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, await _card(visit, callback_data.day))


async def mutes_opened(callback: CallbackQuery, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, await _mutes(visit))


async def muted(callback: CallbackQuery, callback_data: Mute, bot: Bot, visit: Visit) -> None:
    """A second tap of the same finds it so."""
    await visit.run(mute_push if callback_data.on else hear_again, callback_data.kind.replace(".", ":"))
    await put_in_place(bot, callback, await _mutes(visit))


async def _card(visit: Visit, day: int) -> Card:
    week = await visit.read(coming_week, visit.who.id, visit.now)
    return day_card(visit, week, day) if 0 <= day < len(week.days) else week_card(visit, week)


async def _mutes(visit: Visit) -> Card:
    week = await visit.read(coming_week, visit.who.id, visit.now)
    return mutes_card(visit, week.muted)
