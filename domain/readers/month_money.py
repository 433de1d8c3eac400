"""Money of a month and its plan, by who gets it. Rules: "Money", "Plans"."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from domain.periods import Period, month_of
from domain.readers.attribution import (
    Scope,
    counted_on,
    dated_in,
    of_facts,
)
from domain.readers.funnels import (
    keeper_on,
    owner_on,
    payments_with_recipient,
)
from domain.schedules import company_schedule
from domain.settings import company
from domain.tables import (
    Client,
    Purchase,
    SalesPlan,
    SalesPlanLine,
)
from domain.worktime import next_month


def sales_plans(
    session: Session, member_ids: Iterable[int], month: date, day: date
) -> Mapping[tuple[int, SalesPlanLine], int]:
    """Plans of the month as they stood on a day of it; before the first one was written down, the first."""
    rows = session.scalars(
        select(SalesPlan)
        .where(
            SalesPlan.member_id.in_(list(member_ids)),
            SalesPlan.month == month,
            SalesPlan.since < next_month(month),
            or_(SalesPlan.until.is_(None), SalesPlan.until > day),
        )
        .order_by(SalesPlan.since.desc(), SalesPlan.id.desc())
    )
    return {(row.member_id, row.line): row.value for row in rows}


def paid_by(session: Session, scope: Scope, period: Period, *, in_time: bool = False) -> Mapping[int | None, int]:
    """Kopecks paid in the period, by who gets them: the deal's owner, or the keeper, on the payment's day.

    `in_time`: only what was entered before its month was closed, which is what a plan is compared with.
    """
    paid = payments_with_recipient(scope, period)
    late = entered_late(session, paid.c.paid_on, paid.c.received_at, period) if in_time else false()
    rows = session.execute(
        select(paid.c.recipient_id, func.sum(paid.c.amount).label("amount"))
        .where(counted_on(scope, paid.c.recipient_id, paid.c.paid_on), ~late)
        .group_by(paid.c.recipient_id)
    )
    return {row.recipient_id: int(row.amount) for row in rows}


def paid_in_time(session: Session, scope: Scope, period: Period) -> tuple[int, int]:
    """Kopecks entered before their month was closed, and after."""
    paid = payments_with_recipient(scope, period)
    late = entered_late(session, paid.c.paid_on, paid.c.received_at, period)
    row = session.execute(
        select(
            func.sum(case((late, 0), else_=paid.c.amount)),
            func.sum(case((late, paid.c.amount), else_=0)),
        ).where(counted_on(scope, paid.c.recipient_id, paid.c.paid_on))
    ).one()
    return int(row[0] or 0), int(row[1] or 0)


def entered_late(
    session: Session, day: ColumnElement[date], received_at: ColumnElement[Any], period: Period
) -> ColumnElement[bool]:
    """Facts of the period that were entered when the month they are dated in had been closed. Rule: "Closing"."""
    if period.is_all:
        return false()
    return or_(
        false(),
        *(
            and_(day >= month.start, day < month.end, received_at >= closing(session, month))
            for month in months_in(period)
        ),
    )


def months_in(period: Period) -> list[Period]:
    """The calendar months that the period has days of."""
    months = [month_of(period.start)]
    while months[-1].end < period.end:
        months.append(months[-1].shifted(1))
    return months


def closing(session: Session, month: Period) -> datetime:
    """When a month closes: at the end of the 3rd ⚙ working day of the next, by the company's calendar."""
    calendar = company_schedule(session)
    day = calendar.nth_working_day(month.end.year, month.end.month, company(session).closing_day)
    return calendar.day_bounds(day)[1]


def new_clients_by(session: Session, scope: Scope, period: Period) -> Mapping[int | None, int]:
    """Clients whose first purchase is dated in the period, by who gets it: its deal's owner, else the keeper."""
    first_of = (
        select(func.min(Purchase.id))
        .where(Purchase.client_id == Client.id, Purchase.day == Client.first_purchase_on, Purchase.is_return.is_(False))
        .correlate(Client)
        .scalar_subquery()
    )
    firsts = (
        select(Purchase.id, Purchase.client_id, Purchase.deal_id, Purchase.day)
        .join(Client, Client.id == Purchase.client_id)
        .where(
            dated_in(Client.first_purchase_on, period),
            Purchase.id == first_of,
            of_facts(scope, Purchase.client_id, Purchase.deal_id),
        )
        .subquery()
    )
    recipient = case(
        (firsts.c.deal_id.is_not(None), owner_on(firsts.c.deal_id, firsts.c.day)),
        else_=keeper_on(firsts.c.client_id, firsts.c.day),
    )
    whose = select(recipient.label("recipient_id"), firsts.c.day).subquery()
    rows = session.execute(
        select(whose.c.recipient_id, func.count().label("number"))
        .where(counted_on(scope, whose.c.recipient_id, whose.c.day))
        .group_by(whose.c.recipient_id)
    )
    return {row.recipient_id: row.number for row in rows}
