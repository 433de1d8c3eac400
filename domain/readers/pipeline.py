"""Open deals by stage, the stuck and the stepless. Rule: "Deals"."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, false, func, or_, select
from sqlalchemy.orm import Session

from domain.clients import seen_members
from domain.deals import stages
from domain.schedules import schedule_of
from domain.settings import company
from domain.tables import (
    Client,
    Deal,
    DealOwner,
    DealState,
    Member,
    Role,
    Stage,
    StageStays,
    Task,
    TaskState,
)

PAGE = 8
PLANNED_DAYS = "planned_days"


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
    owner_id: int | None
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
    stuck = _count(session, *mine, is_stuck(session, member_id, today))
    return Pipeline(tuple(sums), stuck, _count(session, *mine, ~has_step()))


def deal_page(session: Session, member_id: int, role: Role, which: str, today: date, page: int = 0) -> DealPage:
    """A page of the pipeline: one stage, the stuck, those without a next step, or all; the dearest first."""
    stuck = is_stuck(session, member_id, today)
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
            Member.id.label("owner_id"),
            has_step().label("stepped"),
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
    lines = tuple(_listed(row) for row in rows)
    amount = session.scalar(select(func.coalesce(func.sum(Deal.amount), 0)).where(*conditions)) or 0
    stage = session.get(Stage, which) if which else None
    return DealPage(which, stage.name if stage else None, lines, page, pages, total, int(amount))


def planned_days(session: Session) -> dict[str, int]:
    """Working days a deal is planned to stand at each stage: the company's own number, else the 75th percentile of
    its history from 20 ⚙ deals on (`domain.day_figures`), else a default ⚙. Rule: "Deals".
    """
    known: dict[str, int] = session.info.setdefault(PLANNED_DAYS, {})
    if not known:
        usual, chosen = _usual_days(session), company(session)
        for stage in stages(session):
            known[stage.key] = stage.planned_days or usual.get(stage.key, chosen.stage_days)
    return known


def usual_days(session: Session, stage: str) -> int:
    """The planned days of a stage that has no number of its own."""
    return _usual_days(session).get(stage, company(session).stage_days)


def _usual_days(session: Session) -> dict[str, int]:
    """Of the stages that enough deals have left."""
    enough = StageStays.number >= company(session).stage_history
    rows = session.execute(select(StageStays.stage, StageStays.days).where(enough))
    return {row.stage: row.days for row in rows}


def _mine(session: Session, member_id: int, role: Role) -> list[ColumnElement[bool]]:
    """Open deals of those whom this member sees; those of closed clients are in no list."""
    seen = seen_members(session, member_id, role)
    closed = select(Client.id).where(Client.closed_at.is_not(None))
    listed = [Deal.state == DealState.OPEN, or_(Deal.client_id.is_(None), Deal.client_id.not_in(closed))]
    if seen is None:
        return listed
    owned = select(DealOwner.deal_id).where(DealOwner.member_id.in_(seen), DealOwner.until.is_(None))
    return [*listed, Deal.id.in_(owned)]


def _which(which: str, stuck: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    if which == "stuck":
        return [stuck]
    if which == "stepless":
        return [~has_step()]
    return [Deal.stage == which] if which else []


def has_step() -> ColumnElement[bool]:
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


def is_stuck(session: Session, member_id: int, today: date, times: int = 1) -> ColumnElement[bool]:
    """Past `times` the planned working days of its stage, by the reader's calendar, with no task dated ahead."""
    return _is_old(session, member_id, today, times) & _waits_until(today).is_(None)


def _is_old(session: Session, member_id: int, today: date, times: int = 1) -> ColumnElement[bool]:
    """Past the planned working days of its stage, by the reader's calendar."""
    schedule = schedule_of(session, session.get_one(Member, member_id))
    last = schedule.previous_or_same_working_day(today)
    conditions = []
    for stage, days in planned_days(session).items():
        since, _ = schedule.day_bounds(schedule.add_working_days(last, -days * times))
        conditions.append((Deal.stage == stage) & (Deal.stage_since < since))
    return or_(false(), *conditions)


def _listed(row: Row[*tuple[Any, ...]]) -> DealListed:
    deal: Deal = row.Deal
    return DealListed(
        deal.id,
        row.client,
        deal.title,
        deal.amount,
        deal.stage,
        row.owner,
        row.owner_id,
        stuck=bool(row.old) and row.waits is None,
        stepless=not row.stepped,
        waits_until=row.waits if row.old else None,
    )


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(Deal.id)).where(*conditions)) or 0
