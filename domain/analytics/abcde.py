"""Clients by profit and potential, each compared within his sales channel. Rule: "Segments" (ABCDE)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from domain.analytics.classes import Grade, Letter, SegmentRules
from domain.analytics.percentiles import percentiles_of

if TYPE_CHECKING:
    import pandas as pd

NO_CHANNEL = ""
UNKNOWN = -1
"""A potential nobody has estimated."""
NOBODY = 2**63 - 1
UPPER, MIDDLE = Fraction(3, 4), Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Bounds:
    """From which kopecks on profit and potential are high, and at least in the middle."""

    best_profit: int
    fair_profit: int
    best_potential: int
    fair_potential: int


def letters(frame: "pd.DataFrame", rules: SegmentRules) -> "pd.DataFrame":
    """By client, `letter` (`Letter`, 0 = profit unknown) and `in_company`: his channel is too small to compare in.

    `frame`, int64 kopecks: `profit`, `revenue`, `potential` a year (UNKNOWN = -1); `known`; `channel` (None =
    NO_CHANNEL). A potential less than what he buys already is what he buys.
    """
    known = _compared(frame)
    company = _bounds(known)
    found = frame.assign(letter=0, in_company=False)[["letter", "in_company"]]
    for _, clients in known.groupby("channel"):
        few = len(clients) < rules.few
        found.loc[clients.index, "letter"] = _letters(clients, company if few else _bounds(clients))
        found.loc[clients.index, "in_company"] = few
    return found.astype({"letter": "int8"})


def potential_grades(
    frame: "pd.DataFrame", others: Iterable[tuple[str | None, int, int]], rules: SegmentRules
) -> dict[Grade, int]:
    """How many of those who bought nothing have a potential at or above the median of their channel's buyers.

    `frame` as for `letters`; `others`: channel, potential, number of clients. A channel with few buyers is compared in
    the company; where no buyer's potential is known, any known one is usual.
    """
    known = _compared(frame)
    fair = {
        str(channel): _bounds(known if len(clients) < rules.few else clients).fair_potential
        for channel, clients in known.groupby("channel")
    }
    anywhere = _bounds(known).fair_potential
    found = dict.fromkeys(Grade, 0)
    for channel, potential, number in others:
        high = Grade.HIGH if potential >= fair.get(channel or NO_CHANNEL, anywhere) else Grade.USUAL
        found[Grade.UNKNOWN if potential == UNKNOWN else high] += number
    return found


def _compared(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Clients with a known profit, their potential at least what they bring."""
    known = frame.loc[frame.known, ["profit", "potential", "revenue", "channel"]]
    raised = known.potential.where(known.potential > known.revenue, known.revenue)
    return known.assign(potential=known.potential.where(known.potential == UNKNOWN, raised))


def _bounds(clients: "pd.DataFrame") -> Bounds:
    potentials = clients.potential[clients.potential != UNKNOWN]
    return Bounds(*_upper_and_middle(clients.profit), *_upper_and_middle(potentials))


def _upper_and_middle(values: "pd.Series") -> tuple[int, int]:
    """The least whole kopecks at or above the 75th percentile and the median; of nothing, what NOBODY reaches."""
    if values.empty:
        return NOBODY, NOBODY
    upper, middle = percentiles_of(values, 1, (UPPER, MIDDLE))
    return ceil(upper), ceil(middle)


def _letters(clients: "pd.DataFrame", bounds: Bounds) -> "pd.Series":
    """From the last letter to the first: each overwrites those after it, a loss all of them."""
    unknown = clients.potential == UNKNOWN
    fair, best = clients.potential >= bounds.fair_potential, clients.potential >= bounds.best_potential
    found = (clients.profit * 0 + Letter.D).mask(fair, Letter.C)
    found = found.mask((clients.profit >= bounds.fair_profit) & (fair | unknown), Letter.B)
    found = found.mask((clients.profit >= bounds.best_profit) & best, Letter.A)
    return found.mask(clients.profit < 0, Letter.E).astype("int8")
