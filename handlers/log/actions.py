"""What the taps and messages in «Записать» do."""

from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode

from domain.errors import BadName, ClientNotYours
from domain.money import AmountError, parse_amount
from domain.readers.logging import activity_of_invoice, activity_of_payment, activity_of_shipment, log_subject
from domain.tables import ActivityKind
from domain.use_cases.activities import ActivityDraft, log_activity
from domain.use_cases.clients import ClientDraft, add_client, is_phone, phone_in
from domain.use_cases.money import issue_invoice, record_payment, record_return, record_shipment
from handlers.clients.routes import card_of
from handlers.forms import bot_of, leave
from handlers.links import OpenClient
from handlers.log.files import ask_to_whom, file_of, given_to
from handlers.log.getters import not_yours, subject_of
from handlers.log.happenings import HAPPENINGS, RETURN, asks_amount
from handlers.log.shared_contact import client_of_contact
from handlers.log.show import Stage, show_next, show_saved
from handlers.log.start import QUERY_LENGTH
from handlers.log.states import Log
from handlers.plain import Card, button, send
from handlers.screen import visit_of
from handlers.wording import sum_words

NO_STEP_ASKED = frozenset({ActivityKind.NOTE, ActivityKind.CLAIM})
"""A claim makes its own task."""


async def client_chosen(callback: CallbackQuery, _: Any, manager: DialogManager, client_id: int) -> None:
    """On to what happened; with something waiting for a client, that is saved at once."""
    data = manager.dialog_data
    if not await choose_client(manager, client_id):
        return
    if data["files"]:
        stage = stage_of(manager, callback)
        await leave(manager, callback)
        await given_to(stage, client_id, data["files"])
    elif data["same"]:
        await happened(callback, None, manager, data["same"])


async def choose_client(manager: DialogManager, client_id: int) -> bool:
    """Go on with this client; a colleague's shows only name and keeper, and False is returned."""
    data, visit = manager.dialog_data, visit_of(manager)
    data["not_yours"] = None
    try:
        await visit.read(log_subject, visit.who.id, visit.today, client_id)
    except ClientNotYours as refusal:
        data["not_yours"] = not_yours(refusal)
        return False
    data["client"] = client_id
    await manager.switch_to(Log.outcome)
    return True


