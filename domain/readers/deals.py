"""What the screens of deals show. Rule: "Deals"."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from math import ceil

from sqlalchemy import ColumnElement, ScalarSelect, false, func, or_, select
from sqlalchemy.orm import Session

from domain.clients import seen_members
from domain.deals import deal_open_to, deal_owner, invoiced_of_deal, paid_of_deal, stages
from domain.orders import unpaid_invoices
from domain.schedules import schedule_of
from domain.settings import company
from domain.statistics import percentile
from domain.tables import (
    Client,
    Competitor,
    Deal,
    DealOwner,
    DealState,
    LostReason,
    LostReasonScope,
    Member,
    Payment,
    Product,
    Purchase,
    PurchaseLine,
    Role,
    Stage,
    StageChange,
    Task,
    TaskAction,
    TaskState,
)
from domain.worktime import Schedule

PAGE = 8
COMPETITORS = 8
HISTORY = 12
DURATIONS = 400  # stays on a stage that say how long it usually takes


@dataclass(frozen=True, slots=True)
class StageSum:
    """Open deals of a stage: how many, their ₽ in kopecks, how many have no amount."""

    key: str
    name: str | None
    deals: int
    amount: int
    without_amount: int


@dataclass(frozen=True, slots=True)
class Pipeline:
    stages: tuple[StageSum, ...]
    stuck: int
    stepless: int

    @property
    def deals(self) -> int:
        return sum(stage.deals for stage in self.stages)

    @property
    def amount(self) -> int:
        return sum(stage.amount for stage in self.stages)


@dataclass(frozen=True, slots=True)
class DealListed:
    """A deal in a list. `waits_until`: it is past its planned days, but a task is dated ahead."""

    id: int
    client: str | None
    title: str | None
    amount: int | None
    stage: str
    owner: str | None
    stuck: bool
    stepless: bool
    waits_until: date | None


@dataclass(frozen=True, slots=True)
class DealPage:
    """`which`: a stage, "stuck", "stepless" or "" for all."""

    which: str
    name: str | None
    lines: tuple[DealListed, ...]
    page: int
    pages: int
    total: int
    amount: int


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


def pipeline(session: Session, member_id: int, role: Role, today: date) -> Pipeline:
    """Open deals of those whom this member sees, by stage."""
    mine = _mine(session, member_id, role)
    rows = session.execute(
        select(
            Deal.stage,
            func.count(Deal.id).label("deals"),
            func.coalesce(func.sum(Deal.amount), 0).label("amount"),
            func.count(Deal.id).filter(Deal.amount.is_(None)).label("without"),
        )
        .where(*mine)
        .group_by(Deal.stage)
    )
    known = {row.stage: row for row in rows}
    sums = [
        StageSum(stage.key, stage.name, row.deals, int(row.amount), row.without)
        for stage in stages(session)
        if (row := known.get(stage.key)) is not None
    ]
    stuck = _count(session, *mine, _is_stuck(session, member_id, today))
    return Pipeline(tuple(sums), stuck, _count(session, *mine, ~_has_step()))


def deal_page(session: Session, member_id: int, role: Role, which: str, today: date, page: int = 0) -> DealPage:
    """A page of the pipeline: one stage, the stuck, those without a next step, or all; the dearest first."""
    stuck = _is_stuck(session, member_id, today)
    conditions = [*_mine(session, member_id, role), *_which(which, stuck)]
    total = _count(session, *conditions)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    old = _is_old(session, member_id, today)
    rows = session.execute(
        select(
            Deal,
            Client.name.label("client"),
            Member.name.label("owner"),
            _has_step().label("stepped"),
            old.label("old"),
            _waits_until(today).label("waits"),
        )
        .outerjoin(Client, Client.id == Deal.client_id)
        .outerjoin(DealOwner, (DealOwner.deal_id == Deal.id) & DealOwner.until.is_(None))
        .outerjoin(Member, Member.id == DealOwner.member_id)
        .where(*conditions)
        .order_by(Deal.amount.desc().nulls_last(), Deal.id)
        .limit(PAGE)
        .offset(page * PAGE)
    )
    lines = tuple(_listed(row.Deal, row.client, row.owner, row.stepped, row.old, row.waits) for row in rows)
    amount = session.scalar(select(func.coalesce(func.sum(Deal.amount), 0)).where(*conditions)) or 0
    stage = session.get(Stage, which) if which else None
    return DealPage(which, stage.name if stage else None, lines, page, pages, total, int(amount))


def deal_view(session: Session, member_id: int, deal_id: int, today: date) -> DealView:
    """The deal's card. Raises Gone, ClientNotYours, NotAllowed."""
    member = session.get_one(Member, member_id)
    deal = deal_open_to(session, member, deal_id)
    schedule = schedule_of(session, member)
    planned = planned_days(session, schedule).get(deal.stage, company(session).stage_days)
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

    What was bought by this very deal does not count.
    """
    if client is None or client.first_purchase_on is None:
        return "new"
    before = (
        Purchase.client_id == client.id,
        Purchase.is_return.is_(False),
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


def planned_days(session: Session, schedule: Schedule) -> dict[str, int]:
    """Working days a deal is planned to stand at each stage: the company's own number, else the 75th percentile of
    its history from 20 ⚙ deals on, else a default ⚙. Rule: "Deals".
    """
    chosen = company(session)
    known: dict[str, int] = session.info.setdefault("planned_days", {})
    if not known:
        for stage in stages(session):
            known[stage.key] = stage.planned_days or _usual_days(session, stage.key, schedule) or chosen.stage_days
    return known


def _usual_days(session: Session, stage: str, schedule: Schedule) -> int | None:
    """How long three of four deals stood at the stage, over the latest stays; None when too few did."""
    left = (
        select(StageChange.deal_id, StageChange.happened_at)
        .where(StageChange.from_stage == stage, StageChange.from_state == DealState.OPEN)
        .order_by(StageChange.happened_at.desc())
        .limit(DURATIONS)
        .subquery()
    )
    entered = (
        select(func.max(StageChange.happened_at))
        .where(
            StageChange.deal_id == left.c.deal_id,
            StageChange.to_stage == stage,
            StageChange.to_state == DealState.OPEN,
            StageChange.happened_at <= left.c.happened_at,
        )
        .correlate(left)
        .scalar_subquery()
    )
    stays = [(since, until) for since, until in session.execute(select(entered, left.c.happened_at)) if since]
    if len(stays) < company(session).stage_history:
        return None
    days = [
        schedule.working_days_between(schedule.local_date(since), schedule.local_date(until)) for since, until in stays
    ]
    return max(1, ceil(percentile(days, Fraction(3, 4))))


def _mine(session: Session, member_id: int, role: Role) -> list[ColumnElement[bool]]:
    """Open deals of those whom this member sees."""
    seen = seen_members(session, member_id, role)
    is_open = Deal.state == DealState.OPEN
    if seen is None:
        return [is_open]
    owned = select(DealOwner.deal_id).where(DealOwner.member_id.in_(seen), DealOwner.until.is_(None))
    return [is_open, Deal.id.in_(owned)]


def _which(which: str, stuck: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    if which == "stuck":
        return [stuck]
    if which == "stepless":
        return [~_has_step()]
    return [Deal.stage == which] if which else []


def _has_step() -> ColumnElement[bool]:
    step = select(Task.id).where(Task.deal_id == Deal.id, Task.state == TaskState.OPEN)
    return step.correlate(Deal).exists()


def _waits_until(today: date) -> ScalarSelect[date]:
    """The last day ahead on which something is promised of the deal."""
    return (
        select(func.max(Task.due_on))
        .where(Task.deal_id == Deal.id, Task.state == TaskState.OPEN, Task.due_on > today)
        .correlate(Deal)
        .scalar_subquery()
    )


def _is_old(session: Session, member_id: int, today: date) -> ColumnElement[bool]:
    """Past the planned working days of its stage, by the reader's calendar."""
    schedule = schedule_of(session, session.get_one(Member, member_id))
    last = schedule.previous_or_same_working_day(today)
    conditions = []
    for stage, days in planned_days(session, schedule).items():
        since, _ = schedule.day_bounds(schedule.add_working_days(last, -days))
        conditions.append((Deal.stage == stage) & (Deal.stage_since < since))
    return or_(false(), *conditions)


def _is_stuck(session: Session, member_id: int, today: date) -> ColumnElement[bool]:
    return _is_old(session, member_id, today) & _waits_until(today).is_(None)


def _listed(
    deal: Deal, client: str | None, owner: str | None, stepped: bool, old: bool, waits: date | None
) -> DealListed:
    return DealListed(
        deal.id,
        client,
        deal.title,
        deal.amount,
        deal.stage,
        owner,
        stuck=bool(old) and waits is None,
        stepless=not stepped,
        waits_until=waits if old else None,
    )


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(Deal.id)).where(*conditions)) or 0


def _tasks(session: Session, deal_id: int) -> tuple[DealTask, ...]:
    rows = session.execute(
        select(Task.id, Task.action, Task.text, Task.due_on, Task.due_at)
        .where(Task.deal_id == deal_id, Task.state == TaskState.OPEN)
        .order_by(Task.due_on, Task.due_at.nulls_last(), Task.id)
        .limit(PAGE)
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
