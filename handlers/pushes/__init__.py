"""Buttons under pushes: what hindered the plan."""

from datetime import date

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from domain.errors import BadChoice
from domain.readers.evenings import evening_of
from domain.tables import PlanLine
from domain.use_cases.shortfalls import explain_shortfall
from handlers.plain import put_in_place
from handlers.pushes.links import Explain
from handlers.visit import Visit

__all__ = ["router"]


def router() -> Router:
    made = Router(name="pushes")
    made.callback_query.register(explain, Explain.filter())
    return made


async def explain(callback: CallbackQuery, callback_data: Explain, bot: Bot, visit: Visit) -> None:
    """What hindered; then the next line that fell short is asked, in the same message."""
    from handlers.pushes.evening import evening_card

    day, line = _day(callback_data.day), _line(callback_data.line)
    await visit.run(explain_shortfall, day, line, callback_data.reason)
    found = await visit.read(evening_of, visit.who.id, day, visit.now)
    if found is not None:
        await put_in_place(bot, callback, evening_card(visit.words, visit.who, found, visit.today))


def _day(digits: str) -> date:
    try:
        return date.fromisoformat(digits)
    except ValueError:
        raise BadChoice from None


def _line(name: str) -> PlanLine:
    try:
        return PlanLine(name)
    except ValueError:
        raise BadChoice from None
