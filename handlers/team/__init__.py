"""The manager's team today: who did what, what is overdue, one rep, a task for him."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.readers.team import overdue_tasks, rep_card, team_day
from domain.use_case import Right
from handlers.filters import Can
from handlers.links import OpenMember
from handlers.plain import put_in_place, send
from handlers.team.cards import overdue_card, rep_card_of, team_card
from handlers.team.links import OpenOverdue, OpenTeam
from handlers.visit import Visit

__all__ = ["router"]


def router() -> Router:
    made = Router(name="team")
    made.message.register(team_said, Command("team"), Can(Right.SEE_TEAM))
    made.callback_query.register(team_opened, OpenTeam.filter())
    made.callback_query.register(overdue_opened, OpenOverdue.filter())
    made.callback_query.register(rep_opened, OpenMember.filter())
    return made


async def team_said(message: Message, bot: Bot, visit: Visit) -> None:
    day = await visit.read(team_day, visit.who.id, visit.now)
    await send(bot, visit.who.telegram_id, team_card(visit, day))


async def team_opened(callback: CallbackQuery, callback_data: OpenTeam, bot: Bot, visit: Visit) -> None:
    day = await visit.read(team_day, visit.who.id, visit.now, callback_data.page)
    await put_in_place(bot, callback, team_card(visit, day))


async def overdue_opened(callback: CallbackQuery, callback_data: OpenOverdue, bot: Bot, visit: Visit) -> None:
    tasks = await visit.read(overdue_tasks, visit.who.id, visit.now)
    await put_in_place(bot, callback, overdue_card(visit, tasks))


async def rep_opened(callback: CallbackQuery, callback_data: OpenMember, bot: Bot, visit: Visit) -> None:
    rep = await visit.read(rep_card, visit.who.id, callback_data.member_id, visit.now)
    await put_in_place(bot, callback, rep_card_of(visit, rep))
