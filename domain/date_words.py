"""Words of dates in Russian and English, shared by dates (`domain.dates`) and periods (`domain.periods`)."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date

_MONTH_FORMS = (
    "январь января январе янв january jan",
    "февраль февраля феврале фев февр february feb",
    "март марта марте мар march mar",
    "апрель апреля апреле апр april apr",
    "май мая мае may",
    "июнь июня июне июн june jun",
    "июль июля июле июл july jul",
    "август августа августе авг august aug",
    "сентябрь сентября сентябре сен сент september sept sep",
    "октябрь октября октябре окт october oct",
    "ноябрь ноября ноябре ноя нояб november nov",
    "декабрь декабря декабре дек december dec",
)
_WEEKDAY_FORMS = (
    "понедельник понедельника понедельнику понед пн monday mon",
    "вторник вторника вторнику вт tuesday tues tue",
    "среда среду среды среде ср wednesday wed",
    "четверг четверга четвергу чт thursday thurs thu",
    "пятница пятницу пятницы пятнице пт friday fri",
    "суббота субботу субботы субботе сб saturday sat",
    "воскресенье воскресенья воскресенью вс sunday sun",
)


def _numbered(forms: Iterable[str], start: int) -> dict[str, int]:
    return {form: number for number, line in enumerate(forms, start) for form in line.split()}


MONTHS: Mapping[str, int] = _numbered(_MONTH_FORMS, 1)
WEEKDAYS: Mapping[str, int] = _numbered(_WEEKDAY_FORMS, 0)


def one_of(words: Iterable[str]) -> str:
    """A regular expression of any of the words, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


MONTH = one_of(MONTHS) + r"\.?"
WEEKDAY = one_of(WEEKDAYS) + r"\.?"


def month_number(word: str) -> int:
    """1 for «января», "jan." and so on."""
    return MONTHS[word.rstrip(".")]


def folded(text: str) -> str:
    """Small letters, ё as е, single spaces."""
    return " ".join(text.casefold().replace("ё", "е").split())


def full_year(digits: str) -> int:
    """2026 for «26» and «2026»."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def add_months(day: date, count: int) -> date:
    """The same day of a month `count` months later, or that month's last. Raises ValueError past the year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise ValueError("no such year")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
