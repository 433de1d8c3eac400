"""What the taps and messages in the forms of deals do."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from domain.dates import NotADate, PastDate, parse_when
from domain.errors import BadAmount, BadChoice, BadDate, InThePast, NegativeAmountSaid
from domain.money import AmountError, NegativeAmount, parse_amount
from domain.readers.client_card import client_view
from domain.readers.deals import deal_view, likely_competitors, lost_reasons
from domain.tables import LostReasonScope
from domain.use_cases.deals import DealDraft, lose_deal, open_deal, set_amount, set_close_day, set_title
from domain.use_cases.money import issue_invoice, record_payment
from handlers.deals.cards import deal_card
from handlers.deals.getters import returns, view_of
from handlers.deals.links import AskDeal, LoseDeal
from handlers.deals.states import DealAsk, DealForm, DealLoss
from handlers.forms import bot_of, leave
from handlers.links import NewDeal
from handlers.plain import send
from handlers.screen import visit_of
from handlers.visit import Visit

QUESTIONS = ("title", "amount", "part", "close", "invoice")
QUERY_LENGTH = 100


# Ways in


async def tap_new(callback: CallbackQuery, callback_data: NewDeal, visit: Visit, dialog_manager: DialogManager) -> None:
    """A new deal, of a client known already or to be chosen."""
    data: dict[str, Any] = {"form": f"deal:{visit.key}", "client": callback_data.client_id, "query": None}
    if callback_data.client_id:
        await visit.read(client_view, visit.who.id, callback_data.client_id, visit.today)
    first = DealForm.amount if callback_data.client_id else DealForm.client
    await dialog_manager.start(first, data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


async def tap_ask(callback: CallbackQuery, callback_data: AskDeal, visit: Visit, dialog_manager: DialogManager) -> None:
    if callback_data.question not in QUESTIONS:
        raise BadChoice
    data = {"form": f"ask:{visit.key}", "deal": callback_data.deal_id, "question": callback_data.question}
    await dialog_manager.start(DealAsk.value, data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


async def tap_lose(
    callback: CallbackQuery, callback_data: LoseDeal, visit: Visit, dialog_manager: DialogManager
) -> None:
    data = {"form": f"lose:{visit.key}", "deal": callback_data.deal_id, "competitor": None, "words": None}
    await dialog_manager.start(DealLoss.reason, data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


# A new deal


async def client_said(message: Message, _: Any, manager: DialogManager) -> None:
    if message.text:
        manager.dialog_data["query"] = message.text[:QUERY_LENGTH]


async def client_chosen(_: CallbackQuery, __: Any, manager: DialogManager, client_id: int) -> None:
    visit = visit_of(manager)
    await visit.read(client_view, visit.who.id, client_id, visit.today)
    manager.dialog_data["client"] = client_id
    await manager.switch_to(DealForm.amount)


async def amount_said(message: Message, _: Any, manager: DialogManager) -> None:
    await _open(manager, read_amount(message.text or ""))


async def amount_unknown(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _open(manager, None)


async def _open(manager: DialogManager, amount: int | None) -> None:
    data, visit = manager.dialog_data, visit_of(manager)
    opened = await visit.run(open_deal, DealDraft(data["client"], amount, form_key=data["form"]))
    await finish(manager, opened.deal_id)


# One question


async def value_said(message: Message, _: Any, manager: DialogManager) -> None:
    data, visit, text = manager.dialog_data, visit_of(manager), message.text or ""
    deal_id, form = data["deal"], data["form"]
    if data["question"] == "title":
        await visit.run(set_title, deal_id, text)
    elif data["question"] == "amount":
        await visit.run(set_amount, deal_id, read_amount(text))
    elif data["question"] == "close":
        await visit.run(set_close_day, deal_id, read_day(visit, text))
    else:
        amount = read_amount(text)
        client_id = (await view_of(manager)).client_id or 0
        if data["question"] == "invoice":
            await visit.run(issue_invoice, client_id, deal_id, amount, form)
        else:
            await visit.run(record_payment, client_id, amount, deal_id=deal_id, form_key=form)
    await finish(manager, deal_id)


# Lost


async def reason_chosen(_: CallbackQuery, __: Any, manager: DialogManager, key: str) -> None:
    reasons = await visit_of(manager).read(lost_reasons, LostReasonScope.DEAL)
    reason = next((one for one in reasons if one.key == key), None)
    if reason is None:
        raise BadChoice
    manager.dialog_data.update(reason=key)
    if reason.asks_competitor:
        await manager.switch_to(DealLoss.competitor)
    else:
        await manager.switch_to(DealLoss.words if reason.asks_words else DealLoss.back)


async def competitor_chosen(_: CallbackQuery, __: Any, manager: DialogManager, place: str) -> None:
    names = await visit_of(manager).read(likely_competitors)
    if not place.isdecimal() or int(place) >= len(names):
        raise BadChoice
    await _competitor(manager, names[int(place)])


async def competitor_said(message: Message, _: Any, manager: DialogManager) -> None:
    if message.text:
        await _competitor(manager, message.text)


async def _competitor(manager: DialogManager, name: str) -> None:
    manager.dialog_data["competitor"] = name[:QUERY_LENGTH]
    await manager.switch_to(DealLoss.back)


async def words_said(message: Message, _: Any, manager: DialogManager) -> None:
    if message.text:
        manager.dialog_data["words"] = message.text[:1000]
        await manager.switch_to(DealLoss.back)


async def back_chosen(_: CallbackQuery, __: Any, manager: DialogManager, key: str) -> None:
    day = returns(visit_of(manager)).get(key)
    if day is None:
        raise BadChoice
    await _lose(manager, day)


async def back_said(message: Message, _: Any, manager: DialogManager) -> None:
    await _lose(manager, read_day(visit_of(manager), message.text or ""))


async def never_back(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _lose(manager, None)


async def _lose(manager: DialogManager, return_on: date | None) -> None:
    data, visit = manager.dialog_data, visit_of(manager)
    await visit.run(lose_deal, data["deal"], data["reason"], data["competitor"], data["words"], return_on)
    await finish(manager, data["deal"])


# Ways out


async def finish(manager: DialogManager, deal_id: int) -> None:
    """Close the form and show the deal's card below."""
    visit = visit_of(manager)
    await leave(manager)
    view = await visit.read(deal_view, visit.who.id, deal_id, visit.today)
    await send(bot_of(manager), visit.who.telegram_id, deal_card(visit, view))


def read_amount(text: str) -> int:
    """Kopecks as a person writes them. Raises BadAmount, NegativeAmountSaid."""
    try:
        return parse_amount(text)
    except NegativeAmount:
        raise NegativeAmountSaid from None
    except AmountError:
        raise BadAmount from None


def read_day(visit: Visit, text: str) -> date:
    """A day ahead as a person says it. Raises BadDate, InThePast."""
    try:
        return parse_when(text, visit.now, visit.who.zone).day
    except PastDate:
        raise InThePast from None
    except NotADate:
        raise BadDate from None
