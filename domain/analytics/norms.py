"""Us and the known averages. Rule: "Marketing, unit economics" (`/norms`)."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from domain.analytics.abc_xyz import top_clients
from domain.analytics.base_movement import ACTIVE, CLOSED, LOST, SLEEPING, BaseFigures, days_of
from domain.analytics.channels import LEAST_DAYS, Channel
from domain.analytics.classes import SegmentRules
from domain.analytics.client_figures import ClientFigures, client_frame
from domain.analytics.margins import SaleCosts, economics
from domain.analytics.profits import with_profits
from domain.analytics.shares import Share
from domain.periods import Period
from domain.rhythm import SilenceRules

if TYPE_CHECKING:
    import pandas as pd

    from domain.readers.looks import Frame


class Norm(Enum):
    """What is compared, in the order it is shown."""

    TOP = "top"
    COST = "cost"
    LOST = "lost"
    PAYBACK = "payback"
    UNPROFITABLE = "unprofitable"
    EXISTING = "existing"
    POTENTIAL = "potential"


USUAL: Mapping[Norm, tuple[Fraction, Fraction]] = {
    Norm.TOP: (Fraction(4, 5), Fraction(4, 5)),
    Norm.COST: (Fraction(5), Fraction(10)),
    Norm.LOST: (Fraction(13, 100), Fraction(13, 100)),
    Norm.PAYBACK: (Fraction(12), Fraction(12)),
    Norm.UNPROFITABLE: (Fraction(1, 2), Fraction(1, 2)),
    Norm.EXISTING: (Fraction(4), Fraction(4)),
    Norm.POTENTIAL: (Fraction(6), Fraction(6)),
}
"""The known averages, from and to: shares, times, months, touches a year."""
A_YEAR = 365
LESS_IS_BETTER = frozenset({Norm.LOST, Norm.PAYBACK, Norm.UNPROFITABLE})
MORE_IS_BETTER = frozenset({Norm.EXISTING, Norm.POTENTIAL})

YEAR_NUMBERS = ("client_id", "revenue", "orders", "cost", "uncosted", "new_revenue", "new_orders")


@dataclass(frozen=True, slots=True)
class Side:
    """Sales of one kind in the window: how many, kopecks."""

    sales: int = 0
    revenue: int = 0


@dataclass(frozen=True, slots=True)
class Touched:
    """Contacts in the window, with clients who were ours for so many days of it together."""

    contacts: int = 0
    days: int = 0

    @property
    def a_year(self) -> Fraction | None:
        """With one client; None where they were ours for less than a month together."""
        return Fraction(self.contacts * A_YEAR, self.days) if self.days >= LEAST_DAYS else None


@dataclass(frozen=True, slots=True)
class NormsData:
    """What the worker is given. `figures`: the clients shown, columns as in YEAR_NUMBERS: `new_…` of first sales.

    `base`: on the last day and a year before; `new`: days from the first purchase to the window's end, of who bought
    first in it; `spend`: on marketing in the window, kopecks, for `came` new clients of the whole company.
    """

    frame: "Frame"
    window: Period
    base: BaseFigures
    rules: SegmentRules
    silence: SilenceRules
    new: Mapping[int, int]
    spend: int
    came: int
    costs: SaleCosts
    existing: Touched
    potential: Touched
    figures: ClientFigures = field(default_factory=lambda: ClientFigures({}, []))

    @property
    def is_empty(self) -> bool:
        return not self.figures.channel


@dataclass(frozen=True, slots=True)
class NormsReport:
    """`values`: ours, None = cannot be told yet. `of`: how many clients each is of. `ids`: who stands behind some."""

    frame: "Frame"
    window: Period
    values: Mapping[Norm, Fraction | None]
    of: Mapping[Norm, Share]
    ids: Mapping[Norm, "array[int]"]
    rules: SegmentRules
    estimated: Share
    is_estimated: bool

    @property
    def is_empty(self) -> bool:
        return all(value is None for value in self.values.values())

    @property
    def worse(self) -> tuple[Norm, ...]:
        """Where we are worse than usual, the farthest from it first."""
        gaps = {norm: gap(norm, value) for norm, value in self.values.items() if value is not None}
        return tuple(sorted((norm for norm in gaps if gaps[norm] < 0), key=lambda norm: gaps[norm]))

    @property
    def judged(self) -> int:
        """Of how many it can be said."""
        known = (norm for norm, value in self.values.items() if value is not None)
        return sum(norm in LESS_IS_BETTER | MORE_IS_BETTER for norm in known)


def gap(norm: Norm, value: Fraction) -> Fraction:
    """How much better than usual, as a share of it; worse is less than 0. Nothing where neither is better."""
    usual = USUAL[norm][0]
    if norm in LESS_IS_BETTER:
        return (usual - value) / usual
    return (value - usual) / usual if norm in MORE_IS_BETTER else Fraction(0)


def norms_report(data: NormsData) -> NormsReport:
    """Us beside the known averages. To be done in the worker: pandas over all clients."""
    sold = client_frame(data.figures)
    frame = with_profits(sold[sold.orders > 0], data.rules)
    top = top_clients(frame.revenue)
    known = frame[frame.known]
    unprofitable = known.index[known.profit <= 0]
    lost, buying = _lost(data)
    estimated = Share(max(0, int(frame.estimated.sum())), max(0, int(frame.revenue.sum())))
    shares = {
        Norm.TOP: top.amount,
        Norm.LOST: Share(len(lost), buying),
        Norm.UNPROFITABLE: Share(len(unprofitable), len(known)),
    }
    return NormsReport(
        frame=data.frame,
        window=data.window,
        values={
            Norm.TOP: top.amount.value,
            Norm.COST: cost_times(data, *sides_of(sold)),
            Norm.LOST: shares[Norm.LOST].value,
            Norm.PAYBACK: _payback(data, frame),
            Norm.UNPROFITABLE: shares[Norm.UNPROFITABLE].value,
            Norm.EXISTING: data.existing.a_year,
            Norm.POTENTIAL: data.potential.a_year,
        },
        of=shares,
        ids={
            Norm.TOP: _ids(frame.revenue.nlargest(top.clients.part).index),
            Norm.LOST: _ids(lost),
            Norm.UNPROFITABLE: _ids(known.loc[unprofitable].profit.sort_values().index),
        },
        rules=data.rules,
        estimated=estimated,
        is_estimated=estimated.whole > 0 and Fraction(estimated.part, estimated.whole) > data.rules.estimated,
    )


def sides_of(sold: "pd.DataFrame") -> tuple[Side, Side]:
    """First sales and repeat ones."""
    first = Side(int(sold.new_orders.sum()), int(sold.new_revenue.sum()))
    return first, Side(int(sold.orders.sum()) - first.sales, int(sold.revenue.sum()) - first.revenue)


def cost_times(data: NormsData, first: Side, repeat: Side) -> Fraction | None:
    """What a first sale costs beside goods and overhead ÷ the same of a repeat one; None until both cost something."""
    acquisition = data.spend * first.sales // data.came if data.came else 0
    new = economics(True, first.sales, first.revenue, 0, acquisition, data.costs)
    kept = economics(False, repeat.sales, repeat.revenue, 0, 0, data.costs)
    won, held = (side.acquisition + side.presale + side.service for side in (new, kept))
    if not (won and held and new.sales and kept.sales):
        return None
    return Fraction(won, new.sales) / Fraction(held, kept.sales)


def _payback(data: NormsData, frame: "pd.DataFrame") -> Fraction | None:
    """What the company spent for a new client ÷ his mean profit a month."""
    new = frame[frame.index.isin(list(data.new))]
    if not len(new) or not data.came:
        return None
    days = sum(max(LEAST_DAYS, data.new[int(client)]) for client in new.index[new.known])
    together = Channel(
        source="",
        buyers=len(new),
        profit=int(new.profit.sum()),
        unknown=int((~new.known).sum()),
        days=days,
        spend=data.spend * len(new) // data.came,
    )
    return together.months_to_pay_back


def _lost(data: NormsData) -> "tuple[pd.Index[int], int]":
    """Who bought a year ago (active or sleeping) and is lost or closed now; how many bought then."""
    first, last = days_of(data.base, data.silence)
    buying = first.states.isin([SLEEPING, ACTIVE])
    gone = buying & last.states.reindex(first.states.index).isin([LOST, CLOSED])
    latest = last.clients["last"].loc[gone.index[gone]].sort_values(ascending=False)
    return latest.index, int(buying.sum())


def _ids(index: "pd.Index[int]") -> "array[int]":
    return array("q", index.to_numpy("int64").tobytes())
