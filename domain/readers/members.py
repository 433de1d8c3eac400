"""The company's people as the owner sees them: teams, cards, waiting invites, what a dismissal would move."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from domain.clients import led_members
from domain.errors import Gone, NotAllowed
from domain.paging import paged
from domain.tables import Audit, Invite, Member, Role, Team, TeamMembership
from domain.use_case import Right, may
from domain.use_cases.dismissal import UNDO_FOR, belongings, divided

PAGE = 30
SHOWN_INVITES = 30


@dataclass(frozen=True, slots=True)
class TeamName:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list. `here`: he has come in. `dismissed`: less than a day ago, it can still be taken back."""

    id: int
    name: str
    role: Role
    team: str | None
    here: bool
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class MemberPage:
    members: tuple[Listed, ...]
    page: int
    pages: int
    total: int
    waiting: int
    """Invites nobody has used yet."""


@dataclass(frozen=True, slots=True)
class MemberCard:
    """`teams`: of which he is a member or which he leads. `undo`: his dismissal can still be taken back."""

    id: int
    name: str
    role: Role
    zone: str | None
    here: bool
    unreachable: bool
    dismissed_at: datetime | None
    undo: bool
    teams: tuple[TeamName, ...]
    leads: frozenset[int]
    clients: int
    deals: int
    tasks: int
    may_export: bool
    """Let by the owner; an owner may without it."""


@dataclass(frozen=True, slots=True)
class WaitingInvite:
    id: int
    name: str | None
    role: Role
    team: str | None
    expires_at: datetime
    expired: bool


@dataclass(frozen=True, slots=True)
class Share:
    """What one successor would take."""

    member: str
    clients: int
    deals: int
    tasks: int


@dataclass(frozen=True, slots=True)
class DismissalPlan:
    member_id: int
    name: str
    nothing: bool
    shares: tuple[Share, ...]


def checked(session: Session, viewer_id: int, right: Right) -> Member:
    """The viewer, if he has the right. Raises NotAllowed."""
    viewer = session.get(Member, viewer_id)
    if viewer is None or viewer.dismissed_at is not None or not may(viewer.role, right):
        raise NotAllowed
    return viewer


def teams_to_invite(session: Session, viewer_id: int) -> list[TeamName]:
    """Every open team for the owner, the teams he leads for a manager."""
    viewer = checked(session, viewer_id, Right.INVITE_REPS)
    teams = select(Team.id, Team.name).where(Team.closed_at.is_(None)).order_by(Team.name)
    if viewer.role is not Role.OWNER:
        teams = teams.where(Team.id.in_(_led(viewer_id)))
    return [TeamName(row.id, row.name) for row in session.execute(teams)]


def member_page(session: Session, viewer_id: int, now: datetime, page: int = 0) -> MemberPage:
    """Who works here now, by team, and who was dismissed within the day. Raises NotAllowed."""
    checked(session, viewer_id, Right.MANAGE_MEMBERS)
    listed_now = or_(Member.dismissed_at.is_(None), Member.dismissed_at >= now - UNDO_FOR)
    total = session.scalar(select(func.count(Member.id)).where(Member.dismissed_at.is_(None))) or 0
    lines = session.scalar(select(func.count(Member.id)).where(listed_now)) or 0
    page, pages = paged(page, lines, PAGE)
    first_team = (
        select(func.min(Team.name))
        .join(TeamMembership, TeamMembership.team_id == Team.id)
        .where(TeamMembership.member_id == Member.id, TeamMembership.until.is_(None))
        .scalar_subquery()
    )
    rows = session.execute(
        select(Member.id, Member.name, Member.role, Member.telegram_id, Member.dismissed_at)
        .where(listed_now)
        .order_by(first_team.nulls_first(), Member.role, Member.name, Member.id)
        .offset(page * PAGE)
        .limit(PAGE)
    ).all()
    teams = _team_names(session, [row.id for row in rows])
    listed = tuple(
        Listed(row.id, row.name, row.role, teams.get(row.id), row.telegram_id is not None, row.dismissed_at is not None)
        for row in rows
    )
    waiting = session.scalar(select(func.count(Invite.id)).where(*_unused())) or 0
    return MemberPage(listed, page, pages, total, waiting)


def _team_names(session: Session, members: list[int]) -> dict[int, str]:
    """All teams of each: a manager may lead several."""
    rows = session.execute(
        select(TeamMembership.member_id, Team.name)
        .join(Team, Team.id == TeamMembership.team_id)
        .where(TeamMembership.member_id.in_(members), TeamMembership.until.is_(None))
        .order_by(Team.name)
    )
    names: dict[int, list[str]] = {}
    for member_id, name in rows:
        names.setdefault(member_id, []).append(name)
    return {member_id: ", ".join(known) for member_id, known in names.items()}


