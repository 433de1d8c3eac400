"""A question to a member, and his answer under the message it was asked from."""

from aiogram.types import Message, ReplyParameters

from domain.errors import Gone
from domain.readers.questions import QuestionView, question_view
from handlers.plain import Card
from handlers.pushes.rendering import About, Occasion
from handlers.questions.cards import question_card, told_card


async def question_asked(occasion: Occasion, about: About) -> Card | None:
    """Not wanted once it is answered."""
    view = await _view(occasion, about)
    return None if view is None or view.is_answered else question_card(occasion.words, view)


async def question_answered(occasion: Occasion, about: About, silent: bool) -> Message | None:
    """As a reply to the message from which it was asked, while that is there."""
    view = await _view(occasion, about)
    if view is None or not view.is_answered:
        return None
    reply = view.message_id and ReplyParameters(message_id=view.message_id, allow_sending_without_reply=True)
    return await occasion.bot.send_message(
        occasion.who.telegram_id,
        told_card(occasion.words, view).text,
        disable_notification=silent or None,
        reply_parameters=reply or None,
    )


async def _view(occasion: Occasion, about: About) -> QuestionView | None:
    try:
        return await occasion.read(question_view, occasion.who.id, int(about["question_id"]))
    except Gone:
        return None
