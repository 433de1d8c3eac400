"""A claim under one's thumb: answered, then closed with what was done. Its card is that of its task."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from domain.errors import TooLong, WordsNeeded
from domain.readers.tasks import task_view
from domain.use_cases.claims import answer_claim, close_claim
from handlers.claims.getters import asked_getter
from handlers.claims.states import Closing
from handlers.forms import leave, left
from handlers.links import AnswerClaim, CloseClaim
from handlers.log.actions import stage_of
from handlers.log.show import show_saved
from handlers.plain import put_in_place
from handlers.screen import B, Form, Given, Screen, visit_of
from handlers.tasks.cards import task_card
from handlers.visit import Visit

__all__ = ["router"]


def router() -> Router:
    made = Router(name="claims")
    made.callback_query.register(answered, AnswerClaim.filter())
    made.callback_query.register(ask_what_was_done, CloseClaim.filter())
    made.include_router(dialog())
    return made


def dialog() -> Form:
    """«Что сделали?»"""
    return Form(
        Screen(
            Given("text"),
            MessageInput(done_said),
            Button(B("claim-cancel"), id="cancel", on_click=left),
            state=Closing.words,
            getter=asked_getter,
        )
    )


async def answered(callback: CallbackQuery, callback_data: AnswerClaim, bot: Bot, visit: Visit) -> None:
    """Its task waits for what will be done."""
    done = await visit.run(answer_claim, callback_data.task_id, visit.words.plain("claim-answered-note"))
    view = await visit.read(task_view, visit.who.id, done.task_id)
    if visit.tap is not None:
        visit.tap.answer(visit.words.plain("claim-answered"))
    await put_in_place(bot, callback, task_card(visit, view))


async def ask_what_was_done(
    callback: CallbackQuery, callback_data: CloseClaim, visit: Visit, dialog_manager: DialogManager
) -> None:
    view = await visit.read(task_view, visit.who.id, callback_data.task_id)
    data = {"form": f"claim:{visit.key}", "task": view.id, "client": view.client, "refused": None}
    await dialog_manager.start(Closing.words, data, mode=StartMode.RESET_STACK)


async def done_said(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Closed; words that cannot be kept are asked for again."""
    visit, data = visit_of(manager), manager.dialog_data
    try:
        closed = await visit.run(close_claim, data["task"], message.text or "", data["form"])
    except (TooLong, WordsNeeded) as refusal:
        data["refused"] = visit.words(refusal.text_key, **refusal.values)
        return
    stage = stage_of(manager)
    await leave(manager)
    await show_saved(stage, closed.activity_id)
