"""Tables sent to the bot: the owner's way to load data."""

from aiogram import Router

from domain.use_case import Right
from handlers.filters import Can
from handlers.imports.links import UndoImport
from handlers.imports.receiving import TableSent, table_sent
from handlers.imports.report import undo_tapped
from handlers.imports.windows import dialog

__all__ = ["router"]


def router() -> Router:
    made = Router(name="imports")
    made.message.register(table_sent, TableSent())
    made.callback_query.register(undo_tapped, UndoImport.filter(), Can(Right.IMPORT))
    made.include_router(dialog())
    return made
