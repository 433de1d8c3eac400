"""Whom to congratulate: told on the last working day on or before it. Rule: the row «birthdays» of the pushes."""

from datetime import date

from sqlalchemy.orm import Session

from domain.feasts import told_today
from domain.nudges.nudge import Kind, Nudge, NudgeKind
from domain.readers.feasts import Feast, feasts_of
from domain.worktime import Schedule


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """Day by day, each person by himself."""
    return [_nudge(feast) for feast in feasts_of(session, member_id, told_today(schedule, today))]


def _nudge(feast: Feast) -> Nudge:
    facts = {
        "feast": feast.kind.value,
        "day": feast.day,
        "who": feast.who,
        "text": feast.text,
        "contact_id": feast.contact_id,
        "username": feast.username,
    }
    return Nudge(NudgeKind.FEAST, feast.subject, feast.client_id, feast.client, facts=facts, since=feast.day)


KIND = Kind(NudgeKind.FEAST, due, dated=True, calls=False)
