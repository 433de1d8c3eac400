"""Coming in by a one-time link. Rule: "Who uses it"."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from domain.invites import take_invite
from domain.names import EmptyName, NameTooLong, clean_name
from domain.outbox import Priority, Push, enqueue
from domain.settings import company
from domain.tables import Audit, EntryAttempt, Invite, Member, Role, TeamMembership
from domain.use_case import Area, Guest, Right, Tx, use_case

WRONG_AT_MOST = 5
WITHIN = timedelta(hours=1)
REMEMBERED = timedelta(days=1)
AFTER_GREETING = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Entered:
    """`member_id` None = not let in. A wrong code is an outcome and no refusal: it must be remembered."""

    member_id: int | None
    slowed: bool = False
    """Too many wrong codes: this one was not even looked at."""


@use_case(Right.ENTER)
def enter(tx: Tx, guest: Guest, code: str) -> Entered:
    """Make the guest a member by the code of his link. A dismissed member comes back with all his history."""
    if _wrong_lately(tx, guest) >= WRONG_AT_MOST:
        return Entered(None, slowed=True)
    invite = take_invite(tx.session, code, tx.now)
    if invite is None:
        _remember_wrong(tx, guest)
        return Entered(None)
    member = _member(tx, guest, invite)
    invite.used_by = member.id
    _join_team(tx, member, invite.team_id)
    tx.session.add(Audit(at=tx.now, member_id=member.id, action="enter", subject=f"member:{member.id}"))
    enqueue(tx.session, [_first_step(tx, member.id)], tx.now)
    tx.touch(Area.MEMBERS)
    return Entered(member.id)


def _first_step(tx: Tx, member_id: int) -> Push:
    """The second message of the welcome. Of its own: were both sent in one go, a crash after them would double both."""
    due = tx.now + AFTER_GREETING
    key = f"first_step:{member_id}:{tx.cause.key}"
    return Push(key, "first_step", member_id, due, due + REMEMBERED, priority=Priority.ANSWER)


def _wrong_lately(tx: Tx, guest: Guest) -> int:
    wrong = select(func.count(EntryAttempt.id)).where(
        EntryAttempt.telegram_id == guest.telegram_id, EntryAttempt.at > tx.now - WITHIN
    )
    return tx.session.scalar(wrong) or 0


def _remember_wrong(tx: Tx, guest: Guest) -> None:
    tx.session.add(EntryAttempt(telegram_id=guest.telegram_id, at=tx.now))


def _member(tx: Tx, guest: Guest, invite: Invite) -> Member:
    """The row of whom the link is for, else of who was here before, else a new one."""
    before = tx.session.scalar(select(Member).where(Member.telegram_id == guest.telegram_id))
    member = tx.session.get(Member, invite.member_id) if invite.member_id else before
    if member is None:
        member = Member(name=_name(guest, invite), joined_at=tx.now)
        tx.session.add(member)
    elif before is not None and before is not member:
        before.telegram_id = None
        tx.session.flush()
    member.role = invite.role
    member.telegram_id, member.telegram_username = guest.telegram_id, guest.username
    member.dismissed_at = member.unreachable_since = member.form_open_at = None
    tx.session.flush()
    return member


def _name(guest: Guest, invite: Invite) -> str:
    for name in (invite.name, guest.name, guest.username):
        try:
            return clean_name(name or "")
        except (EmptyName, NameTooLong):
            continue
    return str(guest.telegram_id)


def _join_team(tx: Tx, member: Member, team_id: int | None) -> None:
    """A member of one team from today on; a manager leads it."""
    today = tx.now.astimezone(company(tx.session).tz).date()
    put_in_team(tx, member.id, team_id, leads=member.role is Role.MANAGER, on=today)


def put_in_team(tx: Tx, member_id: int, team_id: int | None, *, leads: bool, on: date) -> None:
    """From this day on in this team (None = in none); the days before stay as they were."""
    present = tx.session.scalars(
        select(TeamMembership).where(TeamMembership.member_id == member_id, TeamMembership.until.is_(None))
    ).all()
    same = [row for row in present if row.team_id == team_id and row.leads == leads]
    for row in present:
        if row not in same:
            row.until = on
    tx.session.flush()
    if team_id is not None and not same:
        tx.session.add(TeamMembership(team_id=team_id, member_id=member_id, leads=leads, since=on))
        tx.session.flush()
