"""One row per client for a window of purchases; `domain.analytics` classes them. Rules: "Segments", "Money"."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from operator import add
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FunctionElement,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    select,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

from domain.analytics.abc_xyz import sums_of_squares
from domain.analytics.abcde import UNKNOWN
from domain.analytics.client_figures import NUMBERS, ClientFigures, LineCosts
from domain.date_words import add_months
from domain.periods import Period
from domain.tables import Client, Product, Purchase, PurchaseLine

ROWS = 5000
"""Fetched at a time: as Python rows, a hundred thousand clients weigh five times what their columns do."""
WHOLE_DIGITS = 6
SEARCHED_DAYS = 62
"""Of a longer period the whole index of sums is read sooner."""


class scanned(FunctionElement[Any]):
    """The column itself, by which SQLite must not search: it would leave the index that has all it needs."""

    name = "scanned"
    inherit_cache = True


@compiles(scanned)
def _plain(element: scanned, compiler: SQLCompiler, **kw: Any) -> str:
    return compiler.process(element.clauses, **kw)


@compiles(scanned, "sqlite")
def _unary_plus(element: scanned, compiler: SQLCompiler, **kw: Any) -> str:
    return "+" + compiler.process(element.clauses, **kw)


def client_figures(
    session: Session,
    window: Period,
    *,
    unit_months: int = 1,
    by_stability: bool = False,
    only: Select[int] | None = None,
) -> ClientFigures:
    """Clients with a purchase in the window (whole months), with months or quarters counted in units of `unit_months`.

    `by_stability`: with the squares of their monthly revenue. `only`: ids; None = of the whole company.
    """
    units = unit_starts(window, 1 if by_stability else unit_months)
    numbers = {name: array("q") for name in NUMBERS}
    channels: list[str | None] = []
    for part in plain_rows(session, _bought(window, units, only)):
        *columns, channel = zip(*part, strict=True)
        for name, column in zip(NUMBERS, columns, strict=True):
            numbers[name].extend(column)
        channels.extend(channel)
    squares = _squares(session, window, units, only) if by_stability else None
    return ClientFigures(numbers, channels, line_costs(session, bought_in(window), *_of(only)), squares)


def plain_rows(session: Session, rows: Select[Any]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Numbers and texts as the driver gives them, ROWS at a time: made into Rows they would cost as much again."""
    with session.connection().execute(rows) as result:
        while part := result.cursor.fetchmany(ROWS):
            yield part


def unit_starts(window: Period, months: int) -> Sequence[date]:
    """First days of the window's months, or of its quarters, counted from its start."""
    starts = [window.start]
    while (following := add_months(starts[-1], months)) < window.end:
        starts.append(following)
    return starts


def _bought(window: Period, units: Sequence[date], only: Select[int] | None) -> Select[Any]:
    """Columns as in NUMBERS, and the channel."""
    bought = (
        select(
            Purchase.client_id,
            _kopecks(func.sum(Purchase.amount)).label("revenue"),
            func.sum(case((Purchase.is_return, 0), else_=1)).label("orders"),
            _distinct(month_number(Purchase.day, units[1:])).label("units"),
            case((_distinct(Purchase.day) == 1, 1), else_=0).label("once"),
            _kopecks(func.sum(func.coalesce(Purchase.cost, 0))).label("cost"),
            _kopecks(func.sum(case((Purchase.cost.is_(None), Purchase.amount), else_=0))).label("uncosted"),
        )
        .where(bought_in(window), *_of(only))
        .group_by(Purchase.client_id)
        .subquery()
    )
    first = case((Client.first_purchase_on.is_not(None), month_number(Client.first_purchase_on, units[1:])))
    return (
        select(
            bought.c.client_id,
            bought.c.revenue,
            bought.c.orders,
            bought.c.units,
            (len(units) - func.coalesce(first, 0)).label("span"),
            bought.c.once,
            bought.c.cost,
            bought.c.uncosted,
            func.coalesce(Client.potential, UNKNOWN).label("potential"),
            Client.channel,
        )
        .join(Client, Client.id == bought.c.client_id)
        .where(bought.c.orders > 0)
    )


def month_number(day: Any, starts: Sequence[date], begun: int = 0) -> ColumnElement[int]:
    """How many of the months that start so have begun by a day: halved each time, for any database."""
    if not starts:
        return literal(begun, Integer())
    middle = len(starts) // 2
    earlier, later = starts[:middle], starts[middle + 1 :]
    return case(
        (day < starts[middle], month_number(day, earlier, begun)),
        else_=month_number(day, later, begun + middle + 1),
    )


def bought_in(period: Period) -> ColumnElement[bool]:
    """Purchases of a period: a short one is searched for by its days."""
    day: Any = Purchase.day if period.days <= SEARCHED_DAYS else scanned(Purchase.day)
    return and_(day >= period.start, day < period.end)


