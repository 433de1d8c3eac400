"""Purchases over time and by what they are told apart, as one person may see them. Rule: "Money": «продажи»."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, func, literal, or_, select, true
from sqlalchemy.orm import Session

from domain.analytics.sales import NOTHING, Around, Course, Days, Sold, around, sales_course
from domain.errors import BadChoice
from domain.periods import ALL_TIME, Period, Span, so_far
from domain.readers.attribution import WITHOUT, Scope, dated_in
from domain.readers.client_lines import client_lines
from domain.readers.cuts import Cut, CutKind, chosen_cuts, scope_of
from domain.readers.events import DatedMark, marks_in
from domain.readers.expressions import plain_column
from domain.readers.listing import Column, Listing, Row, RowsReader, Unit, page_of_ids
from domain.readers.looks import Frame, Look, Reader, chosen_period, framed
from domain.readers.sold import seller, sold_by
from domain.tables import Client, Deal, Member, Product, Purchase, PurchaseLine
from domain.use_case import Area

SALES_AREAS = frozenset({Area.MONEY, Area.CLIENTS, Area.DEALS, Area.MEMBERS, Area.SETTINGS})
ALL_ROWS = "all"
OF_PART = "="
COLUMNS = (
    Column("client"),
    Column("sold", Unit.MONEY),
    Column("sold-times", Unit.COUNT),
    Column("sold-year-ago", Unit.SUM),
    Column("owner", says_missing=True),
)


@dataclass(frozen=True, slots=True)
class SalesReport:
    """`marks`: what happened in the months shown, with the sales around each."""

    frame: Frame
    course: Course
    marks: tuple[tuple[DatedMark, Around], ...]

    @property
    def is_empty(self) -> bool:
        return self.course.is_empty


@dataclass(frozen=True, slots=True)
class SalesPart:
    """One region, rep … as a cut; its key is WITHOUT or 0 where it is not told."""

    cut: Cut
    sold: Sold
    year_ago: Sold


@dataclass(frozen=True, slots=True)
class PartsReport:
    """Sales of the counted days by one kind of parts, the largest first, and of the same days a year ago.

    Where nothing is known of that year `year_ago` is None, and nothing in each part.
    """

    frame: Frame
    counted: Period
    sold: Sold
    year_ago: Sold | None
    parts: tuple[SalesPart, ...]

    @property
    def is_empty(self) -> bool:
        return self.sold == NOTHING and not self.parts


def sales_report(session: Session, viewer_id: int, look: Look, today: date) -> SalesReport:
    """Sales by month with the marks of those months. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, SALES_AREAS)
    days = _days(session, scope, today)
    course = sales_course(days, look.period, today)
    shown = Period(course.months[0].month.start, course.months[-1].month.end)
    marks = tuple((mark, around(days, mark.day, today)) for mark in marks_in(session, shown))
    return SalesReport(frame, course, marks)


def _days(session: Session, scope: Scope, today: date) -> Days:
    rows = session.execute(
        select(Purchase.day, *_sums(scope)).where(sold_by(scope), Purchase.day <= today).group_by(Purchase.day)
    )
    return {day: Sold(int(number), int(amount)) for day, number, amount in rows}


def _sums(scope: Scope) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Purchases; kopecks."""
    return _number(), cast(func.sum(amount_of(scope)), BigInteger).label("amount")


def amount_of(scope: Scope) -> ColumnElement[Any]:
    """Kopecks of a purchase; of the scope's products, those of their lines, all of it where there are no lines."""
    if scope.product_ids is None:
        return plain_column(Purchase.amount)
    lines = select(func.sum(PurchaseLine.amount)).where(PurchaseLine.purchase_id == Purchase.id)
    of_products = lines.where(PurchaseLine.product_id.in_(scope.product_ids)).correlate(Purchase).scalar_subquery()
    return case((_has_lines(), func.coalesce(of_products, 0)), else_=Purchase.amount)


def _has_lines() -> ColumnElement[bool]:
    return select(1).where(PurchaseLine.purchase_id == Purchase.id).correlate(Purchase).exists()


# By parts


def sales_by(kind: CutKind) -> Reader[PartsReport]:
    """The reader of the sales by regions, channels, reps or products."""
    return partial(_parts_report, kind)


def _parts_report(kind: CutKind, session: Session, viewer_id: int, look: Look, today: date) -> PartsReport:
    """Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, SALES_AREAS)
    counted, before = so_far(look.period, look.period.a_year_earlier, today)
    is_compared = not look.period.is_all and _begun(session) <= before.start
    sums = _BY[kind](session, _Years(scope, counted, before if is_compared else None))
    names = _names(session, kind)
    parts = [SalesPart(Cut(kind, key, names.get(key, str(key)) if key else ""), *sums[key]) for key in sums]
    parts.sort(key=lambda part: (-part.sold.amount, -part.year_ago.amount, part.cut.name))
    sold, year_ago = _whole(sums)
    return PartsReport(frame, counted, sold, year_ago if is_compared else None, tuple(parts))


def _begun(session: Session) -> date:
    """The month of the company's first purchase: there are no data before."""
    return (session.scalar(select(func.min(Purchase.day))) or ALL_TIME.last).replace(day=1)


