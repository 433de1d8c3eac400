"""What is left of a new and of a repeat sale. Rule: "Marketing, unit economics" (new against repeat sale)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from domain.analytics.classes import Loyalty, ProfitClass, ProfitXyz, SegmentRules, Xyz
from domain.analytics.client_figures import ClientFigures, classified, client_frame
from domain.analytics.profits import with_profits
from domain.analytics.segments import TENS, loyalty_codes
from domain.analytics.window_figures import WindowFigures
from domain.errors import BadAmount
from domain.money import AmountError, parse_amount
from domain.readers.attribution import Scope
from domain.readers.looks import Frame

if TYPE_CHECKING:
    import pandas as pd

NEW, REPEAT = 1, 0
SOLD_NUMBERS = ("client_id", "revenue", "orders", "cost", "uncosted")
GOODS_NUMBERS = (*SOLD_NUMBERS, "product_id", "side")
SIDES = 2
"""A client's sales are told apart by his id × 2, + 1 for the new ones."""


@dataclass(frozen=True, slots=True)
class SaleCost:
    """What a sale costs beside its goods: kopecks of each, or a share of its ₽."""

    each: int = 0
    share: Fraction = Fraction(0)

    def of(self, sales: int, revenue: int) -> int:
        """Kopecks of so many sales together, half up."""
        return self.each * sales + floor(self.share * revenue + Fraction(1, 2))


def sale_cost(text: str) -> SaleCost | None:
    """«5000», «5 тыс. ₽», «9 %»; None for "", which is not set. Raises BadAmount."""
    words = text.strip()
    try:
        if words.endswith("%"):
            return SaleCost(share=_share(words[:-1]))
        return SaleCost(parse_amount(words, zero_allowed=True)) if words else None
    except (AmountError, ValueError, ZeroDivisionError):
        raise BadAmount from None


def _share(text: str) -> Fraction:
    """Raises ValueError for less than nothing or more than the whole."""
    share = Fraction(text.strip().replace(",", ".")) / 100
    if not 0 <= share <= 1:
        raise ValueError(text)
    return share


@dataclass(frozen=True, slots=True)
class SaleCosts:
    """By the settings' names; None = not set, counted as nothing."""

    presale_new: SaleCost | None = None
    presale_repeat: SaleCost | None = None
    service_new: SaleCost | None = None
    service_repeat: SaleCost | None = None
    overhead: SaleCost | None = None

    @property
    def unset(self) -> tuple[str, ...]:
        return tuple(name for name in self.__slots__ if getattr(self, name) is None)

    def of(self, name: str, sales: int, revenue: int) -> int:
        known: SaleCost | None = getattr(self, name)
        return known.of(sales, revenue) if known else 0


@dataclass(frozen=True, slots=True)
class Economics:
    """Sales of one kind together, kopecks. `price` of those whose cost is known or estimated, `sales` of them."""

    sales: int = 0
    price: int = 0
    cost: int = 0
    acquisition: int = 0
    presale: int = 0
    service: int = 0
    overhead: int = 0

    @property
    def gross(self) -> int:
        return self.price - self.cost

    @property
    def left(self) -> int:
        """Price − cost − acquisition − pre-sale − service − overhead."""
        return self.gross - self.acquisition - self.presale - self.service - self.overhead

    @property
    def share(self) -> Fraction | None:
        """What is left, of the price."""
        return Fraction(self.left, self.price) if self.price > 0 else None

    @property
    def gross_share(self) -> Fraction | None:
        return Fraction(self.gross, self.price) if self.price > 0 else None

    def each(self, name: str) -> int:
        """A part of one sale: kopecks, half up. Of no sales nothing."""
        total: int = getattr(self, name)
        return (2 * total + self.sales) // (2 * self.sales) if self.sales else 0


