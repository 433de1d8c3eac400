"""Days, hours, phones and sums in words, before they reach a text. Days are the member's own (`visit.today`)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.money import Figure, roubles, short_roubles
from domain.phones import international
from handlers.words import Html

__all__ = [
    "capital",
    "date_words",
    "day_words",
    "hour_words",
    "long_day_words",
    "moment_words",
    "month_words",
    "near_day_words",
    "phone_words",
    "short_month_words",
    "short_sum_words",
    "sum_words",
    "weekday_words",
]

NEXT_DAYS = timedelta(days=180)  # within half a year a day needs no year

_WEEKDAYS = {
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_SHORT_MONTHS = {
    "ru": ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_MONTHS_OF = {
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_MONTHS = {
    "ru": (
        "январь", "февраль", "март", "апрель", "май", "июнь",
        "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
    ),
    "en": _MONTHS_OF["en"],
}  # fmt: skip
_NEAR = {
    "ru": {-2: "позавчера", -1: "вчера", 0: "сегодня", 1: "завтра", 2: "послезавтра"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}


def day_words(day: date, today: date, lang: str = "ru") -> str:
    """«пт 27 ноя», with the year when it is further than half a year."""
    return f"{weekday_words(day, lang)} {date_words(day, today, lang)}"


def date_words(day: date, today: date, lang: str = "ru") -> str:
    """«27 ноя»: a day gone by or ahead where the weekday says nothing."""
    return f"{day.day} {_SHORT_MONTHS[lang][day.month - 1]}{_year(day, today)}"


def long_day_words(day: date, today: date, lang: str = "ru") -> str:
    """«27 ноября»."""
    return f"{day.day} {_MONTHS_OF[lang][day.month - 1]}{_year(day, today)}"


def near_day_words(day: date, today: date, lang: str = "ru") -> str:
    """«вчера», «сегодня», «завтра»; further away as `day_words`."""
    return _NEAR[lang].get((day - today).days) or day_words(day, today, lang)


def weekday_words(day: date, lang: str = "ru") -> str:
    """«пт»."""
    return _WEEKDAYS[lang][day.weekday()]


def month_words(month: date, lang: str = "ru") -> str:
    """«ноябрь 2026»."""
    return f"{_MONTHS[lang][month.month - 1]} {month.year}"


def short_month_words(month: date, lang: str = "ru") -> str:
    """«ноя 26»."""
    return f"{month_words(month, lang)[:3]} {month.year % 100:02}"


def hour_words(at: datetime | time, zone: ZoneInfo | None = None) -> str:
    """«11:00»: of an instant in the member's zone, or of an hour that is local already."""
    if isinstance(at, datetime) and zone is not None:
        at = at.astimezone(zone)
    return f"{at.hour:02}:{at.minute:02}"


def moment_words(at: datetime, now: datetime, zone: ZoneInfo, lang: str = "ru") -> str:
    """«сегодня, 11:00», «пт 27 ноя, 11:00»: an instant, by the member's clock."""
    today = now.astimezone(zone).date()
    return f"{near_day_words(at.astimezone(zone).date(), today, lang)}, {hour_words(at, zone)}"


def phone_words(e164: str, extension: str | None = None, lang: str = "ru") -> str:
    """«+79120000000»: Telegram makes it a link to dial."""
    return international(e164, extension or "", lang)


def sum_words(kopecks: int, lang: str = "ru") -> Figure:
    """«1 234 567 ₽», whole."""
    return roubles(kopecks, lang)


def short_sum_words(kopecks: int, lang: str = "ru") -> Figure:
    """«1,24 млн ₽»."""
    return short_roubles(kopecks, lang)


def _year(day: date, today: date) -> str:
    return f" {day.year}" if day.year != today.year and abs(day - today) > NEXT_DAYS else ""


def capital(text: Html) -> Html:
    """A line that begins a message begins with a capital; tags and quotes are left alone."""
    return Html(text[:1].upper() + text[1:])
