"""The nudges of a member's day: what is due, without what was said lately or put off."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.among import among
from domain.errors import Gone
from domain.nudges.kinds import KINDS
from domain.nudges.nudge import Kind, Nudge, NudgeKind
from domain.nudges.repeating import Answered, OfKind, Said, comes
from domain.schedules import schedule_of
from domain.settings import company
from domain.tables import Member, Notification, NotificationState, NudgeAnswer
from domain.worktime import DAY, Schedule

NAMED = "nudges"
"""What a message of the outbox has named: kind, subject and name of each."""
_ANSWERS = (
    select(NudgeAnswer.kind, NudgeAnswer.subject, NudgeAnswer.until, NudgeAnswer.answered_at)
    .where(among(NudgeAnswer.subject, "subjects"), NudgeAnswer.kind.in_(bindparam("kinds", expanding=True)))
    .order_by(NudgeAnswer.answered_at, NudgeAnswer.id)
)


def today_nudges(session: Session, member_id: int, today: date, kinds: Collection[Kind] = KINDS) -> tuple[Nudge, ...]:
    """Kind by kind, in each the worthiest first; a client is named once, for the most important reason.

    What was said today is among them, what was answered is not.
    """
    schedule = schedule_of(session, session.get_one(Member, member_id))
    due = [(kind, kind.due(session, member_id, today, schedule)) for kind in kinds]
    chosen = company(session)
    said = said_before(session, member_id, today, max((kind.again(chosen) for kind in kinds), default=1))
    answers = last_answers(session, [nudge for _, nudges in due for nudge in nudges], schedule)
    found, taken = [], set[str]()
    for kind, nudges in due:
        for nudge in nudges:
            answer = answers.get((nudge.kind, nudge.subject))
            if nudge.name in taken and not kind.dated:
                continue
            if answer is not None and answer.day == today:
                taken.add(nudge.name)
            if comes(nudge, today, said, answer, kind.again(chosen), chosen.again_days, kind.dated):
                found.append(nudge)
                taken.add(nudge.name)
    return tuple(found)


def due_now(session: Session, member_id: int, today: date, kind: Kind, subject: str) -> Nudge:
    """A nudge that a member still has cause to answer, said lately or not. Raises Gone."""
    schedule = schedule_of(session, session.get_one(Member, member_id))
    found = (nudge for nudge in kind.due(session, member_id, today, schedule) if nudge.subject == subject)
    nudge = next(found, None)
    if nudge is None:
        raise Gone
    return nudge


def said_before(session: Session, member_id: int, today: date, days: int) -> Said:
    """What the morning messages of the days before today have named."""
    mornings = {f"morning:{member_id}:{today - number * DAY}": today - number * DAY for number in range(1, days)}
    rows = session.execute(
        select(Notification.key, Notification.about).where(
            Notification.key.in_(mornings), Notification.state == NotificationState.SENT
        )
    )
    subjects: dict[OfKind, date] = {}
    names: dict[str, date] = {}
    for day, about in sorted(((mornings[row.key], row.about) for row in rows), key=lambda one: one[0]):
        for kind, subject, name in about.get(NAMED, ()):
            subjects[(NudgeKind(kind), subject)] = names[name] = day
    return Said(subjects, names, since=today - (days - 1) * DAY)


def last_answers(session: Session, nudges: Iterable[Nudge], schedule: Schedule) -> Mapping[OfKind, Answered]:
    """The last answer to each of these, whoever gave it."""
    asked = list(nudges)
    about = {"subjects": [one.subject for one in asked], "kinds": sorted({one.kind for one in asked})}
    rows = session.execute(_ANSWERS, about)
    return {
        (NudgeKind(row.kind), row.subject): Answered(schedule.local_date(row.answered_at), row.until) for row in rows
    }