@dataclass(frozen=True, slots=True)
class _Years:
    """Purchases of the counted days and of the same days a year ago (None = not asked for)."""

    scope: Scope
    counted: Period
    before: Period | None

    @property
    def where(self) -> ColumnElement[bool]:
        days = [dated_in(Purchase.day, period) for period in (self.counted, self.before) if period]
        return and_(sold_by(self.scope), or_(*days))

    @property
    def is_now(self) -> ColumnElement[Any]:
        return case((dated_in(Purchase.day, self.counted), 1), else_=0).label("is_now")


Both = tuple[Sold, Sold]
"""Now, and a year ago."""
Sums = dict[int | str, Both]
"""By the key of a part."""


def _whole(sums: Sums) -> Both:
    return sum((now for now, _ in sums.values()), NOTHING), sum((then for _, then in sums.values()), NOTHING)


def _by_column(column: Any, session: Session, years: _Years) -> Sums:
    """Summed by client first: it is ten times less to look up."""
    clients = (
        select(Purchase.client_id, years.is_now, *_sums(years.scope))
        .where(years.where)
        .group_by(Purchase.client_id, "is_now")
        .subquery()
    )
    key = func.coalesce(column, WITHOUT).label("key")
    number, amount = func.sum(clients.c.number), cast(func.sum(clients.c.amount), BigInteger)
    parts = select(key, clients.c.is_now, number, amount).join(Client, Client.id == clients.c.client_id)
    return _read(session, parts.group_by("key", clients.c.is_now))


def _by_seller(session: Session, years: _Years) -> Sums:
    sold = select(seller().label("key"), years.is_now, Purchase.is_return, amount_of(years.scope).label("amount"))
    rows = sold.where(years.where).subquery()
    key = func.coalesce(rows.c.key, 0).label("key")
    number, amount = func.sum(case((rows.c.is_return, 0), else_=1)), cast(func.sum(rows.c.amount), BigInteger)
    return _read(session, select(key, rows.c.is_now, number, amount).group_by("key", rows.c.is_now))


def _by_product(session: Session, years: _Years) -> Sums:
    """By lines; a purchase without lines by the product of its deal; what neither tells is under 0."""
    key = func.coalesce(PurchaseLine.product_id, Deal.product_id, 0).label("key")
    amount = func.coalesce(PurchaseLine.amount, Purchase.amount)
    wanted = years.scope.product_ids
    parts = (
        select(key, years.is_now, _number(), cast(func.sum(amount), BigInteger))
        .select_from(Purchase)
        .outerjoin(PurchaseLine, PurchaseLine.purchase_id == Purchase.id)
        .outerjoin(Deal, Deal.id == Purchase.deal_id)
        .where(years.where, true() if wanted is None else key.in_(wanted))
        .group_by("key", "is_now")
    )
    whole = select(literal(0), years.is_now, *_sums(years.scope)).where(years.where).group_by("is_now")
    return _with_rest(_read(session, parts), _whole(_read(session, whole)))


def _with_rest(sums: Sums, whole: Both) -> Sums:
    """₽ of purchases that are not in their lines: of no product known, so that the parts sum to the whole."""
    told = _whole(sums)
    rest = [Sold(0, of.amount - part.amount) for of, part in zip(whole, told, strict=True)]
    now, then = sums.get(0, (NOTHING, NOTHING))
    rests = (now + rest[0], then + rest[1])
    return {**sums, 0: rests} if rests != (NOTHING, NOTHING) else sums


def _number() -> ColumnElement[int]:
    """Purchases: a return is none."""
    return func.sum(case((Purchase.is_return, 0), else_=1)).label("number")


def _read(session: Session, rows: Select[Any]) -> Sums:
    """Rows of a part's key, is_now, number, kopecks."""
    found: Sums = {}
    for key, is_now, number, amount in session.execute(rows):
        sold = Sold(int(number), int(amount))
        now, then = found.get(key, (NOTHING, NOTHING))
        found[key] = (sold, then) if is_now else (now, sold)
    return found


_BY: dict[CutKind, Callable[[Session, _Years], Sums]] = {
    CutKind.CHANNEL: partial(_by_column, Client.channel),
    CutKind.REGION: partial(_by_column, Client.region),
    CutKind.MEMBER: _by_seller,
    CutKind.PRODUCT: _by_product,
}


