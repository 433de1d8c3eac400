"""Tasks left undone on their day, by each assignee's own days. Rule: "Scorecard words", discipline."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from domain.readers.absences import absent
from domain.readers.attribution import zones_of
from domain.tables import Task, TaskState


def overdue_of(session: Session, members: Collection[int] | None, now: datetime) -> ColumnElement[bool]:
    """Open tasks of these members (None = all) whose day is over where the assignee is; of who is away, none."""
    zones = zones_of(session, None if members is None else frozenset(members))
    today = {member_id: now.astimezone(zone).date() for member_id, zone in zones.items()}
    away = absent(session, today)
    by_day: dict[date, list[int]] = defaultdict(list)
    for member_id, day in today.items():
        if member_id not in away:
            by_day[day].append(member_id)
    late = [and_(Task.due_on < day, Task.assignee_id.in_(whose)) for day, whose in by_day.items()]
    return and_(Task.state == TaskState.OPEN, or_(false(), *late))


def how_many_overdue(session: Session, members: Collection[int] | None, now: datetime) -> int:
    return session.scalar(select(func.count(Task.id)).where(overdue_of(session, members, now))) or 0
