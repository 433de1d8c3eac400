"""Cells as people and programs write them: dates, sums, words that are known under another spelling."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from domain.money import LARGEST, AmountError, parse_amount
from domain.names import EmptyName, NameTooLong, clean_name, normalised

LONGEST_KEY = 200

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][0-9:.+Z-]*)?")
_RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?:,? [0-9:]*)?(?: ?г\.?)?")
_SERIAL = re.compile(r"(\d{5})(?:\.0*)?")
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})|(\d{4})[-./](\d{1,2})")
_NAMED_MONTH = re.compile(r"([а-яёa-z]+)\.?\s+(\d{4})(?: ?г\.?| year)?", re.IGNORECASE)
_GAP = re.compile(r"[ \u00a0\u202f]")
_PLAIN = re.compile(r"([-−]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,12})(?:[.,](\d{1,2}))?(?: ?(?:₽|руб\.?|р\.))?")
_FINE = re.compile(r"([-−]?)(\d{1,12}\.\d{4,})")
_QUANTITY = re.compile(r"\d{1,12}(?:\.\d{1,6})?")
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YES = frozenset({"1", "да", "yes", "true", "истина", "возврат", "return", "+", "x", "х"})
_NO = frozenset({"", "0", "нет", "no", "false", "ложь", "продажа", "sale", "-"})
EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 1, 1)
EXCEL_EPOCH = date(1899, 12, 30)


class BadCell(ValueError):
    """`reason`: the end of a text's key."""

    def __init__(self, reason: str, column: str, value: str, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = {"column": column, "value": value[:100], **values}


def day_of(cells: Mapping[str, str], column: str, today: date) -> date | None:
    """A day that has come, since 1990; None of an empty cell. Raises BadCell."""
    day = any_day_of(cells, column)
    if day is None:
        return None
    if day < EARLIEST:
        raise BadCell("bad_date", column, cells[column])
    if day > today:
        raise BadCell("future_date", column, cells[column])
    return day


def any_day_of(cells: Mapping[str, str], column: str) -> date | None:
    """A day as 2017-03-01, 01.03.2017, 01.03.17 or a spreadsheet's number of it; None of an empty cell.

    Raises BadCell.
    """
    text = cells.get(column, "")
    if not text:
        return None
    day = _day(text)
    if day is None or day >= LATEST:
        raise BadCell("bad_date", column, text)
    return day


@lru_cache(10_000)
def _day(text: str) -> date | None:
    if serial := _SERIAL.fullmatch(text):
        return EXCEL_EPOCH + timedelta(int(serial[1]))
    iso, russian = _ISO.fullmatch(text), _RUSSIAN.fullmatch(text)
    parts = iso.groups() if iso else russian.groups()[::-1] if russian else None
    if parts is None:
        return None
    year, month, day = (int(part) for part in parts)
    century = 0 if len(parts[0]) == 4 else 2000 if year < 70 else 1900
    try:
        return date(century + year, month, day)
    except ValueError:
        return None


def month_of(cells: Mapping[str, str], column: str) -> date | None:
    """The first day of a month as «ноябрь 2026», 11.2026, 2026-11 or any of its days; None of an empty cell.

    Raises BadCell.
    """
    text = cells.get(column, "")
    if not text:
        return None
    month = _month(text)
    if month is None or not EARLIEST <= month < LATEST:
        raise BadCell("bad_month", column, text)
    return month.replace(day=1)


def _month(text: str) -> date | None:
    if figures := _MONTH.fullmatch(text):
        return _first_of(int(figures[2] or figures[3]), int(figures[1] or figures[4]))
    named = _NAMED_MONTH.fullmatch(text)
    if named is None:
        return _day(text)
    for names in (_MONTHS, _ENGLISH):
        for number, name in sorted(enumerate(names, 1), key=lambda known: -len(known[1])):
            if named[1].lower().startswith(name):
                return _first_of(int(named[2]), number)
    return None


def _first_of(year: int, month: int) -> date | None:
    """None where there is no such month: «13.2026», «май 0000»."""
    return date(year, month, 1) if year and 1 <= month <= 12 else None


def kopecks_of(cells: Mapping[str, str], column: str) -> int | None:
    """A sum of roubles in kopecks; None of an empty cell. Raises BadCell."""
    amount = signed_kopecks_of(cells, column)
    if amount is not None and amount < 0:
        raise BadCell("negative_amount", column, cells[column])
    return amount


def signed_kopecks_of(cells: Mapping[str, str], column: str) -> int | None:
    """The same, below zero too: «−1 234,50 ₽», «(1 234,50)»; what is finer than a kopeck is rounded. Raises BadCell."""
    text = cells.get(column, "")
    if not text:
        return None
    if plain := _PLAIN.fullmatch(text):
        sign, whole, rest = plain.groups()
        kopecks = int(_GAP.sub("", whole)) * 100 + int((rest or "0").ljust(2, "0"))
    elif fine := _FINE.fullmatch(text):
        sign, kopecks = fine[1], int((Decimal(fine[2]) * 100).to_integral_value(ROUND_HALF_UP))
    else:
        return _written_kopecks(column, text)
    if kopecks > LARGEST:
        raise BadCell("bad_amount", column, text)
    return -kopecks if sign else kopecks


def _written_kopecks(column: str, text: str) -> int:
    is_negative = text[0] in "-−–(" and (text[0] != "(" or text[-1] == ")")
    try:
        kopecks = parse_amount(text[1:].rstrip(")") if is_negative else text, zero_allowed=True)
    except AmountError as error:
        raise BadCell("bad_amount", column, text) from error
    return -kopecks if is_negative else kopecks


def quantity_of(cells: Mapping[str, str], column: str) -> Decimal | None:
    """How many, fractions too; None of an empty cell. Raises BadCell."""
    text = cells.get(column, "")
    if not text:
        return None
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".").lstrip("-−").removesuffix("шт").removesuffix("шт.")
    if not _QUANTITY.fullmatch(plain):
        raise BadCell("bad_number", column, text)
    return Decimal(plain)


