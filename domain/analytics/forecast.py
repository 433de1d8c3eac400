"""What will have been paid by the end of a month or quarter, and whether that makes the plan. Rule: "Forecast"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.readers.looks import Frame

SURE, UNLIKELY = 0.8, 0.2
"""P(total ≥ plan) from which the plan will be made, and below which it will not."""
BAND = (0.1, 0.9)


class Verdict(StrEnum):
    MADE = "made"
    """Paid already."""
    WILL = "will"
    AT_RISK = "risk"
    WILL_NOT = "not"
    MISSED = "missed"
    """The period is over."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A period as of a day in it: `days` are left after it."""

    on: date
    start: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.on).days


@dataclass(frozen=True, slots=True)
class OpenDeals:
    """Open deals of the cut, today, as lines of columns: id, position of the stage, the day it came there.

    `names`: of the largest, their clients' or their own.
    """

    deals: str
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class KnownDeals:
    """Every deal of the company open at some of the moments, as lines of columns: id, client (0 = none), kopecks of the
    whole (0 = not known), 1 = open now; and their payments: deal, the day it was told of, kopecks.

    `whose`: ids, and at which of the moments that are tested they are in the cut, as bits; None = all.
    """

    deals: str
    payments: str
    whose: str | None


@dataclass(frozen=True, slots=True)
class KnownBuyers:
    """Every client of the company who has bought: id, channel (a number, 0 = none). `closed`: on which day, ordinals.

    `whose`: as of `KnownDeals`.
    """

    buyers: str
    closed: Mapping[int, int]
    whose: str | None


@dataclass(frozen=True, slots=True)
class Moves:
    """Every move of the company's deals, as `domain.analytics.chances.stays_of` has them, and which of them were told
    of later; `imported`: deals whose way is not known.
    """

    changes: str = ""
    late: Mapping[int, int] = field(default_factory=dict)
    imported: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class ForecastFigures:
    """All that a forecast is computed from. The first of `moments` is the forecast's own, then the periods before.

    `paid_since`: the day of the company's first payment. `known`, `facts`: kopecks of the period told by each moment
    that is tested, and in the end.
    """

    viewer_id: int
    frame: "Frame"
    moments: tuple[Moment, ...]
    paid_days: tuple[tuple[date, int], ...]
    late: int
    plan: int | None
    planless: str
    paid_since: date
    known: tuple[int, ...]
    facts: tuple[int, ...]
    planned: Mapping[int, float]
    enough: int
    open_deals: OpenDeals
    deals: KnownDeals
    purchases: str
    buyers: KnownBuyers
    default_rhythm: int
    counts_repeats: bool
    moves: Moves = field(default_factory=Moves)


@dataclass(frozen=True, slots=True)
class Expected:
    """Deals or clients, and kopecks expected of them; `amount`: all that these deals have unpaid."""

    number: int = 0
    expected: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Largest:
    """The open deal with most unpaid; `without`: the total expected if nothing of it comes."""

    id: int
    name: str
    amount: int
    chance: float
    without: int


@dataclass(frozen=True, slots=True)
class Test:
    """What the forecast would have said as many days before the end of a period gone by, and what came."""

    start: date
    forecast: int
    fact: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.forecast, self.fact) if self.fact > 0 else None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Kopecks. `low`–`high`: where the total lies with 80 %. `chance`: P(total ≥ plan), None without a plan.

    `planless`: why there is no plan to set beside: "" (there is one), "none", "part" or "cut". `deal_rows`: id, unpaid,
    chance; `client_rows`: id, expected; the most expected first.
    """

    viewer_id: int
    frame: "Frame"
    moment: Moment
    paid: int
    late: int
    paid_days: tuple[tuple[date, int], ...]
    plan: int | None
    planless: str
    deals: Expected
    amountless: int
    imported: int
    repeats: Expected | None
    total: int
    low: int
    high: int
    chance: float | None
    largest: Largest | None
    tests: tuple[Test, ...]
    enough: int
    deal_rows: tuple[tuple[int, int, float], ...]
    client_rows: tuple[tuple[int, int], ...]

    @property
    def is_over(self) -> bool:
        """No day is left: there is nothing to expect any more."""
        return self.moment.days <= 0

    @property
    def is_empty(self) -> bool:
        return not (self.paid or self.late or self.plan or self.deals.number or self.total)

    @property
    def verdict(self) -> Verdict | None:
        """None without a plan."""
        if self.plan is None or self.chance is None:
            return None
        if self.paid >= self.plan:
            return Verdict.MADE
        if self.is_over:
            return Verdict.MISSED
        return verdict_of(self.chance)

    @property
    def coverage(self) -> Fraction | None:
        """Unpaid ₽ of open deals / (plan − fact); None where nothing is left to cover."""
        left = (self.plan or 0) - self.paid
        return Fraction(self.deals.amount, left) if left > 0 else None


def verdict_of(chance: float) -> Verdict:
    """By P(total ≥ plan): ≥ 80 %, 20–80, < 20 %."""
    if chance >= SURE:
        return Verdict.WILL
    return Verdict.AT_RISK if chance >= UNLIKELY else Verdict.WILL_NOT


def forecast(figures: ForecastFigures) -> Forecast:
    """The forecast; for the worker, where numpy is."""
    from domain.analytics.forecasting import counted

    return counted(figures)
