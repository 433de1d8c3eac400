"""Outcome buttons under a push: one tap saves, a second sets what comes next."""

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from domain.errors import Gone
from domain.use_cases.answers import answer_task
from handlers.log.happenings import HAPPENINGS
from handlers.log.links import AnswerTask
from handlers.log.show import Stage, show_next
from handlers.visit import Visit


async def task_answered(
    callback: CallbackQuery, callback_data: AnswerTask, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    """Log what came of the task, close it, and propose what comes next."""
    happening = HAPPENINGS.get(callback_data.outcome)
    if happening is None:
        raise Gone
    logged = await visit.run(
        answer_task, callback_data.task_id, callback_data.occurrence, happening.kind, happening.outcome
    )
    await show_next(Stage(bot, visit, state, callback), logged.activity_id)
