"""Logging: «Записать», the saved card, what is written or sent about it."""

from aiogram import Router
from aiogram.filters import Command

from handlers.filters import Pressed
from handlers.links import StartLog
from handlers.log import corrections, steps
from handlers.log.links import AnswerTask, ToWhom
from handlers.log.messages import (
    HasContact,
    HasFile,
    HasWords,
    contact_sent,
    message_edited,
    text_said,
    thing_sent,
    to_whom,
)
from handlers.log.quick import task_answered
from handlers.log.start import press_log, tap_log
from handlers.log.windows import dialog

__all__ = ["router"]


def router() -> Router:
    """Commands and buttons, then the form, then whatever is written or sent outside of any form."""
    made = Router(name="log")
    made.message.register(press_log, Command("log"))
    made.message.register(press_log, Pressed("menu-log"))
    made.callback_query.register(tap_log, StartLog.filter())
    made.callback_query.register(task_answered, AnswerTask.filter())
    made.callback_query.register(to_whom, ToWhom.filter())
    steps.register(made)
    corrections.register(made)
    made.edited_message.register(message_edited)
    made.include_router(dialog())
    made.include_router(_outside_of_forms())
    return made


def _outside_of_forms() -> Router:
    made = Router(name="log-outside")
    made.message.register(contact_sent, HasContact())
    made.message.register(thing_sent, HasFile())
    made.message.register(text_said, HasWords())
    return made
