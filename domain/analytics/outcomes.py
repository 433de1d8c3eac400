"""What may come of many things that happen or do not: the whole distribution, exact of few, simulated of many.

Rule: "Forecast": the interval 10–90 % and P(total ≥ plan).
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SEED = 80_20
FEW = 12
"""So many deals have no more outcomes than are simulated: they are all counted."""
DRAWS = 2**FEW
APART = 500
"""The largest are drawn one by one; the sum of the rest is as good as normal."""
CROWD = 256


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Sums in order, each with its probability."""

    sums: Floats
    weights: Floats

    def at(self, share: float) -> float:
        """The sum below which the outcome lies with this probability."""
        place = int(np.searchsorted(np.cumsum(self.weights), share - 1e-9))
        return float(self.sums[min(place, len(self.sums) - 1)])

    def at_least(self, wanted: float) -> float:
        """P(sum ≥ wanted); half a kopeck is forgiven."""
        return float(self.weights[self.sums >= wanted - 0.5].sum())


def outcomes(amounts: Floats, chances: Floats, crowd_mean: float = 0.0, crowd_variance: float = 0.0) -> Outcomes:
    """Of deals each paid with its chance or not, and of a crowd whose sum has this mean and variance."""
    largest = np.argsort(-amounts * np.sqrt(chances * (1 - chances)), kind="stable")
    apart, rest = largest[:APART], largest[APART:]
    crowd_mean += float((amounts[rest] * chances[rest]).sum())
    crowd_variance += float((amounts[rest] ** 2 * chances[rest] * (1 - chances[rest])).sum())
    sums, weights = (
        _all(amounts[apart], chances[apart]) if len(apart) <= FEW else _drawn(amounts[apart], chances[apart])
    )
    crowd = _crowd(crowd_mean, crowd_variance)
    together = np.add.outer(sums, crowd).ravel()
    order = np.argsort(together)
    return Outcomes(together[order], np.repeat(weights / len(crowd), len(crowd))[order])


def _all(amounts: Floats, chances: Floats) -> tuple[Floats, Floats]:
    sums, weights = np.zeros(1), np.ones(1)
    for amount, chance in zip(amounts, chances, strict=True):
        sums = np.concatenate([sums, sums + amount])
        weights = np.concatenate([weights * (1 - chance), weights * chance])
    return sums, weights


def _drawn(amounts: Floats, chances: Floats) -> tuple[Floats, Floats]:
    """The same seed always: a report asked for twice says the same."""
    paid = np.random.default_rng(SEED).random((DRAWS, len(amounts))) < chances
    return paid @ amounts, np.full(DRAWS, 1 / DRAWS)


def _crowd(mean: float, variance: float) -> Floats:
    """Equally likely values of a sum that is never negative: a gamma's, by Wilson and Hilferty."""
    if mean <= 0 or variance <= 0:
        return np.array([max(mean, 0.0)])
    shape = mean * mean / variance
    normal = NormalDist()
    scores = np.array([normal.inv_cdf((number + 0.5) / CROWD) for number in range(CROWD)])
    values = np.maximum(0, 1 - 1 / (9 * shape) + scores / (3 * np.sqrt(shape))) ** 3
    total = float(values.mean())
    return values * mean / total if total else np.array([mean])
