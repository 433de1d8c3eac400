"""Clients in order as one person may see them: his own, his teams', all. Rule: "Money": the base, by its keepers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.orm import Session

from domain.analytics.top import (
    Order,
    Ranked,
    by_fall,
    by_growth,
    by_profit,
    by_sales,
    by_what_was_lost,
    profits,
)
from domain.errors import BadChoice
from domain.periods import Period, so_far
from domain.purchases import rhythm_of, silence_rules
from domain.readers.attribution import Scope, dated_in
from domain.readers.client_figures import bought_in, sold_figures
from domain.readers.client_lines import ClientLine, client_lines
from domain.readers.cuts import chosen_cuts, scope_of
from domain.readers.expressions import kopecks_sum
from domain.readers.kept_clients import clients_in
from domain.readers.listing import Column, Listing, Row, RowsReader, Unit, page_of_ids
from domain.readers.looks import Frame, Look, Reader, framed
from domain.readers.sales import amount_of
from domain.readers.segments import segment_rules
from domain.rhythm import Lifecycle, lifecycle
from domain.settings import company
from domain.tables import Client, Purchase
from domain.use_case import Area

TOP_AREAS = frozenset({Area.MONEY, Area.CLIENTS, Area.MEMBERS, Area.SETTINGS})
SHOWN = 12
TO_SEE = 5
ALL_ROWS = "all"
AT_ONCE = 5000
"""A statement has room for so many ids, whatever the database."""


@dataclass(frozen=True, slots=True)
class TopReport:
    """The first clients of an order, and all of them as numbers.

    `sold`: kopecks of everybody's sales in the counted days; `total` of the order's own figure; `unknown`: whose profit
    is; `to_see`: who have fallen most, of the order by sales.
    """

    frame: Frame
    order: Order
    counted: Period
    before: Period | None
    ranking: tuple[Ranked, ...]
    to_see: tuple[Ranked, ...]
    lines: dict[int, ClientLine]
    number: int
    bought: int
    sold: int
    total: int
    unknown: int
    is_estimated: bool

    @property
    def is_empty(self) -> bool:
        return not self.ranking


def top_by(order: Order) -> Reader[TopReport]:
    """The reader of one order."""
    return partial(_top, order)


def rows_by(order: Order) -> RowsReader:
    """The reader of all the clients of an order."""
    return partial(_rows, order)


def _top(order: Order, session: Session, viewer_id: int, look: Look, today: date) -> TopReport:
    """Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, TOP_AREAS)
    counted, before = _compared(look.period, today)
    clients = _ORDERED[order](session, scope, look.period, today)
    everybody = clients.everybody
    shown, to_see = clients.ranking[:SHOWN], by_fall(everybody)[:TO_SEE] if order is Order.SALES else []
    known = [one for one in clients.ranking if one.profit is not None]
    estimated, share = sum(one.estimated for one in known), segment_rules(company(session)).estimated
    return TopReport(
        frame=frame,
        order=order,
        counted=counted,
        before=before,
        ranking=tuple(shown),
        to_see=tuple(to_see),
        lines=dict(client_lines(session, [one.client_id for one in (*shown, *to_see)])),
        number=len(clients.ranking),
        bought=sum(one.now > 0 for one in everybody),
        sold=sum(one.now for one in everybody),
        total=sum(FIGURES[order](one) for one in clients.ranking),
        unknown=len(clients.ranking) - len(known),
        is_estimated=estimated > share * sum(one.now for one in known),
    )


FIGURES: dict[Order, Callable[[Ranked], int]] = {
    Order.SALES: lambda one: one.now,
    Order.PROFIT: lambda one: one.profit or 0,
    Order.GROWTH: lambda one: one.change,
    Order.FALL: lambda one: one.change,
    Order.LOST: lambda one: one.profit or 0,
}


@dataclass(frozen=True, slots=True)
class _Clients:
    everybody: Sequence[Ranked]
    ranking: list[Ranked]


def _compared(period: Period, today: date) -> tuple[Period, Period | None]:
    """The counted days, and as many of the period before; there is none before all time."""
    if period.is_all:
        return period, None
    return so_far(period, period.shifted(-1), today)


def _by_sums(
    order: Callable[[Sequence[Ranked]], list[Ranked]], session: Session, scope: Scope, period: Period, today: date
) -> _Clients:
    """By what each client bought in both periods."""
    counted, before = _compared(period, today)
    amount = amount_of(scope)
    is_now = dated_in(Purchase.day, counted)
    rows = session.connection().execute(
        select(
            Purchase.client_id,
            kopecks_sum(case((is_now, amount), else_=0)),
            kopecks_sum(case((is_now, 0), else_=amount)),
        )
        .where(or_(is_now, *([dated_in(Purchase.day, before)] if before else [])), *_of(scope, period, today))
        .group_by(Purchase.client_id)
    )
    everybody = [Ranked(*row) for row in rows]
    return _Clients(everybody, order(everybody))


