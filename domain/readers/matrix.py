"""Products × clients: who buys what, who has stopped, who never took it. Rule: the report «Кому что предложить».

Asked of those who buy anything in the period: whoever buys nothing is lost as a client, not as a buyer of a product.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, select
from sqlalchemy.orm import Session

from domain.date_words import add_months
from domain.errors import BadChoice
from domain.periods import Period, last_days, so_far
from domain.readers.attribution import Scope
from domain.readers.client_figures import scanned
from domain.readers.client_lines import ClientLine, client_lines
from domain.readers.cuts import Cut, CutKind, chosen_cuts, scope_of
from domain.readers.expressions import kopecks_sum, plain_column
from domain.readers.kept_clients import clients_in
from domain.readers.listing import Column, Listing, Row, SegmentOf, Unit, page_of
from domain.readers.looks import Frame, Look, framed
from domain.tables import Product, Purchase, PurchaseLine
from domain.use_case import Area

MATRIX_AREAS = frozenset({Area.MONEY, Area.CLIENTS, Area.MEMBERS, Area.SETTINGS})
LOOKED_BACK = 12
"""Months before the period in which a product was bought by whoever has stopped."""
FEW_PRODUCTS = 8
"""More are shown by groups, where there are any."""
CLIENTS_SHOWN = 12
MANY = 5000
BOUGHT, STOPPED, NEVER = "b", "s", "n"
COLUMNS = (
    Column("client"),
    Column("matrix-product", Unit.SUM),
    Column("matrix-all", Unit.SUM),
    Column("owner", says_missing=True),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A client's purchases of one product, kopecks: in the period, and in the months looked back on."""

    now: int
    before: int
    is_now: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A product or a group of them: buyers who took it in the period, who took it only before, who did neither.

    Kopecks: `sold` in the period, `lost`: of those who have stopped, in the months before.
    """

    cut: Cut
    bought: int
    stopped: int
    never: int
    sold: int
    lost: int


@dataclass(frozen=True, slots=True)
class MatrixClient:
    """One of the largest buyers of the period; `taken` by the key of an item."""

    line: ClientLine
    amount: int
    taken: Mapping[int | str, Taken]


@dataclass(frozen=True, slots=True)
class MatrixReport:
    """`items`: what sells most first; `before`: the months looked back on; `buyers`: clients who bought anything."""

    frame: Frame
    counted: Period
    before: Period
    buyers: int
    items: tuple[Item, ...]
    clients: tuple[MatrixClient, ...]

    @property
    def is_empty(self) -> bool:
        return not self.items


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose clients and which products; `key`: what the lines are told apart by."""

    scope: Scope
    counted: Period
    kind: CutKind

    @property
    def before(self) -> Period:
        return Period(add_months(self.counted.start, -LOOKED_BACK), self.counted.start)

    @property
    def key(self) -> ColumnElement[Any]:
        return plain_column(Product.group if self.kind is CutKind.GROUP else Product.id)

    def buyers(self) -> Subquery:
        """Clients of the scope who bought in the period, and for how much."""
        bought = select(Purchase.client_id, kopecks_sum(Purchase.amount).label("amount")).where(_in(self.counted))
        if not self.scope.is_all:
            bought = bought.where(Purchase.client_id.in_(clients_in(self.scope, self.counted.last)))
        whole = func.sum(case((Purchase.is_return, 0), else_=1))
        return bought.group_by(Purchase.client_id).having(whole > 0).subquery()

    def pairs(self, buyers: Subquery, key: int | str | None = None, *, of_many: bool = False) -> Subquery:
        """A row per buyer and item (or of one item) that he took in the period or in the months before.

        `of_many`: so many buyers that all purchases are gone through, client after client: put in order as they come.
        """
        client_id: Any = scanned(Purchase.client_id) if of_many else Purchase.client_id
        day: Any = scanned(Purchase.day) if of_many else Purchase.day
        is_now = Purchase.day >= self.counted.start
        rows = (
            select(
                Purchase.client_id,
                self.key.label("key"),
                func.max(case((is_now, 1), else_=0)).label("is_now"),
                kopecks_sum(case((is_now, PurchaseLine.amount), else_=0)).label("now"),
                kopecks_sum(case((is_now, 0), else_=PurchaseLine.amount)).label("before"),
            )
            .join(PurchaseLine, PurchaseLine.purchase_id == Purchase.id)
            .join(Product, Product.id == PurchaseLine.product_id)
            .where(_in(Period(self.before.start, self.counted.end), day), Purchase.is_return.is_(False))
            .where(
                client_id.in_(select(buyers.c.client_id)),
                self.key.is_not(None) if key is None else self.key == key,
            )
            .group_by(Purchase.client_id, self.key)
        )
        if self.scope.product_ids is not None:
            rows = rows.where(PurchaseLine.product_id.in_(self.scope.product_ids))
        return rows.subquery()


