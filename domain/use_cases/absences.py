"""Leave and illness: noted by oneself or by who leads him, shortened, taken off. Rule: "What the bot pushes by itself".

What is to be done on those days is the matter of `domain.use_cases.away_work`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.clients import leaders_of, seen_members
from domain.errors import AlreadyAway, BackdatedTooFar, BadDate, Gone, MonthClosed, NotAllowed, TooLongAway
from domain.schedules import open_since
from domain.settings import company
from domain.tables import Absence, AbsenceKind, Member
from domain.telling import tell
from domain.use_case import Area, Right, Tx, may, use_case
from domain.use_cases.members import active_member, note
from domain.worktime import DAY
from domain.zones import today_of

LONGEST = timedelta(days=3 * 366)
"""A child's leave."""


@dataclass(frozen=True, slots=True)
class AbsenceNoted:
    absence_id: int
    again: bool = False
    """It was noted already: nothing was written now."""


@dataclass(frozen=True, slots=True)
class AbsenceChanged:
    """`absence_id` 0 = nothing is left of it."""

    absence_id: int
    member_id: int


@use_case(Right.OWN_SETTINGS)
def note_absence(tx: Tx, actor: Member, member_id: int, kind: AbsenceKind, first: date, last: date) -> AbsenceNoted:
    """The member is away on these days, both included; whoever leads him is told.

    Raises NotAllowed, Gone, BadDate, TooLongAway, BackdatedTooFar, MonthClosed, AlreadyAway.
    """
    member = looked_after(tx.session, actor, member_id)
    known = tx.session.scalar(select(Absence).where(_of(member_id, kind), Absence.first_day == first))
    if known is not None and known.last_day == last:
        return AbsenceNoted(known.id, again=True)
    _check_first_day(tx, actor, member, first)
    _check_days(tx.session, member_id, first, last)
    absence = Absence(member_id=member_id, kind=kind, first_day=first, last_day=last)
    tx.session.add(absence)
    tx.session.flush()
    _written(tx, actor, absence, "absence")
    return AbsenceNoted(absence.id)


@use_case(Right.OWN_SETTINGS)
def change_absence(tx: Tx, actor: Member, absence_id: int, last: date) -> AbsenceChanged:
    """Another last day, not before yesterday. Raises NotAllowed, Gone, BadDate, TooLongAway, AlreadyAway."""
    absence, member = absence_of(tx.session, actor, absence_id)
    if last < today_of(tx, member) - DAY:
        raise BadDate
    _check_days(tx.session, member.id, absence.first_day, last, but=absence.id)
    if absence.last_day != last:
        absence.last_day = last
        _written(tx, actor, absence, "absence_changed")
    return AbsenceChanged(absence.id, member.id)


@use_case(Right.OWN_SETTINGS)
def end_absence(tx: Tx, actor: Member, absence_id: int) -> AbsenceChanged:
    """He works from today on; the days that were keep their absence. Raises NotAllowed, Gone."""
    absence, member = absence_of(tx.session, actor, absence_id)
    today = today_of(tx, member)
    if absence.last_day < today:
        raise Gone
    note(tx, actor, "absence_ended", member.id, _in_words(absence))
    tx.touch(Area.MEMBERS)
    if absence.first_day >= today:
        tx.session.delete(absence)
        return AbsenceChanged(0, member.id)
    absence.last_day = today - DAY
    return AbsenceChanged(absence.id, member.id)


def looked_after(session: Session, actor: Member, member_id: int) -> Member:
    """The actor himself, or one he leads. Raises NotAllowed, Gone."""
    member = active_member(session, member_id)
    if member_id != actor.id:
        seen = seen_members(session, actor.id, actor.role)
        if not may(actor.role, Right.ASSIGN_TASKS) or (seen is not None and member_id not in seen):
            raise NotAllowed
    return member


def absence_of(session: Session, actor: Member, absence_id: int) -> tuple[Absence, Member]:
    """An absence of his own, or of one he leads. Raises NotAllowed, Gone."""
    absence = session.get(Absence, absence_id)
    if absence is None:
        raise Gone
    return absence, looked_after(session, actor, absence.member_id)


def _of(member_id: int, kind: AbsenceKind) -> ColumnElement[bool]:
    return (Absence.member_id == member_id) & (Absence.kind == kind)


def _check_first_day(tx: Tx, actor: Member, member: Member, first: date) -> None:
    """Of oneself, as far back as facts may be dated; of another, as far as the months are open; not in a far year."""
    if first > today_of(tx, member) + LONGEST:
        raise BadDate
    if first < open_since(tx.session, tx.now):
        raise MonthClosed
    back = company(tx.session).backdating_days
    if actor.id == member.id and first < today_of(tx, member) - back * DAY:
        raise BackdatedTooFar(days=back)


def _check_days(session: Session, member_id: int, first: date, last: date, but: int = 0) -> None:
    if last < first:
        raise BadDate
    if last - first >= LONGEST:
        raise TooLongAway
    common = Absence.first_day <= last, Absence.last_day >= first
    known = select(Absence.id).where(Absence.member_id == member_id, Absence.id != but, *common)
    if session.scalar(known.limit(1)) is not None:
        raise AlreadyAway


def _written(tx: Tx, actor: Member, absence: Absence, action: str) -> None:
    """Kept in the audit; those who lead him are told while it lasts."""
    note(tx, actor, action, absence.member_id, _in_words(absence))
    tx.touch(Area.MEMBERS)
    member = tx.session.get_one(Member, absence.member_id)
    if absence.last_day < today_of(tx, member):
        return
    for leader_id in leaders_of(tx.session, member.id):
        if leader_id not in (actor.id, member.id):
            leader = tx.session.get_one(Member, leader_id)
            about = {"absence_id": absence.id, "last": absence.last_day.isoformat()}
            tell(tx, leader, "member_away", f"{leader_id}:{tx.cause.key}", about)


def _in_words(absence: Absence) -> dict[str, object]:
    return {
        "kind": absence.kind,
        "first": absence.first_day.isoformat(),
        "last": absence.last_day.isoformat(),
    }