def member_card(session: Session, viewer_id: int, member_id: int, now: datetime) -> MemberCard:
    """Raises NotAllowed, Gone."""
    checked(session, viewer_id, Right.MANAGE_MEMBERS)
    member = session.get(Member, member_id)
    if member is None:
        raise Gone
    rows = session.execute(
        select(Team.id, Team.name, TeamMembership.leads)
        .join(TeamMembership, TeamMembership.team_id == Team.id)
        .where(TeamMembership.member_id == member_id, TeamMembership.until.is_(None))
        .order_by(Team.name)
    ).all()
    things = belongings(session, member_id)
    return MemberCard(
        member.id,
        member.name,
        member.role,
        member.zone,
        member.telegram_id is not None,
        member.unreachable_since is not None,
        member.dismissed_at,
        _undo_is_open(session, member, now),
        tuple(TeamName(row.id, row.name) for row in rows),
        frozenset(row.id for row in rows if row.leads),
        len(things.clients),
        len(things.deals),
        len(things.tasks),
        member.may_export,
    )


def successors(session: Session, viewer_id: int, member_id: int) -> list[Listed]:
    """Who may take the work over: his own team first. Raises NotAllowed."""
    checked(session, viewer_id, Right.MANAGE_MEMBERS)
    near = led_members(session, member_id) | _team_mates(session, member_id)
    rows = session.execute(
        select(Member.id, Member.name, Member.role, Member.telegram_id)
        .where(Member.dismissed_at.is_(None), Member.id != member_id)
        .order_by(Member.name, Member.id)
    )
    listed = [Listed(row.id, row.name, row.role, None, row.telegram_id is not None) for row in rows]
    return sorted(listed, key=lambda one: (one.id not in near, one.role is not Role.REP))[:PAGE]


def team_mates(session: Session, member_id: int) -> list[int]:
    """Reps of the same team: among whom the work is dealt out evenly; every other rep where he has no team."""
    reps = (
        select(Member.id)
        .where(Member.role == Role.REP, Member.dismissed_at.is_(None), Member.id != member_id)
        .order_by(Member.id)
    )
    mates = _team_mates(session, member_id)
    everyone = list(session.scalars(reps))
    return [rep for rep in everyone if rep in mates] or everyone


def dismissal_plan(session: Session, viewer_id: int, member_id: int, heirs: tuple[int, ...]) -> DismissalPlan:
    """What each successor would take, before anything is done. Raises NotAllowed, Gone."""
    checked(session, viewer_id, Right.MANAGE_MEMBERS)
    member = session.get(Member, member_id)
    if member is None or member.dismissed_at is not None:
        raise Gone
    things = belongings(session, member_id)
    if not heirs:
        return DismissalPlan(member_id, member.name, things.none, ())
    shares = divided(things, heirs)
    names = dict(session.execute(select(Member.id, Member.name).where(Member.id.in_(heirs))).tuples().all())
    counted = [
        Counter({heir: len(ids) for heir, ids in part.items()}) for part in (shares.clients, shares.deals, shares.tasks)
    ]
    return DismissalPlan(
        member_id,
        member.name,
        things.none,
        tuple(Share(names[heir], *(part[heir] for part in counted)) for heir in heirs if heir in names),
    )


def waiting_invites(session: Session, viewer_id: int, now: datetime) -> list[WaitingInvite]:
    """Links nobody has used: all for the owner, his own for a manager. Raises NotAllowed."""
    viewer = checked(session, viewer_id, Right.INVITE_REPS)
    rows = session.execute(
        select(Invite.id, Invite.name, Invite.role, Invite.expires_at, Team.name.label("team"))
        .outerjoin(Team, Team.id == Invite.team_id)
        .where(*_unused(), *([] if viewer.role is Role.OWNER else [Invite.created_by == viewer_id]))
        .order_by(Invite.expires_at.desc(), Invite.id)
        .limit(SHOWN_INVITES)
    )
    return [WaitingInvite(row.id, row.name, row.role, row.team, row.expires_at, row.expires_at <= now) for row in rows]


def _unused() -> tuple[ColumnElement[bool], ...]:
    return (Invite.used_at.is_(None), Invite.revoked_at.is_(None))


def _undo_is_open(session: Session, member: Member, now: datetime) -> bool:
    if member.dismissed_at is None or now - member.dismissed_at > UNDO_FOR:
        return False
    told = select(Audit.id).where(Audit.subject == f"member:{member.id}", Audit.action == "dismiss").limit(1)
    return session.scalar(told) is not None


def _led(member_id: int) -> Select[int]:
    return select(TeamMembership.team_id).where(
        TeamMembership.member_id == member_id, TeamMembership.leads.is_(True), TeamMembership.until.is_(None)
    )


def _team_mates(session: Session, member_id: int) -> set[int]:
    own = select(TeamMembership.team_id).where(TeamMembership.member_id == member_id, TeamMembership.until.is_(None))
    mates = select(TeamMembership.member_id).where(TeamMembership.team_id.in_(own), TeamMembership.until.is_(None))
    return set(session.scalars(mates))
