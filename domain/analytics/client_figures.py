"""What segments are computed from: columns with a row per client, small enough to hand to another process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from domain.analytics.abc_xyz import abc_classes, xyz_by_frequency, xyz_by_stability
from domain.analytics.abcde import letters
from domain.analytics.classes import SegmentRules
from domain.analytics.profits import profit_classes, with_profits

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("client_id", "revenue", "orders", "units", "span", "once", "cost", "uncosted", "potential")


class LineCosts(NamedTuple):
    """Of a client's purchases without a cost, what their lines tell: kopecks.

    `told`: ₽ of the lines whose cost is known, `told_cost`; `by_product`: of those whose cost is the product's.
    """

    told: int = 0
    told_cost: int = 0
    by_product: int = 0
    product_cost: int = 0


LINE_NUMBERS = ("client_id", *LineCosts._fields)


def line_columns(lines: Mapping[int, LineCosts]) -> Mapping[str, Sequence[int]]:
    """Columns as in LINE_NUMBERS: a tuple for each client is slow to hand to another process."""
    rows = [(client, *costs) for client, costs in lines.items()]
    return dict(zip(LINE_NUMBERS, zip(*rows, strict=True) if rows else ((),) * len(LINE_NUMBERS), strict=True))


@dataclass(frozen=True, slots=True)
class ClientFigures:
    """Clients with a purchase in the window.

    `numbers`, named as in NUMBERS, kopecks: `revenue` (returns are in it); `orders`; `units`: months (or quarters) with
    a purchase, `span`: those from the first purchase ever to the window's end; `once`: 1 = one purchase day; `cost` of
    the purchases that have one, `uncosted`: ₽ of the others; `potential`: a year, -1 = unknown.
    `lines`: columns as in LINE_NUMBERS, clients without any left out.
    `squares`: sum of squares of each client's monthly revenue, where XYZ goes by stability.
    """

    numbers: Mapping[str, Sequence[int]]
    channel: Sequence[str | None]
    lines: Mapping[str, Sequence[int]] = field(default_factory=lambda: line_columns({}))
    squares: Mapping[int, int] | None = None

    def line_costs(self) -> dict[int, LineCosts]:
        """By client."""
        clients, *sums = (self.lines[name] for name in LINE_NUMBERS)
        return dict(zip(clients, map(LineCosts, *sums), strict=True))


def client_frame(figures: ClientFigures) -> "pd.DataFrame":
    """The columns by client id, int64 (`channel`: categories, "" = none), with what the lines tell of costs."""
    import pandas as pd

    frame = columns_frame(figures.numbers).assign(channel=pd.Categorical([one or "" for one in figures.channel]))
    frame = frame.set_index("client_id")
    lines = columns_frame(figures.lines).set_index("client_id").reindex(frame.index, fill_value=0)
    return frame.assign(
        cost=frame.cost + lines.told_cost,
        uncosted=frame.uncosted - lines.told - lines.by_product,
        by_product=lines.by_product,
        product_cost=lines.product_cost,
    )


def columns_frame(columns: Mapping[str, Sequence[int]]) -> "pd.DataFrame":
    """A frame of int64; arrays are taken whole, where pandas by itself would go through them one by one."""
    import numpy as np
    import pandas as pd

    return pd.DataFrame({name: np.asarray(column, dtype="int64") for name, column in columns.items()})


def classified(figures: ClientFigures, rules: SegmentRules, without: int | None = None) -> "pd.DataFrame":
    """The frame with `profit`, `estimated`, `known` and the classes, int8, 0 = none, as if `without` were not there.

    Classes: `abc`, `xyz`, `profit_class` (123), `letter` (ABCDE; `in_company`: his channel is too small to compare in).
    """
    frame = client_frame(figures).drop(index=[without], errors="ignore")
    frame = with_profits(frame, rules)
    frame = frame.join(letters(frame, rules))
    return frame.assign(
        abc=abc_classes(frame.revenue, rules),
        xyz=_xyz(frame, figures.squares, rules),
        profit_class=profit_classes(frame, rules),
    )


def _xyz(frame: "pd.DataFrame", squares: Mapping[int, int] | None, rules: SegmentRules) -> "pd.Series":
    if squares is None:
        return xyz_by_frequency(frame, rules)
    in_order = [squares.get(client, 0) for client in frame.index]
    return (frame.once * 0 + xyz_by_stability(frame.span, frame.revenue, in_order, rules)).astype("int8")
