"""The day's digest: the chart with the finding as its caption; without a chart, the text alone."""

from datetime import date
from importlib import import_module
from importlib.util import find_spec

from aiogram.types import InlineKeyboardMarkup, Message

from domain.readers.tasks import is_away
from domain.tables import Role
from handlers.plain import Card, send
from handlers.pushes.rendering import About, Occasion

MAKER = "handlers.reports.digest"


async def digest(occasion: Occasion, about: About, silent: bool) -> Message | None:
    """Not wanted on leave, nor by who leads nobody any more; nor while there is no report to make it."""
    who = occasion.who
    if who.role is Role.REP or await occasion.read(is_away, who.id, occasion.today):
        return None
    if find_spec("handlers.reports") is None or find_spec(MAKER) is None:
        return None
    make = import_module(MAKER).digest_message
    day = date.fromisoformat(about["day"])
    photo, caption, rows = await make(occasion.read, who, day, occasion.now, occasion.words, occasion.gallery)
    if photo is None:
        return await send(occasion.bot, who.telegram_id, Card(caption, rows), silent=silent)
    markup = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
    return await occasion.bot.send_photo(
        who.telegram_id, photo, caption=caption, reply_markup=markup, disable_notification=silent or None
    )
