"""A month and an hour to choose from, on a member's own clock. aiogram-dialog's calendar reads the server's."""

from calendar import Calendar
from collections.abc import Callable, Iterable
from datetime import date, datetime, time

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton

from domain.date_words import add_months
from handlers.plain import Rows, button, in_rows
from handlers.visit import Visit
from handlers.wording import month_words, weekday_words

AHEAD_MONTHS = 24
BLANK = "·"
DAYTIME = tuple(time(hour) for hour in range(8, 20))


class NoDay(CallbackData, prefix="no"):
    """A place in a calendar that is no day ahead."""


async def no_day(callback: CallbackQuery, visit: Visit) -> None:
    if visit.tap is not None:
        visit.tap.answer()


def month_rows(
    month: date,
    today: date,
    lang: str,
    day_data: Callable[[date], str],
    month_data: Callable[[date], str],
    label: Callable[[date], str] | None = None,
) -> Rows:
    """A month with what turns it; days before `today` are blank. The data of a day, and of a month by its first day."""
    named = label or (lambda day: day_label(day, today))
    days = [
        [button(named(day), day_data(day)) if day else _blank() for day in week] for week in weeks_ahead(month, today)
    ]
    return [_turning(month, today, lang, month_data), [_still(name) for name in weekday_names(lang)], *days]


def hour_rows(hours: Iterable[time], hour_data: Callable[[time], str]) -> Rows:
    return in_rows([button(f"{hour:%H:%M}", hour_data(hour)) for hour in hours], 4)


def hours_ahead(hours: Iterable[time], day: date, now: datetime) -> list[time]:
    """Those hours of that day that are still ahead; `now` on the clock of whom they are for."""
    return [hour for hour in hours if day > now.date() or hour > now.time()]


def weeks_ahead(month: date, today: date) -> list[list[date | None]]:
    """The weeks of a month from Monday that are not over; None for a day gone by or of another month."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    ahead = [[day if day.month == month.month and day >= today else None for day in week] for week in weeks]
    return [week for week in ahead if any(week)]


def weekday_names(lang: str) -> list[str]:
    return [weekday_words(date(2024, 1, day), lang) for day in range(1, 8)]  # it began with a Monday


def day_label(day: date, today: date) -> str:
    return f"[{day.day}]" if day == today else str(day.day)


def first_of(month: str, today: date) -> date:
    """«202611» as its first day; the present month for anything else or earlier."""
    this = today.replace(day=1)
    if len(month) != 6 or not month.isdecimal() or not 1 <= int(month[4:]) <= 12 or month < f"{this:%Y%m}":
        return this
    return min(date(int(month[:4]), int(month[4:]), 1), add_months(this, AHEAD_MONTHS))


def _turning(month: date, today: date, lang: str, month_data: Callable[[date], str]) -> list[InlineKeyboardButton]:
    this = today.replace(day=1)
    back = _blank() if month <= this else button("‹", month_data(add_months(month, -1)))
    last = month >= add_months(this, AHEAD_MONTHS)
    ahead = _blank() if last else button("›", month_data(add_months(month, 1)))
    return [back, _still(month_words(month, lang)), ahead]


def _still(words: str) -> InlineKeyboardButton:
    return button(words, NoDay().pack())


def _blank() -> InlineKeyboardButton:
    return _still(BLANK)
