"""Periods of reports in words, and the buttons to other periods."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton

from domain.date_words import add_months
from domain.periods import (
    ALL_TIME,
    Period,
    Span,
    can_be_asked,
    is_period_code,
    month_of,
    quarter_of,
    year_of,
)
from domain.readers.looks import chosen_period
from domain.worktime import DAY, Schedule
from handlers.links import ShowReport
from handlers.plain import Rows, button
from handlers.wording import date_words, day_words, hour_words, month_words
from handlers.words import Words

FIRST_DAYS = 3
STATE_CALENDAR = Schedule(ZoneInfo("UTC"))
"""Asked for its days only: January begins to tell something after the holidays."""
SPANS = (Span.MONTH, Span.QUARTER, Span.YEAR, Span.ALL)
_OF_DAY: dict[Span, Callable[[date], Period]] = {
    Span.MONTH: month_of,
    Span.QUARTER: quarter_of,
    Span.YEAR: year_of,
    Span.ALL: lambda day: ALL_TIME,
}


def default_period(today: date) -> Period:
    """This month; in its first working days, when it has nothing to tell yet, the last one."""
    month = month_of(today)
    worked = STATE_CALENDAR.working_days_in(month.start, today + DAY)
    return month.shifted(-1) if len(worked) <= FIRST_DAYS else month


def period_words(words: Words, period: Period, today: date) -> str:
    """«ноябрь 2026», «3 кв. 2026», «15 окт – 21 ноя», «всё время». Not HTML."""
    if period.span is Span.MONTH:
        return month_words(period.start, words.language)
    if period.span is Span.DAY:
        return day_words(period.start, today, words.language)
    quarter, half = (period.start.month + 2) // 3, (period.start.month + 5) // 6
    number = quarter if period.span is Span.QUARTER else half
    return words.plain(
        f"report-period-{period.span}",
        number=number,
        year=str(period.start.year),
        first=date_words(period.start, today, words.language),
        last=date_words(period.last, today, words.language),
    )


def as_of(words: Words, now: datetime, zone: ZoneInfo) -> str:
    """«данные на 21 ноя 18:42»."""
    at = now.astimezone(zone)
    return words.plain("report-as-of", day=date_words(at.date(), at.date(), words.language), hour=hour_words(at))


def turned(period: Period, step: int) -> Period:
    """What ◀ and ▶ lead to: the one before or after; of a year so far, the same days of the other year."""
    year = year_of(period.start)
    if period.span is not Span.RANGE or period.start != year.start or period.end > year.end:
        return period.shifted(step)
    return Period(add_months(period.start, 12 * step), add_months(period.end, 12 * step))


def _turned_beside(versus: str, step: int) -> str:
    """The code of what stands beside, as far on; of cuts, the same."""
    if not step or not is_period_code(versus):
        return versus
    beside = turned(chosen_period(versus), step)
    return beside.code if can_be_asked(beside) else ""


def period_rows(words: Words, shown: ShowReport, period: Period, today: date, *, is_ahead: bool = False) -> Rows:
    """◀ ▶ and «Месяц · Квартал · Год · Всё», each with the cut of the report shown.

    ▶ leads no further than to what has begun; of a report that looks ahead (`is_ahead`), to what comes after that.

    A period that it is compared with moves along: nothing is set beside itself.
    """

    def to(label: str, other: Period, step: int = 0) -> InlineKeyboardButton:
        versus = _turned_beside(shown.versus, step)
        asked = {"period": other.code, "versus": "" if versus == other.code else versus, "view": "", "page": 0}
        return button(label, shown.model_copy(update=asked).pack())

    turns = []
    if not period.is_all and (before := turned(period, -1)).start >= ALL_TIME.start:
        turns.append(to(f"◀ {period_words(words, before, today)}", before, -1))
    if not period.is_all and ((after := turned(period, 1)).start <= today or (is_ahead and period.start <= today)):
        turns.append(to(f"{period_words(words, after, today)} ▶", after, 1))
    anchor = min(period.last, today) if not period.is_all else today
    spans = [
        to(
            words.plain("report-span-now" if span is period.span else "report-span", span=span.value),
            _OF_DAY[span](anchor),
        )
        for span in SPANS
    ]
    return [turns, spans]
