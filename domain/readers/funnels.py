"""What the funnels are computed from: SQL narrows and groups, `domain.analytics.funnels` does the rest."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session

from domain.analytics.funnels import (
    ActivityCount,
    ActivityFunnel,
    DealFunnel,
    DealGroup,
    DealKind,
    InvoiceTotals,
    Pace,
    activity_funnel,
    deal_funnel,
)
from domain.periods import Period
from domain.readers.attribution import Scope, counted_on, dated_in, happened_in, of_deals, of_facts
from domain.readers.expressions import how_many, plain_column
from domain.settings import company
from domain.tables import (
    Activity,
    Client,
    Deal,
    DealOwner,
    DealState,
    Invoice,
    Keeper,
    Payment,
    Purchase,
    Stage,
    StageChange,
)
from domain.use_case import Area

FUNNEL_AREAS = frozenset({Area.ACTIVITIES, Area.DEALS, Area.MONEY, Area.CLIENTS, Area.MEMBERS, Area.SETTINGS})
NEVER = date(9999, 12, 31)


# By activities


def activity_funnel_of(session: Session, scope: Scope, period: Period, today: date) -> ActivityFunnel:
    """The activity funnel of a period, cut by whose activities, invoices, payments and deals they are."""
    number, amount = payment_totals(session, scope, period)
    return activity_funnel(
        activity_counts(session, scope, period),
        _invoice_totals(session, scope, period),
        (number, amount),
        deals_closed(session, scope, period, DealState.WON).number,
    )


def activity_counts(session: Session, scope: Scope, period: Period) -> list[ActivityCount]:
    """One row per kind, outcome and effectiveness, by the day it happened; cancelled ones left out."""
    rows = session.execute(
        select(Activity.kind, Activity.outcome, Activity.is_effective, func.count().label("number"))
        .where(
            Activity.cancelled_at.is_(None),
            happened_in(session, scope, period, Activity.author_id, Activity.happened_at),
            of_facts(scope, Activity.client_id, Activity.deal_id),
        )
        .group_by(Activity.kind, Activity.outcome, Activity.is_effective)
    )
    return [ActivityCount(row.kind, row.outcome, row.is_effective, row.number) for row in rows]


def _invoice_totals(session: Session, scope: Scope, period: Period) -> InvoiceTotals:
    """Invoices by their author; what is paid of each is never more than the invoice."""
    paid = (
        select(Payment.invoice_id, func.sum(Payment.amount).label("amount"))
        .where(Payment.invoice_id.is_not(None))
        .group_by(Payment.invoice_id)
        .subquery()
    )
    paid_amount = func.coalesce(paid.c.amount, 0)
    in_full = paid_amount >= Invoice.amount
    row = session.execute(
        select(
            func.count(Invoice.id),
            func.sum(Invoice.amount),
            func.sum(case((in_full, 1), else_=0)),
            func.sum(case((in_full, Invoice.amount), else_=paid_amount)),
        )
        .outerjoin(paid, paid.c.invoice_id == Invoice.id)
        .where(
            dated_in(Invoice.issued_on, period),
            counted_on(scope, plain_column(Invoice.author_id), plain_column(Invoice.issued_on)),
            of_facts(scope, Invoice.client_id, Invoice.deal_id),
        )
    ).one()
    return InvoiceTotals(*(int(value or 0) for value in row))


def payment_totals(session: Session, scope: Scope, period: Period) -> tuple[int, int]:
    """Number and kopecks of the payments dated in the period, each to the deal's owner or the keeper on its day."""
    paid = payments_with_recipient(scope, period)
    row = session.execute(
        select(func.count(), func.sum(paid.c.amount)).where(counted_on(scope, paid.c.recipient_id, paid.c.paid_on))
    ).one()
    return int(row[0]), int(row[1] or 0)


def payments_with_recipient(scope: Scope, period: Period) -> Subquery:
    """Payments of the scope's clients and products, whoever gets them.

    Columns: amount, paid_on, received_at (an imported one was told elsewhere on its day), client_id, recipient_id (the
    deal's owner, else the keeper, that day).
    """
    recipient = case(
        (Payment.deal_id.is_not(None), owner_on(plain_column(Payment.deal_id), plain_column(Payment.paid_on))),
        else_=keeper_on(plain_column(Payment.client_id), plain_column(Payment.paid_on)),
    )
    imported = select(Purchase.id).where(Purchase.job_id.is_not(None))
    told = case((Payment.purchase_id.in_(imported), Payment.happened_at), else_=Payment.received_at)
    return (
        select(
            Payment.amount,
            Payment.paid_on,
            told.label("received_at"),
            Payment.client_id,
            recipient.label("recipient_id"),
        )
        .where(dated_in(Payment.paid_on, period), of_facts(scope, Payment.client_id, Payment.deal_id))
        .subquery()
    )