def _names(session: Session, kind: CutKind) -> Mapping[int | str, str]:
    table = {CutKind.MEMBER: Member, CutKind.PRODUCT: Product}.get(kind)
    if table is None:
        return {}
    return {row.id: row.name for row in session.execute(select(table.id, table.name))}  # type: ignore[attr-defined]


# The clients


@dataclass(frozen=True, slots=True)
class Behind:
    """The purchases behind a figure: of which scope, which of those, and how much of each."""

    scope: Scope
    where: ColumnElement[bool]
    amount: ColumnElement[Any]


def clients_by(kind: CutKind | None) -> RowsReader:
    """The reader of the clients behind the parts of a kind; None = behind the sum only."""
    return partial(_clients, kind)


def _clients(
    kind: CutKind | None, session: Session, viewer_id: int, look: Look, today: date, what: str, page: int | None = 0
) -> Listing:
    """The largest first. `what`: "all", the code of a month, or OF_PART and the code of a part's cut.

    Raises BadChoice, NotAllowed, Gone.
    """
    scope = scope_of(session, viewer_id, chosen_cuts(session, viewer_id, look.cuts))
    month = _month(what) if kind is None and what != ALL_ROWS else None
    behind = _behind(session, scope, kind, ALL_ROWS if month else what)
    period = month or look.period
    counted, before = so_far(period, period.a_year_earlier, today)
    sums = _client_sums(session, behind, counted)
    shown, turned = page_of_ids(list(sums), page)
    then = _client_sums(session, behind, before, None if page is None else shown)
    lines = client_lines(session, shown)
    rows = (
        Row(key, (lines[key].name, sold.amount, sold.number, then.get(key, NOTHING).amount or None, lines[key].keeper))
        for key in shown
        for sold in [sums[key]]
    )
    return Listing("sales", "client", COLUMNS, tuple(rows), len(sums), turned, period=month)


def _month(code: str) -> Period:
    """Raises BadChoice for what is no month's code."""
    month = chosen_period(code)
    if month.span is not Span.MONTH:
        raise BadChoice
    return month


def _client_sums(
    session: Session, behind: Behind, period: Period, only: Sequence[int] | None = None
) -> dict[int, Sold]:
    amount = cast(func.sum(behind.amount), BigInteger).label("amount")
    clients = (
        select(Purchase.client_id, _number(), amount)
        .where(sold_by(behind.scope), dated_in(Purchase.day, period), behind.where)
        .group_by(Purchase.client_id)
        .order_by(amount.desc(), Purchase.client_id)
    )
    if only is not None:
        clients = clients.where(Purchase.client_id.in_(only))
    return {client_id: Sold(int(number), int(amount)) for client_id, number, amount in session.execute(clients)}


def _behind(session: Session, scope: Scope, kind: CutKind | None, what: str) -> Behind:
    whole = Behind(scope, true(), amount_of(scope))
    if what == ALL_ROWS:
        return whole
    if not what.startswith(OF_PART) or kind is None:
        raise BadChoice
    key = _key(session, kind, what.removeprefix(OF_PART))
    if kind is CutKind.MEMBER:
        return replace(whole, where=seller() == key if key else seller().is_(None))
    if kind is CutKind.PRODUCT and not key:
        return Behind(scope, Purchase.amount != _told(), Purchase.amount - _told())
    of_part = _narrowed(scope, kind, key)
    return Behind(of_part, true(), amount_of(of_part))


def _narrowed(scope: Scope, kind: CutKind, key: Any) -> Scope:
    if kind is CutKind.PRODUCT:
        return replace(scope, product_ids=(key,))
    return replace(scope, channel=key) if kind is CutKind.CHANNEL else replace(scope, region=key)


def _key(session: Session, kind: CutKind, code: str) -> int | str:
    """What a part's code stands for, of what there is."""
    nothing: int | str = 0 if kind in (CutKind.MEMBER, CutKind.PRODUCT) else WITHOUT
    for key in (nothing, *session.scalars(select(_KEYS[kind]).distinct())):
        if Cut(kind, nothing if key is None else key, "").code == code:
            return nothing if key is None else key
    raise BadChoice


_KEYS: dict[CutKind, Any] = {
    CutKind.CHANNEL: Client.channel,
    CutKind.REGION: Client.region,
    CutKind.MEMBER: Member.id,
    CutKind.PRODUCT: Product.id,
}


def _told() -> ColumnElement[Any]:
    """Kopecks of a purchase whose product is known."""
    lines = select(func.sum(PurchaseLine.amount)).where(PurchaseLine.purchase_id == Purchase.id).correlate(Purchase)
    of_deal = select(1).where(Deal.id == Purchase.deal_id, Deal.product_id.is_not(None)).correlate(Purchase).exists()
    return case((_has_lines(), lines.scalar_subquery()), (of_deal, Purchase.amount), else_=0)
