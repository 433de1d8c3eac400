"""Shares that know how small they are. Rule: "Two funnels", the Wilson interval."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from domain.statistics import wilson_interval

FEW = 10


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; the parts of the activity funnel are no subsets, so it may exceed 1."""

    part: int
    whole: int

    @property
    def value(self) -> Fraction | None:
        """None when there is nothing to be a share of."""
        return Fraction(self.part, self.whole) if self.whole else None

    def interval(self, few: int = FEW) -> tuple[float, float] | None:
        """Wilson 95 % interval of a share of fewer than `few`; None when it needs none or is no share of a whole."""
        if not 0 < self.whole < few or not 0 <= self.part <= self.whole:
            return None
        return wilson_interval(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much one share is above another, with Newcombe's 95 % interval."""

    value: Fraction
    low: float
    high: float

    @property
    def may_be_chance(self) -> bool:
        return self.low <= 0 <= self.high


def difference(first: Share, second: Share) -> Difference | None:
    """The interval of Newcombe (1998, method 10: of two Wilson intervals); None of nothing."""
    if first.value is None or second.value is None:
        return None
    low_first, high_first = wilson_interval(first.part, first.whole)
    low_second, high_second = wilson_interval(second.part, second.whole)
    value = first.value - second.value
    down = sqrt((first.value - low_first) ** 2 + (high_second - second.value) ** 2)
    up = sqrt((high_first - first.value) ** 2 + (second.value - low_second) ** 2)
    return Difference(value, float(value) - down, float(value) + up)