def _of(only: Select[int] | None) -> list[ColumnElement[bool]]:
    return [] if only is None else [Purchase.client_id.in_(only)]


def _distinct(bought: Any) -> ColumnElement[int]:
    """How many different ones, returns left out."""
    return func.count(case((not_(Purchase.is_return), bought)).distinct())


def _kopecks(total: ColumnElement[Any]) -> ColumnElement[int]:
    """A sum as an integer: PostgreSQL's is a decimal."""
    return cast(total, BigInteger)


def _squares(session: Session, window: Period, months: Sequence[date], only: Select[int] | None) -> dict[int, int]:
    month = month_number(Purchase.day, months[1:]).label("month")
    rows = session.connection().execute(
        select(Purchase.client_id, _kopecks(func.sum(Purchase.amount)))
        .where(bought_in(window), *_of(only))
        .group_by(Purchase.client_id, month)
    )
    return sums_of_squares((client, amount) for part in rows.partitions(ROWS) for client, amount in part)


# What lines tell of costs


def line_costs(
    session: Session, *which: ColumnElement[bool], key: ColumnElement[int] | None = None
) -> dict[int, LineCosts]:
    """By client, of those of these purchases that have no cost. A product's cost × quantity is exact, rounded once.

    `key`: what they are put together by instead, of the purchase and its client.
    """
    whose = select(Purchase.client_id.label("key")) if key is None else select(key.label("key"))
    told, is_whole = PurchaseLine.cost.is_not(None), _is_whole(PurchaseLine.quantity)
    of_product = case((told | ~is_whole, 0), else_=Product.cost * _units(PurchaseLine.quantity))
    odd = (case((told | is_whole, None), else_=column) for column in (PurchaseLine.quantity, Product.cost))
    quantity, cost = (column.label(name) for column, name in zip(odd, ("quantity", "cost"), strict=True))
    rows = (
        (whose if key is None else whose.join(Client, Client.id == scanned(Purchase.client_id)))
        .add_columns(
            quantity,
            cost,
            func.count(),
            _kopecks(func.sum(case((told, PurchaseLine.amount), else_=0))),
            _kopecks(func.sum(func.coalesce(PurchaseLine.cost, 0))),
            _kopecks(func.sum(case((told, 0), else_=PurchaseLine.amount))),
            _kopecks(func.sum(of_product)),
        )
        .join(PurchaseLine, PurchaseLine.purchase_id == scanned(Purchase.id))
        .join(Product, Product.id == scanned(PurchaseLine.product_id))
        .where(Purchase.cost.is_(None), told | Product.cost.is_not(None))
        .where(*which)
        .group_by("key", quantity, cost)
    )
    found: dict[int, LineCosts] = {}
    odds: dict[int, Decimal] = defaultdict(Decimal)
    for part in plain_rows(session, rows):
        for of, odd_quantity, odd_cost, lines, *sums in part:
            if odd_quantity is not None:
                odds[of] += odd_cost * lines * Decimal(odd_quantity)
            known = found.get(of)
            found[of] = LineCosts._make(sums if known is None else map(add, known, sums))
    for of, kopecks in odds.items():
        found[of] = found[of]._replace(product_cost=_whole(found[of].product_cost + kopecks))
    return found


def _is_whole(quantity: Any) -> ColumnElement[bool]:
    """Whether a quantity, which is text, is a small whole number: the database multiplies such exactly."""
    return and_(func.length(quantity) <= WHOLE_DIGITS, *(~_text(quantity).contains(mark) for mark in ".E"))


def _units(quantity: Any) -> ColumnElement[int]:
    return cast(case((_is_whole(quantity), _text(quantity)), else_="0"), BigInteger)


def _text(quantity: Any) -> ColumnElement[str]:
    return type_coerce(quantity, String())


def _whole(kopecks: Decimal) -> int:
    return int(kopecks.to_integral_value(ROUND_HALF_UP))


# Who bought nothing


def others_by_potential(
    session: Session, window: Period, only: Select[int] | None = None
) -> Sequence[tuple[str | None, int, int]]:
    """Clients not closed and without a purchase in the window: channel, potential (-1 = unknown), how many."""
    day, theirs = Purchase.day, Purchase.client_id == Client.id
    bought = select(1).where(theirs, day >= window.start, day < window.end, Purchase.is_return.is_(False))
    potential = func.coalesce(Client.potential, UNKNOWN)
    clients = select(Client.channel, potential, func.count()).where(
        Client.closed_at.is_(None), ~bought.exists(), *([] if only is None else [Client.id.in_(only)])
    )
    rows: Iterable[Any] = session.execute(clients.group_by(Client.channel, potential))
    return [(channel, int(kopecks), int(number)) for channel, kopecks, number in rows]
