"""A calendar of the member's own days, and hours of his working day. aiogram-dialog's reads the server's clock."""

from calendar import Calendar
from datetime import date, time, timedelta

from aiogram.types import InlineKeyboardButton

from domain.date_words import add_months
from domain.next_steps import Step
from domain.tables import TaskAction
from handlers.log.links import ChooseStep, Nothing, PickDay, PickHour, take_step
from handlers.log.saved import action_words
from handlers.plain import Card, button, in_rows
from handlers.visit import Visit
from handlers.wording import day_words, month_words, weekday_words

AHEAD_MONTHS = 24
ACTIONS = (TaskAction.CALL, TaskAction.MEETING, TaskAction.OFFER, TaskAction.LETTER)
BLANK = "·"


def month_card(visit: Visit, picked: PickDay, month: date) -> Card:
    """One month; what to do is chosen above it, another day by its number."""
    text = visit.words("log-which-day", action=action_words(visit, picked.action))
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    rows = [_actions(visit, picked), _turning(visit, picked, month), _weekdays(visit, month)]
    rows += [[_day(visit, picked, month, day) for day in week] for week in weeks]
    return Card(text, [*rows, [_back(visit, picked.activity_id)]])


def hours_card(visit: Visit, picked: PickHour, hours: tuple[time, time]) -> Card:
    """The hours of work on that day, or none: then it does not ring."""
    day = date.fromisoformat(picked.day)
    words = day_words(day, visit.today, visit.words.language)
    text = visit.words("log-which-hour", action=action_words(visit, picked.action), day=words)
    now = visit.now.astimezone(visit.who.zone)
    ahead = [hour for hour in _hours(hours) if day > now.date() or hour > now.time()]
    buttons = [button(f"{hour:%H:%M}", _take(picked, day, hour)) for hour in ahead]
    without = button(visit.words.plain("log-no-hour"), _take(picked, day, None))
    return Card(text, [*in_rows(buttons, 4), [without], [_back(visit, picked.activity_id)]])


def _take(picked: PickHour, day: date, hour: time | None) -> str:
    return take_step(picked.activity_id, Step(picked.action, day, hour), change=picked.change)


def _hours(hours: tuple[time, time]) -> list[time]:
    """Every hour from the start of work to its end."""
    return [time(hour) for hour in range(hours[0].hour, min(hours[1].hour, 23) + 1)]


def _actions(visit: Visit, picked: PickDay) -> list[InlineKeyboardButton]:
    return [_action(visit, picked, action) for action in ACTIONS]


def _action(visit: Visit, picked: PickDay, action: TaskAction) -> InlineKeyboardButton:
    word = visit.words.plain(f"log-do-{action.value}")
    mark = f"✓ {word}" if action is picked.action else word
    return button(mark, picked.model_copy(update={"action": action}).pack())


def _turning(visit: Visit, picked: PickDay, month: date) -> list[InlineKeyboardButton]:
    this = visit.today.replace(day=1)
    before, after = add_months(month, -1), add_months(month, 1)
    back = _blank() if month <= this else button("‹", _month(picked, before))
    ahead = _blank() if after > add_months(this, AHEAD_MONTHS) else button("›", _month(picked, after))
    return [back, button(month_words(month, visit.words.language), Nothing().pack()), ahead]


def _month(picked: PickDay, month: date) -> str:
    return picked.model_copy(update={"month": f"{month:%Y%m}"}).pack()


def _weekdays(visit: Visit, month: date) -> list[InlineKeyboardButton]:
    monday = month - timedelta(days=month.weekday())
    days = (monday + timedelta(days=number) for number in range(7))
    return [button(weekday_words(day, visit.words.language), Nothing().pack()) for day in days]


def _day(visit: Visit, picked: PickDay, month: date, day: date) -> InlineKeyboardButton:
    if day.month != month.month or day < visit.today:
        return _blank()
    hour = PickHour(activity_id=picked.activity_id, action=picked.action, day=f"{day:%Y%m%d}", change=picked.change)
    return button(f"[{day.day}]" if day == visit.today else str(day.day), hour.pack())


def _blank() -> InlineKeyboardButton:
    return button(BLANK, Nothing().pack())


def _back(visit: Visit, activity_id: int) -> InlineKeyboardButton:
    return button(visit.words.plain("back"), ChooseStep(activity_id=activity_id).pack())
