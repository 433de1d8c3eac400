"""Plans as they are set: of whom, what holds today, what is planned for the months. Rule: "Plans"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from domain.clients import seen_members
from domain.date_words import add_months
from domain.deals import stages
from domain.errors import Gone, NotAllowed
from domain.paging import paged
from domain.plans import Norm, norms_on
from domain.readers.attribution import may_see_team
from domain.readers.members import checked
from domain.settings import company
from domain.tables import (
    ActivityPlan,
    FunnelPlan,
    Member,
    PlanException,
    PlanLine,
    Role,
    SalesPlan,
    SalesPlanLine,
    TeamMembership,
)
from domain.use_case import Right
from domain.zones import zone_of

PAGE = 20
MOST_EXCEPTIONS = 30


@dataclass(frozen=True, slots=True)
class Planned:
    """A rep who may be planned for. `has_plan`: some activity is planned."""

    id: int
    name: str
    has_plan: bool = False


@dataclass(frozen=True, slots=True)
class PlannedPage:
    reps: tuple[Planned, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """A line that is planned from a day to come."""

    norm: Norm
    since: date


@dataclass(frozen=True, slots=True)
class StageName:
    """`own`: the company's word for it."""

    key: str
    own: str | None


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """`sales`: kopecks for payments, numbers for the rest; `funnel`: number and kopecks by stage."""

    month: date
    sales: Mapping[SalesPlanLine, int]
    funnel: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Plans:
    """`exceptions`: of days from today on, by line. `months`: the one before, the present, the next."""

    member_id: int
    name: str
    today: date
    norms: tuple[Norm, ...]
    ahead: tuple[Ahead, ...]
    exceptions: Mapping[date, Mapping[PlanLine, int]]
    months: tuple[MonthPlan, MonthPlan, MonthPlan]
    stages: tuple[StageName, ...]

    @property
    def focus(self) -> PlanLine | None:
        return next((norm.line for norm in self.norms if norm.is_focus), None)

    def of(self, line: PlanLine) -> tuple[Norm, ...]:
        return tuple(norm for norm in self.norms if norm.line is line)

    def usual(self, line: PlanLine) -> Norm | None:
        """Of every working day, or of the week."""
        return next((norm for norm in self.of(line) if norm.weekday is None), None)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a member would have instead of what he has."""

    id: int
    name: str
    before: tuple[Norm, ...]
    after: tuple[Norm, ...]


@dataclass(frozen=True, slots=True)
class CopyPreview:
    """`moved`: who would get another plan than he has; `same`: how many have it already."""

    name: str
    moved: tuple[Moved, ...]
    same: int


def planned_reps(session: Session, viewer_id: int, page: int = 0) -> PlannedPage:
    """Whom the viewer may plan for: reps of his teams, every rep for the owner. Raises NotAllowed."""
    viewer = checked(session, viewer_id, Right.SET_PLANS)
    reps = _reps().with_only_columns(Member.id, Member.name)
    seen = seen_members(session, viewer_id, viewer.role)
    if seen is not None:
        reps = reps.where(Member.id.in_(seen))
    page, pages = paged(page, session.scalar(select(func.count()).select_from(reps.subquery())) or 0, PAGE)
    rows = session.execute(reps.order_by(Member.name, Member.id).offset(page * PAGE).limit(PAGE)).all()
    current = ActivityPlan.member_id.in_([row.id for row in rows]), ActivityPlan.until.is_(None)
    planned = set(session.scalars(select(ActivityPlan.member_id).where(*current)))
    return PlannedPage(tuple(Planned(row.id, row.name, row.id in planned) for row in rows), page, pages)


def planned_team(session: Session, viewer_id: int, role: Role, team_id: int) -> list[Planned]:
    """The reps of a team that the viewer leads; of any for the owner. Raises NotAllowed."""
    if not may_see_team(session, viewer_id, role, team_id):
        raise NotAllowed
    reps = (
        _reps()
        .with_only_columns(Member.id, Member.name)
        .join(TeamMembership, TeamMembership.member_id == Member.id)
        .where(TeamMembership.team_id == team_id, TeamMembership.until.is_(None))
        .order_by(Member.name, Member.id)
    )
    return [Planned(row.id, row.name) for row in session.execute(reps)]


def _reps() -> Select[Member]:
    return select(Member).where(Member.role == Role.REP, Member.dismissed_at.is_(None))


def planned_member(session: Session, viewer_id: int, member_id: int) -> Member:
    """Raises NotAllowed, Gone."""
    viewer = checked(session, viewer_id, Right.SET_PLANS)
    seen = seen_members(session, viewer_id, viewer.role)
    if seen is not None and member_id not in seen:
        raise NotAllowed
    member = session.get(Member, member_id)
    if member is None or member.dismissed_at is not None:
        raise Gone
    return member


def plans_of(session: Session, viewer_id: int, member_id: int, now: datetime) -> Plans:
    """What holds today, the days with another number, the months. Raises NotAllowed, Gone."""
    member = planned_member(session, viewer_id, member_id)
    today = now.astimezone(zone_of(session, member)).date()
    present = today.replace(day=1)
    return Plans(
        member.id,
        member.name,
        today,
        tuple(norms_on(session, member_id, today)),
        _ahead(session, member_id, today),
        _exceptions(session, member_id, today),
        (
            _month(session, member_id, add_months(present, -1)),
            _month(session, member_id, present),
            _month(session, member_id, add_months(present, 1)),
        ),
        tuple(StageName(stage.key, stage.name) for stage in stages(session)),
    )


def copy_preview(session: Session, viewer_id: int, member_id: int, team_id: int, now: datetime) -> CopyPreview:
    """Who of the team would get what. Raises NotAllowed, Gone."""
    member = planned_member(session, viewer_id, member_id)
    viewer = session.get_one(Member, viewer_id)
    team = [one for one in planned_team(session, viewer_id, viewer.role, team_id) if one.id != member_id]
    own = tuple(norms_on(session, member_id, now.astimezone(zone_of(session, member)).date()))
    today = now.astimezone(company(session).tz).date()
    moved = [Moved(one.id, one.name, tuple(norms_on(session, one.id, today)), own) for one in team]
    return CopyPreview(
        member.name,
        tuple(one for one in moved if one.before != one.after),
        sum(one.before == one.after for one in moved),
    )


def sales_values(session: Session, member_id: int, month: date) -> dict[SalesPlanLine, int]:
    rows = session.execute(
        select(SalesPlan.line, SalesPlan.value).where(
            SalesPlan.member_id == member_id, SalesPlan.month == month, SalesPlan.until.is_(None)
        )
    )
    known = {row.line: row.value for row in rows}
    return {line: known[line] for line in SalesPlanLine if line in known}


def funnel_values(session: Session, member_id: int, month: date) -> dict[str, tuple[int, int]]:
    """Number and kopecks by stage."""
    rows = session.execute(
        select(FunnelPlan.stage, FunnelPlan.number, FunnelPlan.amount).where(
            FunnelPlan.member_id == member_id, FunnelPlan.month == month, FunnelPlan.until.is_(None)
        )
    )
    return {row.stage: (row.number, row.amount) for row in rows}


def _month(session: Session, member_id: int, month: date) -> MonthPlan:
    return MonthPlan(month, sales_values(session, member_id, month), funnel_values(session, member_id, month))


def _ahead(session: Session, member_id: int, today: date) -> tuple[Ahead, ...]:
    rows = session.scalars(
        select(ActivityPlan)
        .where(ActivityPlan.member_id == member_id, ActivityPlan.since > today)
        .order_by(ActivityPlan.since, ActivityPlan.id)
    )
    return tuple(Ahead(Norm(row.line, row.per, row.number, row.weekday, row.is_focus), row.since) for row in rows)


def _exceptions(session: Session, member_id: int, today: date) -> dict[date, dict[PlanLine, int]]:
    rows = session.scalars(
        select(PlanException)
        .where(PlanException.member_id == member_id, PlanException.day >= today)
        .order_by(PlanException.day, PlanException.line)
    )
    found: dict[date, dict[PlanLine, int]] = {}
    for row in rows:
        if row.day in found or len(found) < MOST_EXCEPTIONS:
            found.setdefault(row.day, {})[row.line] = row.number
    return found