def matrix_report(session: Session, viewer_id: int, look: Look, today: date) -> MatrixReport:
    """Of the clients that the viewer's members keep. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, MATRIX_AREAS)
    asked = _asked(session, scope, look.period, today)
    buyers = asked.buyers()
    number = session.scalar(select(func.count()).select_from(buyers)) or 0
    items = _items(session, asked, asked.pairs(buyers, of_many=number > MANY), number) if number else ()
    clients = _clients(session, asked) if items else ()
    return MatrixReport(frame, asked.counted, asked.before, number, items, clients)


def _asked(session: Session, scope: Scope, period: Period, today: date) -> _Asked:
    """All time has nothing before it: asked of it, the last days are shown."""
    counted, _ = so_far(last_days(today) if period.is_all else period, period, today)
    products = select(func.count(), func.count(Product.group.distinct()))
    number, groups = session.execute(products).one()
    by_groups = scope.product_ids is None and number > FEW_PRODUCTS and groups > 1
    return _Asked(scope, counted, CutKind.GROUP if by_groups else CutKind.PRODUCT)


def _items(session: Session, asked: _Asked, pairs: Subquery, buyers: int) -> tuple[Item, ...]:
    stopped = case((pairs.c.is_now == 0, 1), else_=0)
    sold = kopecks_sum(pairs.c.now).label("sold")
    rows = session.execute(
        select(
            pairs.c.key,
            func.sum(pairs.c.is_now),
            func.sum(stopped),
            sold,
            kopecks_sum(case((pairs.c.is_now == 0, pairs.c.before), else_=0)),
        )
        .group_by(pairs.c.key)
        .order_by(sold.desc(), pairs.c.key)
    ).all()
    names = _names(session, asked.kind)
    return tuple(
        Item(Cut(asked.kind, key, names.get(key, str(key))), bought, gone, buyers - bought - gone, sold, lost)
        for key, bought, gone, sold, lost in ((row[0], *map(int, row[1:])) for row in rows)
    )


def _names(session: Session, kind: CutKind) -> Mapping[int | str, str]:
    if kind is CutKind.GROUP:
        return {}
    return {row.id: row.name for row in session.execute(select(Product.id, Product.name))}


def _clients(session: Session, asked: _Asked) -> tuple[MatrixClient, ...]:
    """The largest buyers, each with what he took."""
    buyers = asked.buyers()
    largest = select(buyers).order_by(buyers.c.amount.desc(), buyers.c.client_id).limit(CLIENTS_SHOWN)
    amounts = {row.client_id: int(row.amount) for row in session.execute(largest)}
    pairs = asked.pairs(largest.subquery())
    taken: dict[int, dict[int | str, Taken]] = {client_id: {} for client_id in amounts}
    for row in session.execute(select(pairs)):
        taken[row.client_id][row.key] = Taken(int(row.now), int(row.before), bool(row.is_now))
    lines = client_lines(session, list(amounts))
    return tuple(MatrixClient(lines[key], amount, taken[key]) for key, amount in amounts.items())


# The clients behind a field


def matrix_clients(
    session: Session, viewer_id: int, look: Look, today: date, what: str, page: int | None = 0
) -> Listing:
    """Who bought, stopped or never took an item, the largest first.

    `what`: BOUGHT, STOPPED or NEVER and the code of the item's cut. Raises BadChoice, NotAllowed, Gone.
    """
    scope = scope_of(session, viewer_id, chosen_cuts(session, viewer_id, look.cuts))
    asked = _asked(session, scope, look.period, today)
    side, (item,) = what[:1], chosen_cuts(session, viewer_id, what[1:]) or (None,)
    if side not in (BOUGHT, STOPPED, NEVER) or item is None or item.kind is not asked.kind:
        raise BadChoice
    rows = _behind(asked, side, item.key)
    found, total, page = page_of(session, rows, rows.with_only_columns(rows.selected_columns[0]), page)
    lines = client_lines(session, [row[0] for row in found])
    return Listing(
        f"matrix-{side}",
        "client",
        COLUMNS,
        tuple(
            Row(key, (lines[key].name, None if of_item is None else int(of_item), int(amount), lines[key].keeper))
            for key, of_item, amount in found
        ),
        total,
        page,
        told={"item": item.name},
        segment=SegmentOf("", asked.counted, item.code, side),
    )


def _behind(asked: _Asked, side: str, key: int | str) -> Select[Any]:
    """Client id, kopecks of the item (in the period, or before where he has stopped), of everything in the period."""
    buyers = asked.buyers()
    of_item = asked.pairs(buyers, key)
    amount = {BOUGHT: of_item.c.now, STOPPED: of_item.c.before, NEVER: of_item.c.now}[side]
    chosen = {
        BOUGHT: of_item.c.is_now == 1,
        STOPPED: of_item.c.is_now == 0,
        NEVER: of_item.c.client_id.is_(None),
    }[side]
    worth = buyers.c.amount if side == NEVER else amount
    return (
        select(buyers.c.client_id, amount, buyers.c.amount)
        .outerjoin(of_item, of_item.c.client_id == buyers.c.client_id)
        .where(chosen)
        .order_by(worth.desc(), buyers.c.client_id)
    )


def _in(period: Period, day: Any = Purchase.day) -> ColumnElement[bool]:
    return and_(day >= period.start, day < period.end)
