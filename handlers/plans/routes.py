"""Plans by taps: each card in the place of the one that was tapped."""

from collections.abc import Callable, Mapping
from datetime import date

from aiogram import Bot
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode

from domain.errors import BadChoice, BadNumber
from domain.plans import MOST_SALES
from domain.readers.members import teams_to_invite
from domain.readers.plan_proposal import proposal_of
from domain.readers.plans import Plans, copy_preview, planned_reps, plans_of
from domain.tables import SalesPlanLine
from domain.use_cases.plans import (
    accept_activity_plan,
    copy_activity_plan,
    copy_funnel_plan,
    copy_sales_plan,
    set_activity_plan,
    set_focus,
    set_plan_exception,
    set_sales_plan,
    set_weekday_plan,
)
from handlers.links import OpenPlans
from handlers.plain import Card, put_in_place, send
from handlers.plans import links
from handlers.plans.cards import (
    exception_card,
    exceptions_card,
    focus_card,
    line_card,
    plans_card,
    reps_card,
    weekday_card,
)
from handlers.plans.giving import copy_card, proposal_card, stamp_of, teams_card, unpacked
from handlers.plans.links import SALES, USUAL
from handlers.plans.months import funnel_card, sales_card, sales_line_card
from handlers.plans.states import PlanForm
from handlers.visit import Visit

Show = Callable[[Visit, Plans], Card]


async def read_plans(visit: Visit, member_id: int) -> Plans:
    """Raises NotAllowed, Gone."""
    return await visit.read(plans_of, visit.who.id, member_id, visit.now)


async def send_plans(bot: Bot, visit: Visit, member_id: int, card: Show = plans_card) -> None:
    """Below, after something was typed."""
    await send(bot, visit.who.telegram_id, card(visit, await read_plans(visit, member_id)))


async def _show(callback: CallbackQuery, bot: Bot, visit: Visit, member_id: int, card: Show = plans_card) -> None:
    await put_in_place(bot, callback, card(visit, await read_plans(visit, member_id)))


async def plans_opened(callback: CallbackQuery, callback_data: OpenPlans, bot: Bot, visit: Visit) -> None:
    if callback_data.member_id:
        await _show(callback, bot, visit, callback_data.member_id)
    else:
        await reps_opened(callback, links.OpenReps(), bot, visit)


async def reps_opened(callback: CallbackQuery, callback_data: links.OpenReps, bot: Bot, visit: Visit) -> None:
    await put_in_place(
        bot, callback, reps_card(visit, await visit.read(planned_reps, visit.who.id, callback_data.page))
    )


# Lines


async def line_opened(callback: CallbackQuery, callback_data: links.OpenLine, bot: Bot, visit: Visit) -> None:
    about = callback_data
    if about.weekday == USUAL:
        await _show(callback, bot, visit, about.member_id, lambda v, plans: line_card(v, plans, about.line))
    else:
        day = about.weekday
        await _show(callback, bot, visit, about.member_id, lambda v, plans: weekday_card(v, plans, about.line, day))


async def line_set(callback: CallbackQuery, callback_data: links.SetLine, bot: Bot, visit: Visit) -> None:
    about = callback_data
    if about.weekday == USUAL:
        await visit.run(set_activity_plan, about.member_id, about.line, about.per, about.number)
        await _show(callback, bot, visit, about.member_id)
        return
    number = None if about.number == USUAL else about.number
    await visit.run(set_weekday_plan, about.member_id, about.line, about.weekday, number)
    await _show(callback, bot, visit, about.member_id, lambda v, plans: line_card(v, plans, about.line))


async def line_asked(
    callback: CallbackQuery, callback_data: links.TypeLine, visit: Visit, dialog_manager: DialogManager
) -> None:
    about = {"line": callback_data.line.value, "weekday": callback_data.weekday}
    await _ask(dialog_manager, visit, callback_data.member_id, PlanForm.line, about)


async def _ask(manager: DialogManager, visit: Visit, member_id: int, state: State, about: Mapping[str, object]) -> None:
    plans = await read_plans(visit, member_id)
    data = {"member_id": plans.member_id, "name": plans.name, **about}
    await manager.start(state, data, mode=StartMode.RESET_STACK)


# Days with another number


async def exceptions_opened(
    callback: CallbackQuery, callback_data: links.OpenExceptions, bot: Bot, visit: Visit
) -> None:
    week = callback_data.week
    await _show(callback, bot, visit, callback_data.member_id, lambda v, plans: exceptions_card(v, plans, week))


async def exception_opened(callback: CallbackQuery, callback_data: links.OpenException, bot: Bot, visit: Visit) -> None:
    day, line = date.fromisoformat(callback_data.day), callback_data.line
    await _show(callback, bot, visit, callback_data.member_id, lambda v, plans: exception_card(v, plans, day, line))


async def exception_set(callback: CallbackQuery, callback_data: links.SetException, bot: Bot, visit: Visit) -> None:
    about, day = callback_data, date.fromisoformat(callback_data.day)
    number = None if about.number == USUAL else about.number
    await visit.run(set_plan_exception, about.member_id, day, about.line, number)
    await _show(callback, bot, visit, about.member_id, lambda v, plans: exception_card(v, plans, day, None))


async def exception_asked(
    callback: CallbackQuery, callback_data: links.TypeException, visit: Visit, dialog_manager: DialogManager
) -> None:
    about = {"line": callback_data.line.value, "day": date.fromisoformat(callback_data.day).isoformat()}
    await _ask(dialog_manager, visit, callback_data.member_id, PlanForm.exception, about)


