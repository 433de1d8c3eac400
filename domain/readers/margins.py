"""What `/margin` is computed from, and the clients behind it. Rule: "Marketing, unit economics".

A sale on the day of the client's first purchase is new, later ones are repeat. A return lowers what it is a return of:
the first sale where there was no other, else the repeat ones.
"""

from collections import defaultdict
from dataclasses import fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from domain.analytics.classes import SegmentRules
from domain.analytics.client_figures import ClientFigures
from domain.analytics.line_costs import LineCosts, line_texts
from domain.analytics.margins import (
    GOODS_NUMBERS,
    SIDES,
    MarginData,
    MarginReport,
    SaleCosts,
    sale_cost,
)
from domain.analytics.window_figures import WindowFigures
from domain.errors import BadChoice
from domain.periods import Period
from domain.readers.client_figures import bought_in, client_figures, scanned, sold_figures
from domain.readers.expressions import kopecks_sum, plain_column
from domain.readers.listing import Column, Listing, Row, Unit, page_of
from domain.readers.looks import Look, framed
from domain.readers.segments import segment_rules, segment_windows
from domain.readers.sold import sold_by
from domain.readers.spending import spent_on_new
from domain.settings import Company, company
from domain.tables import Client, Product, Purchase, PurchaseLine
from domain.use_case import Area

MARGIN_AREAS = frozenset({Area.CLIENTS, Area.DEALS, Area.MONEY, Area.MEMBERS, Area.SETTINGS})
IS_NEW = or_(
    Purchase.day == Client.first_purchase_on,
    and_(Purchase.is_return, Client.purchase_days <= 1),
)
SIDE = case((IS_NEW, 1), else_=0)


def margin_data(session: Session, viewer_id: int, look: Look, today: date) -> MarginData:
    """Sales of the period by client, new and repeat, and by product. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, MARGIN_AREAS)
    chosen = company(session)
    rules = segment_rules(chosen)
    sold = (bought_in(look.period), sold_by(scope))
    figures = sold_figures(session, *sold, key=plain_column(Purchase.client_id) * SIDES + SIDE)
    window, _ = segment_windows(chosen, min(look.period.end, today))
    spend, came = spent_on_new(session, scope, look.period)
    return MarginData(
        frame=frame,
        scope=scope,
        sold=figures,
        goods=_goods(session, sold),
        products={row.id: row.name for row in session.execute(select(Product.id, Product.name))},
        window=_window(session, window, rules) if figures.channel else None,
        rules=rules,
        costs=sale_costs(chosen),
        spend=spend,
        came=came,
    )


def _window(session: Session, window: Period, rules: SegmentRules) -> WindowFigures:
    return client_figures(session, window, unit_months=rules.unit_months, by_stability=rules.by_stability)


def sale_costs(chosen: Company) -> SaleCosts:
    """What the owner has set. Raises BadAmount where it cannot be read."""
    return SaleCosts(**{one.name: sale_cost(getattr(chosen, one.name)) for one in fields(SaleCosts)})


# By product


def _goods(session: Session, which: tuple[ColumnElement[bool], ...]) -> ClientFigures:
    """Lines by product, side and channel: cost told, else the product's × quantity, else not known."""
    told = PurchaseLine.cost.is_not(None)
    rows = session.connection().execute(
        select(
            PurchaseLine.product_id,
            SIDE.label("side"),
            Client.channel,
            told.label("told"),
            PurchaseLine.quantity,
            Product.cost.label("product_cost"),
            kopecks_sum(PurchaseLine.amount).label("amount"),
            kopecks_sum(func.coalesce(PurchaseLine.cost, 0)).label("cost"),
            func.sum(case((Purchase.is_return, 0), else_=1)).label("orders"),
            func.count().label("lines"),
        )
        .select_from(Purchase)
        .join(PurchaseLine, PurchaseLine.purchase_id == scanned(Purchase.id))
        .join(Client, Client.id == scanned(Purchase.client_id))
        .join(Product, Product.id == scanned(PurchaseLine.product_id))
        .where(*which)
        .group_by(PurchaseLine.product_id, "side", Client.channel, "told", PurchaseLine.quantity, Product.cost)
    )
    kinds: dict[tuple[int, int, str | None], _Goods] = defaultdict(_Goods)
    for row in rows:
        kinds[row.product_id, row.side, row.channel].add(row)
    return _figures(kinds)


class _Goods:
    """Lines alike, summed. A product's cost × quantity is exact, rounded once."""

    def __init__(self) -> None:
        self.revenue = self.orders = self.cost = self.uncosted = self.by_product = 0
        self.product_cost = Decimal()

    def add(self, row: Any) -> None:
        self.revenue += row.amount
        self.orders += int(row.orders)
        if row.told:
            self.cost += row.cost
            return
        self.uncosted += row.amount
        if row.product_cost is not None:
            self.by_product += row.amount
            self.product_cost += row.product_cost * row.lines * row.quantity

    @property
    def lines(self) -> LineCosts:
        whole = int(self.product_cost.to_integral_value(ROUND_HALF_UP))
        return LineCosts(by_product=self.by_product, product_cost=whole)


def _figures(kinds: dict[tuple[int, int, str | None], _Goods]) -> ClientFigures:
    rows = [
        (number, goods.revenue, goods.orders, goods.cost, goods.uncosted, product, side)
        for number, ((product, side, _), goods) in enumerate(kinds.items())
    ]
    columns = zip(*rows, strict=True) if rows else ([] for _ in GOODS_NUMBERS)
    return ClientFigures(
        dict(zip(GOODS_NUMBERS, map(list, columns), strict=True)),
        [channel for _, _, channel in kinds],
        line_texts({number: goods.lines for number, goods in enumerate(kinds.values())}),
    )


# The clients behind a figure


COLUMNS = (
    Column("client"),
    Column("sold", Unit.MONEY),
    Column("orders", Unit.NUMBER),
    Column("bought-first", Unit.DAY, says_missing=True),
)


def margin_rows(session: Session, found: MarginReport, what: str, page: int | None = 0) -> Listing:
    """The clients behind one figure, the most ₽ first: "new", "repeat", "all", "unknown". Raises BadChoice."""
    sides = {"new": SIDE == 1, "repeat": SIDE == 0, "all": None, "unknown": Client.id.in_(found.unknown)}
    if what not in sides:
        raise BadChoice
    side = sides[what]
    conditions = [bought_in(found.frame.period), sold_by(found.scope), *([] if side is None else [side])]
    sold: Select[*tuple[Any, ...]] = (
        select(Client.id, Client.name, kopecks_sum(Purchase.amount).label("sold"),
               func.sum(case((Purchase.is_return, 0), else_=1)).label("orders"), Client.first_purchase_on)
        .join(Purchase, Purchase.client_id == Client.id)
        .where(*conditions)
        .group_by(Client.id, Client.name, Client.first_purchase_on)
        .order_by(kopecks_sum(Purchase.amount).desc(), Client.id)
    )  # fmt: skip
    rows, total, page = page_of(session, sold, sold.with_only_columns(Client.id).order_by(None), page)
    shown = tuple(Row(id_, (name, amount, int(orders), first)) for id_, name, amount, orders, first in rows)
    return Listing(f"margin-{what}", "client", COLUMNS, shown, total, page)