def economics(new: bool, sales: int, price: int, cost: int, acquisition: int, costs: SaleCosts) -> Economics:
    """Sales of one kind with all that they cost; `acquisition`: kopecks of all of them together."""
    side = "new" if new else "repeat"
    return Economics(
        sales,
        price,
        cost,
        acquisition if new else 0,
        presale=costs.of(f"presale_{side}", sales, price),
        service=costs.of(f"service_{side}", sales, price),
        overhead=costs.of("overhead", sales, price),
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """A new sale beside a repeat one."""

    new: Economics = Economics()
    repeat: Economics = Economics()

    @property
    def times(self) -> Fraction | None:
        """How many times more a repeat sale leaves; None unless both leave something."""
        new, repeat = self.new, self.repeat
        if new.left <= 0 or repeat.left <= 0 or not new.sales or not repeat.sales:
            return None
        return Fraction(repeat.left, repeat.sales) / Fraction(new.left, new.sales)

    @property
    def price(self) -> int:
        return self.new.price + self.repeat.price

    @property
    def sales(self) -> int:
        return self.new.sales + self.repeat.sales


@dataclass(frozen=True, slots=True)
class MarginData:
    """Sales of the period by client and side (`client_id` of the numbers is his id × 2, + 1 = new), and by product.

    `goods`: numbers as in GOODS_NUMBERS by product, side and channel; `client_id` there is but a number.
    `spend`: on marketing in the period, kopecks, for `came` new clients of the whole company; `window`: what the
    segments are of, None = nobody bought in it.
    """

    frame: Frame
    scope: Scope
    sold: ClientFigures
    goods: ClientFigures
    products: Mapping[int, str]
    window: WindowFigures | None
    rules: SegmentRules
    costs: SaleCosts
    spend: int
    came: int

    @property
    def is_empty(self) -> bool:
        return not self.sold.channel


@dataclass(frozen=True, slots=True)
class MarginReport:
    """`segments`: by what his last year made of the client, None = not in the segments yet. `products`: by revenue.

    `unknown`: ids of the clients some of whose sales are left out, `unknown_price` kopecks of those.
    """

    frame: Frame
    scope: Scope
    pair: Pair
    segments: Mapping[Loyalty | None, Pair]
    products: Sequence[tuple[str, Pair]]
    unknown: tuple[int, ...]
    unknown_price: int
    estimated_share: Fraction
    is_estimated: bool
    unset: tuple[str, ...]
    has_spend: bool

    @property
    def is_empty(self) -> bool:
        return not self.pair.sales and not self.unknown


def margin_report(data: MarginData) -> MarginReport:
    """New against repeat sales. Rule: "Marketing, unit economics"."""
    frame = with_profits(client_frame(data.sold), data.rules)
    frame = frame.assign(new=frame.index % SIDES, client=frame.index // SIDES)
    known = frame[frame.known]
    price, estimated = int(known.revenue.sum()), int(known.estimated.sum())
    share = Fraction(estimated, price) if price > 0 else Fraction(0)
    loyalty = known.client.map(_loyalties(data)).fillna("")
    return MarginReport(
        frame=data.frame,
        scope=data.scope,
        pair=_pair(known, data),
        segments={
            name: pair
            for name in (*Loyalty, None)
            if (pair := _pair(known[loyalty == (name.value if name else "")], data)).sales
        },
        products=_products(data),
        unknown=tuple(sorted({int(client) for client in frame.client[~frame.known]})),
        unknown_price=int(frame.revenue[~frame.known].sum()),
        estimated_share=share,
        is_estimated=share > data.rules.estimated,
        unset=data.costs.unset,
        has_spend=bool(data.spend),
    )


def _pair(sold: "pd.DataFrame", data: MarginData) -> Pair:
    return Pair(*(_side(sold[sold.new == side], side, data) for side in (NEW, REPEAT)))


def _side(sold: "pd.DataFrame", side: int, data: MarginData) -> Economics:
    """Each new client costs what the company spent for one."""
    price, profit = int(sold.revenue.sum()), int(sold.profit.sum())
    clients = len(sold)
    acquisition = (2 * data.spend * clients + data.came) // (2 * data.came) if data.came else 0
    return economics(side == NEW, int(sold.orders.sum()), price, price - profit, acquisition, data.costs)


def _loyalties(data: MarginData) -> "dict[int, str]":
    """By client, the value of his `Loyalty`; of the unclassified "" or nothing."""
    if data.window is None or data.window.is_empty:
        return {}
    cells = loyalty_codes(classified(data.window, data.rules))
    names = {int(code): _named(*divmod(int(code), TENS)) for code in cells.unique()}
    return cells.map(names).to_dict()  # type: ignore[no-any-return]


def _named(profit: int, xyz: int) -> str:
    loyalty = ProfitXyz(ProfitClass(profit) if profit else None, Xyz(xyz)).loyalty
    return loyalty.value if loyalty else ""


def _products(data: MarginData) -> list[tuple[str, Pair]]:
    """Price − cost alone: what comes beside a sale is not of one of its products. The most ₽ first."""
    frame = with_profits(client_frame(data.goods), data.rules)
    known = frame[frame.known].assign(new=frame.side)
    pairs = [
        (data.products[int(product)], Pair(*(_goods(rows[rows.new == side]) for side in (NEW, REPEAT))))
        for product, rows in known.groupby("product_id")
    ]
    return sorted(pairs, key=lambda one: (-one[1].price, one[0]))


def _goods(rows: "pd.DataFrame") -> Economics:
    price, profit = int(rows.revenue.sum()), int(rows.profit.sum())
    return Economics(int(rows.orders.sum()), price, price - profit)
