"""Inviting people, their roles and teams. Rules: "Who uses it", "The base is an asset"."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from domain.errors import BadName, Gone, LastOwner, NotAllowed, TooManyNames
from domain.invites import code_hash, create_invite
from domain.names import EmptyName, NameTooLong, clean_name, normalised
from domain.settings import company
from domain.tables import Audit, Invite, Member, Role, Team, TeamMembership
from domain.telling import tell
from domain.use_case import Area, Done, Right, Tx, use_case
from domain.use_cases.entry import put_in_team

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Whom to invite: a name and a code for each. The codes are made by the caller and are never stored."""

    role: Role
    team_id: int | None
    names: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invited:
    """`first_hash` tells whether the codes at hand are those of these invites: after a restart they are not."""

    invite_ids: tuple[int, ...]
    first_hash: str


@dataclass(frozen=True, slots=True)
class TeamOpened:
    team_id: int


@use_case(Right.INVITE_REPS)
def invite_people(tx: Tx, actor: Member, newcomers: Newcomers) -> Invited:
    """One link a name; of somebody imported, into his own row, with all that is his.

    A manager invites reps to the teams he leads. Raises NotAllowed, BadName, TooManyNames.
    """
    _check_invite(tx.session, actor, newcomers.role, newcomers.team_id)
    if not newcomers.names:
        raise BadName
    if len(newcomers.names) > MOST_AT_ONCE:
        raise TooManyNames(most=MOST_AT_ONCE)
    absent = _without_telegram(tx.session, actor, newcomers)
    ids = [
        _invite(tx, actor, newcomers, name, code, absent.pop(normalised(name), None))
        for name, code in zip(newcomers.names, newcomers.codes, strict=True)
    ]
    note(tx, actor, "invite", None, {"invites": ids, "role": newcomers.role})
    return Invited(tuple(ids), code_hash(newcomers.codes[0]))


@use_case(Right.MANAGE_MEMBERS)
def invite_member(tx: Tx, actor: Member, member_id: int, code: str) -> Invited:
    """A link for a member who has no Telegram here yet (imported): his earlier links die. Raises Gone."""
    member = active_member(tx.session, member_id)
    if member.telegram_id is not None:
        raise Gone
    _revoke_for_member(tx, member_id)
    team_id = tx.session.scalar(_present_teams(member_id).limit(1))
    create_invite(tx.session, member.role, team_id, member.name, actor.id, tx.now, member_id=member_id, code=code)
    note(tx, actor, "invite", member_id, None)
    return Invited((_id_of(tx.session, code),), code_hash(code))


@use_case(Right.INVITE_REPS)
def renew_invite(tx: Tx, actor: Member, invite_id: int, code: str) -> Invited:
    """Another link instead of one that was lost; the old one dies. Raises Gone, NotAllowed."""
    old = _waiting(tx, actor, invite_id)
    old.revoked_at = tx.now
    create_invite(tx.session, old.role, old.team_id, old.name, actor.id, tx.now, member_id=old.member_id, code=code)
    renewed = _id_of(tx.session, code)
    note(tx, actor, "renew_invite", None, {"invite": invite_id, "renewed": renewed})
    return Invited((renewed,), code_hash(code))


@use_case(Right.INVITE_REPS)
def revoke_invite(tx: Tx, actor: Member, invite_id: int) -> Done:
    """The link lets nobody in any more. Raises Gone, NotAllowed."""
    _waiting(tx, actor, invite_id).revoked_at = tx.now
    note(tx, actor, "revoke_invite", None, {"invite": invite_id})
    return Done()


@use_case(Right.MANAGE_MEMBERS)
def open_team(tx: Tx, actor: Member, name: str) -> TeamOpened:
    """A team of this name; the one there is, if there is one. Raises BadName."""
    name = checked_name(name)
    team = tx.session.scalar(select(Team).where(Team.name == name))
    if team is None:
        team = Team(name=name)
        tx.session.add(team)
    team.closed_at = None
    tx.session.flush()
    tx.touch(Area.MEMBERS)
    return TeamOpened(team.id)


