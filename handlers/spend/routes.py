"""/spend with words or without, and its buttons."""

from datetime import date

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode

from domain.codes import short_code
from domain.errors import BadChoice
from domain.readers.cuts import Cut, CutKind, named
from domain.readers.spending import SourceMonths, SourceSpend, spend_by_month, spend_by_source
from domain.spend_words import SpendSaid, spend_said
from domain.use_cases.spend import enter_spend
from handlers.plain import put_in_place, send
from handlers.spend.cards import months_card, saved_words, sources_card
from handlers.spend.links import AskSpend, NewSource, OpenSource, OpenSpend
from handlers.spend.states import SpendForm
from handlers.visit import Visit

LIKELY = 8


async def spend_said_in_chat(
    message: Message, command: CommandObject, bot: Bot, visit: Visit, dialog_manager: DialogManager
) -> None:
    """«/spend 50 000 яндекс сентябрь»; without a month, the present one."""
    sources = await visit.read(spend_by_source, visit.who.id, visit.today)
    said = spend_said(command.args or "", visit.today)
    if said.amount is None or said.odd:
        note = visit("spend-not-read") if command.args else None
        await send(bot, visit.who.telegram_id, sources_card(visit, sources, note))
        return
    month, meant = said.month or visit.today.replace(day=1), _meant(said, sources)
    if len(meant) == 1:
        await save(bot, visit, meant[0], month, said.amount)
        return
    likely = meant or [one.source for one in sources]
    about = {"said": said.source, "month": month.isoformat(), "amount": said.amount, "likely": likely[:LIKELY]}
    await dialog_manager.start(SpendForm.which, about, mode=StartMode.RESET_STACK)


def _meant(said: SpendSaid, sources: list[SourceSpend]) -> list[str]:
    """The sources that these words, all of them, may name."""
    words = said.source.split()
    found = named(words, [Cut(CutKind.SOURCE, one.source, one.source) for one in sources]) if words else []
    return [cut.name for cut in found[0].cuts] if len(found) == 1 else []


async def sources_opened(callback: CallbackQuery, callback_data: OpenSpend, bot: Bot, visit: Visit) -> None:
    sources = await visit.read(spend_by_source, visit.who.id, visit.today)
    await put_in_place(bot, callback, sources_card(visit, sources))


async def source_opened(callback: CallbackQuery, callback_data: OpenSource, bot: Bot, visit: Visit) -> None:
    found = await visit.read(spend_by_month, visit.who.id, callback_data.code, visit.today)
    await put_in_place(bot, callback, months_card(visit, found))


async def amount_asked(
    callback: CallbackQuery, callback_data: AskSpend, visit: Visit, dialog_manager: DialogManager
) -> None:
    found = await visit.read(spend_by_month, visit.who.id, callback_data.code, visit.today)
    month = _month_shown(found, callback_data.month)
    about = {"source": found.source, "month": month.isoformat(), "now": found.months[month]}
    await dialog_manager.start(SpendForm.amount, about, mode=StartMode.RESET_STACK)


async def name_asked(
    callback: CallbackQuery, callback_data: NewSource, visit: Visit, dialog_manager: DialogManager
) -> None:
    about = {"month": visit.today.replace(day=1).isoformat(), "now": 0}
    await dialog_manager.start(SpendForm.name, about, mode=StartMode.RESET_STACK)


async def save(bot: Bot, visit: Visit, source: str, month: date, amount: int) -> None:
    """Write it, and show the source's months with what was written on top."""
    entered = await visit.run(enter_spend, source, month, amount)
    note = saved_words(visit, entered.source, month, amount, entered.before)
    sources = await visit.read(spend_by_source, visit.who.id, visit.today)
    card = sources_card(visit, sources, note)
    if any(one.source == entered.source for one in sources):
        found = await visit.read(spend_by_month, visit.who.id, short_code(entered.source), visit.today)
        card = months_card(visit, found, note)
    await send(bot, visit.who.telegram_id, card)


def _month_shown(found: SourceMonths, said: str) -> date:
    """Raises BadChoice for a month that no button has."""
    month = next((month for month in found.months if month.isoformat()[:7] == said), None)
    if month is None:
        raise BadChoice
    return month
