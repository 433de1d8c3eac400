"""Percentiles of a column, exactly, looking only at the values beside each place. Rule: "Segments" (123, ABCDE)."""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

NEAR = 2.0**-50
"""Of a float: within it lie all whose exact order floats may not tell."""


def percentiles_of(parts: "pd.Series", wholes: "pd.Series | int", shares: Sequence[Fraction]) -> list[Fraction]:
    """Percentiles of `parts` / `wholes` (int64, wholes positive). Raises ValueError of nothing."""
    import numpy as np

    if parts.empty:
        raise ValueError("a percentile needs values")
    numbers = parts.to_numpy(dtype="int64")
    column = _Quotients(numbers, np.broadcast_to(np.asarray(wholes, dtype="int64"), numbers.shape))
    return [_interpolated(column, share * (len(numbers) - 1)) for share in shares]


def _interpolated(column: "_Quotients", place: Fraction) -> Fraction:
    below, rest = column.at(floor(place)), place - floor(place)
    return below + rest * (column.at(floor(place) + 1) - below) if rest else below


class _Quotients:
    """Floats find the place; the values beside it are told apart exactly."""

    def __init__(self, parts: "np.ndarray", wholes: "np.ndarray") -> None:
        self._parts, self._wholes, self._floats = parts, wholes, parts / wholes

    def at(self, place: int) -> Fraction:
        """The value with so many before it in order."""
        import numpy as np

        near = np.partition(self._floats, place)[place]
        least = near - abs(near) * NEAR
        beside = (self._floats >= least) & (self._floats <= near + abs(near) * NEAR)
        pairs = np.stack((self._parts[beside], self._wholes[beside]))
        kinds, times = np.unique(pairs, axis=1, return_counts=True)
        ordered = sorted(zip(map(Fraction, *kinds.tolist()), times.tolist(), strict=True))
        upto = list(accumulate(number for _, number in ordered))
        return ordered[bisect_right(upto, place - int((self._floats < least).sum()))][0]
