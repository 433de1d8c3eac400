"""Money of a month and its plan, by who gets it. Rules: "Money", "Plans"."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from domain.periods import Period, month_of
from domain.plans import OfMonth
from domain.readers.attribution import (
    EVERYBODY,
    Scope,
    counted_on,
    dated_in,
    of_deals,
    of_facts,
)
from domain.readers.expressions import plain_column
from domain.readers.funnels import (
    owner_on,
    payments_with_recipient,
)
from domain.readers.sold import seller
from domain.schedules import company_schedule
from domain.settings import company
from domain.tables import (
    Client,
    Deal,
    DealState,
    FunnelPlan,
    Purchase,
    SalesPlan,
    SalesPlanLine,
    StageChange,
)
from domain.worktime import DAY, Schedule, next_month


def sales_plans(
    session: Session, member_ids: Iterable[int], month: date, day: date
) -> Mapping[tuple[int, SalesPlanLine], int]:
    """Plans of the month as they stood on a day of it; before the first one was written down, the first."""
    rows = session.scalars(_as_of(SalesPlan, member_ids, month, day))
    return {(row.member_id, row.line): row.value for row in rows}


def funnel_plans(
    session: Session, member_ids: Iterable[int], month: date, day: date
) -> Mapping[tuple[int, str], tuple[int, int]]:
    """The same of the funnel: number and kopecks by member and stage."""
    rows = session.scalars(_as_of(FunnelPlan, member_ids, month, day))
    return {(row.member_id, row.stage): (row.number, row.amount) for row in rows}


def _as_of(table: type[OfMonth], member_ids: Iterable[int], month: date, day: date) -> Select[OfMonth]:
    """Of one key, the row that counts comes last."""
    return (
        select(table)
        .where(
            table.member_id.in_(list(member_ids)),
            table.month == month,
            table.since < next_month(month),
            or_(table.until.is_(None), table.until > day),
        )
        .order_by(table.since.desc(), table.id.desc())
    )


def sales_met(session: Session, members: Collection[int], month: Period, day: date) -> dict[int, bool]:
    """Whether what was paid by the day, and entered before the month closed, has reached the month's plan."""
    paid = paid_by(session, EVERYBODY, Period(month.start, day + DAY), in_time=True)
    plans = sales_plans(session, members, month.start, day)
    wanted = {member_id: plans.get((member_id, SalesPlanLine.PAYMENTS)) for member_id in members}
    return {member_id: bool(plan) and paid.get(member_id, 0) >= (plan or 0) for member_id, plan in wanted.items()}


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
    calendar, closing_day = company_schedule(session), company(session).closing_day
    months = [
        (and_(day >= month.start, day < month.end), received_at >= closing(calendar, closing_day, month))
        for month in months_in(period)
    ]
    return case(*months, else_=false())  # side by side: as many «or» within each other are too deep for SQLite


def months_in(period: Period) -> list[Period]:
    """The calendar months that the period has days of."""
    months = [month_of(period.start)]
    while months[-1].end < period.end:
        months.append(months[-1].shifted(1))
    return months


def closing(calendar: Schedule, closing_day: int, month: Period) -> datetime:
    """When a month closes: at the end of the 3rd ⚙ working day of the next, by the company's calendar."""
    return calendar.day_bounds(calendar.nth_working_day(month.end.year, month.end.month, closing_day))[1]


@dataclass(frozen=True, slots=True)
class Won:
    """Deals won and their kopecks; `late`: those told of when the month had been closed, in no plan."""

    number: int = 0
    amount: int = 0
    late: int = 0


def won_by(session: Session, scope: Scope, period: Period) -> Mapping[int | None, Won]:
    """Deals won in the period by their owner on that day."""
    won = won_deals(session, scope, period)
    rows = session.execute(
        select(
            won.c.owner_id,
            func.sum(case((won.c.late, 0), else_=1)),
            func.sum(case((won.c.late, 0), else_=func.coalesce(won.c.amount, 0))),
            func.sum(case((won.c.late, 1), else_=0)),
        ).group_by(won.c.owner_id)
    )
    return {owner_id: Won(*(int(figure) for figure in figures)) for owner_id, *figures in rows}


def won_deals(session: Session, scope: Scope, period: Period) -> Subquery:
    """Deals won in the period whose owner on that day is in scope.

    Columns: id, client_id, title, amount, closed_on, owner_id, late (told of when the month had been closed; an
    imported one had been known elsewhere in time).
    """
    told = (
        select(func.max(StageChange.received_at))
        .where(StageChange.deal_id == Deal.id, StageChange.to_state == DealState.WON, Deal.job_id.is_(None))
        .correlate(Deal)
        .scalar_subquery()
    )
    columns = (Deal.id, Deal.client_id, Deal.title, Deal.amount, Deal.closed_on)
    won = (
        select(
            *columns,
            owner_on(plain_column(Deal.id), plain_column(Deal.closed_on)).label("owner_id"),
            told.label("told"),
        )
        .where(Deal.state == DealState.WON, dated_in(Deal.closed_on, period), of_deals(scope))
        .subquery()
    )
    late = func.coalesce(entered_late(session, won.c.closed_on, won.c.told, period), false())
    of_scope = counted_on(scope, won.c.owner_id, won.c.closed_on)
    return (
        select(*(won.c[column.key] for column in columns), won.c.owner_id, late.label("late"))
        .where(of_scope)
        .subquery()
    )


def new_clients_by(session: Session, scope: Scope, period: Period) -> Mapping[int | None, int]:
    """Clients who bought for the first time in the period, by who gets it."""
    firsts = new_client_rows(session, scope, period).subquery()
    rows = session.execute(select(firsts.c.recipient_id, func.count()).group_by(firsts.c.recipient_id))
    return {row[0]: row[1] for row in rows}


def new_client_rows(session: Session, scope: Scope, period: Period) -> Select[int, date, int | None]:
    """Clients whose first purchase is dated in the period: client_id, day, recipient_id (its deal's owner, else the
    keeper). One that was entered when its month had been closed is left out.
    """
    first_of = (
        select(func.min(Purchase.id))
        .where(Purchase.client_id == Client.id, Purchase.day == Client.first_purchase_on, Purchase.is_return.is_(False))
        .correlate(Client)
        .scalar_subquery()
    )
    firsts = (
        select(Purchase.client_id, Purchase.day, seller().label("recipient_id"), bought_told().label("told"))
        .join(Client, Client.id == Purchase.client_id)
        .where(
            dated_in(Client.first_purchase_on, period),
            Purchase.id == first_of,
            of_facts(scope, Purchase.client_id, Purchase.deal_id),
        )
        .subquery()
    )
    late = entered_late(session, firsts.c.day, firsts.c.told, period)
    of_scope = counted_on(scope, firsts.c.recipient_id, firsts.c.day)
    return select(firsts.c.client_id, firsts.c.day, firsts.c.recipient_id).where(of_scope, ~late)


def bought_told() -> ColumnElement[datetime]:
    """When a purchase was told of; an imported one had been known elsewhere on its day."""
    return case((Purchase.job_id.is_not(None), Purchase.happened_at), else_=Purchase.received_at)
