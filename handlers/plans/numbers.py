"""Numbers of plans as people write them."""

import re
from dataclasses import dataclass

from domain.errors import BadAmount, BadNumber
from domain.money import AmountError, parse_amount
from domain.plans import MOST_A_WEEK, MOST_SALES
from domain.tables import PlanPer, SalesPlanLine

_NUMBER = re.compile(r"(?P<before>[^0-9]*?)\s*(?P<number>[0-9]{1,7}|нет|none|no)\s*(?P<after>[^0-9]*)")
_WEEK = ("нед", "week", "/w", "/н")
_WEEKDAYS = (("пн", "пон", "mon"), ("вт", "tue"), ("ср", "wed"), ("чт", "чет", "thu"), ("пт", "пят", "fri"))
_WEEKEND = (("сб", "суб", "sat"), ("вс", "вос", "sun"))
_STAGE = re.compile(r"(?P<number>[0-9]{1,7})(?:\s*[,;]\s*|\s+(?:(?:на|for)\s+)?|$)(?P<amount>.*)")


@dataclass(frozen=True, slots=True)
class Written:
    """`weekday` 0 = Monday, None = every working day or the week."""

    number: int
    per: PlanPer
    weekday: int | None = None


def read_numbers(text: str) -> list[Written]:
    """«10», «10 в день», «15 в неделю», «10, пт 5, сб нет». Raises BadNumber."""
    return [_written(part) for part in re.split(r"[,;\n]", text) if part.strip()] or [_written(text)]


def _written(part: str) -> Written:
    found = _NUMBER.fullmatch(part.strip().casefold())
    if found is None:
        raise BadNumber(most=MOST_A_WEEK)
    said = f"{found['before']} {found['after']}"
    number = int(found["number"]) if found["number"].isdecimal() else 0
    if any(word in said for word in _WEEK):
        return Written(number, PlanPer.WEEK)
    return Written(number, PlanPer.DAY, _weekday(said))


def _weekday(said: str) -> int | None:
    """The day of «пт», «по пятницам», «Fri»."""
    words = re.findall(r"[^\W\d_]+", said)
    for weekday, starts in enumerate((*_WEEKDAYS, *_WEEKEND)):
        if any(word.startswith(starts) for word in words):
            return weekday
    return None


def read_sales(line: SalesPlanLine, text: str) -> int:
    """Kopecks for payments («1,5 млн»), a number for the rest; 0 takes the plan away. Raises BadAmount, BadNumber."""
    if line is SalesPlanLine.PAYMENTS:
        return _amount(text)
    if not text.strip().isdecimal() or len(text) > 9:
        raise BadNumber(most=MOST_SALES)
    return int(text)


def read_stage(text: str) -> tuple[int, int | None]:
    """«10, 1,5 млн», «10 на 1,5 млн»: deals and kopecks; without a sum, None. Raises BadNumber, BadAmount."""
    found = _STAGE.fullmatch(text.strip())
    if found is None:
        raise BadNumber(most=MOST_SALES)
    return int(found["number"]), _amount(found["amount"]) if found["amount"].strip() else None


def _amount(text: str) -> int:
    try:
        return parse_amount(text, zero_allowed=True)
    except AmountError as bad:
        raise BadAmount from bad