def _of(scope: Scope, period: Period, today: date) -> list[ColumnElement[bool]]:
    return [] if scope.is_all else [Purchase.client_id.in_(clients_in(scope, _on(period, today)))]


def _on(period: Period, today: date) -> date:
    """The report's date."""
    return min(period.last, today)


def _by_profit(session: Session, scope: Scope, period: Period, today: date) -> _Clients:
    counted, _ = _compared(period, today)
    everybody = _profits(session, bought_in(counted), *_of(scope, period, today))
    return _Clients(everybody, by_profit(everybody))


def _by_loss(session: Session, scope: Scope, period: Period, today: date) -> _Clients:
    """Who is lost as of the report's date, by all that they ever bought."""
    on = _on(period, today)
    potentials = _lost(session, scope, on)
    everybody: list[Ranked] = []
    for start in range(0, len(potentials), AT_ONCE):
        theirs = Purchase.client_id.in_(list(potentials)[start : start + AT_ONCE])
        everybody += _profits(session, Purchase.day <= on, theirs)
    return _Clients(everybody, by_what_was_lost(everybody, potentials))


def _profits(session: Session, *which: ColumnElement[bool]) -> list[Ranked]:
    figures = sold_figures(session, *which)
    return list(profits(figures, segment_rules(company(session)).margins))


def _lost(session: Session, scope: Scope, on: date) -> dict[int, int]:
    """The lost with their potentials, kopecks a year, 0 = not known. Rule: "Lifecycle"."""
    chosen = company(session)
    rules, least = silence_rules(chosen), timedelta(days=chosen.lost_min_days)
    rows: Sequence[Any] = session.execute(
        select(
            Client.id, Client.first_purchase_on, Client.last_purchase_on, Client.purchase_days, Client.silent_from,
            Client.lost_at, Client.potential,
        ).where(
            *([] if scope.is_all else [Client.id.in_(clients_in(scope, on))]),
            Client.closed_at.is_(None),
            Client.last_purchase_on.is_not(None),
            or_(Client.last_purchase_on < on - least, Client.lost_at.is_not(None)),
        )
    ).all()  # fmt: skip
    return {
        row.id: row.potential or 0
        for row in rows
        if lifecycle(
            on,
            row.last_purchase_on,
            rhythm_of(row, rules),
            declared_lost=row.lost_at.astimezone(chosen.tz).date() if row.lost_at else None,
            rules=rules,
        )
        is Lifecycle.LOST
    }


_ORDERED: dict[Order, Callable[[Session, Scope, Period, date], _Clients]] = {
    Order.SALES: partial(_by_sums, by_sales),
    Order.GROWTH: partial(_by_sums, by_growth),
    Order.FALL: partial(_by_sums, by_fall),
    Order.PROFIT: _by_profit,
    Order.LOST: _by_loss,
}


# The clients of an order


_COMPARED = (Column("top-change", Unit.SUM), Column("top-now", Unit.SUM), Column("top-before", Unit.SUM))
_EARNED = (Column("top-profit", Unit.SUM, says_missing=True), Column("top-now", Unit.SUM))
_LAST = (Column("bought-last", Unit.DAY), Column("owner", says_missing=True))
COLUMNS: dict[Order, tuple[Column, ...]] = {
    Order.SALES: (Column("client"), *_COMPARED[1:], *_LAST),
    Order.GROWTH: (Column("client"), *_COMPARED, *_LAST),
    Order.FALL: (Column("client"), *_COMPARED, *_LAST),
    Order.PROFIT: (Column("client"), *_EARNED, *_LAST),
    Order.LOST: (Column("client"), _EARNED[0], Column("top-potential", Unit.SUM), *_LAST),
}


def _rows(
    order: Order, session: Session, viewer_id: int, look: Look, today: date, what: str, page: int | None = 0
) -> Listing:
    """`what`: "all". Raises BadChoice, NotAllowed, Gone."""
    if what != ALL_ROWS:
        raise BadChoice
    scope = scope_of(session, viewer_id, chosen_cuts(session, viewer_id, look.cuts))
    ranking = _ORDERED[order](session, scope, look.period, today).ranking
    shown, turned = page_of_ids(ranking, page)
    lines = client_lines(session, [one.client_id for one in shown])
    rows = tuple(Row(one.client_id, _values(order, one, lines[one.client_id])) for one in shown)
    return Listing(order.value, "client", COLUMNS[order], rows, len(ranking), turned)


def _values(order: Order, one: Ranked, line: ClientLine) -> tuple[object, ...]:
    own: dict[Order, tuple[object, ...]] = {
        Order.SALES: (one.now, one.before or None),
        Order.GROWTH: (one.change, one.now, one.before or None),
        Order.FALL: (one.change, one.now or None, one.before),
        Order.PROFIT: (one.profit, one.now),
        Order.LOST: (one.profit, line.potential),
    }
    return (line.name, *own[order], line.last, line.keeper)
