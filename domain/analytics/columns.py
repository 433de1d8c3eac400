"""Long columns of numbers that come from the database as one text: a row for each of them costs more than all the rest.

`domain.readers.columns` writes the text; days in it are «2026-11-22», or ordinals already.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.signedinteger[Any]]

EPOCH = 719_163
"""The ordinal of 1 Jan 1970."""
DIGITS = (0, 1, 2, 3, 5, 6, 8, 9)
"""Their places in «2026-11-22»."""


def lines_of(text: str, number: int) -> list[Ints]:
    """So many columns of a text that has each of them as a line: whole numbers, or days, which come as ordinals."""
    return [_line(line) for line in text.split("\n")] if text else [np.zeros(0, dtype=np.int64)] * number


def daily_of(text: str, number: int) -> list[Ints]:
    """The day of each row, as ordinals, and so many columns beside it, of a text written day by day."""
    days, rows, *columns = lines_of(text, 2 + number)
    return [np.repeat(days, rows), *columns]


def _line(line: str) -> Ints:
    if line[4:5] == "-" and line[3].isdigit():  # before the minus of a number there is a space
        return days_of(line)
    return np.fromstring(line, dtype=np.int64, sep=" ") if line else np.zeros(0, dtype=np.int64)


def days_of(text: str) -> Ints:
    """Ordinals of days such as «2026-11-22», one after another with a letter between them."""
    letters = np.frombuffer(f"{text},".encode() if text else b"", dtype=np.uint8).reshape(-1, len("2026-11-22,"))
    days = np.zeros(len(letters), dtype=np.int64)
    for place in DIGITS:
        days = days * 10 + letters[:, place] - ord("0")
    return _ordinals(days)


def _ordinals(days: Ints) -> Ints:
    """Days such as 20261122, as `date.toordinal` counts them: each of the few there are is reckoned once."""
    if not len(days):
        return days
    first = int(days.min())
    return np.asarray(_reckoned(np.arange(first, int(days.max()) + 1))[days - first])


def _reckoned(days: Ints) -> Ints:
    year, month, day = days // 10_000, days // 100 % 100, days % 100
    months = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
    return months.astype("datetime64[D]").astype(np.int64) + day - 1 + EPOCH
