"""What the screens of deals show. Rule: "Deals"."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from domain.deals import deal_open_to, deal_owner, invoiced_of_deal, paid_of_deal, stages
from domain.orders import unpaid_invoices
from domain.readers.pipeline import planned_days
from domain.schedules import schedule_of
from domain.settings import company
from domain.tables import (
    Client,
    Competitor,
    Deal,
    DealState,
    LostReason,
    LostReasonScope,
    Member,
    Payment,
    Product,
    Purchase,
    PurchaseLine,
    Stage,
    StageChange,
    Task,
    TaskAction,
    TaskState,
)
from domain.worktime import Schedule

TASKS = 8
COMPETITORS = 8
HISTORY = 12


@dataclass(frozen=True, slots=True)
class StageStep:
    key: str
    name: str | None
    is_won: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A line of the deal's history."""

    at: datetime
    to_stage: str
    stage_name: str | None
    to_state: DealState
    author: str | None


@dataclass(frozen=True, slots=True)
class DealTask:
    id: int
    action: TaskAction
    text: str | None
    due_on: date
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class DealView:
    """The card of a deal; money in kopecks. `planned_days`: working days of its stage, `days`: those it stands."""

    id: int
    client_id: int | None
    client: str | None
    title: str | None
    kind: str
    amount: int | None
    invoiced: int
    paid: int
    stage: str
    stage_name: str | None
    state: DealState
    next_stage: StageStep | None
    stages: tuple[StageStep, ...]
    owner_id: int | None
    owner: str | None
    created_on: date | None
    expected_close_on: date | None
    closed_on: date | None
    days: int
    planned_days: int
    stuck: bool
    waits_until: date | None
    tasks: tuple[DealTask, ...]
    unpaid: tuple[tuple[int, date], ...]
    """Kopecks left of each invoice and when it is due, the oldest first."""
    lost_reason: str | None
    lost_reason_name: str | None
    lost_words: str | None
    competitor: str | None
    return_on: date | None
    moves: tuple[Move, ...]
    last_payment_id: int | None
    """The last payment, if the reader may take it back now."""

    @property
    def rest(self) -> int:
        """Kopecks that are left to pay of the whole, 0 where the whole is not known."""
        return max(0, (self.amount or self.invoiced) - self.paid)

    @property
    def stepless(self) -> bool:
        return self.state is DealState.OPEN and not self.tasks


@dataclass(frozen=True, slots=True)
class Reason:
    key: str
    name: str | None
    asks_competitor: bool
    asks_words: bool


def deal_view(session: Session, member_id: int, deal_id: int, today: date) -> DealView:
    """The deal's card. Raises Gone, ClientNotYours, NotAllowed."""
    member = session.get_one(Member, member_id)
    deal = deal_open_to(session, member, deal_id)
    schedule = schedule_of(session, member)
    planned = planned_days(session).get(deal.stage, company(session).stage_days)
    since = deal.stage_since.astimezone(schedule.zone).date()
    days = schedule.working_days_between(since, today)
    owner = deal_owner(session, deal.id)
    client = session.get(Client, deal.client_id) if deal.client_id is not None else None
    tasks = _tasks(session, deal.id)
    waits = max((task.due_on for task in tasks if task.due_on > today), default=None)
    is_open = deal.state is DealState.OPEN
    pipeline_stages = [StageStep(stage.key, stage.name, stage.is_won) for stage in stages(session)]
    present = next(place for place, stage in enumerate(pipeline_stages) if stage.key == deal.stage)
    return DealView(
        id=deal.id,
        client_id=deal.client_id,
        client=client.name if client else None,
        title=deal.title,
        kind=deal_kind(session, deal, client),
        amount=deal.amount,
        invoiced=invoiced_of_deal(session, deal.id),
        paid=paid_of_deal(session, deal.id),
        stage=deal.stage,
        stage_name=pipeline_stages[present].name,
        state=deal.state,
        next_stage=next(iter(pipeline_stages[present + 1 :]), None) if is_open else None,
        stages=tuple(pipeline_stages),
        owner_id=owner.id if owner else None,
        owner=owner.name if owner else None,
        created_on=deal.created_on,
        expected_close_on=deal.expected_close_on,
        closed_on=deal.closed_on,
        days=days,
        planned_days=planned,
        stuck=is_open and days > planned and waits is None,
        waits_until=waits if is_open and days > planned else None,
        tasks=tasks,
        unpaid=tuple(
            (left, invoice.due_on)
            for invoice, left in (unpaid_invoices(session, deal.client_id, deal.id) if deal.client_id else ())
        ),
        lost_reason=deal.lost_reason,
        lost_reason_name=session.scalar(select(LostReason.name).where(LostReason.key == deal.lost_reason)),
        lost_words=deal.lost_words,
        competitor=session.scalar(select(Competitor.name).where(Competitor.id == deal.competitor_id)),
        return_on=deal.return_on,
        moves=_moves(session, deal.id),
        last_payment_id=_own_payment_of_today(session, deal.id, member_id, schedule, today),
    )


