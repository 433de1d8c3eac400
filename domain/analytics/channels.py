"""What each source of clients brought and cost. Rule: "Marketing, unit economics" (channel effectiveness)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from domain.analytics.classes import SegmentRules
from domain.analytics.client_figures import ClientFigures, client_frame
from domain.analytics.profits import with_profits
from domain.readers.attribution import Scope
from domain.readers.looks import Frame

if TYPE_CHECKING:
    import pandas as pd

LEAST_DAYS = 30
"""Who bought for the first time yesterday is a client of one month already: his profit is no day's."""
DAYS_A_MONTH = Fraction(365, 12)
LEAD_NUMBERS = ("client_id", "source", "revenue", "orders", "cost", "uncosted", "days")


@dataclass(frozen=True, slots=True)
class DealsBrought:
    number: int = 0
    won: int = 0


@dataclass(frozen=True, slots=True)
class ChannelData:
    """Leads of the period with all they bought to date, deals and kopecks spent by source.

    `leads`: numbers as in LEAD_NUMBERS; `source`: the place in `sources` ("" = none is known); `days`: since the first
    purchase. `shared`: the spend is the viewer's part, by leads. `undated`: deals in no period, for want of a date.
    """

    frame: Frame
    scope: Scope
    on: date
    sources: tuple[str, ...]
    leads: ClientFigures
    deals: Mapping[str, DealsBrought]
    spend: Mapping[str, int]
    rules: SegmentRules
    shared: bool
    undated: int

    @property
    def is_empty(self) -> bool:
        return not self.sources


@dataclass(frozen=True, slots=True)
class Channel:
    """One source, or all of them. Kopecks; `days`: how long its buyers have bought, together; `unknown`: buyers whose
    profit is. `estimated`: ₽ whose cost is."""

    source: str
    leads: int = 0
    deals: int = 0
    won: int = 0
    buyers: int = 0
    revenue: int = 0
    profit: int = 0
    estimated: int = 0
    unknown: int = 0
    days: int = 0
    spend: int = 0

    @property
    def per_lead(self) -> int | None:
        return _each(self.spend, self.leads)

    @property
    def per_sale(self) -> int | None:
        return _each(self.spend, self.won)

    @property
    def roi(self) -> Fraction | None:
        """(profit − spend) / spend; None where nothing was spent, or where no profit of those who bought is known."""
        if not self.spend or (self.buyers and self.unknown == self.buyers):
            return None
        return Fraction(self.profit - self.spend, self.spend)

    @property
    def months_to_pay_back(self) -> Fraction | None:
        """What a buyer cost ÷ his mean profit a month; None where nothing was spent or nothing is earned."""
        known = self.buyers - self.unknown
        if not self.spend or not known or self.profit <= 0:
            return None
        a_month = Fraction(self.profit) / (Fraction(self.days) / DAYS_A_MONTH)
        return Fraction(self.spend, self.buyers) / a_month


@dataclass(frozen=True, slots=True)
class ChannelReport:
    """`channels`: the most leads first. `unknown`: ids of the buyers whose profit is not known."""

    frame: Frame
    scope: Scope
    on: date
    channels: tuple[Channel, ...]
    total: Channel
    unknown: tuple[int, ...]
    estimated_share: Fraction
    is_estimated: bool
    shared: bool
    undated: int

    @property
    def is_empty(self) -> bool:
        return not self.channels


def channel_report(data: ChannelData) -> ChannelReport:
    """What each source brought and cost. Rule: "Marketing, unit economics"."""
    frame = with_profits(client_frame(data.leads), data.rules)
    bought = frame[frame.orders > 0]
    channels = [_channel(data, place, frame, bought) for place in range(len(data.sources))]
    total = _total(channels)
    share = Fraction(total.estimated, total.revenue) if total.revenue > 0 else Fraction(0)
    return ChannelReport(
        frame=data.frame,
        scope=data.scope,
        on=data.on,
        channels=tuple(sorted(channels, key=lambda one: (-one.leads, -one.spend, -one.deals, one.source))),
        total=total,
        unknown=tuple(int(client) for client in bought.index[~bought.known]),
        estimated_share=share,
        is_estimated=share > data.rules.estimated,
        shared=data.shared,
        undated=data.undated,
    )


def _channel(data: ChannelData, place: int, frame: "pd.DataFrame", bought: "pd.DataFrame") -> Channel:
    source = data.sources[place]
    deals = data.deals.get(source, DealsBrought())
    buyers = bought[bought.source == place]
    known = buyers[buyers.known]
    return Channel(
        source,
        leads=int((frame.source == place).sum()),
        deals=deals.number,
        won=deals.won,
        buyers=len(buyers),
        revenue=int(buyers.revenue.sum()),
        profit=int(known.profit.sum()),
        estimated=int(known.estimated.sum()),
        unknown=len(buyers) - len(known),
        days=int(known.days.clip(lower=LEAST_DAYS).sum()),
        spend=data.spend.get(source, 0),
    )


def _total(channels: list[Channel]) -> Channel:
    names = ("leads", "deals", "won", "buyers", "revenue", "profit", "estimated", "unknown", "days", "spend")
    return Channel("", **{name: sum(getattr(one, name) for one in channels) for name in names})


def paid_for(channels: Iterable[Channel]) -> Channel:
    """The sources money was spent on, together: what came by itself pays back no advertising."""
    return _total([one for one in channels if one.spend])


def _each(spend: int, number: int) -> int | None:
    """Kopecks for one, half up; None where nothing was spent or nobody came."""
    return (2 * spend + number) // (2 * number) if spend and number else None
