"""The team's day as its manager sees it: who did what, against the plan, and what is overdue. Rule: "Who uses it"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from domain.clients import clients_of, seen_members
from domain.errors import Gone, NotAllowed
from domain.mutes import muted_of
from domain.paging import paged
from domain.readers.absences import AbsenceLine, absent
from domain.readers.home import calls_of
from domain.readers.overdue import how_many_overdue, overdue_of
from domain.readers.plan_day import PlanFact, plans_of_day, whole
from domain.readers.silent import how_many_silent
from domain.settings import company
from domain.tables import (
    Activity,
    ActivityKind,
    Client,
    Deal,
    DealOwner,
    DealState,
    Member,
    Outcome,
    PlanLine,
    PlanPer,
    Role,
    Task,
    TaskAction,
    TaskState,
    Team,
    TeamMembership,
)
from domain.use_case import Right, may
from domain.zones import instant

PAGE = 12
OVERDUE_SHOWN = 10
LAST_SHOWN = 5
SHOWN_LINES = (PlanLine.CALLS, PlanLine.MEETINGS, PlanLine.OFFERS)
COUNTED: dict[ActivityKind, PlanLine] = {
    ActivityKind.CALL: PlanLine.CALLS,
    ActivityKind.MEETING: PlanLine.MEETINGS,
    ActivityKind.OFFER: PlanLine.OFFERS,
}


@dataclass(frozen=True, slots=True)
class PlanToday:
    """A line's plan and fact: of the day, or of the week so far."""

    per: PlanPer
    fact: int
    plan: int


@dataclass(frozen=True, slots=True)
class RepDay:
    """One rep today: facts by line, plans by line where there are some, overdue tasks."""

    id: int
    name: str
    team: str | None
    facts: Mapping[PlanLine, int]
    plans: Mapping[PlanLine, PlanToday]
    overdue: int
    absence: AbsenceLine | None = None
    """He is away today: what he has not done is not counted."""
    muted: Mapping[str, date] = field(default_factory=dict)
    """Kinds of push he does not want, and until when."""

    @property
    def idle(self) -> bool:
        return not any(self.facts.values())


@dataclass(frozen=True, slots=True)
class TeamDay:
    reps: tuple[RepDay, ...]
    page: int
    pages: int
    overdue: int
    """Overdue tasks of everybody seen."""


@dataclass(frozen=True, slots=True)
class TeamToday:
    """Everybody seen in one line: what was done, how many of the `reps` here today have nothing yet, overdue tasks."""

    reps: int
    idle: int
    facts: Mapping[PlanLine, int]
    overdue: int


@dataclass(frozen=True, slots=True)
class OverdueTask:
    id: int
    assignee: str
    client: str | None
    action: TaskAction
    text: str | None
    due_on: date


@dataclass(frozen=True, slots=True)
class LastActivity:
    happened_at: datetime
    kind: ActivityKind
    outcome: Outcome | None
    client: str


@dataclass(frozen=True, slots=True)
class RepCard:
    day: RepDay
    zone: ZoneInfo
    clients: int
    silent: int
    deals: int
    deals_worth: int
    """Kopecks."""
    tasks: int
    last: tuple[LastActivity, ...]
    overdue: tuple[OverdueTask, ...]


@dataclass(slots=True)
class _Rep:
    id: int
    name: str
    zone: ZoneInfo
    team: str | None = None
    facts: dict[PlanLine, int] = field(default_factory=dict)
    plans: dict[PlanLine, PlanToday] = field(default_factory=dict)
    overdue: int = 0
    absence: AbsenceLine | None = None
    muted: Mapping[str, date] = field(default_factory=dict)

    def done(self) -> RepDay:
        return RepDay(self.id, self.name, self.team, self.facts, self.plans, self.overdue, self.absence, self.muted)


