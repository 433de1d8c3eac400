"""«Мой день»."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.readers.absences import present_absence
from domain.readers.day import day_of
from handlers.day.cards import day_card
from handlers.filters import Pressed
from handlers.links import OpenDay
from handlers.plain import Card, put_in_place, send
from handlers.visit import Visit

__all__ = ["router"]

FURTHEST = 60


def router() -> Router:
    made = Router(name="day")
    made.message.register(show_day, Command("day"))
    made.message.register(show_day, Pressed("menu-day"))
    made.callback_query.register(open_day, OpenDay.filter())
    return made


async def show_day(message: Message, bot: Bot, visit: Visit) -> None:
    """/day and «📋 Мой день»."""
    await send(bot, visit.who.telegram_id, await _card(visit, 0))


async def open_day(callback: CallbackQuery, callback_data: OpenDay, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, await _card(visit, callback_data.offset))


async def _card(visit: Visit, offset: int) -> Card:
    found = await visit.read(day_of, visit.who.id, visit.today, min(max(0, offset), FURTHEST))
    return day_card(visit, found, await visit.read(present_absence, visit.who.id, visit.today))
