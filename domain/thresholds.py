"""Thresholds the owner changes: which there are, between what bounds, as written. Rule: every ⚙ of the definitions."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from domain.errors import BadChoice, BadThreshold
from domain.settings import Company


class Group(StrEnum):
    """What a threshold is about, as the owner finds it."""

    BASE = "base"
    SEGMENTS = "segments"
    PROFIT = "profit"
    DEALS = "deals"
    MONEY = "money"
    DAY = "day"
    BONUS = "bonus"
    TOUCH = "touch"


class Kind(StrEnum):
    """How a value is written."""

    DAYS = "days"
    MINUTES = "minutes"
    NUMBER = "number"
    MONTHS = "months"
    TIMES = "times"
    SHARE = "share"
    YES = "yes"
    ROUBLES = "roubles"
    COST = "cost"
    """«5000» ₽ of each sale, or «9 %» of its ₽; "" = not set."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """One setting of `Company`. `low`, `high`: bounds; shares are 0–1. `choices`: offered to be tapped."""

    field: str
    group: Group
    kind: Kind
    low: float = 0
    high: float = 0
    choices: tuple[str, ...] = ()

    @property
    def default(self) -> Any:
        return getattr(Company(), self.field)


def _of(group: Group, *rows: tuple[str, Kind, float, float, str]) -> list[Threshold]:
    return [
        Threshold(field, group, kind, low, high, tuple(choices.split())) for field, kind, low, high, choices in rows
    ]


_YES = (0, 1, "1 0")
_ALL = [
    *_of(
        Group.BASE,
        ("sleeping_factor", Kind.TIMES, 1, 10, "1 1.25 1.5 2 3"),
        ("sleeping_min_days", Kind.DAYS, 1, 365, "7 14 21 30 45"),
        ("lost_factor", Kind.TIMES, 1, 50, "2 3 4 6 8"),
        ("lost_min_days", Kind.DAYS, 1, 1500, "60 90 120 180 365"),
        ("default_rhythm_days", Kind.DAYS, 1, 365, "7 14 30 60 90"),
        ("reactivation_again_days", Kind.DAYS, 1, 365, "7 14 28 60"),
        ("reactivation_weekdays", Kind.NUMBER, 1, 1234567, "14 135 25 12345"),
        ("takes_less_share", Kind.SHARE, 0.1, 0.95, "0.5 0.6 0.7 0.8"),
        ("after_sale_days", Kind.DAYS, 1, 60, "3 5 7 14"),
    ),
    *_of(
        Group.SEGMENTS,
        ("abc_a_share", Kind.SHARE, 0.05, 0.98, "0.7 0.75 0.8 0.85"),
        ("abc_b_share", Kind.SHARE, 0.06, 0.999, "0.9 0.95 0.97"),
        ("dominant_share", Kind.SHARE, 0.1, 1, "0.3 0.5 0.7"),
        ("xyz_by_stability", Kind.YES, *_YES),
        ("xyz_unit_months", Kind.MONTHS, 1, 3, "1 3"),
        ("xyz_often_share", Kind.SHARE, 0.1, 1, "1/2 2/3 3/4"),
        ("xyz_steady_cv", Kind.SHARE, 0.01, 3, "0.1 0.25 0.5"),
        ("xyz_wavering_cv", Kind.SHARE, 0.02, 5, "0.75 1 1.5"),
        ("segment_months", Kind.MONTHS, 3, 36, "6 12 24"),
        ("compared_months", Kind.MONTHS, 1, 12, "1 3 6 12"),
        ("few_clients", Kind.NUMBER, 2, 100, "5 8 20"),
    ),
    *_of(
        Group.PROFIT,
        ("profit_in_total", Kind.YES, *_YES),
        ("profit_high_percentile", Kind.SHARE, 0.5, 0.99, "0.67 0.75 0.9"),
        ("profit_low_percentile", Kind.SHARE, 0.01, 0.5, "0.1 0.25 0.33"),
        ("estimated_share", Kind.SHARE, 0, 1, "0.1 0.2 0.5"),
        ("presale_new", Kind.COST, 0, 0, ""),
        ("presale_repeat", Kind.COST, 0, 0, ""),
        ("service_new", Kind.COST, 0, 0, ""),
        ("service_repeat", Kind.COST, 0, 0, ""),
        ("overhead", Kind.COST, 0, 0, ""),
    ),
    *_of(
        Group.DEALS,
        ("stage_days", Kind.DAYS, 1, 250, "3 5 10 20"),
        ("stage_history", Kind.NUMBER, 5, 1000, "10 20 50"),
        ("few", Kind.NUMBER, 1, 100, "5 10 20"),
        ("still_open_share", Kind.SHARE, 0, 1, "0.1 0.2 0.3"),
        ("again_days", Kind.DAYS, 1, 60, "3 7 14"),
    ),
    *_of(
        Group.MONEY,
        ("payment_term_days", Kind.DAYS, 0, 365, "0 5 14 30"),
        ("closing_day", Kind.NUMBER, 1, 15, "1 3 5"),
        ("unpaid_days_first", Kind.DAYS, 1, 90, "1 2 3 5"),
        ("unpaid_days_second", Kind.DAYS, 2, 180, "5 7 10"),
        ("unpaid_days_third", Kind.DAYS, 3, 365, "10 14 21 30"),
        ("big_sum", Kind.ROUBLES, 1, 1e9, "100000 300000 500000 1000000"),
    ),
    *_of(
        Group.DAY,
        ("backdating_days", Kind.DAYS, 0, 31, "1 3 7"),
        ("remind_again_min", Kind.MINUTES, 5, 240, "15 30 60"),
        ("meeting_ahead_min", Kind.MINUTES, 5, 480, "30 60 90"),
        ("meeting_after_min", Kind.MINUTES, 0, 240, "5 15 30"),
        ("group_tasks_a_day", Kind.NUMBER, 1, 200, "10 20 30 50"),
        ("group_days", Kind.DAYS, 7, 180, "14 30 60"),
        ("contract_days", Kind.DAYS, 7, 180, "30 45 60 90"),
        ("cleaning_month", Kind.NUMBER, 0, 12, "0 1 5 7 8"),
        ("claim_days", Kind.DAYS, 1, 10, "1 2 3"),
        ("loud_a_day", Kind.NUMBER, 0, 20, "2 4 6"),
        ("behind_ahead_min", Kind.MINUTES, 30, 480, "60 120 180"),
        ("plan_full_share", Kind.SHARE, 0.5, 1, "0.8 0.9 1"),
        ("focus_months", Kind.MONTHS, 1, 12, "1 3 6"),
    ),
    *_of(
        Group.BONUS,
        ("bonus_days", Kind.DAYS, 7, 180, "30 60 90"),
        ("bonus_tolerance", Kind.SHARE, 0, 0.9, "0 0.05 0.1"),
        ("bonus_ended", Kind.NUMBER, 1, 100, "3 5 10"),
        ("bonus_factor", Kind.TIMES, 0, 20, "1 2 3"),
    ),
    *_of(
        Group.TOUCH,
        ("touch_a", Kind.NUMBER, 0, 31, "2 3 4 8"),
        ("touch_b", Kind.NUMBER, 0, 31, "1 2 3 4"),
        ("touch_c", Kind.NUMBER, 0, 31, "0 1 2"),
        ("touch_d", Kind.NUMBER, 0, 31, "0 1 2 3"),
        ("touch_potential", Kind.NUMBER, 0, 31, "0 1 2"),
    ),
]
THRESHOLDS = {one.field: one for one in _ALL}
BELOW = (
    ("abc_a_share", "abc_b_share"),
    ("xyz_steady_cv", "xyz_wavering_cv"),
    ("profit_low_percentile", "profit_high_percentile"),
    ("sleeping_factor", "lost_factor"),
    ("sleeping_min_days", "lost_min_days"),
    ("unpaid_days_first", "unpaid_days_second"),
    ("unpaid_days_second", "unpaid_days_third"),
)
"""The first of each pair stays below the second."""
FRACTION = "xyz_often_share"
FINEST = 100
"""The largest number of parts of a fraction."""
_WHOLE = frozenset({Kind.DAYS, Kind.MINUTES, Kind.NUMBER, Kind.MONTHS, Kind.ROUBLES})


def threshold(field: str) -> Threshold:
    """Raises BadChoice for one there is not."""
    if field not in THRESHOLDS:
        raise BadChoice
    return THRESHOLDS[field]


def checked_value(field: str, written: str, chosen: Company) -> Any:
    """The value as it is kept: of what was typed («75 %», «1,5», «2/3») or tapped. Raises BadThreshold, BadChoice."""
    about = threshold(field)
    if about.kind is Kind.COST:
        return _cost(about, written)
    number = _number(about, written)
    if not about.low <= number <= about.high or (field == "xyz_unit_months" and number == 2):
        raise _refused(about)
    value: Any = number
    if about.kind is Kind.YES:
        value = bool(number)
    elif about.kind in _WHOLE:
        if number != int(number):
            raise _refused(about)
        value = int(number)
    elif field == FRACTION:
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
    return BadThreshold(least=written(about, about.low), most=written(about, about.high))