@dataclass(frozen=True, slots=True)
class DealTotal:
    number: int
    amount: int


def deals_closed(session: Session, scope: Scope, period: Period, state: DealState) -> DealTotal:
    """Deals won or lost in the period, by the owner on that day; kopecks of those with an amount."""
    row = session.execute(
        select(func.count(), func.sum(Deal.amount)).where(
            Deal.state == state,
            dated_in(Deal.closed_on, period),
            owned_by(scope, plain_column(func.coalesce(Deal.closed_on, NEVER))),
        )
    ).one()
    return DealTotal(int(row[0]), int(row[1] or 0))


# Whose


def owner_on(deal_id: ColumnElement[Any], day: ColumnElement[Any]) -> ColumnElement[int]:
    """The deal's owner on a day; before the first one is written down, the first."""
    return _first_on(DealOwner, DealOwner.deal_id == deal_id, day)


def keeper_on(client_id: ColumnElement[Any], day: ColumnElement[Any]) -> ColumnElement[int]:
    """The client's keeper on a day; before the first one is written down, the first."""
    return _first_on(Keeper, Keeper.client_id == client_id, day)


def _first_on(
    table: type[DealOwner] | type[Keeper], of: ColumnElement[bool], day: ColumnElement[Any]
) -> ColumnElement[int]:
    """Looked for among those of the day first: there is no order to put one row in."""
    until = or_(table.until.is_(None), table.until > day)
    held = select(table.member_id).where(of, until).limit(1).correlate_except(table)
    first = held.order_by(table.since, table.id)
    return plain_column(func.coalesce(held.where(table.since <= day).scalar_subquery(), first.scalar_subquery()))


def owned_by(scope: Scope, day: ColumnElement[date]) -> ColumnElement[bool]:
    """Deals of the scope's clients and products whose owner on the day is in scope."""
    if scope.stints is None:
        return of_deals(scope)
    owner = DealOwner.__table__.alias("whose")
    held = or_(owner.c.until.is_(None), owner.c.until > day)
    his = or_(owner.c.since <= day, owner.c.member_id == owner_on(plain_column(Deal.id), day))
    counted = (
        select(1)
        .select_from(owner)
        .where(owner.c.deal_id == Deal.id, held, counted_on(scope, owner.c.member_id, day), his)
        .exists()
    )
    return and_(counted, of_deals(scope))


# By deals


def deal_funnel_of(session: Session, scope: Scope, period: Period, today: date) -> DealFunnel:
    """The funnel of the deals created in the period (of all deals, for all time), cut by their owners."""
    stages = list(session.execute(select(Stage.key, Stage.position).order_by(Stage.position)))
    place = {row.position: number for number, row in enumerate(stages)}
    cohort = cohort_of(scope, period, today).subquery()
    return deal_funnel(
        [row.key for row in stages],
        _groups(session, cohort, place),
        _stood(session, cohort, place),
        undated_beside=None if period.is_all else _undated(session, scope, today),
        still_open_share=Fraction(str(company(session).still_open_share)),
    )


def pace_of(session: Session, scope: Scope, period: Period, today: date) -> Pace | None:
    """How the deals created in the period came and were won, day by day; None of all time, which has no first day."""
    if period.is_all or period.start > today:
        return None
    cohort = cohort_of(scope, period, today)

    def on_days(day: Any, *which: ColumnElement[bool]) -> dict[int, int]:
        rows = session.execute(select(day, func.count()).where(Deal.id.in_(cohort), *which).group_by(day))
        return {(on - period.start).days + 1: number for on, number in rows}

    won = on_days(Deal.closed_on, Deal.state == DealState.WON, Deal.closed_on.is_not(None))
    return Pace((today - period.start).days + 1, on_days(Deal.created_on), won)


def cohort_of(scope: Scope, period: Period, today: date) -> Select[int]:
    """Ids of the deals created in the period (of all deals, for all time), by their owners."""
    return select(Deal.id).where(dated_in(Deal.created_on, period), owned_by(scope, _standing_day(today)))


