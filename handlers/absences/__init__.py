"""Leave and illness, and who does what meanwhile."""

from aiogram import Router
from aiogram.filters import Command

from handlers.absences import links, routes
from handlers.absences.typed import away_form
from handlers.links import AskAway, OpenAbsences, OpenAway

__all__ = ["router"]


def router() -> Router:
    made = Router(name="absences")
    made.message.register(routes.sick_said, Command("sick"))
    for data, handler in (
        (OpenAbsences, routes.list_opened),
        (AskAway, routes.days_asked),
        (links.AwayMonth, routes.month_turned),
        (links.AwayFirst, routes.first_chosen),
        (links.NoteAway, routes.noted),
        (links.TypeAway, routes.typing_asked),
        (OpenAway, routes.opened),
        (links.AskEnd, routes.end_asked),
        (links.SetEnd, routes.end_set),
        (links.EndAway, routes.ended),
        (links.HandAway, routes.hand_asked),
        (links.SpreadAway, routes.spread),
        (links.GiveAway, routes.given),
        (links.MoveAway, routes.moved),
        (links.UndoAway, routes.undone),
        (links.TakeBack, routes.taken_back),
    ):
        made.callback_query.register(handler, data.filter())
    made.include_router(away_form())
    return made