def number_of(cells: Mapping[str, str], column: str) -> int | None:
    """A whole number, not below zero; None of an empty cell. Raises BadCell."""
    quantity = quantity_of(cells, column)
    if quantity is None:
        return None
    if quantity != int(quantity):
        raise BadCell("bad_number", column, cells[column])
    return int(quantity)


def is_yes(cells: Mapping[str, str], column: str) -> bool:
    """Raises BadCell."""
    text = cells.get(column, "").casefold()
    if text not in _YES and text not in _NO:
        raise BadCell("bad_choice", column, cells[column])
    return text in _YES


def name_of(cells: Mapping[str, str], column: str) -> str:
    """A name in one line, by which it can be found: with a letter or a figure. Raises BadCell."""
    try:
        return _name(cells.get(column, ""))
    except (EmptyName, NameTooLong) as error:
        raise BadCell("bad_name", column, cells.get(column, "")) from error


@lru_cache(100_000)
def _name(text: str) -> str:
    name = clean_name(text)
    if not normalised(name):
        raise EmptyName(text)
    return name


def optional_name_of(cells: Mapping[str, str], column: str) -> str:
    """The same, "" of an empty cell. Raises BadCell."""
    return name_of(cells, column) if cells.get(column) else ""


def key_of(cells: Mapping[str, str], column: str) -> str:
    """What a thing is known by elsewhere; "" of an empty cell. Raises BadCell."""
    text = cells.get(column, "")
    if len(text) > LONGEST_KEY:
        raise BadCell("no_key", column, text)
    return text


@lru_cache(20_000)
def squeezed(name: str) -> str:
    """A name without case, signs and gaps: «GTXPro» and «GTX Pro» are one."""
    return normalised(name).replace(" ", "")
