"""«📊 Отчёты»: in the order of a manager's questions, not of commands."""

from aiogram import Bot, Router
from aiogram.types import Message

from domain.use_case import Right
from handlers.filters import Can, Pressed
from handlers.links import OpenClients, ShowReport
from handlers.plain import Card, button, send
from handlers.team.links import OpenTeam
from handlers.visit import Visit


def router() -> Router:
    made = Router(name="reports-menu")
    made.message.register(reports_pressed, Pressed("menu-reports"), Can(Right.SEE_TEAM))
    return made


async def reports_pressed(message: Message, bot: Bot, visit: Visit) -> None:
    await send(bot, visit.who.telegram_id, menu_card(visit))


def menu_card(visit: Visit) -> Card:
    """How much, what to mend, who works how, where we lose, should we fear: as far as there are reports for it."""
    entries = (
        ("report-menu-day", ShowReport(kind="digest").pack()),
        ("report-menu-funnel", ShowReport(kind="funnel").pack()),
        ("report-menu-black", ShowReport(kind="black").pack()),
        ("report-menu-debts", ShowReport(kind="debts").pack()),
        ("report-menu-team", OpenTeam().pack()),
        ("report-menu-silent", OpenClients(kind="silent").pack()),
    )
    return Card(visit("report-menu"), [[button(visit.words.plain(key), data)] for key, data in entries])
