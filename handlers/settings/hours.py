"""Working hours by weekday: the week, one of its days, the hours of it."""

from datetime import date

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.hours_text import Week
from domain.readers.settings import settings_of
from handlers.plain import Card, button, in_rows, put_in_place
from handlers.settings.cards import choice_card, hours_words
from handlers.settings.links import COMPANY, AskDay, AskSetting, SetDay, SetHours
from handlers.settings.presets import DAYS, HOURS
from handlers.settings.scopes import checked_scope, save_hours
from handlers.visit import Visit
from handlers.wording import weekday_words

MONDAY = date(2024, 1, 1)


async def show_week(callback: CallbackQuery, bot: Bot, visit: Visit, scope: str) -> None:
    await put_in_place(bot, callback, _week_card(visit, scope, await _week(visit, scope)))


async def day_asked(callback: CallbackQuery, callback_data: AskDay, bot: Bot, visit: Visit) -> None:
    scope = checked_scope(visit, callback_data.scope)
    await put_in_place(bot, callback, _day_card(visit, scope, callback_data.weekday, await _week(visit, scope)))


async def day_set(callback: CallbackQuery, callback_data: SetDay, bot: Bot, visit: Visit) -> None:
    """The other days stay as they are."""
    scope = checked_scope(visit, callback_data.scope)
    week = list(await _week(visit, scope))
    week[callback_data.weekday] = _hours(callback_data.hours)
    await save_hours(visit, scope, tuple(week))
    await show_week(callback, bot, visit, scope)


async def _week(visit: Visit, scope: str) -> Week:
    settings = await visit.read(settings_of, visit.who.id)
    own = None if scope == COMPANY else settings.own.hours
    return own or settings.company.hours or ()


def _week_card(visit: Visit, scope: str, week: Week) -> Card:
    days = [
        button(f"{_name(visit, weekday)}: {_words(visit, hours)}", AskDay(scope=scope, weekday=weekday).pack())
        for weekday, hours in enumerate(week)
    ]
    weeks = [button(hours_words(visit, one), SetHours(scope=scope, preset=key).pack()) for key, one in HOURS.items()]
    text = visit("settings-ask-hours", value=hours_words(visit, week))
    rows = [*in_rows(days, 2), *in_rows(weeks, 2)]
    return choice_card(visit, scope, "hours", text, rows, SetHours(scope=scope).pack())


def _day_card(visit: Visit, scope: str, weekday: int, week: Week) -> Card:
    say = visit.words.plain
    chips = [
        button(hours.replace("-", "–"), SetDay(scope=scope, weekday=weekday, hours=hours.replace(":", "")).pack())
        for hours in DAYS
    ]
    off = button(say("settings-day-off"), SetDay(scope=scope, weekday=weekday).pack())
    back = button(say("back"), AskSetting(scope=scope, name="hours").pack())
    text = visit("settings-ask-day", day=_name(visit, weekday), value=_words(visit, week[weekday]))
    return Card(text, [*in_rows(chips, 2), [off], [back]])


def _name(visit: Visit, weekday: int) -> str:
    return weekday_words(MONDAY.replace(day=1 + weekday), visit.words.language).capitalize()


def _words(visit: Visit, hours: list[str] | None) -> str:
    return visit.words.plain("settings-off") if hours is None else "–".join(hours)


def _hours(written: str) -> list[str] | None:
    """«0900-1800»; whether these are hours is the use case's matter."""
    return [f"{hour[:2]}:{hour[2:]}" for hour in written.split("-")] if written else None
