"""The production calendar as the owner corrects it: a month, a day of it, what that day is."""

from datetime import date

from aiogram import Bot, Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode

from domain.calendar_words import DayIs
from domain.readers.calendar import CalendarMonth, DayOf, calendar_month
from domain.use_case import Right
from domain.use_cases.calendar import correct_calendar
from handlers.calendar import first_of, month_rows
from handlers.filters import Can
from handlers.links import OpenSettings
from handlers.plain import Card, Rows, button, put_in_place, send
from handlers.settings.links import COMPANY, AskCalendarDay, OpenCalendar, SetCalendarDay, TypeCalendar
from handlers.settings.states import SettingForm
from handlers.tasks.links import day_of
from handlers.visit import Visit
from handlers.wording import day_words, month_words

SHORTER = (60, 120)
MARKS = {DayIs.OFF: "({day})", DayIs.SHORT: "{day}−", DayIs.WORKING: "{day}"}


def router() -> Router:
    """For whoever may set the company's settings."""
    made, may = Router(name="calendar"), Can(Right.COMPANY_SETTINGS)
    made.callback_query.register(opened, OpenCalendar.filter(), may)
    made.callback_query.register(day_asked, AskCalendarDay.filter(), may)
    made.callback_query.register(day_set, SetCalendarDay.filter(), may)
    made.callback_query.register(typing_asked, TypeCalendar.filter(), may)
    return made


async def opened(callback: CallbackQuery, callback_data: OpenCalendar, bot: Bot, visit: Visit) -> None:
    found = await visit.read(calendar_month, visit.who.id, visit.today.replace(day=1), visit.now)
    month = first_of(callback_data.month or f"{found.today:%Y%m}", found.open_from)
    await put_in_place(bot, callback, _month_card(visit, await _month(visit, month)))


async def day_asked(callback: CallbackQuery, callback_data: AskCalendarDay, bot: Bot, visit: Visit) -> None:
    day = day_of(callback_data.day)
    await put_in_place(bot, callback, _day_card(visit, await _month(visit, day), day))


async def day_set(callback: CallbackQuery, callback_data: SetCalendarDay, bot: Bot, visit: Visit) -> None:
    day = day_of(callback_data.day)
    await visit.run(correct_calendar, ((day, callback_data.what, callback_data.minutes),))
    await put_in_place(bot, callback, _month_card(visit, await _month(visit, day)))


async def typing_asked(callback: CallbackQuery, visit: Visit, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(SettingForm.calendar, mode=StartMode.RESET_STACK)


async def send_month(bot: Bot, visit: Visit, day: date) -> None:
    """The month of that day, below."""
    await send(bot, visit.who.telegram_id, _month_card(visit, await _month(visit, day)))


async def _month(visit: Visit, day: date) -> CalendarMonth:
    return await visit.read(calendar_month, visit.who.id, day.replace(day=1), visit.now)


def _month_card(visit: Visit, found: CalendarMonth) -> Card:
    say, language = visit.words.plain, visit.words.language
    lines: list[str] = [
        visit("calendar-month", month=month_words(found.month, language), count=found.working),
        visit("calendar-marks"),
    ]
    if found.corrections:
        lines += ["", visit("calendar-corrections")]
        lines += [visit("calendar-correction", what=_day_is(visit, found, one)) for one in found.corrections]
    if found.more:
        lines.append(visit("more", count=found.more))
    rows = month_rows(
        found.month,
        found.open_from,
        language,
        lambda day: AskCalendarDay(day=f"{day:%Y%m%d}").pack(),
        lambda month: OpenCalendar(month=f"{month:%Y%m}").pack(),
        lambda day: _label(found.of(day)),
    )
    last = [
        button(say("settings-type"), TypeCalendar().pack()),
        button(say("back"), OpenSettings(scope=COMPANY).pack()),
    ]
    return Card("\n".join(lines), [*rows, last])


def _label(one: DayOf) -> str:
    """«(23)» a day off, «30−» a shortened one; with ✎ where the owner has said so."""
    marked = MARKS[one.what].format(day=one.day.day)
    return f"{marked}✎" if one.corrected else marked


def _day_card(visit: Visit, found: CalendarMonth, day: date) -> Card:
    say, one = visit.words.plain, found.of(day)
    written = f"{day:%Y%m%d}"
    lines: list[str] = [visit("calendar-day", what=_day_is(visit, found, one))]
    if day < found.today:
        lines.append(visit("calendar-past"))
    rows: Rows = [
        [
            button(say(f"calendar-set-{what}"), SetCalendarDay(day=written, what=what).pack())
            for what in (DayIs.WORKING, DayIs.OFF)
        ],
        [
            button(
                say("calendar-set-short", hours=minutes // 60),
                SetCalendarDay(day=written, what=DayIs.SHORT, minutes=minutes).pack(),
            )
            for minutes in SHORTER
        ],
    ]
    if one.corrected:
        usual = SetCalendarDay(day=written, what=DayIs.AS_USUAL).pack()
        rows.append([button(say("calendar-set-usual"), usual)])
    rows.append([button(say("back"), OpenCalendar(month=f"{day:%Y%m}").pack())])
    return Card("\n".join(lines), rows)


def _day_is(visit: Visit, found: CalendarMonth, one: DayOf) -> str:
    """«чт 31 дек: выходной»."""
    day, say = day_words(one.day, found.today, visit.words.language), visit.words.plain
    if one.what is not DayIs.SHORT:
        return say(f"calendar-is-{one.what}", day=day)
    hours, minutes = divmod(one.minutes, 60)
    if minutes:
        return say("calendar-is-short-minutes", day=day, minutes=one.minutes)
    return say("calendar-is-short", day=day, hours=hours)