# Focus, proposal, copy


async def focus_opened(callback: CallbackQuery, callback_data: links.OpenFocus, bot: Bot, visit: Visit) -> None:
    await _show(callback, bot, visit, callback_data.member_id, focus_card)


async def focus_set(callback: CallbackQuery, callback_data: links.SetFocus, bot: Bot, visit: Visit) -> None:
    await visit.run(set_focus, callback_data.member_id, callback_data.line)
    await _show(callback, bot, visit, callback_data.member_id)


async def proposal_opened(callback: CallbackQuery, callback_data: links.OpenProposal, bot: Bot, visit: Visit) -> None:
    found = await visit.read(proposal_of, visit.who.id, callback_data.member_id, visit.now)
    await put_in_place(bot, callback, proposal_card(visit, found))


async def proposal_accepted(
    callback: CallbackQuery, callback_data: links.AcceptProposal, bot: Bot, visit: Visit
) -> None:
    await visit.run(accept_activity_plan, callback_data.member_id, unpacked(callback_data.lines))
    await _show(callback, bot, visit, callback_data.member_id)


async def copy_opened(callback: CallbackQuery, callback_data: links.OpenCopy, bot: Bot, visit: Visit) -> None:
    """Which team, where there are several; then who would get what."""
    member_id, team_id = callback_data.member_id, callback_data.team_id
    teams = await visit.read(teams_to_invite, visit.who.id)
    if not team_id and len(teams) == 1:
        team_id = teams[0].id
    if team_id:
        await _preview(callback, bot, visit, member_id, team_id)
        return
    plans = await read_plans(visit, member_id)
    await put_in_place(bot, callback, teams_card(visit, member_id, plans.name, teams))


async def plan_copied(callback: CallbackQuery, callback_data: links.CopyPlan, bot: Bot, visit: Visit) -> None:
    """What was shown is given; if something has changed since, the new preview is shown instead."""
    member_id, team_id = callback_data.member_id, callback_data.team_id
    found = await visit.read(copy_preview, visit.who.id, member_id, team_id, visit.now)
    if found.moved and stamp_of(found) != callback_data.shown:
        await put_in_place(bot, callback, copy_card(visit, member_id, team_id, found))
        return
    given = await visit.run(copy_activity_plan, member_id, team_id)
    card = plans_card(visit, await read_plans(visit, member_id))
    told = visit("plans-copy-done", count=given.changed)
    await put_in_place(bot, callback, Card(f"{told}\n\n{card.text}", card.rows))


async def _preview(callback: CallbackQuery, bot: Bot, visit: Visit, member_id: int, team_id: int) -> None:
    found = await visit.read(copy_preview, visit.who.id, member_id, team_id, visit.now)
    await put_in_place(bot, callback, copy_card(visit, member_id, team_id, found))


# Sales and funnel


def month_card(what: str, month: int) -> Show:
    card = sales_card if what == SALES else funnel_card
    return lambda visit, plans: card(visit, plans, month)


async def month_opened(callback: CallbackQuery, callback_data: links.OpenMonth, bot: Bot, visit: Visit) -> None:
    await _show(callback, bot, visit, callback_data.member_id, month_card(callback_data.what, callback_data.month))


async def month_copied(callback: CallbackQuery, callback_data: links.CopyMonth, bot: Bot, visit: Visit) -> None:
    about = callback_data
    plans = await read_plans(visit, about.member_id)
    copy = copy_sales_plan if about.what == SALES else copy_funnel_plan
    await visit.run(copy, about.member_id, plans.months[about.month + 1].month, about.percent)
    await _show(callback, bot, visit, about.member_id, month_card(about.what, about.month))


async def sales_opened(callback: CallbackQuery, callback_data: links.OpenSales, bot: Bot, visit: Visit) -> None:
    line, month = callback_data.line, callback_data.month
    await _show(callback, bot, visit, callback_data.member_id, lambda v, plans: sales_line_card(v, plans, line, month))


async def sales_set(callback: CallbackQuery, callback_data: links.SetSales, bot: Bot, visit: Visit) -> None:
    about = callback_data
    if about.line is not SalesPlanLine.PAYMENTS and about.value > MOST_SALES:
        raise BadNumber(most=MOST_SALES)
    plans = await read_plans(visit, about.member_id)
    month = plans.months[about.month + 1].month
    await visit.run(set_sales_plan, about.member_id, month, about.line, about.value)
    await _show(callback, bot, visit, about.member_id, month_card(SALES, about.month))


async def sales_asked(
    callback: CallbackQuery, callback_data: links.TypeSales, visit: Visit, dialog_manager: DialogManager
) -> None:
    plans = await read_plans(visit, callback_data.member_id)
    month = plans.months[callback_data.month + 1].month
    about = {"line": callback_data.line.value, "month": month.isoformat(), "place": callback_data.month}
    await _ask(dialog_manager, visit, callback_data.member_id, PlanForm.sales, about)


async def stage_asked(
    callback: CallbackQuery, callback_data: links.TypeStage, visit: Visit, dialog_manager: DialogManager
) -> None:
    plans = await read_plans(visit, callback_data.member_id)
    if callback_data.stage >= len(plans.stages):
        raise BadChoice
    stage = plans.stages[callback_data.stage]
    month = plans.months[callback_data.month + 1]
    about = {
        "stage": stage.key,
        "own": stage.own,
        "month": month.month.isoformat(),
        "place": callback_data.month,
        "amount": month.funnel.get(stage.key, (0, 0))[1],
    }
    await _ask(dialog_manager, visit, callback_data.member_id, PlanForm.stage, about)
