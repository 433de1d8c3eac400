"""Another day for the next step: a month, then the hours of work on that day."""

from datetime import date, time

from aiogram.types import InlineKeyboardButton

from domain.next_steps import Step
from domain.tables import TaskAction
from handlers.calendar import first_of, hour_rows, hours_ahead, month_rows
from handlers.log.links import ChooseStep, PickDay, PickHour, take_step
from handlers.log.saved import action_words
from handlers.plain import Card, button
from handlers.visit import Visit
from handlers.wording import day_words

ACTIONS = (TaskAction.CALL, TaskAction.MEETING, TaskAction.OFFER, TaskAction.LETTER)


def month_card(visit: Visit, picked: PickDay) -> Card:
    """One month; what to do is chosen above it, another day by its number."""
    text = visit.words("log-which-day", action=action_words(visit, picked.action))
    rows = month_rows(
        first_of(picked.month, visit.today),
        visit.today,
        visit.words.language,
        lambda day: _hours_of(picked, day),
        lambda first: picked.model_copy(update={"month": f"{first:%Y%m}"}).pack(),
    )
    actions = [_action(visit, picked, action) for action in ACTIONS]
    return Card(text, [actions, *rows, [_back(visit, picked.activity_id)]])


def hours_card(visit: Visit, picked: PickHour, hours: tuple[time, time]) -> Card:
    """The hours of work on that day, or none: then it does not ring."""
    day = date.fromisoformat(picked.day)
    words = day_words(day, visit.today, visit.words.language)
    text = visit.words("log-which-hour", action=action_words(visit, picked.action), day=words)
    ahead = hours_ahead(_hours(hours), day, visit.now.astimezone(visit.who.zone))
    rows = hour_rows(ahead, lambda hour: _take(picked, day, hour))
    without = button(visit.words.plain("log-no-hour"), _take(picked, day, None))
    return Card(text, [*rows, [without], [_back(visit, picked.activity_id)]])


def _take(picked: PickHour, day: date, hour: time | None) -> str:
    return take_step(picked.activity_id, Step(picked.action, day, hour), change=picked.change)


def _hours(hours: tuple[time, time]) -> list[time]:
    """Every hour from the start of work to its end."""
    return [time(hour) for hour in range(hours[0].hour, min(hours[1].hour, 23) + 1)]


def _action(visit: Visit, picked: PickDay, action: TaskAction) -> InlineKeyboardButton:
    word = visit.words.plain(f"log-do-{action.value}")
    mark = f"✓ {word}" if action is picked.action else word
    return button(mark, picked.model_copy(update={"action": action}).pack())


def _hours_of(picked: PickDay, day: date) -> str:
    hours = PickHour(activity_id=picked.activity_id, action=picked.action, day=f"{day:%Y%m%d}", change=picked.change)
    return hours.pack()


def _back(visit: Visit, activity_id: int) -> InlineKeyboardButton:
    return button(visit.words.plain("back"), ChooseStep(activity_id=activity_id).pack())
