"""What the taps and messages in the forms of a client do."""

from dataclasses import replace
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from domain.errors import BadChoice, Gone
from domain.readers.client_card import client_view
from domain.readers.deals import lost_reasons
from domain.tables import LostReasonScope
from domain.use_cases.client_endings import close_client, declare_lost, take_back_loss
from domain.use_cases.clients import ClientDraft, add_client, is_phone
from domain.use_cases.contacts import add_address
from handlers.clients.getters import view_of
from handlers.clients.links import AddClient, EditClient
from handlers.clients.questions import QUESTIONS, Answer
from handlers.clients.routes import card_of
from handlers.clients.searching import forget_search
from handlers.clients.states import Edit, Loss, NewClient
from handlers.forms import bot_of, leave
from handlers.links import LoseClient
from handlers.plain import send
from handlers.screen import visit_of
from handlers.visit import Visit
from handlers.words import Html

IN_TURN = "missing"
ADDRESS_OF_PLACE = "{latitude:.5f}, {longitude:.5f}"


# Ways in


async def tap_new(
    callback: CallbackQuery, callback_data: AddClient, visit: Visit, state: FSMContext, dialog_manager: DialogManager
) -> None:
    await forget_search(state)
    await dialog_manager.start(
        NewClient.name, {"form": f"client:{visit.key}"}, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND
    )


async def tap_edit(
    callback: CallbackQuery, callback_data: EditClient, visit: Visit, state: FSMContext, dialog_manager: DialogManager
) -> None:
    await forget_search(state)
    await start_edit(visit, dialog_manager, callback_data.client_id, callback_data.question)