def team_day(session: Session, viewer_id: int, now: datetime, page: int = 0) -> TeamDay:
    """Reps of the teams the viewer leads (the owner sees all), each by his own day. Raises NotAllowed."""
    seen = _seen(session, viewer_id)
    which = _reps_of(seen)
    total = session.scalar(select(func.count(Member.id)).where(*which)) or 0
    page, pages = paged(page, total, PAGE)
    members = session.scalars(
        select(Member).where(*which).order_by(Member.name, Member.id).offset(page * PAGE).limit(PAGE)
    ).all()
    reps = _reps(session, members, now)
    return TeamDay(tuple(rep.done() for rep in reps), page, pages, how_many_overdue(session, seen, now))


def team_today(session: Session, viewer_id: int, now: datetime) -> TeamToday:
    """The same in one line. Raises NotAllowed."""
    seen = _seen(session, viewer_id)
    reps = _named(session, session.scalars(select(Member).where(*_reps_of(seen))).all())
    for zone, group in _by_zone(reps):
        _count_facts(session, group, instant(now.astimezone(zone).date(), time(), zone))
    facts = {line: sum(rep.facts.get(line, 0) for rep in reps) for line in SHOWN_LINES}
    away = absent(session, {rep.id: now.astimezone(rep.zone).date() for rep in reps})
    here = [rep for rep in reps if rep.id not in away]
    idle = sum(not any(rep.facts.values()) for rep in here)
    return TeamToday(len(here), idle, facts, how_many_overdue(session, seen, now))


def overdue_tasks(session: Session, viewer_id: int, now: datetime) -> tuple[OverdueTask, ...]:
    """The longest overdue of everybody seen. Raises NotAllowed."""
    return _overdue_tasks(session, _seen(session, viewer_id), now)


def rep_card(session: Session, viewer_id: int, member_id: int, now: datetime) -> RepCard:
    """One member's day and what he has in hand. Raises NotAllowed, Gone."""
    seen = _seen(session, viewer_id)
    if seen is not None and member_id not in seen:
        raise NotAllowed
    member = session.get(Member, member_id)
    if member is None or member.dismissed_at is not None:
        raise Gone
    (rep,) = _reps(session, [member], now)
    today = now.astimezone(rep.zone).date()
    deals, worth = _open_deals(session, member_id)
    return RepCard(
        rep.done(),
        rep.zone,
        _clients(session, member_id),
        how_many_silent(session, {member_id}, today),
        deals,
        worth,
        _open_tasks(session, member_id),
        _last(session, member_id),
        _overdue_tasks(session, {member_id}, now),
    )


def _seen(session: Session, viewer_id: int) -> set[int] | None:
    viewer = session.get(Member, viewer_id)
    if viewer is None or viewer.dismissed_at is not None or not may(viewer.role, Right.SEE_TEAM):
        raise NotAllowed
    return seen_members(session, viewer_id, viewer.role)


def _reps_of(seen: set[int] | None) -> list[ColumnElement[bool]]:
    which: list[ColumnElement[bool]] = [Member.role == Role.REP, Member.dismissed_at.is_(None)]
    if seen is not None:
        which.append(Member.id.in_(seen))
    return which


def _named(session: Session, members: Sequence[Member]) -> list[_Rep]:
    zone = company(session).zone
    return [_Rep(member.id, member.name, ZoneInfo(member.zone or zone)) for member in members]


def _by_zone(reps: Sequence[_Rep]) -> list[tuple[ZoneInfo, dict[int, _Rep]]]:
    """Each by his own day: reps by id, zone by zone."""
    groups: dict[ZoneInfo, dict[int, _Rep]] = defaultdict(dict)
    for rep in reps:
        groups[rep.zone][rep.id] = rep
    return list(groups.items())


def _reps(session: Session, members: Sequence[Member], now: datetime) -> list[_Rep]:
    reps = _named(session, members)
    known = {rep.id: rep for rep in reps}
    for where, group in _by_zone(reps):
        _count_facts(session, group, instant(now.astimezone(where).date(), time(), where))
    days = {rep.id: now.astimezone(rep.zone).date() for rep in reps}
    plans, away = plans_of_day(session, days), absent(session, days)
    quiet = muted_of(session, days)
    for rep in reps:
        _read_plans(rep, plans[rep.id])
        rep.absence, rep.muted = away.get(rep.id), quiet.get(rep.id, {})
    _count_overdue(session, known, now)
    _name_teams(session, known)
    return reps


