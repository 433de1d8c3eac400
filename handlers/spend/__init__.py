"""/spend: what the owner enters of marketing money, by words or by taps."""

from aiogram import Router
from aiogram.filters import Command

from domain.use_case import Right
from handlers.filters import Can
from handlers.spend import links, routes
from handlers.spend.windows import spend_dialog

__all__ = ["router"]


def router() -> Router:
    made = Router(name="spend")
    may = Can(Right.ENTER_SPEND)
    made.message.register(routes.spend_said_in_chat, Command("spend"), may)
    for data, handler in (
        (links.OpenSpend, routes.sources_opened),
        (links.OpenSource, routes.source_opened),
        (links.AskSpend, routes.amount_asked),
        (links.NewSource, routes.name_asked),
    ):
        made.callback_query.register(handler, data.filter(), may)
    made.include_router(spend_dialog())
    return made
