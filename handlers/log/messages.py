"""What is written or sent outside of any form: a comment, a next step, a file; other text is a search."""

from aiogram import Bot
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from domain.errors import ClientNotYours, Gone
from domain.readers.logging import log_subject
from domain.use_cases.comments import add_comment, edit_comment
from handlers.log.corrections import time_said
from handlers.log.files import file_of, file_sent, given_to
from handlers.log.getters import not_yours
from handlers.log.last_card import Asks, LastCard, card_for_text, forget, last_card
from handlers.log.links import ToWhom
from handlers.log.shared_contact import client_of_contact
from handlers.log.show import Said, Stage, show_next, show_saved
from handlers.log.start import QUERY_LENGTH, form_data
from handlers.log.states import Log
from handlers.log.steps import step_said
from handlers.plain import take_buttons_away
from handlers.visit import Visit


class HasContact(Filter):
    async def __call__(self, message: Message) -> bool:
        return message.contact is not None


class HasFile(Filter):
    """Something that can be kept: a voice, a picture, a file, a video, a place."""

    async def __call__(self, message: Message) -> bool:
        return file_of(message) is not None


class HasWords(Filter):
    """A text that is no command."""

    async def __call__(self, message: Message) -> bool:
        return bool(message.text) and not (message.text or "").startswith("/")


async def text_said(message: Message, bot: Bot, visit: Visit, state: FSMContext, dialog_manager: DialogManager) -> None:
    """A comment on the card that is still the last screen, the step or time it asks for, else a search."""
    text = message.text or ""
    card = await card_for_text(state, visit)
    if card is None:
        if message.forward_origin is not None or len(text) > QUERY_LENGTH:
            raise SkipHandler  # no name of a client: the leftovers say what to do with it
        await _search(visit, state, dialog_manager, text)
        return
    await said_about_card(Stage(bot, visit, state), card, text, message.message_id)


async def contact_sent(message: Message, visit: Visit, state: FSMContext, dialog_manager: DialogManager) -> None:
    """Whose phone it is, or a new client: then what happened."""
    client_id = await client_of_contact(message, visit, f"contact:{visit.key}")
    if client_id is None:
        return
    await forget(state)
    await start_about(visit, dialog_manager, client_id)


async def thing_sent(message: Message, bot: Bot, visit: Visit, state: FSMContext) -> None:
    file = file_of(message)
    if file is not None:
        await file_sent(Stage(bot, visit, state), message, file)


async def to_whom(
    callback: CallbackQuery,
    callback_data: ToWhom,
    bot: Bot,
    visit: Visit,
    state: FSMContext,
    dialog_manager: DialogManager,
) -> None:
    """The files that wait are about this client; or somebody else is looked for."""
    if not callback_data.client_id:
        await dialog_manager.start(Log.client, form_data(visit, files=callback_data.asked), mode=StartMode.RESET_STACK)
    elif not await given_to(Stage(bot, visit, state, callback), callback_data.client_id, callback_data.asked):
        raise Gone


async def message_edited(message: Message, bot: Bot, visit: Visit, state: FSMContext) -> None:
    """An edit of a comment is a new version of it; other edits say nothing to us."""
    text = message.text or message.caption
    if not text:
        return
    try:
        changed = await visit.run(edit_comment, message.message_id, text)
    except Gone:
        return
    card = await last_card(state)
    if card is not None and card.activity_id == changed.activity_id:
        await show_saved(Stage(bot, visit, state), changed.activity_id)


async def start_about(visit: Visit, manager: DialogManager, client_id: int) -> None:
    """What happened with this client; a colleague's shows only name and keeper."""
    try:
        await visit.read(log_subject, visit.who.id, visit.today, client_id)
    except ClientNotYours as refusal:
        data = form_data(visit, not_yours=not_yours(refusal))
        await manager.start(Log.client, data, mode=StartMode.RESET_STACK)
        return
    await manager.start(Log.outcome, form_data(visit, client=client_id), mode=StartMode.RESET_STACK)


async def said_about_card(stage: Stage, card: LastCard, text: str, message_id: int) -> None:
    """The step or the time that the card asks for, else its comment."""
    if card.asks is Asks.WHEN:
        await time_said(stage, card.activity_id, text)
        return
    asks_step = card.asks in (Asks.STEP, Asks.NEW_STEP)
    change = card.asks is Asks.NEW_STEP
    if asks_step and await step_said(stage, card.activity_id, text, change=change):
        return
    await stage.visit.run(add_comment, card.activity_id, text, message_id)
    said = Said(message_id, text)
    if asks_step:
        await show_next(stage, card.activity_id, change=change, said=said)
        return
    asked = card.asks is Asks.COMMENT
    await show_saved(stage, card.activity_id, said=None if asked else said)
    if asked:
        await take_buttons_away(stage.bot, stage.visit.who.telegram_id, card.message_id)


async def _search(visit: Visit, state: FSMContext, manager: DialogManager, text: str) -> None:
    await forget(state)
    data = form_data(visit, query=text[:QUERY_LENGTH])
    await manager.start(Log.client, data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)
