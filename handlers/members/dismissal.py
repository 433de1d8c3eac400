"""Dismissal: to whom, the plan, the deed, and a day to take it back. Rule: "The base is an asset"."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.readers.members import dismissal_plan, member_card, successors, team_mates
from domain.use_cases.dismissal import dismiss_member, undo_dismissal
from handlers.members.cards import dismissed_card, heirs_card, plan_card
from handlers.members.links import EVENLY, NOBODY, AskDismiss, Dismiss, ShowPlan, UndoDismissal
from handlers.members.screens import show_card
from handlers.plain import put_in_place
from handlers.visit import Visit


async def dismissal_asked(callback: CallbackQuery, callback_data: AskDismiss, bot: Bot, visit: Visit) -> None:
    """To whom; straight to the plan when there is nothing to hand over."""
    member = await visit.read(member_card, visit.who.id, callback_data.member_id, visit.now)
    if not (member.clients or member.deals or member.tasks):
        await _show_plan(callback, bot, visit, member.id, NOBODY)
        return
    heirs = await visit.read(successors, visit.who.id, member.id)
    mates = await visit.read(team_mates, member.id)
    await put_in_place(bot, callback, heirs_card(visit, member, heirs, len(mates)))


async def plan_asked(callback: CallbackQuery, callback_data: ShowPlan, bot: Bot, visit: Visit) -> None:
    await _show_plan(callback, bot, visit, callback_data.member_id, callback_data.heir_id)


async def _show_plan(callback: CallbackQuery, bot: Bot, visit: Visit, member_id: int, heir_id: int) -> None:
    heirs = await _heirs(visit, member_id, heir_id)
    plan = await visit.read(dismissal_plan, visit.who.id, member_id, heirs)
    await put_in_place(bot, callback, plan_card(visit, plan, heir_id))


async def dismissed(callback: CallbackQuery, callback_data: Dismiss, bot: Bot, visit: Visit) -> None:
    heirs = await _heirs(visit, callback_data.member_id, callback_data.heir_id)
    done = await visit.run(dismiss_member, callback_data.member_id, heirs)
    member = await visit.read(member_card, visit.who.id, done.member_id, visit.now)
    await put_in_place(bot, callback, dismissed_card(visit, member.name, done))


async def dismissal_undone(callback: CallbackQuery, callback_data: UndoDismissal, bot: Bot, visit: Visit) -> None:
    await visit.run(undo_dismissal, callback_data.member_id)
    await show_card(callback, bot, visit, callback_data.member_id)


async def _heirs(visit: Visit, member_id: int, heir_id: int) -> tuple[int, ...]:
    if heir_id == NOBODY:
        return ()
    return tuple(await visit.read(team_mates, member_id)) if heir_id == EVENLY else (heir_id,)
