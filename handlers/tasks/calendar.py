"""A month and an hour to choose from, on the assignee's own clock. aiogram-dialog's calendar reads the server's."""

from calendar import Calendar
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from aiogram.types import InlineKeyboardButton

from domain.date_words import add_months
from handlers.plain import Rows, button, in_rows
from handlers.tasks.links import NoDay
from handlers.wording import month_words, weekday_words

AHEAD_MONTHS = 24
BLANK = "·"
HOURS = tuple(time(hour) for hour in range(8, 20))


def month_rows(
    month: date, today: date, lang: str, day_data: Callable[[date], str], month_data: Callable[[date], str]
) -> Rows:
    """A month with what turns it; days gone by are blank."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    days = [
        [_blank() if day.month != month.month or day < today else _day(day, today, day_data) for day in week]
        for week in weeks
    ]
    names = [button(weekday_words(day, lang), NoDay().pack()) for day in weeks[0]]
    return [_turning(month, today, lang, month_data), names, *days]


def hour_rows(day: date, now: datetime, hour_data: Callable[[time], str]) -> Rows:
    """Whole hours of that day that are still ahead; `now` on the assignee's clock."""
    ahead = [hour for hour in HOURS if day > now.date() or hour > now.time()]
    return in_rows([button(f"{hour:%H:%M}", hour_data(hour)) for hour in ahead], 4)


def first_of(month: str, today: date) -> date:
    """«202611» as its first day; the present month for anything else or earlier."""
    this = today.replace(day=1)
    if len(month) != 6 or not month.isdecimal() or not 1 <= int(month[4:]) <= 12:
        return this
    return min(max(this, date(int(month[:4]), int(month[4:]), 1)), add_months(this, AHEAD_MONTHS))


def _turning(month: date, today: date, lang: str, month_data: Callable[[date], str]) -> list[InlineKeyboardButton]:
    this = today.replace(day=1)
    back = _blank() if month <= this else button("‹", month_data((month - timedelta(days=1)).replace(day=1)))
    last = month >= add_months(this, AHEAD_MONTHS)
    ahead = _blank() if last else button("›", month_data(add_months(month, 1)))
    return [back, button(month_words(month, lang), NoDay().pack()), ahead]


def _day(day: date, today: date, day_data: Callable[[date], str]) -> InlineKeyboardButton:
    return button(f"[{day.day}]" if day == today else str(day.day), day_data(day))


def _blank() -> InlineKeyboardButton:
    return button(BLANK, NoDay().pack())
