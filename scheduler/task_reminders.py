"""A task with an hour rings at that hour. Rule: "What the bot pushes by itself"."""

from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.tables import Task, TaskAction, TaskState
from scheduler.kind import Kind
from scheduler.roster import roster

VALID = timedelta(hours=24)


def due(session: Session, now: datetime) -> list[Push]:
    """Reminders of open tasks whose hour has come within the last day."""
    people = roster(session, now)
    rows = session.execute(ringing().where(Task.due_at > now - VALID, Task.due_at <= now))
    return [
        _push(task_id, assignee_id, due_at, occurrence)
        for task_id, assignee_id, due_at, occurrence in rows
        if due_at and assignee_id in people and people[assignee_id].can_hear(due_at, now)
    ]


def next_due(session: Session, after: datetime) -> datetime | None:
    """The next hour of a task, or the next start of work of someone who was not to be disturbed till then."""
    ahead = session.execute(ringing().where(Task.due_at > after).order_by(Task.due_at).limit(1)).first()
    people = roster(session, after)
    waiting = session.execute(ringing().where(Task.due_at > after - VALID, Task.due_at <= after))
    hearings = (people[row.assignee_id].next_hearing(after) for row in waiting if row.assignee_id in people)
    instants = [ahead.due_at if ahead else None, *hearings]
    return min((instant for instant in instants if instant is not None), default=None)


def ringing() -> Select[int, int, datetime | None, int]:
    """Open tasks that ring at their own hour: meetings have pushes of their own."""
    return select(Task.id, Task.assignee_id, Task.due_at, Task.occurrence).where(
        Task.state == TaskState.OPEN, Task.action != TaskAction.MEETING
    )


def _push(task_id: int, assignee_id: int, due_at: datetime, occurrence: int) -> Push:
    about = {"task_id": task_id, "occurrence": occurrence}
    return Push(reminder_key(task_id, due_at, occurrence), "task", assignee_id, due_at, due_at + VALID, about)


def reminder_key(task_id: int, due_at: datetime, occurrence: int) -> str:
    return f"task:{task_id}:{due_at:%Y-%m-%dT%H:%M}:{occurrence}"


KIND = Kind("task", due, next_due)
