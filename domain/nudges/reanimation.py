"""Whom to win back, once a month: on its first working day. Rule: the row «reanimation» of the pushes."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from domain.nudges.nudge import Kind, Nudge, NudgeKind
from domain.readers.reanimation import Gone, gone
from domain.settings import Company
from domain.worktime import NoWorkingTime, Schedule

AGAIN_DAYS = 25
"""Less than any month: the next month's first working day finds them again."""
FIRST_DAYS = 7


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """His lost clients and deals; said on the month's first working day, and when «позже» has come."""
    on_day = is_first(schedule, today)
    return [_nudge(one, on_day) for one in gone(session, {member_id}, today)]


def reanimation_for_manager(session: Session, member_ids: Collection[int], today: date) -> list[Nudge]:
    """The same of several keepers, for who leads them; nothing but in the first week of a month."""
    return [_nudge(one, on_day=True) for one in gone(session, member_ids, today)] if today.day <= FIRST_DAYS else []


def is_first(schedule: Schedule, today: date) -> bool:
    """Whether it is the first working day of its month."""
    try:
        return schedule.nth_working_day(today.year, today.month, 1) == today
    except NoWorkingTime:
        return False


def _nudge(one: Gone, on_day: bool) -> Nudge:
    subject = f"client:{one.client_id}" if one.deal_id is None else f"deal:{one.deal_id}"
    facts = {
        "reason": one.reason,
        "reason_name": one.reason_name,
        "said": one.words,
        "days": one.silent_days,
        "of_deal": int(one.deal_id is not None),
        "profit": int(one.deal_id is None and one.profit is not None),
    }
    known = (one.client_id, one.client, one.worth)
    return Nudge(
        NudgeKind.REANIMATION, subject, *known, facts=facts, deal_id=one.deal_id, since=one.since, on_day=on_day
    )


def _again(chosen: Company) -> int:
    return AGAIN_DAYS


KIND = Kind(NudgeKind.REANIMATION, due, again=_again)
