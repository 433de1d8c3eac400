"""What the database tells of a window of purchases, as little work for it and for handing over as can be."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.analytics.client_figures import columns_frame
from domain.analytics.line_costs import LineTexts

if TYPE_CHECKING:
    import pandas as pd

    from domain.analytics.columns import Ints

KNOWN = ("client_id", "potential", "channel", "first", "is_closed")
SUMS = ("client_id", "revenue", "orders", "cost", "uncosted")


@dataclass(frozen=True, slots=True)
class ClientsText:
    """Every client, columns as in KNOWN: `channel` is a place in `channels`, `first` the day of his first purchase."""

    columns: str
    channels: Sequence[str | None]

    def frame(self) -> "pd.DataFrame":
        """By id; `channel`: categories, "" = none."""
        import pandas as pd

        from domain.analytics.columns import lines_of

        columns = dict(zip(KNOWN, lines_of(self.columns, len(KNOWN)), strict=True))
        channel = pd.Categorical.from_codes(columns.pop("channel"), [one or "" for one in self.channels])
        return columns_frame(columns).assign(channel=channel).set_index("client_id")


@dataclass(frozen=True, slots=True)
class WindowFigures:
    """Clients with a purchase in the window: columns as in SUMS, and `days`, so many of them as each has orders.

    `starts`: first days of the window's months, or quarters. `lines`, `squares`: as of `ClientFigures`.
    """

    starts: Sequence[date]
    sums: Mapping[str, Sequence[int]]
    days: str
    clients: ClientsText
    lines: LineTexts
    squares: Mapping[int, int] | None = None

    @property
    def is_empty(self) -> bool:
        return not self.sums["client_id"]

    def frame(self) -> "pd.DataFrame":
        """As that of `ClientFigures`."""
        frame = columns_frame(self.sums).set_index("client_id")
        known = self.clients.frame().loc[frame.index, ["potential", "channel", "first"]]
        units, once = self._rhythm(frame.orders.to_numpy())
        span = len(self.starts) - self._unit(known.pop("first").to_numpy()).clip(0)
        return frame.assign(units=units, once=once, span=span).join(known)

    def others(self, only: Collection[int] | None = None) -> "Iterator[tuple[str | None, int, int]]":
        """Clients not closed and without a purchase in the window: channel, potential (-1 = unknown), how many."""
        clients = self.clients.frame()
        rest = clients[(clients.is_closed == 0) & ~clients.index.isin(self.sums["client_id"])]
        if only is not None:
            rest = rest[rest.index.isin(list(only))]
        counted = rest.groupby(["channel", "potential"], observed=True).size()
        for (channel, potential), number in zip(counted.index, counted, strict=True):
            yield channel or None, int(potential), int(number)

    def _rhythm(self, orders: "Ints") -> "tuple[Ints, Ints]":
        """In how many months (or quarters) each has bought, and 1 where it was on one day alone."""
        import numpy as np

        from domain.analytics.columns import lines_of

        if not len(orders):
            return orders, orders
        days = lines_of(self.days, 1)[0]
        bought = np.zeros((len(orders), len(self.starts)), dtype=bool)
        bought[np.repeat(np.arange(len(orders)), orders), self._unit(days)] = True
        begin = np.cumsum(orders) - orders
        once = np.minimum.reduceat(days, begin) == np.maximum.reduceat(days, begin)
        return bought.sum(axis=1), once.astype(np.int64)

    def _unit(self, days: "Ints") -> "Ints":
        """Numbers of the months (or quarters) that these days are in, -1 before the first."""
        import numpy as np

        return np.searchsorted([start.toordinal() for start in self.starts], days, side="right") - 1
