"""Corrections of the production calendar as people write them: «31.12 выходной», «30.12 короткий на 1 час»."""

import re
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.dates import NotADate, PastDate, parse_when


class DayIs(StrEnum):
    """What the owner may say of a day; AS_USUAL takes his word back."""

    OFF = "off"
    WORKING = "working"
    SHORT = "short"
    AS_USUAL = "usual"


_WORDS = (
    (DayIs.SHORT, r"(?:коро\w*|сокращ\w*|short\w*)(?:\s+(?:на|by)\s+(?P<number>[0-9]{1,3})\s*(?P<unit>\w*)\.?)?"),
    (DayIs.OFF, r"выходн\w*|нерабоч\w*|праздни\w*|(?:day )?off|holiday"),
    (DayIs.WORKING, r"рабоч\w*|работаем|working|work\w*"),
    (DayIs.AS_USUAL, r"обычн\w*|как в календаре|as usual|usual"),
)
_RULES = tuple(
    (what, re.compile(rf"^(?P<day>.+?)\s*[:\-–—]?\s*(?:{words})(?:\s+(?:день|day))?\s*$", re.I))
    for what, words in _WORDS
)
HOUR = 60


def parse_calendar(text: str, now: datetime, zone: ZoneInfo) -> tuple[tuple[date, DayIs, int], ...]:
    """Days, what each is, and by how many minutes it is shorter; one a line or after a semicolon. Raises NotADate."""
    pieces = [piece.strip() for piece in re.split(r"[\n;]|,(?=\s)", text) if piece.strip()]
    if not pieces:
        raise NotADate(text)
    return tuple(_piece(piece, now, zone) for piece in pieces)


def _piece(piece: str, now: datetime, zone: ZoneInfo) -> tuple[date, DayIs, int]:
    for what, rule in _RULES:
        if found := rule.match(piece):
            return _day(found["day"], now, zone), what, _minutes(found) if what is DayIs.SHORT else 0
    raise NotADate(piece)


def _minutes(found: re.Match[str]) -> int:
    """«на 1 час», «на 90 мин»; an hour when nothing is said."""
    number = int(found["number"] or 1)
    return number if (found["unit"] or "").lower().startswith(("м", "m")) else number * HOUR


def _day(words: str, now: datetime, zone: ZoneInfo) -> date:
    try:
        return parse_when(words.strip(" :-–—"), now, zone).day
    except PastDate as past:
        return past.when.day
