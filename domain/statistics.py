"""Shares, intervals and percentiles of small numbers, without a library."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor, sqrt

Z95 = 1.959963984540054  # two-sided 95 % of the normal distribution


def overall_conversion(reached: Sequence[int]) -> Fraction | None:
    """Share of the first stage that reached the last; None when nobody reached the first. Rule: "Two funnels"."""
    return Fraction(reached[-1], reached[0]) if reached and reached[0] else None


def needed_for(goal: int, reached: Sequence[int]) -> int | None:
    """How many must enter the first stage for `goal` to reach the last, rounded up; None when none ever did.

    Rule: "Two funnels", «50 calls for 10 sales».
    """
    share = overall_conversion(reached)
    return ceil(goal / share) if share else None


def wilson_interval(successes: int, total: int) -> tuple[float, float]:
    """95 % interval of a share, both ends within 0–1; (0, 1) of nothing. Raises ValueError. Rule: "Two funnels"."""
    if not 0 <= successes <= total:
        raise ValueError(f"{successes} of {total} is no share")
    if total == 0:
        return 0.0, 1.0
    share, square = successes / total, Z95 * Z95 / total
    middle = share + square / 2
    half = Z95 * sqrt((share * (1 - share) + square / 4) / total)
    lower = 0.0 if successes == 0 else (middle - half) / (1 + square)
    upper = 1.0 if successes == total else (middle + half) / (1 + square)
    return lower, upper


def percentile(values: Sequence[int | Fraction], share: Fraction) -> Fraction:
    """Linear-interpolated percentile, `share` 0–1 (3/4 is the 75th). Raises ValueError of nothing. Rule: "Segments"."""
    if not values or not 0 <= share <= 1:
        raise ValueError("a percentile needs values and a share between 0 and 1")
    ordered = sorted(sorted(values, key=float))  # floats put them nearly in order: few exact comparisons are left
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * Fraction(ordered[above] - ordered[below])


def median(values: Sequence[int | Fraction]) -> Fraction:
    """The middle value, between the two middle ones when there are two. Raises ValueError of nothing."""
    return percentile(values, Fraction(1, 2))


def counted_median(counted: Iterable[tuple[int, int, int]]) -> Fraction:
    """The median of quotients: dividend, divisor, how many times each comes. Raises IndexError of nothing.

    They are put in order as floats, which equal fractions have in common and others of so small numbers do not.
    """
    ordered = sorted((dividend / divisor, dividend, divisor, times) for dividend, divisor, times in counted)
    upto = list(accumulate(times for *_, times in ordered))
    total = upto[-1]
    lower, upper = (ordered[bisect_right(upto, place)] for place in ((total - 1) // 2, total // 2))
    return (Fraction(*lower[1:3]) + Fraction(*upper[1:3])) / 2
