"""What segments are computed from: columns with a row per client, small enough to hand to another process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from domain.analytics.abc_xyz import abc_classes, xyz_by_frequency, xyz_by_stability
from domain.analytics.abcde import letters
from domain.analytics.classes import SegmentRules
from domain.analytics.line_costs import NO_LINES, LineTexts
from domain.analytics.profits import profit_classes, with_profits

if TYPE_CHECKING:
    import pandas as pd

    from domain.analytics.columns import Ints


class Figures(Protocol):
    """What clients of a window are classed by.

    `lines`: what those of purchases without a cost tell of it; `squares`: sum of squares of each client's monthly
    revenue, where XYZ goes by stability.
    """

    @property
    def lines(self) -> LineTexts: ...
    @property
    def squares(self) -> Mapping[int, int] | None: ...

    def frame(self) -> "pd.DataFrame":
        """By client id, int64: columns as in NUMBERS; `channel`: categories, "" = none."""


NUMBERS = ("client_id", "revenue", "orders", "units", "span", "once", "cost", "uncosted", "potential")


@dataclass(frozen=True, slots=True)
class ClientFigures:
    """Clients with a purchase in the window.

    `numbers`, named as in NUMBERS, kopecks: `revenue` (returns are in it); `orders`; `units`: months (or quarters) with
    a purchase, `span`: those from the first purchase ever to the window's end; `once`: 1 = one purchase day; `cost` of
    the purchases that have one, `uncosted`: ₽ of the others; `potential`: a year, -1 = unknown.
    """

    numbers: Mapping[str, Sequence[int]]
    channel: Sequence[str | None]
    lines: LineTexts = NO_LINES
    squares: Mapping[int, int] | None = None

    def frame(self) -> "pd.DataFrame":
        """By client id, `channel` beside the numbers: categories, "" = none."""
        import pandas as pd

        channel = pd.Categorical([one or "" for one in self.channel])
        return columns_frame(self.numbers).assign(channel=channel).set_index("client_id")


def client_frame(figures: Figures) -> "pd.DataFrame":
    """The columns by client id, with what the lines tell of costs."""
    frame = figures.frame()
    lines = columns_frame(figures.lines.columns()).set_index("client_id").reindex(frame.index, fill_value=0)
    return frame.assign(
        cost=frame.cost + lines.told_cost,
        uncosted=frame.uncosted - lines.told - lines.by_product,
        by_product=lines.by_product,
        product_cost=lines.product_cost,
    )


def columns_frame(columns: "Mapping[str, Sequence[int] | Ints]") -> "pd.DataFrame":
    """A frame of int64; arrays are taken whole, where pandas by itself would go through them one by one."""
    import numpy as np
    import pandas as pd

    return pd.DataFrame({name: np.asarray(column, dtype="int64") for name, column in columns.items()})


def classified(figures: Figures, rules: SegmentRules, without: int | None = None) -> "pd.DataFrame":
    """The frame with `profit`, `estimated`, `known` and the classes, int8, 0 = none, as if `without` were not there.

    Classes: `abc`, `xyz`, `profit_class` (123), `letter` (ABCDE; `in_company`: his channel is too small to compare in).
    """
    frame = client_frame(figures)
    if without is not None:
        frame = frame.drop(index=[without], errors="ignore")
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