def _standing_day(today: date) -> ColumnElement[date]:
    """The day a deal's owner is asked for: when it was closed, else today."""
    return func.coalesce(Deal.closed_on, today)


def _undated(session: Session, scope: Scope, today: date) -> int:
    return session.scalar(select(func.count()).select_from(undated_of(scope, today).subquery())) or 0


def _groups(session: Session, cohort: Subquery, place: dict[int, int]) -> list[DealGroup]:
    """One row per kind, furthest stage and state."""
    traces = _traces(select(cohort.c.id))
    furthest = _furthest(traces, max(place, default=0))
    again = Client.first_purchase_on < func.coalesce(Deal.created_on, Deal.closed_on, NEVER)
    kind = case((again, literal(DealKind.AGAIN.value)), else_=literal(DealKind.NEW.value))
    rows = session.execute(
        select(
            kind.label("deal_kind"),
            furthest.label("came_to"),
            Deal.state,
            func.count().label("number"),
            func.sum(func.coalesce(Deal.amount, 0)).label("amount"),
            how_many(Deal.amount.is_(None)).label("amountless"),
            how_many(Deal.client_id.is_(None)).label("clientless"),
            how_many(Deal.created_on.is_(None)).label("undated"),
            how_many(and_(traces.c.deal_id.is_not(None), Deal.job_id.is_(None))).label("traced"),
        )
        .join(cohort, cohort.c.id == Deal.id)
        .join(Stage, Stage.key == Deal.stage)
        .outerjoin(traces, traces.c.deal_id == Deal.id)
        .outerjoin(Client, Client.id == Deal.client_id)
        .group_by("deal_kind", "came_to", Deal.state)
    )
    return [
        DealGroup(
            DealKind(row.deal_kind),
            place[row.came_to],
            row.state,
            row.number,
            int(row.amount),
            int(row.amountless),
            int(row.clientless),
            int(row.undated),
            int(row.traced),
        )
        for row in rows
    ]


def _traces(cohort: Select[int]) -> Subquery:
    """The furthest stage written down for each deal of the cohort that has a history, by position."""
    return (
        select(StageChange.deal_id, func.max(Stage.position).label("furthest"))
        .join(Stage, Stage.key.in_([StageChange.to_stage, StageChange.from_stage]))
        .where(StageChange.deal_id.in_(cohort))
        .group_by(StageChange.deal_id)
        .subquery()
    )


def _furthest(traces: Subquery, last: int) -> ColumnElement[int]:
    """The position of the stage a deal (joined with its stage and its trace) came as far as."""
    return case(
        (Deal.state == DealState.WON, last),
        (traces.c.furthest > Stage.position, traces.c.furthest),
        else_=Stage.position,
    )


def reached_stage(cohort: Select[int], position: int, last: int) -> Select[int]:
    """Ids of the cohort's deals that reached the stage at a position or a later one."""
    traces = _traces(cohort)
    return (
        select(Deal.id)
        .join(Stage, Stage.key == Deal.stage)
        .outerjoin(traces, traces.c.deal_id == Deal.id)
        .where(Deal.id.in_(cohort), _furthest(traces, last) >= position)
    )


def undated_of(scope: Scope, today: date) -> Select[int]:
    """Ids of the deals without a creation date: beside the cohort of any period."""
    return select(Deal.id).where(Deal.created_on.is_(None), owned_by(scope, _standing_day(today)))


def _stood(session: Session, cohort: Subquery, place: dict[int, int]) -> dict[int, int]:
    """How many deals of the cohort stood at each stage, by its number; the way of an imported deal is not known."""
    known = select(cohort.c.id).join(Deal, Deal.id == cohort.c.id).where(Deal.job_id.is_(None))
    of_cohort = StageChange.deal_id.in_(known)
    stays = union(
        select(StageChange.deal_id, StageChange.to_stage.label("stage")).where(of_cohort),
        select(StageChange.deal_id, StageChange.from_stage).where(of_cohort, StageChange.from_stage.is_not(None)),
    ).subquery()
    rows = session.execute(
        select(Stage.position, func.count().label("number"))
        .join(stays, stays.c.stage == Stage.key)
        .group_by(Stage.position)
    )
    return {place[row.position]: row.number for row in rows}
