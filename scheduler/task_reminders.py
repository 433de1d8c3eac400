"""A task with an hour rings at that hour. Rule: "What the bot pushes by itself"."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.tables import Task, TaskAction, TaskState
from scheduler.kind import Kind
from scheduler.roster import roster

VALID = timedelta(hours=24)


def due(session: Session, now: datetime) -> list[Push]:
    """Reminders of open tasks whose hour has come within the last day."""
    people = roster(session, now)
    rows = ringing(session, now - VALID, now)
    return [
        _push(task_id, assignee_id, due_at, occurrence)
        for task_id, assignee_id, due_at, occurrence in rows
        if due_at and assignee_id in people and people[assignee_id].can_hear(due_at, now)
    ]


def next_due(session: Session, after: datetime) -> datetime | None:
    """The next hour of a task, or the next start of work of someone who was not to be disturbed till then."""
    people = roster(session, after)
    waiting = {assignee_id for _, assignee_id, _, _ in ringing(session, after - VALID, after)}
    hearings = (people[assignee_id].next_hearing(after) for assignee_id in waiting & people.keys())
    instants = [session.scalar(_NEXT, {"after": after}), *hearings]
    return min((instant for instant in instants if instant is not None), default=None)


_RINGS = Task.state == TaskState.OPEN, Task.action != TaskAction.MEETING
_RINGING = select(Task.id, Task.assignee_id, Task.due_at, Task.occurrence).where(
    *_RINGS, Task.due_at > bindparam("since"), Task.due_at <= bindparam("until")
)
_NEXT = select(Task.due_at).where(*_RINGS, Task.due_at > bindparam("after")).order_by(Task.due_at).limit(1)
Ringing = tuple[int, int, datetime | None, int]


def ringing(session: Session, since: datetime, until: datetime) -> Sequence[Ringing]:
    """Id, assignee, hour and occurrence of open tasks whose hour is later than `since` and not later than `until`.

    They ring at their own hour; meetings have pushes of their own.
    """
    return session.execute(_RINGING, {"since": since, "until": until}).tuples().all()


def _push(task_id: int, assignee_id: int, due_at: datetime, occurrence: int) -> Push:
    about = {"task_id": task_id, "occurrence": occurrence}
    return Push(reminder_key(task_id, due_at, occurrence), "task", assignee_id, due_at, due_at + VALID, about)


def reminder_key(task_id: int, due_at: datetime, occurrence: int) -> str:
    return f"task:{task_id}:{due_at:%Y-%m-%dT%H:%M}:{occurrence}"


KIND = Kind("task", due, next_due)
