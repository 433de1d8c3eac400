"""A person's words for a day and an hour, in Russian and English, reckoned from his own clock.

A small grammar that either understands every word or nothing: «кофе на 5000» is no date. What was understood is always
shown with the weekday before it is saved.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.date_grammar import DAYS, FILLER, TIMES, Asked, DayRule, Rule, after_hours, day_of_hour
from domain.date_words import folded
from domain.period_words import parse_period, parse_report_words
from domain.periods import NotAPeriod, Period

__all__ = [
    "FutureDate",
    "NotADate",
    "NotAPeriod",
    "PastDate",
    "Period",
    "When",
    "parse_past_when",
    "parse_period",
    "parse_report_words",
    "parse_when",
]

Hour = time  # so that a field may be called `time`
MORNING = time(10)
FURTHEST = timedelta(days=20 * 366)


@dataclass(frozen=True, slots=True)
class When:
    """A local day and, if one was said, an hour. Without an hour it is in the morning list and does not ring."""

    day: date
    time: Hour | None = None

    def at(self, zone: ZoneInfo, default: Hour = MORNING) -> datetime:
        """UTC instant, at the hour said or the default one."""
        return datetime.combine(self.day, self.time or default, zone).astimezone(UTC)


class NotADate(ValueError):
    """No date could be read; `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class PastDate(NotADate):
    """The date is over; `when` is what was understood."""

    def __init__(self, text: str, when: When) -> None:
        super().__init__(text)
        self.when = when


class FutureDate(NotADate):
    """The date is still ahead, where the past is asked for; `when` is what was understood."""

    def __init__(self, text: str, when: When) -> None:
        super().__init__(text)
        self.when = when


def parse_when(text: str, now: datetime, zone: ZoneInfo) -> When:
    """The day and hour ahead that a person means: «завтра», «пт 15:30», «через 2 часа», «tomorrow 11am».

    `now` is an instant, `zone` the person's. Raises NotADate, PastDate.
    """
    when = _parse(text, now.astimezone(zone), forward=True)
    if _is_over(when, now, zone):
        raise PastDate(text, when)
    return when


def parse_past_when(text: str, now: datetime, zone: ZoneInfo) -> When:
    """The day and hour gone by that a person means: «вчера», «2 часа назад». Raises NotADate, FutureDate."""
    when = _parse(text, now.astimezone(zone), forward=False)
    if when.day > now.astimezone(zone).date() or (when.time and when.at(zone) > now):
        raise FutureDate(text, when)
    return when


def _is_over(when: When, now: datetime, zone: ZoneInfo) -> bool:
    if when.time is None:
        return when.day < now.astimezone(zone).date()
    return when.at(zone) + timedelta(minutes=1) <= now


def _parse(text: str, now: datetime, *, forward: bool) -> When:
    words = folded(re.sub(r"[;!]|,(?![0-9])|(?<![0-9]),", " ", text[:100])).strip(" .")
    try:
        found, hour = _read(words)
        asked = Asked(now, hour, forward)
        day = found[0](found[1], asked) if found else day_of_hour(asked)
        if abs((day.date() if isinstance(day, datetime) else day) - now.date()) > FURTHEST:
            raise ValueError("too far")
    except (ValueError, OverflowError):
        raise NotADate(text) from None
    if isinstance(day, datetime):
        return When(day.date(), day.time().replace(second=0, microsecond=0))
    return When(day, hour)


def _read(words: str) -> tuple[tuple[DayRule, re.Match[str]] | None, time | None]:
    """The rule and words of the day and the hour; every word must belong to one of them."""
    day: tuple[DayRule, re.Match[str]] | None = None
    hour: time | None = None
    position = 0
    while position < len(words):
        if match := FILLER.match(words, position):
            pass
        elif day is None and (found := _first(DAYS, words, position)):
            day, match = found, found[1]
        elif hour is None and (timed := _first(TIMES, words, position)):
            hour, match = timed[0](timed[1]), timed[1]
        else:
            raise ValueError("unknown words")
        position = match.end()
    if day is None and hour is None:
        raise ValueError("no words")
    if day and day[0] is after_hours and hour is not None:
        raise ValueError("two hours")
    return day, hour


def _first(rules: list[tuple[re.Pattern[str], Rule]], words: str, at: int) -> tuple[Rule, re.Match[str]] | None:
    return next(((rule, match) for pattern, rule in rules if (match := pattern.match(words, at))), None)
