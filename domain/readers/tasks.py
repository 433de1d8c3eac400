"""What the screens and reminders of tasks show. Rule: "Tasks" of the screens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from domain.clients import client_open_to, current_keeper, is_open_to, seen_members
from domain.errors import Gone
from domain.readers.logging import LastWord, Person, last_word, people_of
from domain.readers.task_groups import ToSay, to_say
from domain.schedules import schedule_of
from domain.tables import Address, Client, Deal, Member, Role, Task, TaskAction, TaskState
from domain.use_cases.tasks import assignee_of

PAGE = 8


class TasksOf(StrEnum):
    """The parts of the list of tasks, by day."""

    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in a list."""

    id: int
    action: TaskAction
    text: str | None
    due_on: date
    due_at: datetime | None
    client_id: int | None
    client: str | None


@dataclass(frozen=True, slots=True)
class TaskList:
    """One page of one part of the list; how many each part has."""

    counts: dict[TasksOf, int]
    lines: tuple[TaskLine, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class Place:
    text: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as its card and its reminder show it; of a client the reader may not open, the name only."""

    id: int
    occurrence: int
    state: TaskState
    action: TaskAction
    text: str | None
    due_on: date
    due_at: datetime | None
    ends_at: datetime | None
    deal_id: int | None
    client_id: int | None
    client: str | None
    client_open: bool
    assignee_id: int
    assignee: str
    author_id: int | None
    author: str | None
    place: Place | None
    people: tuple[Person, ...]
    last: LastWord | None
    say: ToSay | None = None
    """Of a task given out over a segment, to whose it is."""

    @property
    def line(self) -> TaskLine:
        return TaskLine(self.id, self.action, self.text, self.due_on, self.due_at, self.client_id, self.client)


@dataclass(frozen=True, slots=True)
class Assignee:
    id: int
    name: str
    open_tasks: int


@dataclass(frozen=True, slots=True)
class Clock:
    """The present moment on a member's own clock, and his next working day."""

    name: str
    now: datetime
    zone: ZoneInfo
    next_working_day: date


def clock_of(session: Session, member_id: int, now: datetime) -> Clock:
    """Raises Gone."""
    member = session.get(Member, member_id)
    if member is None:
        raise Gone
    schedule = schedule_of(session, member)
    local = schedule.local(now)
    ahead = schedule.working_day_after(local.date(), 1)
    return Clock(member.name, local, schedule.zone, ahead)


def task_view(session: Session, member_id: int, task_id: int) -> TaskView:
    """The card of a task that this member may see. Raises Gone."""
    member = session.get_one(Member, member_id)
    author = aliased(Member)
    row = session.execute(
        select(Task, Client.name.label("client"), Member.name.label("assignee"), author.name.label("author"))
        .join(Member, Member.id == Task.assignee_id)
        .outerjoin(author, author.id == Task.author_id)
        .outerjoin(Client, Client.id == Task.client_id)
        .where(Task.id == task_id)
    ).first()
    if row is None or not _may_see(session, member, row.Task):
        raise Gone
    task: Task = row.Task
    is_open = task.client_id is not None and _client_open(session, member, task.client_id)
    return TaskView(
        task.id,
        task.occurrence,
        task.state,
        task.action,
        task.text,
        task.due_on,
        task.due_at,
        task.ends_at,
        task.deal_id,
        task.client_id,
        row.client,
        is_open,
        task.assignee_id,
        row.assignee,
        task.author_id,
        row.author,
        _place(session, task) if is_open else None,
        people_of(session, task.client_id) if is_open and task.client_id else (),
        last_word(session, task.client_id) if is_open and task.client_id else None,
        to_say(session, task.id) if is_open else None,
    )


def task_of_reminder(session: Session, member_id: int, task_id: int, occurrence: int, today: date) -> TaskView | None:
    """The task, if a reminder of that occurrence is still wanted: open, not moved, his, and he is not on leave."""
    task = session.get(Task, task_id)
    if task is None or task.state is not TaskState.OPEN:
        return None
    if task.occurrence != occurrence or task.assignee_id != member_id or is_away(session, member_id, today):
        return None
    return task_view(session, member_id, task_id)


def is_away(session: Session, member_id: int, today: date) -> bool:
    """Whether the member is on leave or ill today: nothing is sent to him."""
    return schedule_of(session, session.get_one(Member, member_id)).is_absent(today)


@dataclass(frozen=True, slots=True)
class About:
    """Whom a new task is about."""

    id: int
    name: str | None


def client_name(session: Session, member_id: int, client_id: int, deal_id: int) -> About:
    """The client named, else the deal's (0 and None when it has none). Raises ClientNotYours, Gone."""
    deal = session.get(Deal, deal_id) if deal_id else None
    found = client_id or (deal.client_id if deal else 0) or 0
    if not found:
        return About(0, None)
    client = client_open_to(session, session.get_one(Member, member_id), found)
    return About(client.id, client.name)


def check_assignee(session: Session, member_id: int, assignee_id: int) -> None:
    """Whether this member may set tasks to the other. Raises NotAllowed, Gone."""
    assignee_of(session, session.get_one(Member, member_id), assignee_id)


def lent_tasks(session: Session, member_id: int, ids: Sequence[int]) -> tuple[TaskLine, ...]:
    """Which of these, given to him for a while, he has still to do."""
    rows = session.execute(
        select(Task.id, Task.action, Task.text, Task.due_on, Task.due_at, Task.client_id, Client.name)
        .outerjoin(Client, Client.id == Task.client_id)
        .where(Task.id.in_(ids), Task.assignee_id == member_id, Task.state == TaskState.OPEN)
        .order_by(Task.due_on, Task.due_at.nulls_last(), Task.id)
    )
    return tuple(TaskLine(*row) for row in rows)


def name_of(session: Session, member_id: int) -> str:
    return session.get_one(Member, member_id).name


def task_list(session: Session, assignee_id: int, part: TasksOf, today: date, page: int = 0) -> TaskList:
    """Open tasks of a member by day, those with an hour first."""
    mine = (Task.assignee_id == assignee_id, Task.state == TaskState.OPEN)
    counts = {
        each: session.scalar(select(func.count(Task.id)).where(*mine, _days(each, today))) or 0 for each in TasksOf
    }
    rows = session.execute(
        select(Task.id, Task.action, Task.text, Task.due_on, Task.due_at, Task.client_id, Client.name.label("client"))
        .outerjoin(Client, Client.id == Task.client_id)
        .where(*mine, _days(part, today))
        .order_by(Task.due_on, Task.due_at.nulls_last(), Task.id)
        .limit(PAGE)
        .offset(page * PAGE)
    )
    lines = tuple(TaskLine(*row) for row in rows)
    return TaskList(counts, lines, max(1, -(-counts[part] // PAGE)))


def assignees(session: Session, member_id: int, role: Role, limit: int = 40) -> tuple[Assignee, ...]:
    """To whom this member may hand a task: those he leads and himself, by name."""
    seen = seen_members(session, member_id, role)
    how_many = (
        select(func.count(Task.id))
        .where(Task.assignee_id == Member.id, Task.state == TaskState.OPEN)
        .correlate(Member)
        .scalar_subquery()
    )
    rows = select(Member.id, Member.name, how_many.label("tasks")).where(Member.dismissed_at.is_(None))
    if seen is not None:
        rows = rows.where(Member.id.in_(seen))
    found = session.execute(rows.order_by(Member.name, Member.id).limit(limit))
    return tuple(Assignee(row.id, row.name, row.tasks) for row in found)


def _days(part: TasksOf, today: date) -> ColumnElement[bool]:
    tomorrow = today + timedelta(days=1)
    return {
        TasksOf.OVERDUE: Task.due_on < today,
        TasksOf.TODAY: Task.due_on == today,
        TasksOf.TOMORROW: Task.due_on == tomorrow,
        TasksOf.LATER: Task.due_on > tomorrow,
    }[part]


def _may_see(session: Session, member: Member, task: Task) -> bool:
    seen = seen_members(session, member.id, member.role)
    return seen is None or task.assignee_id in seen or task.author_id == member.id


def _client_open(session: Session, member: Member, client_id: int) -> bool:
    keeper = current_keeper(session, client_id)
    return is_open_to(session, member, client_id, keeper.id if keeper else None)


def _place(session: Session, task: Task) -> Place | None:
    """The address of the task, else the client's first one."""
    which = Address.id == task.address_id if task.address_id else Address.client_id == task.client_id
    row = session.execute(
        select(Address.text, Address.latitude, Address.longitude).where(which).order_by(Address.id).limit(1)
    ).first()
    return None if row is None else Place(row.text, row.latitude, row.longitude)
