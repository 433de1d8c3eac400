"""Shares that know how small they are. Rule: "Two funnels", the Wilson interval."""

from dataclasses import dataclass
from fractions import Fraction

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