async def start_edit(visit: Visit, manager: DialogManager, client_id: int, question: str) -> None:
    """The choice of fields, one of them, or what is missing, one after another."""
    data: dict[str, Any] = {
        "form": f"edit:{visit.key}",
        "client": client_id,
        "skipped": [],
        "in_turn": question == IN_TURN,
    }
    if question in QUESTIONS:
        data["question"] = question
        first = Edit.ask
    elif question == IN_TURN and (
        name := _next_missing((await visit.read(client_view, visit.who.id, client_id, visit.today)).missing, [])
    ):
        data["question"] = name
        first = Edit.ask
    else:
        data["in_turn"] = False
        first = Edit.choose
    await manager.start(first, data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


# A new client


async def named(message: Message, _: Any, manager: DialogManager) -> None:
    """His name, or a contact that was shared; a number is kept for him, and his name is still asked."""
    data = manager.dialog_data
    if message.contact is not None:
        shared = " ".join(filter(None, (message.contact.first_name, message.contact.last_name)))
        data.update(
            name=shared or message.contact.phone_number,
            phone=_plus(message.contact.phone_number),
            contact=shared or None,
        )
    else:
        said = message.text or ""
        if is_phone(said):
            data["phone"] = said
            return
        data.update(name=said, phone=data.get("phone"), contact=None)
    await _add(manager, sure=False)


async def another(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """«Нет, это другой»."""
    await _add(manager, sure=True)


async def same(_: CallbackQuery, __: Any, manager: DialogManager, client_id: int) -> None:
    if client_id not in manager.dialog_data["similar"]:
        raise BadChoice
    await finish(manager, client_id)


async def _add(manager: DialogManager, *, sure: bool) -> None:
    data, visit = manager.dialog_data, visit_of(manager)
    draft = ClientDraft(data["name"], data["phone"], data["contact"], form_key=data["form"], sure=sure)
    added = await visit.run(add_client, draft)
    if added.client_id is None:
        data["similar"] = list(added.similar)
        await manager.switch_to(NewClient.similar)
        return
    await start_edit(visit, manager, added.client_id, IN_TURN)


# Fields


async def field_chosen(_: CallbackQuery, __: Any, manager: DialogManager, question: str) -> None:
    if question not in QUESTIONS:
        raise BadChoice
    manager.dialog_data.update(question=question, in_turn=False, kept=False)
    await manager.switch_to(Edit.ask)


async def value_said(message: Message, _: Any, manager: DialogManager) -> None:
    """The answer in words; an address may be a place, a phone a contact that was shared."""
    question = manager.dialog_data["question"]
    if message.location is not None and question == "address":
        await _keep_place(manager, message.location.latitude, message.location.longitude)
    elif message.contact is not None and question == "phone":
        await _keep(manager, _plus(message.contact.phone_number))
    elif message.text:
        await _keep(manager, message.text)


async def value_chosen(_: CallbackQuery, __: Any, manager: DialogManager, value: str) -> None:
    await _keep(manager, value, chosen=True)


async def skipped(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    data = manager.dialog_data
    data["skipped"] = [*data["skipped"], data["question"]]
    data["kept"] = False
    await _next(manager)


async def to_fields(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await manager.switch_to(Edit.choose)


async def done(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await finish(manager, manager.dialog_data["client"])


async def to_loss(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _start_loss(visit_of(manager), manager, manager.dialog_data["client"], ShowMode.EDIT)


async def not_lost(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    client_id = manager.dialog_data["client"]
    await visit_of(manager).run(take_back_loss, client_id)
    await finish(manager, client_id)


async def _keep(manager: DialogManager, value: str, *, chosen: bool = False) -> None:
    view = await view_of(manager)
    await QUESTIONS[manager.dialog_data["question"]](Answer(visit_of(manager), view, value, chosen))
    await _kept(manager)


async def _keep_place(manager: DialogManager, latitude: float, longitude: float) -> None:
    text = ADDRESS_OF_PLACE.format(latitude=latitude, longitude=longitude)
    await visit_of(manager).run(add_address, manager.dialog_data["client"], text, latitude, longitude)
    await _kept(manager)


async def _kept(manager: DialogManager) -> None:
    data, words = manager.dialog_data, visit_of(manager).words
    data["kept"] = True
    if data["in_turn"]:
        await _next(manager)
    else:
        what = words.plain(f"client-field-{data['question']}")
        await finish(manager, data["client"], words("client-kept-field", what=what))


async def _next(manager: DialogManager) -> None:
    """The next thing that is missing; when nothing is, the card."""
    data = manager.dialog_data
    question = _next_missing((await view_of(manager)).missing, data["skipped"])
    if question is None:
        await finish(manager, data["client"])
        return
    data["question"] = question
    await manager.switch_to(Edit.ask)


def _next_missing(missing: tuple[str, ...], skipped: list[str]) -> str | None:
    return next((name for name in missing if name not in skipped), None)


# Lost


async def tap_lose(
    callback: CallbackQuery, callback_data: LoseClient, visit: Visit, dialog_manager: DialogManager
) -> None:
    await _start_loss(visit, dialog_manager, callback_data.client_id)


async def reason_chosen(_: CallbackQuery, __: Any, manager: DialogManager, key: str) -> None:
    data, visit = manager.dialog_data, visit_of(manager)
    reason = next((one for one in await visit.read(lost_reasons, LostReasonScope.CLIENT) if one.key == key), None)
    if reason is None:
        raise Gone
    if reason.asks_competitor or reason.asks_words:
        data.update(reason=key, competitor=reason.asks_competitor)
        await manager.switch_to(Loss.words)
        return
    await visit.run(declare_lost, data["client"], key)
    await finish(manager, data["client"])


async def words_said(message: Message, _: Any, manager: DialogManager) -> None:
    data, said = manager.dialog_data, message.text or ""
    competitor, words = (said, None) if data["competitor"] else (None, said)
    await visit_of(manager).run(declare_lost, data["client"], data["reason"], competitor, words)
    await finish(manager, data["client"])


async def closed(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """«Закрыть»: the keeper's word; the manager confirms."""
    client_id = manager.dialog_data["client"]
    await visit_of(manager).run(close_client, client_id)
    await finish(manager, client_id)


async def to_closing(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await manager.switch_to(Edit.closing)


async def _start_loss(
    visit: Visit, manager: DialogManager, client_id: int, show_mode: ShowMode = ShowMode.SEND
) -> None:
    data = {"form": f"loss:{visit.key}", "client": client_id}
    await manager.start(Loss.reason, data, mode=StartMode.RESET_STACK, show_mode=show_mode)


async def finish(manager: DialogManager, client_id: int, said: Html | None = None) -> None:
    """Close the form and show the client's card below; `said`: what was done, for it may not be seen on the card."""
    visit = visit_of(manager)
    await leave(manager)
    card = await card_of(visit, client_id)
    text = Html(f"{said}\n\n{card.text}") if said else card.text
    await send(bot_of(manager), visit.who.telegram_id, replace(card, text=text))


def _plus(phone: str) -> str:
    """Telegram gives a contact's number without its plus."""
    return phone if phone.startswith("+") else f"+{phone}"
