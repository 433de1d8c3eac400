"""The next step: taken from the proposals, from a calendar, or said in words."""

import re

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from domain.dates import NotADate, parse_when
from domain.next_steps import Step
from domain.readers.logging import next_step_choices
from domain.tables import TaskAction
from domain.use_cases.next_steps import change_next_step, drop_next_step, set_next_step
from handlers.log.calendar import hours_card, month_card
from handlers.log.last_card import Asks
from handlers.log.links import ChooseStep, NoStep, PickDay, PickHour, TakeStep
from handlers.log.saved import proposed_action
from handlers.log.show import Stage, show_asking, show_next, show_saved
from handlers.visit import Visit

_ACTIONS = (
    (TaskAction.CALL, r"(?:пере|по)?звон(?:ить|ок|ю)|call(?: back)?"),
    (TaskAction.MEETING, r"встреч[аиу]|встретиться|meeting|meet"),
    (TaskAction.OFFER, r"(?:отправить )?кп|offer"),
    (TaskAction.LETTER, r"(?:написать )?письмо|написать|letter|write"),
    (TaskAction.INVOICE, r"(?:выставить )?сч[её]т|invoice"),
)


def register(router: Router) -> None:
    router.callback_query.register(step_taken, TakeStep.filter())
    router.callback_query.register(no_step, NoStep.filter())
    router.callback_query.register(choose_step, ChooseStep.filter())
    router.callback_query.register(pick_day, PickDay.filter())
    router.callback_query.register(pick_hour, PickHour.filter())


async def step_taken(
    callback: CallbackQuery, callback_data: TakeStep, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    case = change_next_step if callback_data.change else set_next_step
    done = await visit.run(case, callback_data.activity_id, callback_data.step)
    await show_saved(Stage(bot, visit, state, callback), done.activity_id)


async def no_step(callback: CallbackQuery, callback_data: NoStep, bot: Bot, visit: Visit, state: FSMContext) -> None:
    """Nothing comes next; a step that was there is dropped."""
    dropped = await visit.run(drop_next_step, callback_data.activity_id)
    await show_saved(Stage(bot, visit, state, callback), dropped.activity_id)


async def choose_step(
    callback: CallbackQuery, callback_data: ChooseStep, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    await show_next(Stage(bot, visit, state, callback), callback_data.activity_id, change=True)


async def pick_day(callback: CallbackQuery, callback_data: PickDay, bot: Bot, visit: Visit, state: FSMContext) -> None:
    card = month_card(visit, callback_data)
    asks = Asks.NEW_STEP if callback_data.change else Asks.STEP
    await show_asking(Stage(bot, visit, state, callback), card, callback_data.activity_id, asks)


async def pick_hour(
    callback: CallbackQuery, callback_data: PickHour, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    choices = await visit.read(next_step_choices, visit.who.id, callback_data.activity_id, visit.now)
    card = hours_card(visit, callback_data, choices.hours)
    asks = Asks.NEW_STEP if callback_data.change else Asks.STEP
    await show_asking(Stage(bot, visit, state, callback), card, callback_data.activity_id, asks)


async def step_said(stage: Stage, activity_id: int, text: str, *, change: bool) -> bool:
    """«пт 11:00», «встреча завтра в 14»: set it. False when the words are no date."""
    visit = stage.visit
    action, words = _action_said(text)
    try:
        when = parse_when(words, visit.now, visit.who.zone)
    except NotADate:
        return False
    if action is None:
        choices = await visit.read(next_step_choices, visit.who.id, activity_id, visit.now)
        action = proposed_action(choices.steps)
    case = change_next_step if change else set_next_step
    done = await visit.run(case, activity_id, Step(action, when.day, when.time))
    await show_saved(stage, done.activity_id)
    return True


def _action_said(text: str) -> tuple[TaskAction | None, str]:
    """The action that the words begin with, and the rest."""
    for action, pattern in _ACTIONS:
        match = re.match(rf"\s*(?:{pattern})\b[\s,:]*", text, re.IGNORECASE)
        if match:
            return action, text[match.end() :]
    return None, text
