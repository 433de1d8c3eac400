"""One row per client for a window of purchases; `domain.analytics` classes them. Rules: "Segments", "Money"."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
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
from domain.analytics.client_figures import ClientFigures
from domain.analytics.line_costs import LineTexts
from domain.analytics.window_figures import SUMS, ClientsText, WindowFigures
from domain.date_words import add_months
from domain.periods import Period
from domain.readers.columns import day_letters, lines_text
from domain.readers.expressions import kopecks, kopecks_sum, plain_column
from domain.tables import Client, Product, Purchase, PurchaseLine

ROWS = 5000
"""Fetched at a time: as Python rows, a hundred thousand clients weigh five times what their columns do."""
WHOLE_DIGITS = 6
SEARCHED_DAYS = 7
"""Of a longer period the whole index of sums is read sooner."""
NEVER = date(2000, 1, 1)
"""Stands for the day of a first purchase that has not been."""
ORDERS = func.count().filter(not_(Purchase.is_return))


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
    clients: ClientsText | None = None,
) -> WindowFigures:
    """Clients with a purchase in the window (whole months), with months or quarters counted in units of `unit_months`.

    `by_stability`: with the squares of their monthly revenue; `clients`: all that are known, if they are read already.
    """
    starts = unit_starts(window, 1 if by_stability else unit_months)
    sums, days = {name: array("q") for name in SUMS}, []
    for part in plain_rows(session, _bought(window)):
        *columns, texts = zip(*part, strict=True)
        for column, values in zip(sums.values(), columns, strict=True):
            column.extend(values)
        days.append(" ".join(texts))
    squares = _squares(session, window, starts) if by_stability else None
    lines = line_costs(session, bought_in(window))
    return WindowFigures(starts, sums, " ".join(days), clients or known_clients(session), lines, squares)


def known_clients(session: Session) -> ClientsText:
    """Every client, whether he has bought or not."""
    told = session.scalars(select(Client.channel).where(Client.channel.is_not(None)).distinct())
    channels = [None, *sorted(channel for channel in told if channel)]
    place = case(*((Client.channel == channel, place) for place, channel in enumerate(channels) if place), else_=0)
    clients = select(
        Client.id,
        func.coalesce(Client.potential, UNKNOWN).label("potential"),
        (place if channels[1:] else literal(0)).label("channel"),
        day_letters(func.coalesce(Client.first_purchase_on, literal(NEVER, Date()))).label("first"),
        case((Client.closed_at.is_(None), 0), else_=1).label("is_closed"),
    )
    return ClientsText(lines_text(session, clients), channels)


def plain_rows(
    session: Session, rows: Select[Any], given: Mapping[str, Any] | None = None
) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Numbers and texts as the driver gives them, ROWS at a time: made into Rows they would cost as much again."""
    with session.connection().execute(rows, given) as result:
        while part := result.cursor.fetchmany(ROWS):
            yield part


def unit_starts(window: Period, months: int) -> Sequence[date]:
    """First days of the window's months, or of its quarters, counted from its start."""
    starts = [window.start]
    while (following := add_months(starts[-1], months)) < window.end:
        starts.append(following)
    return starts


def _bought(window: Period) -> Select[Any]:
    """Columns as in SUMS, and the days of the orders."""
    return (
        select(
            Purchase.client_id,
            *_sums(),
            func.aggregate_strings(day_letters(Purchase.day), " ").filter(not_(Purchase.is_return)),
        )
        .where(bought_in(window))
        .group_by(Purchase.client_id)
        .having(ORDERS > 0)
    )