def deal_kind(session: Session, deal: Deal, client: Client | None) -> str:
    """`new` before the first purchase, `cross` for a product group never bought, else `repeat`. Rule: "Deals".

    As of the deal's first day, as the funnel counts it: what was bought on it or later, and by this very deal, does
    not change what it was.
    """
    if client is None or client.first_purchase_on is None:
        return "new"
    before = (
        Purchase.client_id == client.id,
        Purchase.is_return.is_(False),
        Purchase.day < (deal.created_on or deal.closed_on or date.max),
        or_(Purchase.deal_id.is_(None), Purchase.deal_id != deal.id),
    )
    if session.scalar(select(Purchase.id).where(*before).limit(1)) is None:
        return "new"
    group = session.scalar(select(Product.group).where(Product.id == deal.product_id)) if deal.product_id else None
    if group is None:
        return "repeat"
    bought = (
        select(PurchaseLine.id)
        .join(Purchase, Purchase.id == PurchaseLine.purchase_id)
        .join(Product, Product.id == PurchaseLine.product_id)
        .where(*before, Product.group == group)
    )
    return "cross" if session.scalar(bought.limit(1)) is None else "repeat"


def lost_reasons(session: Session, scope: LostReasonScope) -> tuple[Reason, ...]:
    """Reasons that may be given now, in the company's order."""
    rows = session.scalars(
        select(LostReason)
        .where(LostReason.scope == scope, LostReason.archived_at.is_(None))
        .order_by(LostReason.position, LostReason.key)
    )
    return tuple(Reason(row.key, row.name, row.asks_competitor, row.asks_words) for row in rows)


def likely_competitors(session: Session) -> tuple[str, ...]:
    """Those to whom deals went most often, then the others."""
    lost = func.count(Deal.id)
    rows = (
        select(Competitor.name)
        .outerjoin(Deal, Deal.competitor_id == Competitor.id)
        .group_by(Competitor.id, Competitor.name)
        .order_by(lost.desc(), Competitor.name)
        .limit(COMPETITORS)
    )
    return tuple(session.scalars(rows))


def _tasks(session: Session, deal_id: int) -> tuple[DealTask, ...]:
    rows = session.execute(
        select(Task.id, Task.action, Task.text, Task.due_on, Task.due_at)
        .where(Task.deal_id == deal_id, Task.state == TaskState.OPEN)
        .order_by(Task.due_on, Task.due_at.nulls_last(), Task.id)
        .limit(TASKS)
    )
    return tuple(DealTask(*row) for row in rows)


def _moves(session: Session, deal_id: int) -> tuple[Move, ...]:
    rows = session.execute(
        select(StageChange.happened_at, StageChange.to_stage, Stage.name, StageChange.to_state, Member.name.label("by"))
        .join(Stage, Stage.key == StageChange.to_stage)
        .outerjoin(Member, Member.id == StageChange.author_id)
        .where(StageChange.deal_id == deal_id)
        .order_by(StageChange.id.desc())
        .limit(HISTORY)
    )
    return tuple(Move(row.happened_at, row.to_stage, row.name, row.to_state, row.by) for row in rows)


def _own_payment_of_today(
    session: Session, deal_id: int, member_id: int, schedule: Schedule, today: date
) -> int | None:
    start, end = schedule.day_bounds(today)
    return session.scalar(
        select(Payment.id)
        .where(
            Payment.deal_id == deal_id,
            Payment.author_id == member_id,
            Payment.received_at >= start,
            Payment.received_at < end,
        )
        .order_by(Payment.id.desc())
        .limit(1)
    )
