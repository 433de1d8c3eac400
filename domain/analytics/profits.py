"""Profit of each client, known or estimated, and the classes by it. Rules: "Money" (profit), "Segments" (123)."""

from math import ceil, floor
from typing import TYPE_CHECKING

from domain.analytics.abc_xyz import abc_classes
from domain.analytics.classes import ProfitClass, SegmentRules
from domain.analytics.percentiles import percentiles_of

if TYPE_CHECKING:
    import pandas as pd


def with_profits(frame: "pd.DataFrame", rules: SegmentRules) -> "pd.DataFrame":
    """The frame with `profit` and `estimated` (₽ whose cost is), kopecks, and `known`: whether there is a profit.

    `frame`, int64 kopecks: `revenue`, `cost` known, `product_cost` and `by_product` (₽ whose cost is the products'),
    `uncosted` (₽ whose cost nobody told); `channel`: "" = none.
    """
    margin, known = _by_margin(frame, rules)
    profit = frame.revenue - frame.uncosted - frame.cost - frame.product_cost + margin
    return frame.assign(
        profit=profit.where(known, 0), estimated=(frame.by_product + frame.uncosted).where(known, 0), known=known
    )


def _by_margin(frame: "pd.DataFrame", rules: SegmentRules) -> "tuple[pd.Series, pd.Series]":
    """Profit in ₽ of unknown cost by the channel's margin, half up to a kopeck; and where it can be told."""
    margin, known = frame.uncosted * 0, frame.uncosted == 0
    for channel, share in rules.margins.items():
        of_channel = frame.channel == channel
        doubled = 2 * frame.uncosted * share.numerator + share.denominator
        margin = margin.where(~of_channel, doubled // (2 * share.denominator))
        known |= of_channel
    return margin, known


def profit_classes(frame: "pd.DataFrame", rules: SegmentRules) -> "pd.Series":
    """`ProfitClass` of each client, 0 = not classified: profit unknown, or too few to compare.

    `frame`: `profit` kopecks, `orders` (at least one), `known`.
    """
    known = frame[frame.known]
    if rules.by_total_profit:
        classes = abc_classes(known.profit, rules)
    elif len(known) < rules.few:
        classes = known.profit * 0
    else:
        classes = _by_purchase(known, rules)
    return classes.reindex(frame.index, fill_value=0).astype("int8")


def _by_purchase(known: "pd.DataFrame", rules: SegmentRules) -> "pd.Series":
    """Profit per purchase is compared as profit against so many times the percentile: no division, no rounding."""
    high, low = percentiles_of(known.profit, known.orders, (rules.high, rules.low))
    counts = [int(count) for count in known.orders.unique()]
    least_high = known.orders.map({count: ceil(high * count) for count in counts})
    most_low = known.orders.map({count: floor(low * count) for count in counts})
    classes = (known.profit * 0 + ProfitClass.SECOND).mask(known.profit <= most_low, ProfitClass.THIRD)
    classes = classes.mask(known.profit >= least_high, ProfitClass.FIRST)
    return classes.mask(known.profit <= 0, ProfitClass.THIRD)
