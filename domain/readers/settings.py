"""Settings and plans as their screens show them. Rules: "Who uses it", "Plans"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.clients import seen_members
from domain.errors import Gone, NotAllowed
from domain.readers.members import checked
from domain.settings import company, theme_of
from domain.tables import ActivityPlan, Member, PlanLine, PlanPer, Role, SalesPlan, SalesPlanLine
from domain.use_case import Right
from domain.worktime import next_month
from domain.zones import zone_of

Week = tuple[list[str] | None, ...]
SHOWN_REPS = 40


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen; None = as the company has it (never None for the company itself)."""

    zone: str | None
    hours: Week | None
    digest_at: str | None


@dataclass(frozen=True, slots=True)
class Settings:
    own: Choices
    company: Choices
    theme: str


@dataclass(frozen=True, slots=True)
class PlanNumber:
    line: PlanLine
    per: PlanPer
    number: int


@dataclass(frozen=True, slots=True)
class Plans:
    """`sales`: by month (its first day), present and next; kopecks for payments, numbers for the rest."""

    member_id: int
    name: str
    activity: tuple[PlanNumber, ...]
    sales: Mapping[date, Mapping[SalesPlanLine, int]]


@dataclass(frozen=True, slots=True)
class Planned:
    """A rep who may be planned for. `has_plan`: some activity is planned."""

    id: int
    name: str
    has_plan: bool


def settings_of(session: Session, member_id: int) -> Settings:
    member, chosen = session.get_one(Member, member_id), company(session)
    own_hours = None if member.work_hours is None else tuple(member.work_hours)
    return Settings(
        Choices(member.zone, own_hours, member.digest_at),
        Choices(chosen.zone, chosen.work_hours, chosen.digest_at),
        theme_of(session, member_id),
    )


def planned_reps(session: Session, viewer_id: int) -> list[Planned]:
    """Whom the viewer may plan for: reps of his teams, every rep for the owner. Raises NotAllowed."""
    viewer = checked(session, viewer_id, Right.SET_PLANS)
    seen = seen_members(session, viewer_id, viewer.role)
    reps = select(Member.id, Member.name).where(Member.role == Role.REP, Member.dismissed_at.is_(None))
    if seen is not None:
        reps = reps.where(Member.id.in_(seen))
    planned = set(session.scalars(select(ActivityPlan.member_id).where(ActivityPlan.until.is_(None)).distinct()))
    rows = session.execute(reps.order_by(Member.name, Member.id).limit(SHOWN_REPS))
    return [Planned(row.id, row.name, row.id in planned) for row in rows]


def plans_of(session: Session, viewer_id: int, member_id: int, now: datetime) -> Plans:
    """The plans that hold today, and the sales plans of this month and the next. Raises NotAllowed, Gone."""
    viewer = checked(session, viewer_id, Right.SET_PLANS)
    seen = seen_members(session, viewer_id, viewer.role)
    if seen is not None and member_id not in seen:
        raise NotAllowed
    member = session.get(Member, member_id)
    if member is None or member.dismissed_at is not None:
        raise Gone
    today = now.astimezone(zone_of(session, member)).date()
    return Plans(member.id, member.name, _activity(session, member_id, today), _sales(session, member_id, today))


def _activity(session: Session, member_id: int, today: date) -> tuple[PlanNumber, ...]:
    rows = session.execute(
        select(ActivityPlan.line, ActivityPlan.per, ActivityPlan.number)
        .where(
            ActivityPlan.member_id == member_id,
            ActivityPlan.since <= today,
            or_(ActivityPlan.until.is_(None), ActivityPlan.until > today),
        )
        .order_by(ActivityPlan.id)
    )
    return tuple(PlanNumber(row.line, row.per, row.number) for row in rows)


def _sales(session: Session, member_id: int, today: date) -> dict[date, dict[SalesPlanLine, int]]:
    first = today.replace(day=1)
    months: dict[date, dict[SalesPlanLine, int]] = {first: {}, next_month(first): {}}
    rows = session.execute(
        select(SalesPlan.month, SalesPlan.line, SalesPlan.value).where(
            SalesPlan.member_id == member_id, SalesPlan.month.in_(months), SalesPlan.until.is_(None)
        )
    )
    for row in rows:
        months[row.month][row.line] = row.value
    return months
