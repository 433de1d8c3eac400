"""Months of the activity plan, closed or going on, with their evidence. Rules: "Plans", "Money" (Closing)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from domain.errors import Gone, NotAllowed
from domain.paging import paged
from domain.periods import Period, month_of
from domain.readers.activity_days import logged_days
from domain.readers.attribution import may_see_member
from domain.readers.month_money import closing, sales_met
from domain.readers.plan_facts import COUNTED, late_activities
from domain.schedules import company_schedule, schedule_of, schedules_from
from domain.settings import company, full_bonus_from
from domain.statements import Statement, loaded
from domain.tables import (
    Absence,
    Activity,
    ActivityKind,
    ActivityPlan,
    Client,
    Member,
    Outcome,
    PlanStatement,
    Role,
    TeamMembership,
)
from domain.worktime import DAY

PAGE = 10
LATER, AFTER = "later", "after"


@dataclass(frozen=True, slots=True)
class StatementView:
    """`closed_at` None: the month is not closed yet, it closes at `closes_at`.

    `later`: activities logged too late for their day; `after`: those of them logged after the closing.
    """

    member_id: int
    name: str
    zone: ZoneInfo
    statement: Statement
    closed_at: datetime | None
    closes_at: datetime
    later: int
    after: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """An activity of a day. `late`: "" counts for its day, "later" or "after" (the closing) does not."""

    at: datetime
    client: str
    kind: ActivityKind
    outcome: Outcome | None
    late: str


@dataclass(frozen=True, slots=True)
class EvidencePage:
    view: StatementView
    day: date
    lines: tuple[Evidence, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class TeamLine:
    id: int
    name: str
    statement: Statement


def last_closed(session: Session, now: datetime) -> tuple[Period, datetime]:
    """The last month that is closed by now, and when it was."""
    calendar, nth = company_schedule(session), company(session).closing_day
    month = month_of(calendar.local_date(now)).shifted(-1)
    while (at := closing(calendar, nth, month)) > now:
        month = month.shifted(-1)
    return month, at


def planned_in(session: Session, month: Period) -> set[int]:
    """Reps with an activity plan on some day of the month."""
    held = and_(ActivityPlan.since < month.end, or_(ActivityPlan.until.is_(None), ActivityPlan.until > month.start))
    reps = select(ActivityPlan.member_id).join(Member, Member.id == ActivityPlan.member_id)
    here = or_(Member.dismissed_at.is_(None), Member.dismissed_at >= datetime.combine(month.start, time.min, UTC))
    return set(session.scalars(reps.where(held, here, Member.role == Role.REP).distinct()))


def led_reps(session: Session, among: Collection[int]) -> dict[int, set[int]]:
    """Of these reps, those of each manager; those whom nobody leads, of the owners."""
    rows = session.execute(
        select(TeamMembership.team_id, TeamMembership.member_id, TeamMembership.leads)
        .join(Member, Member.id == TeamMembership.member_id)
        .where(TeamMembership.until.is_(None), Member.dismissed_at.is_(None))
    ).all()
    leaders: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.leads:
            leaders[row.team_id].add(row.member_id)
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.member_id in among:
            for leader_id in leaders[row.team_id] - {row.member_id}:
                found[leader_id].add(row.member_id)
    if left := set(among).difference(*found.values()):
        owners = select(Member.id).where(Member.role == Role.OWNER, Member.dismissed_at.is_(None))
        for owner_id in session.scalars(owners):
            found[owner_id] |= left
    return dict(found)


def made_statements(session: Session, member_ids: Collection[int], month: Period, today: date) -> dict[int, Statement]:
    """As the facts logged in time say. A week that goes on into the next month counts as far as this one."""
    last = min(month.last, today)
    members = session.scalars(select(Member).where(Member.id.in_(member_ids))).all()
    schedules = schedules_from(session, members, month.start - 7 * DAY)
    logged = logged_days(session, schedules, month, last)
    met = sales_met(session, schedules, month, last)
    away = _away(session, schedules, Period(month.start, last + DAY)) if last >= month.start else {}
    full_from = full_bonus_from(session)
    return {
        id_: Statement(month.start, one.worked, away.get(id_, {}), met[id_], full_from) for id_, one in logged.items()
    }


def _away(session: Session, members: Collection[int], period: Period) -> dict[int, dict[date, str]]:
    rows = session.scalars(
        select(Absence).where(
            Absence.member_id.in_(members), Absence.last_day >= period.start, Absence.first_day < period.end
        )
    )
    found: dict[int, dict[date, str]] = {}
    for row in rows:
        first, last = max(row.first_day, period.start), min(row.last_day, period.last)
        days = {first + number * DAY: row.kind.value for number in range((last - first).days + 1)}
        found[row.member_id] = found.get(row.member_id, {}) | days
    return found


def statement_of(session: Session, viewer_id: int, member_id: int, month: date, now: datetime) -> StatementView:
    """A month as it was closed; one that is not, as it stands: one's own, or of whom one leads.

    Raises NotAllowed, Gone of a month that has not begun.
    """
    viewer, member = session.get(Member, viewer_id), session.get(Member, member_id)
    if viewer is None or not may_see_member(session, viewer_id, viewer.role, member_id):
        raise NotAllowed
    if member is None:
        raise Gone
    schedule, period = schedule_of(session, member), month_of(month)
    closes_at = closing(company_schedule(session), company(session).closing_day, period)
    if period.start > schedule.local_date(now):
        raise Gone
    stored = session.get(PlanStatement, (member_id, period.start))
    if stored is not None:
        statement = loaded(period.start, stored.figures)
    else:
        statement = made_statements(session, [member_id], period, schedule.local_date(now))[member_id]
    late = late_activities(session, {member_id: schedule}, period).values()
    after = sum(one.received_at >= closes_at for one in late)
    closed_at = stored.closed_at if stored is not None else (closes_at if closes_at <= now else None)
    return StatementView(
        member_id, member.name, schedule.zone, statement, closed_at, closes_at, len(late) - after, after
    )


def evidence_of(session: Session, viewer_id: int, member_id: int, day: date, page: int, now: datetime) -> EvidencePage:
    """The very activities of a day, in their order. Raises NotAllowed, Gone."""
    view = statement_of(session, viewer_id, member_id, day, now)
    schedule = schedule_of(session, session.get_one(Member, member_id))
    start, end = schedule.day_bounds(day)
    of_day = (
        Activity.author_id == member_id,
        Activity.happened_at >= start,
        Activity.happened_at < end,
        Activity.kind.in_(COUNTED),
        Activity.cancelled_at.is_(None),
    )
    total = session.scalar(select(func.count(Activity.id)).where(*of_day)) or 0
    page, pages = paged(page, total, PAGE)
    late = late_activities(session, {member_id: schedule}, Period(day, day + DAY))
    rows = session.execute(
        select(Activity.id, Activity.happened_at, Client.name, Activity.kind, Activity.outcome)
        .join(Client, Client.id == Activity.client_id)
        .where(*of_day)
        .order_by(Activity.happened_at, Activity.id)
        .offset(page * PAGE)
        .limit(PAGE)
    )
    marks = {id_: AFTER if one.received_at >= view.closes_at else LATER for id_, one in late.items()}
    lines = tuple(Evidence(row.happened_at, row.name, row.kind, row.outcome, marks.get(row.id, "")) for row in rows)
    return EvidencePage(view, day, lines, total, page, pages)


def team_statements(session: Session, viewer_id: int, month: date) -> list[TeamLine]:
    """Closed months of the reps whom the viewer leads, least first. Raises NotAllowed."""
    viewer = session.get(Member, viewer_id)
    if viewer is None or viewer.role is Role.REP:
        raise NotAllowed
    period = month_of(month)
    ids = led_reps(session, planned_in(session, period)).get(viewer_id, set())
    rows = session.execute(
        select(PlanStatement, Member.name)
        .join(Member, Member.id == PlanStatement.member_id)
        .where(PlanStatement.month == period.start, PlanStatement.member_id.in_(ids))
    ).tuples()
    lines = [TeamLine(row.member_id, name, loaded(period.start, row.figures)) for row, name in rows]
    return sorted(lines, key=lambda one: (one.statement.bonus, one.statement.completion, one.name))
