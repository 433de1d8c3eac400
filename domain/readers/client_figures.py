"""One row per client for a window of purchases; `domain.analytics` classes them. Rules: "Segments", "Money"."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
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
    distinct,
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
from domain.analytics.client_figures import LINE_NUMBERS, NUMBERS, ClientFigures
from domain.date_words import add_months
from domain.periods import Period
from domain.readers.expressions import kopecks
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


class told_apart(FunctionElement[Any]):
    """Of a day and its number among months, what is the same all through a month: in SQLite the day's own letters."""

    name = "told_apart"
    inherit_cache = True


@compiles(told_apart)
def _number(element: told_apart, compiler: SQLCompiler, **kw: Any) -> str:
    _, number = element.clauses
    return compiler.process(number, **kw)


@compiles(told_apart, "sqlite")
def _letters(element: told_apart, compiler: SQLCompiler, **kw: Any) -> str:
    day, _ = element.clauses
    return f"substr({compiler.process(day, **kw)}, 1, 7)"


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
    names: dict[str | None, str | None] = {}
    for part in plain_rows(session, _bought(window, units, unit_months, only)):
        *columns, channel = zip(*part, strict=True)
        for name, column in zip(NUMBERS, columns, strict=True):
            numbers[name].extend(column)
        channels.extend(names.setdefault(one, one) for one in channel)
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


def _bought(window: Period, units: Sequence[date], unit_months: int, only: Select[int] | None) -> Select[Any]:
    """Columns as in NUMBERS, and the channel."""
    unit: Any = month_number(Purchase.day, units[1:])
    sold = not_(Purchase.is_return)
    bought = (
        select(
            Purchase.client_id,
            kopecks(func.sum(Purchase.amount)).label("revenue"),
            func.count().filter(sold).label("orders"),
            _different(told_apart(Purchase.day, unit) if unit_months == 1 else unit).filter(sold).label("units"),
            case((_different(Purchase.day).filter(sold) == 1, 1), else_=0).label("once"),
            kopecks(func.coalesce(func.sum(Purchase.cost), 0)).label("cost"),
            kopecks(func.coalesce(func.sum(Purchase.amount).filter(Purchase.cost.is_(None)), 0)).label("uncosted"),
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


def _different(bought: Any) -> Any:
    return func.count(distinct(bought))


def _squares(session: Session, window: Period, months: Sequence[date], only: Select[int] | None) -> dict[int, int]:
    month = month_number(Purchase.day, months[1:]).label("month")
    rows = session.connection().execute(
        select(Purchase.client_id, kopecks(func.sum(Purchase.amount)))
        .where(bought_in(window), *_of(only))
        .group_by(Purchase.client_id, month)
    )
    return sums_of_squares((client, amount) for part in rows.partitions(ROWS) for client, amount in part)


# What lines tell of costs


def line_costs(
    session: Session, *which: ColumnElement[bool], key: ColumnElement[int] | None = None
) -> dict[str, "array[int]"]:
    """As LINE_NUMBERS, of those of these purchases that have no cost. A product's cost × quantity is rounded once.

    `key`: what they are put together by instead of the client, of the purchase and its client.
    """
    columns = {name: array("q") for name in LINE_NUMBERS}
    for part in plain_rows(session, _lines(which, key)):
        *sums, odds = zip(*part, strict=True)
        for column, values in zip(columns.values(), sums, strict=True):
            column.extend(values)
        costs, first = columns["product_cost"], len(columns["product_cost"]) - len(odds)
        for place, products in enumerate(odds, first):
            if products is not None:
                costs[place] = _whole(sum(map(_product, products.split(";")), Decimal(costs[place])))
    return columns


def _lines(which: Sequence[ColumnElement[bool]], key: ColumnElement[int] | None) -> Select[Any]:
    """As LINE_NUMBERS, and «quantity*cost;…» of the lines with an odd quantity."""
    whose = select(Purchase.client_id.label("key")) if key is None else select(key.label("key"))
    told, is_whole, quantity = PurchaseLine.cost.is_not(None), _is_whole(PurchaseLine.quantity), PurchaseLine.quantity
    of_product = case((told, 0), (is_whole, Product.cost * cast(_text(quantity), BigInteger)), else_=0)
    odd = _text(quantity).concat("*").concat(cast(Product.cost, String))
    return (
        (whose if key is None else whose.join(Client, Client.id == scanned(Purchase.client_id)))
        .add_columns(
            kopecks(func.sum(case((told, PurchaseLine.amount), else_=0))),
            kopecks(func.coalesce(func.sum(PurchaseLine.cost), 0)),
            kopecks(func.sum(case((told, 0), else_=PurchaseLine.amount))),
            kopecks(func.sum(of_product)),
            func.aggregate_strings(case((told | is_whole, None), else_=odd), ";"),
        )
        .join(PurchaseLine, PurchaseLine.purchase_id == scanned(Purchase.id))
        .join(Product, Product.id == scanned(PurchaseLine.product_id))
        .where(Purchase.cost.is_(None), told | Product.cost.is_not(None))
        .where(*which)
        .group_by("key")
    )


def _product(odd: str) -> Decimal:
    quantity, cost = odd.split("*")
    return Decimal(quantity) * Decimal(cost)


def _is_whole(quantity: Any) -> ColumnElement[bool]:
    """Whether a quantity, which is text, is a small whole number: the database multiplies such exactly."""
    return and_(func.length(quantity) <= WHOLE_DIGITS, func.rtrim(quantity, "-0123456789") == "")


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
