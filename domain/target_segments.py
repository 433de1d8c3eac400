"""A saved filter of clients: what it asks for, as JSON and back. Rule: "Segments", Target segment.

A span of days is kept as a code: a period's own, «+60» for the days ahead (from today), «-90» for those gone by (to
today), "" for all time. So a saved segment moves with the calendar where it was meant to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from domain.analytics.classes import Abc, Letter, ProfitClass, Xyz
from domain.periods import ALL_TIME, DAY, NotAPeriod, Period, period_of_code
from domain.rhythm import Lifecycle

LIFECYCLES = tuple(Lifecycle)
"""A state is kept, and stands in a button, as its place here."""
MOST_DAYS = 3660
MOST_RULES = 6
"""Of one kind: purchases, products, ₽, dates."""


class Axis(StrEnum):
    """The classes of a client, named as in the frame of `domain.analytics.client_figures.classified`."""

    ABC = "abc"
    XYZ = "xyz"
    PROFIT = "profit_class"
    LETTER = "letter"


VALUES: Mapping[Axis, tuple[int, ...]] = {
    Axis.ABC: tuple(Abc),
    Axis.XYZ: tuple(Xyz),
    Axis.PROFIT: (*ProfitClass, 0),
    Axis.LETTER: (*Letter, 0),
}
"""0 = none: profit unknown, or too few clients to compare."""


class DateOf(StrEnum):
    """The dates that a client may be chosen by."""

    CONTRACT = "contract"
    OWN = "own"
    """Those entered on his card."""
    BIRTHDAY = "birthday"
    FIRST_PURCHASE = "first"
    LAST_PURCHASE = "last"


@dataclass(frozen=True, slots=True)
class PurchaseRule:
    """Bought within the span, or did not. `product_id`, `group`: that product or a group of them; None = anything."""

    span: str
    bought: bool
    product_id: int | None = None
    group: str | None = None

    @property
    def is_of_product(self) -> bool:
        return self.product_id is not None or self.group is not None


@dataclass(frozen=True, slots=True)
class SumRule:
    """₽ of purchases within the span, kopecks, both ends included; None = without bound."""

    span: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class DateRule:
    """One of the client's dates is within the span; a yearly one, in any year."""

    of: DateOf
    span: str


@dataclass(frozen=True, slots=True)
class TargetSegment:
    """Which clients are meant: all the conditions at once, any of the values of one. Empty = not asked.

    `window`: of the classes, whole months; "" = the company's window of the present day. `without_largest`: the rest
    are classed without who brings most. `lifecycle`: places in LIFECYCLES, on `as_of` (ISO; "" = the present day).
    "" among channels, regions and sources: the clients without one; 0 among keepers: those whom nobody keeps.
    """

    abc: tuple[int, ...] = ()
    xyz: tuple[int, ...] = ()
    profit_class: tuple[int, ...] = ()
    letter: tuple[int, ...] = ()
    window: str = ""
    without_largest: bool = False
    lifecycle: tuple[int, ...] = ()
    as_of: str = ""
    channels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    keepers: tuple[int, ...] = ()
    purchases: tuple[PurchaseRule, ...] = ()
    sums: tuple[SumRule, ...] = ()
    dates: tuple[DateRule, ...] = ()

    @property
    def classes(self) -> dict[Axis, tuple[int, ...]]:
        """The axes that are asked for."""
        return {axis: values for axis in Axis if (values := getattr(self, axis.value))}

    @property
    def is_empty(self) -> bool:
        """Nothing is asked: every client."""
        return not any(getattr(self, each.name) for each in fields(self) if each.name not in HOW)

    @property
    def is_too_much(self) -> bool:
        """More conditions of one kind than there are buttons for, to take each away by."""
        of_products = sum(rule.is_of_product for rule in self.purchases)
        kinds = (of_products, len(self.purchases) - of_products, len(self.sums), len(self.dates))
        return max(kinds) > MOST_RULES

    def with_value(self, name: str, value: Any, chosen: bool) -> "TargetSegment":
        """The same with a value of a condition chosen or not; repeating it changes nothing."""
        rest = tuple(each for each in getattr(self, name) if each != value)
        changed: dict[str, Any] = {name: (*rest, value) if chosen else rest}
        return replace(self, **changed)


HOW = frozenset({"window", "without_largest", "as_of"})
"""How the other conditions are reckoned: by themselves they ask for nothing."""
RULES: Mapping[str, type[PurchaseRule] | type[SumRule] | type[DateRule]] = {
    "purchases": PurchaseRule,
    "sums": SumRule,
    "dates": DateRule,
}


def to_json(segment: TargetSegment) -> dict[str, Any]:
    """What is asked for, and nothing else."""
    return {name: value for name, value in asdict(segment).items() if value not in ("", (), False)}


def from_json(kept: Mapping[str, Any]) -> TargetSegment:
    """What `to_json` wrote; a condition that this version does not know is left out."""
    return TargetSegment(**dict(_read(kept)))


def _read(kept: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for each in fields(TargetSegment):
        value = kept.get(each.name)
        if value is None:
            continue
        rule = RULES.get(each.name)
        if rule is not None:
            value = tuple(rule(**_dated(one)) for one in value)
        yield each.name, tuple(value) if isinstance(value, list) else value


def _dated(rule: Mapping[str, Any]) -> dict[str, Any]:
    return {**rule, "of": DateOf(rule["of"])} if "of" in rule else dict(rule)


# Spans of days


def days_ahead(days: int) -> str:
    return f"+{days}"


def days_gone_by(days: int) -> str:
    return f"-{days}"


def is_moving(span: str) -> bool:
    """Whether the span moves with the present day."""
    return span[:1] in ("+", "-")


def moving_days(span: str) -> int:
    """Of a moving span: how many. Raises NotAPeriod."""
    digits = span[1:]
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits) <= MOST_DAYS and digits[0] != "0"):
        raise NotAPeriod(span)
    return int(digits)


def period_of_span(span: str, today: date) -> Period:
    """The days meant on a given day. Raises NotAPeriod: a button's data is a stranger's input."""
    if not span:
        return ALL_TIME
    if not is_moving(span):
        return period_of_code(span)
    days = moving_days(span)
    return Period(today, today + days * DAY) if span[0] == "+" else Period(today - (days - 1) * DAY, today + DAY)


def is_whole_months(period: Period) -> bool:
    """Classes are reckoned by months."""
    return period.start.day == 1 and period.end.day == 1 and not period.is_all