async def new_client(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data["refused"] = None
    await manager.switch_to(Log.name)


async def new_named(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """A new client by the words looked for: what is like them has been shown."""
    await _add(manager, manager.dialog_data["query"], sure=True)


async def to_clients(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await manager.switch_to(Log.client)


async def to_card(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The client was looked for to be called, not to be logged."""
    visit, client_id = visit_of(manager), manager.dialog_data["client"]
    card = await card_of(visit, client_id)
    await leave(manager)
    await send(bot_of(manager), visit.who.telegram_id, card)


async def to_outcomes(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await manager.switch_to(Log.outcome)


async def to_more(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await manager.switch_to(Log.more)


async def happened(callback: CallbackQuery, _: Any, manager: DialogManager, code: str) -> None:
    manager.dialog_data["happening"] = code
    if asks_amount(code):
        manager.dialog_data["refused"] = None
        await manager.switch_to(Log.amount)
    else:
        await _save(manager, callback)


async def known_amount(callback: CallbackQuery, _: Any, manager: DialogManager) -> None:
    amount = manager.dialog_data.get("left") or (await subject_of(manager)).deal_amount
    if amount:
        await _save_money(manager, amount, callback)


async def amount_unsaid(callback: CallbackQuery, _: Any, manager: DialogManager) -> None:
    """Goods left, for how much is not known yet."""
    await _save(manager, callback)


async def heard(message: Message, _: Any, manager: DialogManager) -> None:
    """A search, a shared contact, or a file: whose, is asked."""
    if message.contact is not None:
        await _contact_shared(message, manager)
    elif (file := file_of(message)) is not None:
        manager.show_mode = ShowMode.NO_UPDATE
        await ask_to_whom(stage_of(manager), message, file)
    elif message.text:
        manager.dialog_data.update(query=message.text[:QUERY_LENGTH], not_yours=None)
        await manager.switch_to(Log.client)


async def named(message: Message, _: Any, manager: DialogManager) -> None:
    """The name of a new client, or his contact."""
    if message.contact is not None:
        await _contact_shared(message, manager)
        return
    if is_phone(message.text or ""):
        manager.dialog_data.update(query=message.text, refused="log-phone-kept")
        return
    try:
        await _add(manager, message.text or "", sure=False, phone=manager.dialog_data.get("query"))
    except BadName as refusal:
        manager.dialog_data["refused"] = refusal.text_key


async def amount_said(message: Message, _: Any, manager: DialogManager) -> None:
    try:
        amount = parse_amount(message.text or "")
    except AmountError:
        manager.dialog_data["refused"] = "error-bad-amount"
        return
    await _save_money(manager, amount, None)


def stage_of(manager: DialogManager, tap: CallbackQuery | None = None) -> Stage:
    state = manager.middleware_data["state"]
    if not isinstance(state, FSMContext):
        raise TypeError("every update carries its state")
    return Stage(bot_of(manager), visit_of(manager), state, tap)


def message_of(callback: CallbackQuery) -> int | None:
    return callback.message.message_id if callback.message else None


async def _save(manager: DialogManager, tap: CallbackQuery) -> None:
    """The fact, at the outcome: the next step is asked when it is safe."""
    data, visit = manager.dialog_data, visit_of(manager)
    happening = HAPPENINGS[data["happening"]]
    draft = ActivityDraft(
        client_id=data["client"],
        kind=happening.kind,
        outcome=happening.outcome,
        task_id=data["task"] or None,
        deal_id=data["deal"] or None,
        form_key=data["form"],
    )
    logged = await visit.run(log_activity, draft)
    await _saved(manager, logged.activity_id, tap, asks_step=happening.kind not in NO_STEP_ASKED)


async def _save_money(manager: DialogManager, amount: int, tap: CallbackQuery | None) -> None:
    data, visit = manager.dialog_data, visit_of(manager)
    client_id, deal_id, form = data["client"], data["deal"] or None, data["form"]
    code = data["happening"]
    if code == RETURN:
        await visit.run(record_return, client_id, amount, form_key=form)
        await _returned(manager, client_id, amount, tap)
        return
    if code == "shipment":
        await visit.run(record_shipment, client_id, deal_id, amount, form_key=form)
        activity_id = await visit.read(activity_of_shipment, form)
    elif code == "invoice":
        issued = await visit.run(issue_invoice, client_id, deal_id, amount, form)
        activity_id = await visit.read(activity_of_invoice, issued.invoice_id)
    else:
        invoice_id = data.get("invoice")
        paid = await visit.run(record_payment, client_id, amount, invoice_id, deal_id, form_key=form)
        activity_id = await visit.read(activity_of_payment, paid.payment_id)
    if activity_id is not None:
        await _saved(manager, activity_id, tap)


async def _returned(manager: DialogManager, client_id: int, amount: int, tap: CallbackQuery | None) -> None:
    stage, about = stage_of(manager, tap), await subject_of(manager)
    await leave(manager)
    words, language = stage.visit.words, stage.visit.words.language
    card = button(words.plain("log-open-client"), OpenClient(client_id=client_id).pack())
    await stage.put(Card(words("log-returned", client=about.name, amount=sum_words(amount, language)), [[card]]))


async def _saved(
    manager: DialogManager, activity_id: int, tap: CallbackQuery | None, *, asks_step: bool = True
) -> None:
    stage = stage_of(manager, tap)
    await leave(manager, tap)
    await (show_next if asks_step else show_saved)(stage, activity_id)


async def _add(manager: DialogManager, name: str, *, sure: bool, phone: str | None = None) -> None:
    """A new client; when one of nearly that name is known, those are shown first. `phone`: if it is one, it is his."""
    data = manager.dialog_data
    number = phone_in(phone or "")
    draft = ClientDraft(name, number[0] if number else None, form_key=_next_key(data), sure=sure)
    added = await visit_of(manager).run(add_client, draft)
    if added.client_id is not None:
        await choose_client(manager, added.client_id)
    else:
        data.update(query=name[:QUERY_LENGTH], not_yours=None)
        await manager.switch_to(Log.client)


async def _contact_shared(message: Message, manager: DialogManager) -> None:
    client_id = await client_of_contact(message, visit_of(manager), _next_key(manager.dialog_data))
    if client_id is not None:
        await choose_client(manager, client_id)


def _next_key(data: dict[str, Any]) -> str:
    """A key for one more thing that this form makes."""
    data["made"] = data.get("made", 0) + 1
    return f"{data['form']}:{data['made']}"