@use_case(Right.MANAGE_MEMBERS)
def change_role(tx: Tx, actor: Member, member_id: int, role: Role) -> Done:
    """From today on he leads his team if he is a manager. Raises LastOwner, Gone."""
    member = active_member(tx.session, member_id)
    if member.role is role:
        return Done()
    if member.role is Role.OWNER:
        refuse_last_owner(tx.session, member)
    note(tx, actor, "change_role", member_id, {"from": member.role, "to": role})
    _tell_role(tx, member, role)
    member.role = role
    teams = tx.session.scalars(_present_teams(member_id)).all()
    if teams:
        put_in_team(tx, member_id, teams[0], leads=role is Role.MANAGER, on=company_day(tx))
    tx.touch(Area.MEMBERS)
    return Done()


def _tell_role(tx: Tx, member: Member, role: Role) -> None:
    """His keyboard and commands are those of another role."""
    tell(tx, member, "role_changed", f"{member.id}:{tx.cause.key}", {"role": role.value})


@use_case(Right.MANAGE_MEMBERS)
def let_export(tx: Tx, actor: Member, member_id: int, may_export: bool) -> Done:
    """Whether he may take out rows of what he sees. Raises Gone."""
    member = active_member(tx.session, member_id)
    if member.may_export is not may_export:
        member.may_export = may_export
        note(tx, actor, "let_export", member_id, {"may": may_export})
        tx.touch(Area.MEMBERS)
    return Done()


@use_case(Right.MANAGE_MEMBERS)
def move_to_team(tx: Tx, actor: Member, member_id: int, team_id: int | None) -> Done:
    """From today on a member of this team only (None = of none). Raises Gone."""
    member = active_member(tx.session, member_id)
    _check_team(tx.session, team_id)
    put_in_team(tx, member_id, team_id, leads=member.role is Role.MANAGER, on=company_day(tx))
    note(tx, actor, "move_to_team", member_id, {"team": team_id})
    tx.touch(Area.MEMBERS)
    return Done()


@use_case(Right.MANAGE_MEMBERS)
def lead_team(tx: Tx, actor: Member, member_id: int, team_id: int, leads: bool) -> Done:
    """A manager leads this team too, or no longer. Raises Gone, NotAllowed for who is no manager."""
    member = active_member(tx.session, member_id)
    _check_team(tx.session, team_id)
    if member.role is Role.REP:
        raise NotAllowed
    _set_lead(tx, member_id, team_id, leads)
    note(tx, actor, "lead_team", member_id, {"team": team_id, "leads": leads})
    tx.touch(Area.MEMBERS)
    return Done()


def active_member(session: Session, member_id: int) -> Member:
    """Raises Gone for nobody and for who has been dismissed."""
    member = session.get(Member, member_id)
    if member is None or member.dismissed_at is not None:
        raise Gone
    return member


def refuse_last_owner(session: Session, member: Member) -> None:
    """Raises LastOwner when no other owner could come in and set things right."""
    others = select(func.count(Member.id)).where(
        Member.role == Role.OWNER,
        Member.dismissed_at.is_(None),
        Member.telegram_id.is_not(None),
        Member.id != member.id,
    )
    if not session.scalar(others):
        raise LastOwner


def checked_name(text: str) -> str:
    """Raises BadName."""
    try:
        return clean_name(text)
    except (EmptyName, NameTooLong) as bad:
        raise BadName from bad


def company_day(tx: Tx) -> date:
    return tx.now.astimezone(company(tx.session).tz).date()


def note(tx: Tx, actor: Member, action: str, member_id: int | None, details: dict[str, object] | None) -> None:
    """A row of the audit: who did what to whom."""
    subject = None if member_id is None else f"member:{member_id}"
    tx.session.add(Audit(at=tx.now, member_id=actor.id, action=action, subject=subject, details=details))


