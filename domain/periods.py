"""Periods of reports: the ones before and after, and as a button's data. Their words are in `domain.period_words`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from string import ascii_lowercase, digits

from domain.date_words import add_months

DAY = timedelta(days=1)


class Span(StrEnum):
    """What a period is called after: the key of its label."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"
    ALL = "all"


_LETTERS = {
    Span.DAY: "D", Span.WEEK: "W", Span.MONTH: "M", Span.QUARTER: "Q", Span.HALF: "H", Span.YEAR: "Y",
    Span.RANGE: "R", Span.ALL: "A",
}  # fmt: skip
DAY_CODE = 4
_MONTHS_LONG = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}


class NotAPeriod(ValueError):
    """No period could be read; `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date
    span: Span = Span.RANGE

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("a period ends later than it starts")

    @property
    def last(self) -> date:
        """Its last day."""
        return self.end - DAY

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def is_all(self) -> bool:
        """All time, with what has no date."""
        return self.span is Span.ALL

    @property
    def code(self) -> str:
        """For a button, at most nine characters: the span's letter and its day; read back by `period_of_code`."""
        return _LETTERS[self.span] + _day_code(self.start) + (_day_code(self.end) if self.span is Span.RANGE else "")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end

    @property
    def a_year_earlier(self) -> "Period":
        """The same a year ago: of a week, the one 52 weeks before; of all time, itself."""
        if self.span is Span.WEEK:
            return self.shifted(-52)
        if self.span in _MONTHS_LONG:
            return self.shifted(-12 // _MONTHS_LONG[self.span])
        return self if self.is_all else Period(add_months(self.start, -12), add_months(self.end, -12), self.span)

    @property
    def _whole_months(self) -> int:
        """How many calendar months a range is; 0 of one that begins or ends within a month."""
        if self.start.day != 1 or self.end.day != 1:
            return 0
        return 12 * (self.end.year - self.start.year) + self.end.month - self.start.month

    def shifted(self, count: int) -> "Period":
        """The period so many later (negative: earlier): the next month of a month, as many days on of a range, as many
        months on of a range of whole months."""
        if self.is_all:
            return self
        if self.span in _MONTHS_LONG:
            return _months(add_months(self.start, count * _MONTHS_LONG[self.span]), self.span)
        if months := count * self._whole_months:
            return Period(add_months(self.start, months), add_months(self.end, months), self.span)
        return Period(self.start + count * self.days * DAY, self.end + count * self.days * DAY, self.span)


WHOLE_MONTHS = frozenset({Span.MONTH, Span.QUARTER, Span.HALF, Span.YEAR})
MOST_MONTHS = 240
"""Of a period: each month of it may be read by itself."""
ALL_TIME = Period(date(1900, 1, 1), date(2200, 1, 1), Span.ALL)


def can_be_asked(period: Period) -> bool:
    """Whether a report may be of it: all time, or no more than twenty years within it."""
    if period.is_all:
        return True
    within = ALL_TIME.start <= period.start and period.end <= ALL_TIME.end
    return within and period.end <= add_months(period.start, MOST_MONTHS)


def one_day(day: date) -> Period:
    return Period(day, day + DAY, Span.DAY)


def week_of(day: date) -> Period:
    """The week of a day, from Monday."""
    monday = day - day.weekday() * DAY
    return Period(monday, monday + 7 * DAY, Span.WEEK)


def month_of(day: date) -> Period:
    return _months(day.replace(day=1), Span.MONTH)


def quarter_of(day: date) -> Period:
    return _months(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), Span.QUARTER)


def year_of(day: date) -> Period:
    return _months(date(day.year, 1, 1), Span.YEAR)


def as_planned(period: Period, today: date) -> Period:
    """«С начала месяца» (of a quarter, a half, a year) as that month: plans are of whole ones."""
    whole = (of_day(today) for of_day in (month_of, quarter_of, half_of, year_of))
    is_to_date = period.span is Span.RANGE and period.last == today
    return next((one for one in whole if is_to_date and one.start == period.start), period)


def half_of(day: date) -> Period:
    """The half-year of a day."""
    return _months(date(day.year, 1 if day.month <= 6 else 7, 1), Span.HALF)


def last_days(today: date, count: int = 90) -> Period:
    """So many days up to today."""
    return Period(today - (count - 1) * DAY, today + DAY)


def so_far(period: Period, other: Period, today: date) -> tuple[Period, Period]:
    """The days of a period up to today, and as many of the one it is compared with; whole ones once it is over."""
    if not period.start <= today < period.last:
        return period, other
    counted = Period(period.start, today + DAY)
    return counted, Period(other.start, min(other.start + counted.days * DAY, other.end))


def window_of(day: date, months: int = 12) -> Period:
    """Whole calendar months before the day's month. Rule: "Segments", Window."""
    first = day.replace(day=1)
    return Period(add_months(first, -months), first)


def _months(first: date, span: Span) -> Period:
    return Period(first, add_months(first, _MONTHS_LONG[span]), span)


def period_of_code(code: str) -> Period:
    """The period of a button's data. Raises NotAPeriod: a button's data is a stranger's input."""
    span = next((span for span, letter in _LETTERS.items() if code[:1] == letter), None)
    try:
        days = [date.fromordinal(int(code[at : at + DAY_CODE], 36)) for at in range(1, len(code), DAY_CODE)]
        period = Period(days[0], days[1]) if span is Span.RANGE else _of_span(days[0], span or Span.RANGE)
    except (ValueError, IndexError, KeyError, OverflowError, TypeError):
        raise NotAPeriod(code) from None
    if period.code != code or not can_be_asked(period):
        raise NotAPeriod(code)
    return period


def is_period_code(code: str) -> bool:
    """Whether a button's data is of a period: codes of cuts begin with a small letter."""
    return code[:1].isupper()


def _day_code(day: date) -> str:
    """The day's ordinal in base 36: four characters for any year from 129 on."""
    number, code = day.toordinal(), ""
    while number:
        number, digit = divmod(number, 36)
        code = (digits + ascii_lowercase)[digit] + code
    return code


def _of_span(first: date, span: Span) -> Period:
    return ALL_TIME if span is Span.ALL else _OF_DAY[span](first)


_OF_DAY: dict[Span, Callable[[date], Period]] = {
    Span.DAY: one_day,
    Span.WEEK: week_of,
    Span.MONTH: month_of,
    Span.QUARTER: quarter_of,
    Span.HALF: half_of,
    Span.YEAR: year_of,
}
