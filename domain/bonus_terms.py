"""The term of one activated client, day by day: which period runs, and what it misses. Rule: "Base growth bonus"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

HELD = 4
"""So many periods after the first must be no less."""


@dataclass(frozen=True, slots=True)
class Running:
    """The period that runs: the day it will be over, kopecks bought in it, and how many it must reach."""

    ends: date
    sold: int
    least: int
    held: int

    @property
    def short(self) -> int:
        return max(0, self.least - self.sold)


def running(
    start: date, days: int, tolerance: Fraction, bought: Iterable[tuple[date, int]], on: date
) -> Running | None:
    """The period that holds or loses an advance now; None before the first one is over, and once all is decided.

    `start`: of the first purchase; `days`: of a period; `bought`: day and kopecks of purchases and returns.
    """
    number = (on - start).days // days
    if not 1 <= number <= HELD:
        return None
    sums = [0] * (HELD + 1)
    for day, amount in bought:
        place = (day - start).days // days
        if day <= on and 0 <= place <= HELD:
            sums[place] += amount
    keep = 1 - tolerance
    first = max(0, sums[0])
    least = first * keep.numerator // keep.denominator
    if not first or any(sums[place] < least for place in range(1, number)):
        return None
    return Running(start + timedelta(days=days * (number + 1)), sums[number], least, number - 1)
