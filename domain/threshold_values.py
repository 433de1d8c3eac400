"""A threshold's value as people write it, as it is kept, and as it is shown."""

from fractions import Fraction
from typing import Any

from domain.errors import BadHours, BadThreshold
from domain.hours_text import checked_hour
from domain.settings import Company
from domain.thresholds import BELOW, Kind, Threshold, threshold

FRACTION = "xyz_often_share"
FINEST = 100
"""The largest number of parts of a fraction."""
_WHOLE = frozenset({Kind.DAYS, Kind.MINUTES, Kind.NUMBER, Kind.MONTHS, Kind.ROUBLES})


def checked_value(key: str, written: str, chosen: Company) -> Any:
    """The value as it is kept: of what was typed («75 %», «1,5», «2/3») or tapped. Raises BadThreshold, BadChoice.

    None: nothing of its own, for a channel or a stage.
    """
    about = threshold(key)
    if about.per is not None and not written.strip():
        return about.default
    if about.kind is Kind.COST:
        return _cost(about, written)
    if about.kind is Kind.HOUR:
        return _hour(about, written)
    number = _number(about, written)
    if not about.low <= number <= about.high or (about.field == "xyz_unit_months" and number == 2):
        raise _refused(about)
    value: Any = number
    if about.kind is Kind.YES:
        value = bool(number)
    elif about.kind in _WHOLE:
        if number != int(number):
            raise _refused(about)
        value = int(number)
    elif about.field == FRACTION:
        value = str(Fraction(number).limit_denominator(FINEST)) if "/" in written else f"{number:g}"
    _check_order(about, number, chosen)
    return value


def as_number(value: Any) -> float:
    """A kept value to be compared: a fraction too."""
    if isinstance(value, str):
        over, _, under = value.partition("/")
        return float(over) / float(under or 1)
    return float(value)


def written(about: Threshold, value: Any) -> str:
    """A value in figures: «75 %», «1.5», «2/3»."""
    if about.kind is Kind.SHARE and not (isinstance(value, str) and "/" in value):
        return f"{as_number(value) * 100:g} %"
    if about.kind in _WHOLE:
        return str(int(value))
    return value if isinstance(value, str) else f"{value:g}"


def _number(about: Threshold, written: str) -> float:
    text = written.replace("\u00a0", " ").replace("%", "").replace("₽", "").replace(",", ".").replace(" ", "")
    try:
        number = as_number(text)
    except (ValueError, ZeroDivisionError):
        raise _refused(about) from None
    return number / 100 if "%" in written or (about.kind is Kind.SHARE and number > 5) else number


def _cost(about: Threshold, written: str) -> str:
    """ "" for nothing."""
    text = written.replace("\u00a0", "").replace(" ", "").replace("₽", "").replace(",", ".")
    if text in ("", "0", "-"):
        return ""
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        raise _refused(about) from None
    if not 0 < number < 1e9 or (text.endswith("%") and number > 100):
        raise _refused(about)
    return f"{number:g} %" if text.endswith("%") else f"{number:g}"


def _hour(about: Threshold, written: str) -> str:
    """«9» and «9.00» as «09:00»."""
    try:
        return checked_hour(written)
    except BadHours:
        raise _refused(about) from None


def _check_order(about: Threshold, number: float, chosen: Company) -> None:
    field = about.field
    for lower, upper in BELOW:
        if field == lower and number >= as_number(getattr(chosen, upper)):
            raise BadThreshold(least=written(about, about.low), most=written(about, getattr(chosen, upper)))
        if field == upper and number <= as_number(getattr(chosen, lower)):
            raise BadThreshold(least=written(about, getattr(chosen, lower)), most=written(about, about.high))


def _refused(about: Threshold) -> BadThreshold:
    if about.kind is Kind.COST:
        return BadThreshold(least="0", most="100 %")
    if about.kind is Kind.HOUR:
        return BadThreshold(least="00:00", most="23:59")
    return BadThreshold(least=written(about, about.low), most=written(about, about.high))
