"""Days of an absence as people write them: «1–14 декабря», «с 28.12 по 10.01», «по пятницу», "Dec 1 to Dec 14"."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.dates import NotADate, PastDate, parse_when

_FROM = re.compile(r"^(?:с|со|from)\s+", re.IGNORECASE)
_TILL = re.compile(r"^(?:по|до|till|until|to)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:по|до|till|until|to)\s+|\s*[–—]\s*|\s*-\s*", re.IGNORECASE)


def parse_days(text: str, now: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """First and last day; one day alone is both, «по пятницу» begins today. Raises NotADate."""
    words = _FROM.sub("", text.strip())
    if till := _TILL.match(words):
        return now.astimezone(zone).date(), _day(words[till.end() :], now, zone)
    try:
        day = _day(words, now, zone)
    except NotADate:
        return _both(words, now, zone)
    return day, day


def _both(words: str, now: datetime, zone: ZoneInfo) -> tuple[date, date]:
    parts = _BETWEEN.split(words)
    if len(parts) != 2:
        raise NotADate(words)
    last = _day(parts[1], now, zone)
    return (_same_month(parts[0], last) if parts[0].isdecimal() else _day(parts[0], now, zone)), last


def _same_month(number: str, last: date) -> date:
    """«1–14 декабря»: the month is said once."""
    try:
        return last.replace(day=int(number))
    except ValueError:
        raise NotADate(number) from None


def _day(words: str, now: datetime, zone: ZoneInfo) -> date:
    """A day gone by is as good: whether it may be is not the words' matter."""
    try:
        return parse_when(words, now, zone).day
    except PastDate as past:
        return past.when.day