def leads(session: Session, member_id: int, team_id: int) -> bool:
    row = select(TeamMembership.id).where(
        TeamMembership.member_id == member_id,
        TeamMembership.team_id == team_id,
        TeamMembership.leads.is_(True),
        TeamMembership.until.is_(None),
    )
    return session.scalar(row) is not None


def _check_invite(session: Session, actor: Member, role: Role, team_id: int | None) -> None:
    _check_team(session, team_id)
    if actor.role is Role.OWNER:
        return
    if role is not Role.REP or team_id is None or not leads(session, actor.id, team_id):
        raise NotAllowed


def _check_team(session: Session, team_id: int | None) -> None:
    if team_id is None:
        return
    team = session.get(Team, team_id)
    if team is None or team.closed_at is not None:
        raise Gone


def _without_telegram(session: Session, actor: Member, newcomers: Newcomers) -> dict[str, int]:
    """Members of that role who have not come in yet (imported), by their names; namesakes are left out.

    An owner's everywhere, a manager's in the team he invites to.
    """
    waiting = select(Member.id, Member.name).where(
        Member.telegram_id.is_(None), Member.dismissed_at.is_(None), Member.role == newcomers.role
    )
    if actor.role is not Role.OWNER:
        team = select(TeamMembership.member_id).where(
            TeamMembership.team_id == newcomers.team_id, TeamMembership.until.is_(None)
        )
        waiting = waiting.where(Member.id.in_(team))
    rows = [(normalised(name), member_id) for member_id, name in session.execute(waiting)]
    times = Counter(name for name, _ in rows)
    return {name: member_id for name, member_id in rows if times[name] == 1}


def _invite(tx: Tx, actor: Member, newcomers: Newcomers, name: str, code: str, member_id: int | None) -> int:
    """`member_id`: who of that name is here without Telegram; he stays in his team unless another is named."""
    team_id = newcomers.team_id
    if member_id is not None:
        _revoke_for_member(tx, member_id)
        team_id = team_id or tx.session.scalar(_present_teams(member_id).limit(1))
    create_invite(
        tx.session, newcomers.role, team_id, checked_name(name), actor.id, tx.now, member_id=member_id, code=code
    )
    return _id_of(tx.session, code)


def _id_of(session: Session, code: str) -> int:
    return session.scalars(select(Invite.id).where(Invite.code_hash == code_hash(code))).one()


def _waiting(tx: Tx, actor: Member, invite_id: int) -> Invite:
    """An invite nobody has used yet, if the actor may handle it. Raises Gone, NotAllowed."""
    invite = tx.session.get(Invite, invite_id)
    if invite is None or invite.used_at is not None or invite.revoked_at is not None:
        raise Gone
    if actor.role is not Role.OWNER and invite.created_by != actor.id:
        raise NotAllowed
    _check_invite(tx.session, actor, invite.role, invite.team_id)
    return invite


def _revoke_for_member(tx: Tx, member_id: int) -> None:
    waiting = select(Invite).where(Invite.member_id == member_id, Invite.used_at.is_(None), Invite.revoked_at.is_(None))
    for invite in tx.session.scalars(waiting):
        invite.revoked_at = tx.now
    tx.session.flush()


def _present_teams(member_id: int) -> Select[int]:
    return (
        select(TeamMembership.team_id)
        .where(TeamMembership.member_id == member_id, TeamMembership.until.is_(None))
        .order_by(TeamMembership.id)
    )


def _set_lead(tx: Tx, member_id: int, team_id: int, leads: bool) -> None:
    today = company_day(tx)
    present = tx.session.scalar(
        select(TeamMembership).where(
            TeamMembership.member_id == member_id, TeamMembership.team_id == team_id, TeamMembership.until.is_(None)
        )
    )
    if present is not None:
        if present.leads == leads:
            return
        present.until = today
        tx.session.flush()
    if leads:
        tx.session.add(TeamMembership(team_id=team_id, member_id=member_id, leads=True, since=today))
