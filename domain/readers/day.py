"""A member's day: meetings, what is overdue, due by hour, whom to call first, plan against fact. Rule: "My day"."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from domain.readers.plan_day import PlanFact, plan_of_day
from domain.readers.silent import SilentList, silent_clients
from domain.readers.tasks import TaskLine
from domain.tables import Client, Task, TaskAction, TaskState

MOST_LINES = 12
MOST_SILENT = 3


@dataclass(frozen=True, slots=True)
class Some:
    """The first lines, and how many there are."""

    lines: tuple[TaskLine, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True, slots=True)
class Day:
    """`overdue`, `first` and `plan` are of the present day only."""

    day: date
    meetings: Some
    overdue: Some
    tasks: Some
    first: SilentList
    plan: tuple[PlanFact, ...]


def day_of(session: Session, member_id: int, today: date, offset: int = 0) -> Day:
    """The day `offset` days from today; of the present one also what is overdue and whom to call first."""
    day = today + timedelta(days=offset)
    is_meeting = Task.action == TaskAction.MEETING
    nothing = Some((), 0)
    return Day(
        day,
        some_tasks(session, member_id, Task.due_on == day, is_meeting),
        nothing if offset else some_tasks(session, member_id, Task.due_on < day),
        some_tasks(session, member_id, Task.due_on == day, ~is_meeting),
        SilentList((), 0, 0) if offset else silent_clients(session, {member_id}, today, MOST_SILENT),
        () if offset else plan_of_day(session, member_id, today),
    )


def some_tasks(session: Session, member_id: int, *conditions: ColumnElement[bool], limit: int = MOST_LINES) -> Some:
    """Open tasks by day and hour; those without an hour after the others of their day."""
    open_ones = (Task.assignee_id == member_id, Task.state == TaskState.OPEN, *conditions)
    total = session.scalar(select(func.count(Task.id)).where(*open_ones)) or 0
    rows = session.execute(
        select(Task.id, Task.action, Task.text, Task.due_on, Task.due_at, Task.client_id, Client.name)
        .outerjoin(Client, Client.id == Task.client_id)
        .where(*open_ones)
        .order_by(Task.due_on, Task.due_at.nulls_last(), Task.id)
        .limit(limit)
    )
    return Some(tuple(TaskLine(*row) for row in rows), total)