def _sums() -> Sequence[ColumnElement[Any]]:
    """As SUMS but the first."""
    uncosted = func.sum(Purchase.amount).filter(Purchase.cost.is_(None))
    return (
        kopecks_sum(Purchase.amount),
        ORDERS,
        kopecks(func.coalesce(func.sum(Purchase.cost), 0)),
        kopecks(func.coalesce(uncosted, 0)),
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


def _squares(session: Session, window: Period, months: Sequence[date]) -> dict[int, int]:
    month = month_number(Purchase.day, months[1:]).label("month")
    rows = session.connection().execute(
        select(Purchase.client_id, kopecks_sum(Purchase.amount))
        .where(bought_in(window))
        .group_by(Purchase.client_id, month)
    )
    return sums_of_squares((client, amount) for part in rows.partitions(ROWS) for client, amount in part)


def sold_figures(session: Session, *which: ColumnElement[bool], key: ColumnElement[int] | None = None) -> ClientFigures:
    """Clients of these purchases, numbers as in SUMS. `key`: as for `line_costs`, kept as `client_id`."""
    sums: dict[str, array[int]] = {name: array("q") for name in SUMS}
    channels: list[str | None] = []
    names: dict[str | None, str | None] = {}
    for part in plain_rows(session, _sold(which, plain_column(Purchase.client_id) if key is None else key)):
        *columns, channel = zip(*part, strict=True)
        for column, values in zip(sums.values(), columns, strict=True):
            column.extend(values)
        channels.extend(names.setdefault(one, one) for one in channel)
    return ClientFigures(sums, channels, line_costs(session, *which, key=key))


def _sold(which: Sequence[ColumnElement[bool]], key: ColumnElement[int]) -> Select[Any]:
    """As SUMS, and the channel."""
    return (
        select(key.label("key"), *_sums(), Client.channel)
        .join(Client, Client.id == scanned(Purchase.client_id))
        .where(*which)
        .group_by("key", Client.channel)
    )


# What lines tell of costs


def line_costs(session: Session, *which: ColumnElement[bool], key: ColumnElement[int] | None = None) -> LineTexts:
    """What is told by the lines of those of these purchases that have no cost.

    `key`: what they are put together by instead of the client, of the purchase and its client.
    """
    return LineTexts(lines_text(session, _lines(which, key)))


def _lines(which: Sequence[ColumnElement[bool]], key: ColumnElement[int] | None) -> Select[Any]:
    """As LINE_NUMBERS, and «key*quantity*cost …» of the lines with an odd quantity."""
    whom: ColumnElement[int] = plain_column(Purchase.client_id) if key is None else key
    whose = select(whom.label("key"))
    told, is_whole, quantity = PurchaseLine.cost.is_not(None), _is_whole(PurchaseLine.quantity), PurchaseLine.quantity
    of_product = case((told, 0), (is_whole, Product.cost * cast(_text(quantity), BigInteger)), else_=0)
    odd = cast(whom, String).concat("*").concat(_text(quantity)).concat("*").concat(cast(Product.cost, String))
    return (
        (whose if key is None else whose.join(Client, Client.id == scanned(Purchase.client_id)))
        .add_columns(
            kopecks(func.sum(case((told, PurchaseLine.amount), else_=0))),
            kopecks(func.coalesce(func.sum(PurchaseLine.cost), 0)),
            kopecks(func.sum(case((told, 0), else_=PurchaseLine.amount))),
            kopecks(func.sum(of_product)),
            func.aggregate_strings(case((told | is_whole, None), else_=odd), " "),
        )
        .join(PurchaseLine, PurchaseLine.purchase_id == scanned(Purchase.id))
        .join(Product, Product.id == scanned(PurchaseLine.product_id))
        .where(Purchase.cost.is_(None), told | Product.cost.is_not(None))
        .where(*which)
        .group_by("key")
    )


def _is_whole(quantity: Any) -> ColumnElement[bool]:
    """Whether a quantity, which is text, is a small whole number: the database multiplies such exactly."""
    return and_(func.length(quantity) <= WHOLE_DIGITS, func.rtrim(quantity, "-0123456789") == "")


def _text(quantity: Any) -> ColumnElement[str]:
    return type_coerce(quantity, String())
