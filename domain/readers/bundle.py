"""What a manager is told in the morning of his people's work: what waits for him, by the money at stake.

A thing that two bundles have said and that still stands is the owner's matter, once a week.
Rule: "What the bot pushes by itself"; escalation: reminder, once more, evening check, bundle, the owner's week.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import led_members
from domain.paging import paged
from domain.readers.stakes import Stake, nudged, overdue_tasks
from domain.schedules import schedules_from
from domain.settings import company
from domain.tables import Member, Notification, NotificationState, NudgeAnswer, Role, TeamMembership
from domain.worktime import DAY

PAGE = 10
TOLD = 2
"""So many bundles have said it: the next to hear of it is the owner."""
REMEMBERED = 60 * DAY
ITEMS = "items"
"""Under this name a bundle keeps the codes of what it has said."""
BUNDLE, WEEKLY = "bundle", "weekly"
Told = Mapping[str, Sequence[date]]
"""On which days each code was said."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One page of what waits, the most money first; `worth` of all of it, kopecks."""

    name: str
    kind: str
    stakes: tuple[Stake, ...]
    page: int
    pages: int
    total: int
    worth: int


def bundle_of(session: Session, member_id: int, kind: str, now: datetime, page: int = 0) -> Bundle | None:
    """What waits for this manager (`kind` BUNDLE) or owner (WEEKLY: what two bundles have said); None = nothing.

    What he was told in the last 7 ⚙ days and what he has put off is left out; what he was told today stays.
    """
    member = session.get_one(Member, member_id)
    found = _standing(session, member, kind, now)
    if not found:
        return None
    page, pages = paged(page, len(found), PAGE)
    shown = tuple(found[page * PAGE : (page + 1) * PAGE])
    return Bundle(member.name, kind, shown, page, pages, len(found), sum(stake.worth for stake in found))


def stake_of(session: Session, member_id: int, code: str, now: datetime) -> Stake | None:
    """One of those that wait for this member, told lately or not; None when it waits no more."""
    member = session.get_one(Member, member_id)
    found = all_stakes(session, answers_for(session, member), now)
    return next((stake for stake in found if stake.code == code), None)


def answers_for(session: Session, member: Member) -> set[int]:
    """Whose work waits for this member: those a manager leads; to an owner those whom nobody leads."""
    if member.role is Role.REP:
        return set()
    if member.role is Role.MANAGER:
        return led_members(session, member.id) - {member.id}
    return unled(session) - {member.id}


def unled(session: Session) -> set[int]:
    """Members whom no other member leads now."""
    leaders = (
        select(TeamMembership.team_id, TeamMembership.member_id)
        .join(Member, Member.id == TeamMembership.member_id)
        .where(TeamMembership.until.is_(None), TeamMembership.leads.is_(True), Member.dismissed_at.is_(None))
    )
    led_by: dict[int, set[int]] = {}
    for team_id, leader_id in session.execute(leaders):
        led_by.setdefault(team_id, set()).add(leader_id)
    people = set(session.scalars(select(Member.id).where(Member.dismissed_at.is_(None))))
    rows = session.execute(
        select(TeamMembership.team_id, TeamMembership.member_id).where(TeamMembership.until.is_(None))
    )
    return people - {member_id for team_id, member_id in rows if led_by.get(team_id, set()) - {member_id}}


def all_stakes(session: Session, members: Collection[int], now: datetime) -> list[Stake]:
    """All that waits of these members' work, the most money first; of who is away, nothing."""
    here = _todays(session, members, now)
    found = [*overdue_tasks(session, here), *nudged(session, here)]
    return sorted(found, key=lambda stake: (-stake.worth, stake.code))


def _standing(session: Session, member: Member, kind: str, now: datetime) -> list[Stake]:
    today = _todays(session, [member.id], now).get(member.id)
    if today is None:
        return []
    if kind == WEEKLY:
        of_managers = _told_to_anybody(session, now)
        people = set(session.scalars(select(Member.id).where(Member.dismissed_at.is_(None)))) - {member.id}
        put_off = _put_off(session, member.id, today)
        return [
            one
            for one in all_stakes(session, people, now)
            if one.code not in put_off and any(_times(one, told) >= TOLD for told in of_managers)
        ]
    told = _told(session, member.id, today)
    lately = today - company(session).again_days * DAY
    silent = {*(code for code, days in told.items() if max(days) > lately), *_put_off(session, member.id, today)}
    stakes = all_stakes(session, answers_for(session, member), now)
    return [one for one in stakes if one.code not in silent and _times(one, told) < TOLD]


def _times(stake: Stake, told: Told) -> int:
    """How often it was said of this occasion: late again, a client is a new one."""
    return sum(day >= stake.since for day in told.get(stake.code, ()))


def _put_off(session: Session, member_id: int, today: date) -> set[str]:
    """What this member has asked not to hear of until a later day."""
    rows = session.scalars(
        select(NudgeAnswer.subject).where(
            NudgeAnswer.member_id == member_id, NudgeAnswer.kind == BUNDLE, NudgeAnswer.until > today
        )
    )
    return set(rows)


def _todays(session: Session, members: Collection[int], now: datetime) -> dict[int, date]:
    """Each one's own today; without those who are away, dismissed or not there yet."""
    found = session.scalars(select(Member).where(Member.id.in_(members), Member.dismissed_at.is_(None))).all()
    schedules = schedules_from(session, found, now.date() - DAY)
    days = {member_id: schedule.local_date(now) for member_id, schedule in schedules.items()}
    return {member_id: day for member_id, day in days.items() if not schedules[member_id].is_absent(day)}


def _told(session: Session, member_id: int, today: date) -> Told:
    """On which days before today bundles have said each to this member."""
    keys = [f"{BUNDLE}:{member_id}:{today - number * DAY}" for number in range(1, REMEMBERED.days)]
    rows = session.scalars(
        select(Notification.about).where(Notification.key.in_(keys), Notification.state == NotificationState.SENT)
    )
    return _by_code(rows)


def _by_code(abouts: Iterable[Mapping[str, Any]]) -> Told:
    told: dict[str, list[date]] = defaultdict(list)
    for about in abouts:
        for code in about.get(ITEMS, ()):
            told[code].append(date.fromisoformat(about["day"]))
    return told


def _told_to_anybody(session: Session, now: datetime) -> list[Told]:
    """On which days bundles have said each, manager by manager."""
    rows = session.execute(
        select(Notification.recipient_id, Notification.about).where(
            Notification.state == NotificationState.SENT,
            Notification.due_at > now - REMEMBERED,
            Notification.due_at <= now,
            Notification.kind == BUNDLE,
        )
    )
    by_manager: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_manager[row.recipient_id].append(row.about)
    return [_by_code(abouts) for abouts in by_manager.values()]
