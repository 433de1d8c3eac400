"""Cells as people and programs write them: dates, sums, words that are known under another spelling."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from domain.money import AmountError, NegativeAmount, parse_amount
from domain.names import normalised

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][0-9:.+Z-]*)?")
_RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: [0-9:]*)?")
_PLAIN = re.compile(r"(\d{1,12})(?:\.(\d{1,2}))?")
EARLIEST = date(1990, 1, 1)


class BadCell(ValueError):
    """`reason`: the end of a text's key."""

    def __init__(self, reason: str, column: str, value: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = {"column": column, "value": value[:100]}


def day_of(cells: Mapping[str, str], column: str, today: date) -> date | None:
    """A day as 2017-03-01 or 01.03.2017; None of an empty cell. Raises BadCell."""
    text = cells.get(column, "")
    if not text:
        return None
    iso, russian = _ISO.fullmatch(text), _RUSSIAN.fullmatch(text)
    parts = iso.groups() if iso else russian.groups()[::-1] if russian else None
    day = _day(parts) if parts else None
    if day is None or day < EARLIEST:
        raise BadCell("bad_date", column, text)
    if day > today:
        raise BadCell("future_date", column, text)
    return day


def _day(parts: Iterable[str]) -> date | None:
    year, month, day = (int(part) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def kopecks_of(cells: Mapping[str, str], column: str) -> int | None:
    """A sum of roubles in kopecks; None of an empty cell. Raises BadCell."""
    text = cells.get(column, "")
    if not text:
        return None
    if plain := _PLAIN.fullmatch(text):
        return int(plain[1]) * 100 + int((plain[2] or "0").ljust(2, "0"))
    try:
        return parse_amount(text, zero_allowed=True)
    except NegativeAmount as error:
        raise BadCell("negative_amount", column, text) from error
    except AmountError as error:
        raise BadCell("bad_amount", column, text) from error


def squeezed(name: str) -> str:
    """A name without case, signs and gaps: «GTXPro» and «GTX Pro» are one."""
    return normalised(name).replace(" ", "")
