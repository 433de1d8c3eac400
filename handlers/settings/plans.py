"""Plans of reps: shown by taps, numbers typed."""

import re
from datetime import date

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode

from domain.errors import BadAmount, BadChoice, BadNumber
from domain.money import AmountError, parse_amount
from domain.readers.settings import planned_reps, plans_of
from domain.tables import PlanLine, PlanPer, SalesPlanLine
from domain.use_cases.company import MOST_A_WEEK, MOST_SALES
from handlers.links import OpenPlans
from handlers.plain import put_in_place, send
from handlers.settings.cards import plans_card, reps_card
from handlers.settings.links import AskLine, AskSales
from handlers.settings.states import PlanForm
from handlers.visit import Visit

_NUMBER = re.compile(r"(?P<number>[0-9]{1,7})\s*(?P<per>.*)")
_WEEK = ("нед", "week", "/w", "/н")


async def plans_opened(callback: CallbackQuery, callback_data: OpenPlans, bot: Bot, visit: Visit) -> None:
    if not callback_data.member_id:
        await put_in_place(bot, callback, reps_card(visit, await visit.read(planned_reps, visit.who.id)))
        return
    plans = await visit.read(plans_of, visit.who.id, callback_data.member_id, visit.now)
    await put_in_place(bot, callback, plans_card(visit, plans))


async def send_plans(bot: Bot, visit: Visit, member_id: int) -> None:
    plans = await visit.read(plans_of, visit.who.id, member_id, visit.now)
    await send(bot, visit.who.telegram_id, plans_card(visit, plans))


async def line_asked(
    callback: CallbackQuery, callback_data: AskLine, visit: Visit, dialog_manager: DialogManager
) -> None:
    if callback_data.line not in {line.value for line in PlanLine}:
        raise BadChoice
    plans = await visit.read(plans_of, visit.who.id, callback_data.member_id, visit.now)
    about = {"member_id": plans.member_id, "name": plans.name, "line": callback_data.line}
    await dialog_manager.start(PlanForm.activity, about, mode=StartMode.RESET_STACK)


async def sales_asked(
    callback: CallbackQuery, callback_data: AskSales, visit: Visit, dialog_manager: DialogManager
) -> None:
    if callback_data.line not in {line.value for line in SalesPlanLine} or callback_data.month not in (0, 1):
        raise BadChoice
    plans = await visit.read(plans_of, visit.who.id, callback_data.member_id, visit.now)
    month = list(plans.sales)[callback_data.month]
    about = {"member_id": plans.member_id, "name": plans.name, "line": callback_data.line, "month": month.isoformat()}
    await dialog_manager.start(PlanForm.sales, about, mode=StartMode.RESET_STACK)


def read_number(text: str) -> tuple[int, PlanPer]:
    """«10», «10 в день», «15 в неделю». Raises BadNumber."""
    found = _NUMBER.fullmatch(text.strip().casefold())
    if found is None:
        raise BadNumber(most=MOST_A_WEEK)
    weekly = any(word in found["per"] for word in _WEEK)
    return int(found["number"]), PlanPer.WEEK if weekly else PlanPer.DAY


def read_sales(line: SalesPlanLine, text: str) -> int:
    """Kopecks for payments («1,5 млн»), a number for the rest; 0 takes the plan away. Raises BadAmount, BadNumber."""
    if line is SalesPlanLine.PAYMENTS:
        try:
            return parse_amount(text, zero_allowed=True)
        except AmountError as bad:
            raise BadAmount from bad
    if not text.strip().isdecimal() or len(text) > 9:
        raise BadNumber(most=MOST_SALES)
    return int(text)


def month_of_form(stored: str) -> date:
    return date.fromisoformat(stored)