def _count_facts(session: Session, reps: Mapping[int, _Rep], since: datetime) -> None:
    rows = session.execute(
        select(Activity.author_id, Activity.kind, func.count().label("number"))
        .where(
            Activity.author_id.in_(reps),
            Activity.happened_at >= since,
            Activity.kind.in_(COUNTED),
            Activity.cancelled_at.is_(None),
            or_(Activity.outcome.is_(None), Activity.outcome != Outcome.NOT_HELD),
        )
        .group_by(Activity.author_id, Activity.kind)
    )
    for row in rows:
        reps[row.author_id].facts[COUNTED[row.kind]] = row.number


def _read_plans(rep: _Rep, facts: Sequence[PlanFact]) -> None:
    if calls := calls_of(facts):
        rep.plans[PlanLine.CALLS] = PlanToday(PlanPer.DAY, *calls)
    for one in facts:
        if one.line in SHOWN_LINES:
            rep.plans.setdefault(one.line, PlanToday(one.per, one.number.fact, whole(one.number.plan)))


def _count_overdue(session: Session, reps: Mapping[int, _Rep], now: datetime) -> None:
    rows = session.execute(
        select(Task.assignee_id, func.count().label("number"))
        .where(overdue_of(session, set(reps), now))
        .group_by(Task.assignee_id)
    )
    for row in rows:
        reps[row.assignee_id].overdue = row.number


def _name_teams(session: Session, reps: Mapping[int, _Rep]) -> None:
    rows = session.execute(
        select(TeamMembership.member_id, Team.name)
        .join(Team, Team.id == TeamMembership.team_id)
        .where(TeamMembership.member_id.in_(reps), TeamMembership.until.is_(None))
    )
    for row in rows:
        reps[row.member_id].team = row.name


def _overdue_tasks(session: Session, seen: set[int] | None, now: datetime) -> tuple[OverdueTask, ...]:
    rows = session.execute(
        select(Task.id, Member.name.label("assignee"), Client.name.label("client"), Task.action, Task.text, Task.due_on)
        .join(Member, Member.id == Task.assignee_id)
        .outerjoin(Client, Client.id == Task.client_id)
        .where(overdue_of(session, seen, now))
        .order_by(Task.due_on, Task.id)
        .limit(OVERDUE_SHOWN)
    )
    return tuple(OverdueTask(row.id, row.assignee, row.client, row.action, row.text, row.due_on) for row in rows)


def _clients(session: Session, member_id: int) -> int:
    """How many he keeps."""
    mine = Client.id.in_(clients_of({member_id}))
    return session.scalar(select(func.count(Client.id)).where(mine, Client.closed_at.is_(None))) or 0


def _open_deals(session: Session, member_id: int) -> tuple[int, int]:
    row = session.execute(
        select(func.count(Deal.id).label("number"), func.coalesce(func.sum(Deal.amount), 0).label("worth"))
        .join(DealOwner, DealOwner.deal_id == Deal.id)
        .where(DealOwner.member_id == member_id, DealOwner.until.is_(None), Deal.state == DealState.OPEN)
    ).one()
    return row.number, int(row.worth)


def _open_tasks(session: Session, member_id: int) -> int:
    mine = select(func.count(Task.id)).where(Task.assignee_id == member_id, Task.state == TaskState.OPEN)
    return session.scalar(mine) or 0


def _last(session: Session, member_id: int) -> tuple[LastActivity, ...]:
    rows = session.execute(
        select(Activity.happened_at, Activity.kind, Activity.outcome, Client.name)
        .join(Client, Client.id == Activity.client_id)
        .where(Activity.author_id == member_id, Activity.cancelled_at.is_(None))
        .order_by(Activity.happened_at.desc(), Activity.id.desc())
        .limit(LAST_SHOWN)
    )
    return tuple(LastActivity(row.happened_at, row.kind, row.outcome, row.name) for row in rows)
