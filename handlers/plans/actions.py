"""What is done with what was typed."""

from datetime import date
from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager

from domain.plans import Norm
from domain.tables import PlanLine, SalesPlanLine
from domain.use_cases.plans import set_funnel_plan, set_line_norms, set_plan_exception, set_sales_plan, set_weekday_plan
from handlers.forms import bot_of, leave
from handlers.plans.cards import exception_card, line_card, plans_card
from handlers.plans.links import FUNNEL, SALES, USUAL
from handlers.plans.numbers import Written, read_numbers, read_sales, read_stage
from handlers.plans.routes import Show, month_card, send_plans
from handlers.screen import visit_of


async def line_typed(message: Message, _: Any, manager: DialogManager) -> None:
    """Of a weekday one number; of a line one, and others for weekdays."""
    about, visit = manager.dialog_data, visit_of(manager)
    line, written = PlanLine(about["line"]), read_numbers(message.text or "")
    if about["weekday"] != USUAL:
        await visit.run(set_weekday_plan, about["member_id"], line, about["weekday"], written[0].number)
        await _done(manager, lambda v, plans: line_card(v, plans, line))
        return
    await visit.run(set_line_norms, about["member_id"], line, [_norm(line, one) for one in written])
    await _done(manager, plans_card)


def _norm(line: PlanLine, written: Written) -> Norm:
    return Norm(line, written.per, written.number, written.weekday)


async def exception_typed(message: Message, _: Any, manager: DialogManager) -> None:
    about = manager.dialog_data
    day, number = date.fromisoformat(about["day"]), read_numbers(message.text or "")[0].number
    await visit_of(manager).run(set_plan_exception, about["member_id"], day, PlanLine(about["line"]), number)
    await _done(manager, lambda v, plans: exception_card(v, plans, day, None))


async def sales_typed(message: Message, _: Any, manager: DialogManager) -> None:
    about, line = manager.dialog_data, SalesPlanLine(manager.dialog_data["line"])
    value = read_sales(line, message.text or "")
    await visit_of(manager).run(set_sales_plan, about["member_id"], date.fromisoformat(about["month"]), line, value)
    await _done(manager, month_card(SALES, about["place"]))


async def stage_typed(message: Message, _: Any, manager: DialogManager) -> None:
    """A sum that is not said stays as it was; without deals there is none."""
    about = manager.dialog_data
    number, amount = read_stage(message.text or "")
    if amount is None:
        amount = about["amount"] if number else 0
    month = date.fromisoformat(about["month"])
    await visit_of(manager).run(set_funnel_plan, about["member_id"], month, about["stage"], number, amount)
    await _done(manager, month_card(FUNNEL, about["place"]))


async def _done(manager: DialogManager, card: Show) -> None:
    member_id = manager.dialog_data["member_id"]
    await leave(manager)
    await send_plans(bot_of(manager), visit_of(manager), member_id, card)
