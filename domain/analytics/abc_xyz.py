"""Clients by revenue (ABC) and by frequency or stability of buying (XYZ). Rule: "Segments"."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from domain.analytics.classes import Abc, SegmentRules, Xyz
from domain.analytics.shares import Share

if TYPE_CHECKING:
    import pandas as pd

LEAST_UNITS = 3
"""In so many months (or quarters) at least X has bought."""
TOP = Fraction(1, 5)


def abc_classes(amounts: "pd.Series", rules: SegmentRules) -> "pd.Series":
    """`Abc` of each client. `amounts`: kopecks, int64, by client.

    The cumulative share before a client is that of all who brought more, so equal ones share the better class.
    """
    positive = amounts[amounts > 0]
    by_amount = positive.groupby(positive).sum().sort_index(ascending=False)
    before, total = by_amount.cumsum() - by_amount, int(positive.sum())
    classes = Abc.A + (before >= ceil(rules.a_below * total)) + (before >= ceil(rules.b_below * total))
    return amounts.map(classes).fillna(Abc.C).astype("int8")


def xyz_by_frequency(frame: "pd.DataFrame", rules: SegmentRules) -> "pd.Series":
    """`Xyz` of each client. `frame`, ints: `units` with a purchase among `span` since the first; `once`: one day."""
    often = frame.units * rules.often.denominator >= frame.span * rules.often.numerator
    is_x = often & (frame.units >= LEAST_UNITS)
    return (Xyz.Y - is_x.astype("int8")).mask(frame.once > 0, Xyz.Z).astype("int8")


def xyz_by_stability(
    units: Iterable[int], totals: Iterable[int], squares: Iterable[int], rules: SegmentRules
) -> list[Xyz]:
    """`Xyz` by the coefficient of variation: population σ of a client's monthly revenue / its mean.

    For each client: months since he began, their revenue in all, and the sum of their squares. No revenue is Z.
    """
    steady, wavering = rules.steady**2, rules.wavering**2
    clients = zip(map(int, units), map(int, totals), squares, strict=True)
    return [_stability(*client, steady, wavering) for client in clients]


def _stability(units: int, total: int, squares: int, steady: Fraction, wavering: Fraction) -> Xyz:
    """Squares are compared, whole: (σ / mean)² = (n·Σx² − (Σx)²) / (Σx)²."""
    if total <= 0:
        return Xyz.Z
    spread, square = units * squares - total * total, total * total
    if spread * steady.denominator <= square * steady.numerator:
        return Xyz.X
    return Xyz.Y if spread * wavering.denominator <= square * wavering.numerator else Xyz.Z


def sums_of_squares(rows: Iterable[tuple[int, int]]) -> dict[int, int]:
    """By client, from the kopecks of each of his months: `rows` of client and sum."""
    squares: dict[int, int] = {}
    for client, amount in rows:
        squares[client] = squares.get(client, 0) + amount * amount
    return squares


def dominant_client(amounts: "pd.Series", rules: SegmentRules) -> int | None:
    """Who alone brings more than half of the positive revenue; None = nobody."""
    total = int(amounts[amounts > 0].sum())
    if not total or int(amounts.max()) <= rules.dominant * total:
        return None
    return int(amounts.idxmax())


@dataclass(frozen=True, slots=True)
class Top:
    """The title: so many of the clients bring so much of the ₽."""

    clients: Share
    amount: Share


def top_clients(amounts: "pd.Series", share: Fraction = TOP) -> Top:
    """What the best fifth (at least one client) brings, of the positive revenue; kopecks."""
    number = min(len(amounts), max(1, floor(len(amounts) * share + Fraction(1, 2))))
    best = amounts.nlargest(number).clip(lower=0)
    return Top(Share(number, len(amounts)), Share(int(best.sum()), int(amounts.clip(lower=0).sum())))
