"""Percentiles of a column, exactly, looking only at the two values beside each place. Rule: "Segments" (123, ABCDE)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from domain.statistics import percentile

if TYPE_CHECKING:
    import pandas as pd


def percentiles_of(parts: "pd.Series", wholes: "pd.Series | int", shares: Sequence[Fraction]) -> list[Fraction]:
    """Percentiles of `parts` / `wholes` (int64, wholes positive), ordered by the whole units, then by what is left.

    A float of the quotient alone would confuse neighbours. Raises ValueError of nothing.
    """
    quotients = parts.to_frame("part").assign(whole=wholes)
    quotients = quotients.assign(units=parts // wholes, rest=parts % wholes / wholes)
    ordered = quotients.sort_values(["units", "rest"])
    return [_interpolated(ordered, share * (len(ordered) - 1)) for share in shares]


def _interpolated(ordered: "pd.DataFrame", place: Fraction) -> Fraction:
    return percentile(list(_values(ordered, floor(place))), place - floor(place))


def _values(ordered: "pd.DataFrame", first: int) -> Iterator[Fraction]:
    beside = ordered.iloc[max(0, first) : first + 2]
    yield from map(Fraction, beside.part.tolist(), beside.whole.tolist())
