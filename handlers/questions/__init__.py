"""«Спросить»: a manager's question to a member in one tap, and his answer under the message it was asked from."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import TooLong
from domain.readers.questions import question_view
from domain.use_case import Right
from domain.use_cases.questions import answer_question, ask_member
from handlers.awaiting import Awaited, Awaiting
from handlers.filters import Can
from handlers.plain import put_in_place, send, take_buttons_away
from handlers.questions.cards import answered_card, in_words_card
from handlers.questions.links import AnswerInWords, AnswerQuestion, Ask
from handlers.visit import Visit
from handlers.words import Html

__all__ = ["ANSWER_AWAITED", "answer_said", "router"]

ANSWER_AWAITED = Awaiting("answering", "question_id")


def router() -> Router:
    made = Router(name="questions")
    made.callback_query.register(asked, Ask.filter(), Can(Right.SEE_TEAM))
    made.callback_query.register(answered, AnswerQuestion.filter())
    made.callback_query.register(in_words, AnswerInWords.filter())
    return made


async def asked(callback: CallbackQuery, callback_data: Ask, visit: Visit) -> None:
    """The message stays as it is: the answer comes under it."""
    message_id = callback.message.message_id if callback.message else None
    data = callback_data
    done = await visit.run(ask_member, data.member_id, data.kind, data.subject_id, message_id)
    view = await visit.read(question_view, visit.who.id, done.question_id)
    if visit.tap is not None:
        visit.tap.answer(visit.words.plain("question-before" if done.again else "question-sent", name=view.member))


async def answered(
    callback: CallbackQuery, callback_data: AnswerQuestion, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    await ANSWER_AWAITED.forget(state)
    done = await visit.run(answer_question, callback_data.question_id, callback_data.code)
    view = await visit.read(question_view, visit.who.id, done.question_id)
    await put_in_place(bot, callback, answered_card(visit.words, view))


async def in_words(
    callback: CallbackQuery, callback_data: AnswerInWords, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    """What is typed next is the answer."""
    view = await visit.read(question_view, visit.who.id, callback_data.question_id)
    shown = await put_in_place(bot, callback, in_words_card(visit, view))
    await ANSWER_AWAITED.expect(state, visit, Awaited(view.id, shown))


async def answer_said(message: Message, bot: Bot, visit: Visit, state: FSMContext, awaited: Awaited) -> None:
    """Words that cannot be kept are asked for again."""
    try:
        done = await visit.run(answer_question, awaited.subject_id, "", message.text or "")
    except TooLong as refusal:
        await _again(bot, visit, state, awaited, visit(refusal.text_key, **refusal.values))
        return
    await ANSWER_AWAITED.forget(state)
    view = await visit.read(question_view, visit.who.id, done.question_id)
    await take_buttons_away(bot, visit.who.telegram_id, awaited.message_id)
    await send(bot, visit.who.telegram_id, answered_card(visit.words, view))


async def _again(bot: Bot, visit: Visit, state: FSMContext, awaited: Awaited, refused: Html) -> None:
    view = await visit.read(question_view, visit.who.id, awaited.subject_id)
    await take_buttons_away(bot, visit.who.telegram_id, awaited.message_id)
    shown = await send(bot, visit.who.telegram_id, in_words_card(visit, view, refused))
    await ANSWER_AWAITED.expect(state, visit, Awaited(view.id, shown.message_id))
