"""What is done with what was typed or chosen."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager

from domain.errors import BadAmount
from domain.money import AmountError, parse_amount
from domain.use_cases.clients import cleaned
from handlers.forms import bot_of, leave
from handlers.screen import visit_of
from handlers.spend.routes import save
from handlers.spend.states import SpendForm


async def likely_chosen(callback: CallbackQuery, _: Any, manager: DialogManager, place: int) -> None:
    about = manager.dialog_data
    await _save(manager, about["likely"][place], about["amount"], callback)


async def new_chosen(callback: CallbackQuery, _: Any, manager: DialogManager) -> None:
    about = manager.dialog_data
    await _save(manager, about["said"], about["amount"], callback)


async def name_typed(message: Message, _: Any, manager: DialogManager) -> None:
    manager.dialog_data["source"] = cleaned(message.text or "")
    await manager.switch_to(SpendForm.amount)


async def amount_typed(message: Message, _: Any, manager: DialogManager) -> None:
    try:
        amount = parse_amount(message.text or "", zero_allowed=True)
    except AmountError as bad:
        raise BadAmount from bad
    await _save(manager, manager.dialog_data["source"], amount)


async def removed(callback: CallbackQuery, _: Any, manager: DialogManager) -> None:
    await _save(manager, manager.dialog_data["source"], 0, callback)


async def _save(manager: DialogManager, source: str, amount: int, tap: CallbackQuery | None = None) -> None:
    month = date.fromisoformat(manager.dialog_data["month"])
    await leave(manager, tap)
    await save(bot_of(manager), visit_of(manager), source, month, amount)
