"""Digests of the day, the week and the month as they come by themselves, and the Monday album."""

from collections.abc import Callable
from datetime import date

from aiogram.types import Message

from domain.periods import Period, month_of, one_day, week_of
from domain.readers.tasks import is_away
from domain.use_case import Right
from handlers.plain import send
from handlers.pushes.rendering import About, Occasion, Send
from handlers.reports.digest.album import planning_album
from handlers.reports.digest.digest import digest_sheet, show_digest

PICTURE = "picture"
"""Under this name a digest keeps that it has been shown: sent again, it is the table alone."""


def digest_of(of: Callable[[date], Period]) -> Send:
    """The digest of that period; the table by person is a second message, without sound."""

    async def digest(occasion: Occasion, about: About, silent: bool) -> Message | None:
        if not await _is_wanted(occasion):
            return None
        who, period, shown = occasion.who, of(date.fromisoformat(about["day"])), None
        sheet = await digest_sheet(occasion.read, who, period, occasion.now, occasion.words)
        if PICTURE not in about:
            shown = await show_digest(occasion.bot, occasion.gallery, who.telegram_id, sheet, silent)
            occasion.named[PICTURE] = True
        if sheet.table is None:
            return shown
        table = await send(occasion.bot, who.telegram_id, sheet.table, silent=True)
        return shown or table

    return digest


async def planning(occasion: Occasion, about: About, silent: bool) -> Message | None:
    """«К планёрке»: the week that is over in five pictures."""
    if not await _is_wanted(occasion):
        return None
    return await planning_album(occasion, week_of(date.fromisoformat(about["day"])), silent)


async def _is_wanted(occasion: Occasion) -> bool:
    """Not on leave, nor by who leads nobody any more."""
    who = occasion.who
    return who.may(Right.SEE_TEAM) and not await occasion.read(is_away, who.id, occasion.today)


DIGESTS: dict[str, Send] = {
    "digest": digest_of(one_day),
    "digest_week": digest_of(week_of),
    "digest_month": digest_of(month_of),
    "planning": planning,
}
