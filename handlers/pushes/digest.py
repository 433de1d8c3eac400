"""The day's digest as it comes by itself. Rule: "What the bot pushes by itself", KPI digest."""

from datetime import date

from aiogram.types import Message

from domain.periods import one_day
from domain.readers.tasks import is_away
from domain.use_case import Right
from handlers.pushes.rendering import About, Occasion
from handlers.reports.digest.digest import digest_sheet, show_digest


async def digest(occasion: Occasion, about: About, silent: bool) -> Message | None:
    """Not wanted on leave, nor by who leads nobody any more."""
    who = occasion.who
    if not who.may(Right.SEE_TEAM) or await occasion.read(is_away, who.id, occasion.today):
        return None
    day = one_day(date.fromisoformat(about["day"]))
    sheet = await digest_sheet(occasion.read, who, day, occasion.now, occasion.words)
    return await show_digest(occasion.bot, occasion.gallery, who.telegram_id, sheet, silent)
