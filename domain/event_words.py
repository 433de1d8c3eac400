"""The words after «/event»: a day, if they begin with one, and what happened then."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.date_words import folded
from domain.dates import NotADate, parse_past_when
from domain.tables import EventKind

LIKE_A_DAY = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}(?:[./-][0-9]{1,4})?")
LONGEST_DAY = 3
"""«15 сентября 2026»."""
BEGINNINGS = {
    EventKind.PRICE: ("цен", "прайс", "подорож", "подешев", "наценк", "price"),
    EventKind.RATE: ("курс", "доллар", "евро", "рубл", "юан", "rate", "dollar", "currency"),
    EventKind.PROMOTION: ("акци", "скидк", "распродаж", "промо", "реклам", "sale", "promo", "discount", "campaign"),
    EventKind.COMPETITOR: ("конкурент", "competitor", "rival"),
    EventKind.LAW: ("закон", "налог", "ндс", "маркировк", "госзакуп", "law", "tax", "vat"),
}


@dataclass(frozen=True, slots=True)
class SaidEvent:
    """`text` is empty where only a day was said, or one that there is not: `no_day`."""

    kind: EventKind
    day: date
    text: str
    no_day: str = ""


def said_event(words: str, now: datetime, zone: ZoneInfo) -> SaidEvent:
    """What a person marks: «15.09 цену подняли на 10 %»; without a day it is today."""
    said = words.split()
    for length in range(min(LONGEST_DAY, len(said)), 0, -1):
        day = _day(" ".join(said[:length]), now, zone)
        if day is not None:
            text = " ".join(said[length:])
            return SaidEvent(kind_of(text), day, text)
    today = now.astimezone(zone).date()
    if said and LIKE_A_DAY.fullmatch(said[0]):
        return SaidEvent(EventKind.OTHER, today, "", no_day=said[0])
    return SaidEvent(kind_of(words), today, words.strip())


def kind_of(text: str) -> EventKind:
    """By how its first telling word begins."""
    for word in folded(text).split():
        for kind, beginnings in BEGINNINGS.items():
            if word.startswith(beginnings):
                return kind
    return EventKind.OTHER


def says_kind(text: str, kind: EventKind) -> bool:
    """Whether the kind need not be said before the words: «цену подняли» is of a price; what is other has none."""
    own = () if kind is EventKind.OTHER else (BEGINNINGS[kind][0], kind.value[:5])
    return not own or any(word.startswith(own) for word in folded(text).split())


def _day(words: str, now: datetime, zone: ZoneInfo) -> date | None:
    """A number alone is no day: «10 новых магазинов»."""
    if words.isdecimal():
        return None
    try:
        when = parse_past_when(words, now, zone)
    except NotADate:
        return None
    return None if when.time else when.day
