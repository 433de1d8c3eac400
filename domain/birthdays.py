"""A birthday as people say it: with its year or without."""

import re
from dataclasses import dataclass
from datetime import date

from domain.date_words import MONTH, folded, full_year, month_number

OLDEST = 120  # years
NO_YEAR = 2000  # a leap year: 29 February stays


@dataclass(frozen=True, slots=True)
class Birthday:
    """`day` carries the year 2000 when the year is not known."""

    day: date
    year_known: bool


class NotABirthday(ValueError):
    """No day could be read, or it is still ahead; `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


_DAY = r"(?P<day>[0-9]{1,2})"
_END = r"(?: ?г\.?)?"
_NUMBERS = re.compile(rf"{_DAY}[./ -](?P<month>[0-9]{{1,2}})(?:[./ -](?P<year>[0-9]{{4}}|[0-9]{{2}}))?{_END}")
_WORDS = re.compile(rf"{_DAY}(?:-?го|th|st|nd|rd)? (?P<month>{MONTH})(?: (?P<year>[0-9]{{4}}))?{_END}")


def parse_birthday(text: str, today: date) -> Birthday:
    """«12.03.1980», «12 марта», «12.03». Raises NotABirthday."""
    words = folded(text)
    match = _NUMBERS.fullmatch(words) or _WORDS.fullmatch(words)
    if match is None:
        raise NotABirthday(text)
    try:
        return _birthday(match, today)
    except ValueError:
        raise NotABirthday(text) from None


def _birthday(match: re.Match[str], today: date) -> Birthday:
    month = int(match["month"]) if match["month"].isdigit() else month_number(match["month"])
    if match["year"] is None:
        return Birthday(date(NO_YEAR, month, int(match["day"])), year_known=False)
    year = full_year(match["year"])
    last_century = len(match["year"]) == 2 and year > today.year
    born = date(year - 100 if last_century else year, month, int(match["day"]))
    if born > today or today.year - born.year > OLDEST:
        raise ValueError("nobody is that old, or born tomorrow")
    return Birthday(born, year_known=True)
