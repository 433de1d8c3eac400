"""Digests of the day, the week and the month as they come by themselves, and the Monday album."""

from collections.abc import Callable
from datetime import date

from aiogram.types import Message

from domain.outbox import Priority, Push
from domain.periods import Period, month_of, one_day, period_of_code, week_of
from domain.readers.tasks import is_away
from domain.schedules import ON_TIME
from domain.use_case import Right
from handlers.plain import Card
from handlers.pushes.rendering import About, Occasion, Send
from handlers.reports.digest.album import planning_album
from handlers.reports.digest.digest import digest_sheet, show_digest

TABLE = "digest_table"


def digest_of(of: Callable[[date], Period]) -> Send:
    """The digest of that period; the table by person follows as a second message, without sound."""

    async def digest(occasion: Occasion, about: About, silent: bool) -> Message | None:
        if not await _is_wanted(occasion):
            return None
        who, period = occasion.who, of(date.fromisoformat(about["day"]))
        sheet = await digest_sheet(occasion.read, who, period, occasion.now, occasion.words)
        if sheet.table is not None:
            key = f"{TABLE}:{who.id}:{period.code}"
            said = {"period": period.code}
            worth_until = occasion.now + ON_TIME
            occasion.then.append(Push(key, TABLE, who.id, occasion.now, worth_until, said, Priority.ANSWER))
        return await show_digest(occasion.bot, occasion.gallery, who.telegram_id, sheet, silent)

    return digest


async def digest_table(occasion: Occasion, about: About) -> Card | None:
    """By person, under the digest that has just come."""
    if not await _is_wanted(occasion):
        return None
    period = period_of_code(about["period"])
    return (await digest_sheet(occasion.read, occasion.who, period, occasion.now, occasion.words)).table


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
