"""Group tasks on the way, what came of them, and what a keeper says with one. Rule: "Segments", Target segment."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from domain.analytics.group_result import Arm, GroupResult
from domain.clients import seen_members
from domain.paging import paged
from domain.readers.listing import PAGE
from domain.settings import company
from domain.tables import (
    Client,
    Contact,
    GroupClient,
    Job,
    JobState,
    Member,
    Purchase,
    Task,
    TaskAction,
    TaskGroup,
    TaskState,
)
from domain.use_cases.group_tasks import group_open_to


@dataclass(frozen=True, slots=True)
class RepProgress:
    """Tasks of a group by who has them now."""

    name: str
    done: int
    open: int
    overdue: int
    cancelled: int

    @property
    def tasks(self) -> int:
        return self.done + self.open + self.cancelled


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group as its author and who leads him see it. `given` of `total` clients while tasks are being given out."""

    id: int
    name: str
    author: str
    action: TaskAction
    text: str | None
    has_file: bool
    started_on: date
    due_on: date
    stopped: bool
    is_giving: bool
    given: int
    total: int
    skipped: int
    reps: tuple[RepProgress, ...]
    result: GroupResult
    result_on: date
    """The day after the last one of the result."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    id: int
    name: str
    started_on: date
    done: int
    tasks: int


@dataclass(frozen=True, slots=True)
class GroupList:
    groups: tuple[GroupLine, ...]
    page: int
    pages: int


def group_view(session: Session, viewer_id: int, group_id: int, today: date) -> GroupView:
    """Raises Gone."""
    group = group_open_to(session, session.get_one(Member, viewer_id), group_id)
    job = session.get(Job, group.job_id) if group.job_id else None
    days = timedelta(days=company(session).group_days)
    told: dict[str, int] = (job.result if job else None) or {}
    return GroupView(
        group.id,
        group.name,
        session.get_one(Member, group.author_id).name,
        group.action,
        group.text,
        group.file_id is not None,
        group.started_on,
        group.due_on,
        group.stopped_at is not None,
        job is not None and job.state in (JobState.WAITING, JobState.RUNNING),
        job.progress if job else 0,
        (job.total if job else None) or 0,
        told.get("skipped", 0),
        _progress(session, group.id, today),
        group_result(session, group.id, group.started_on, group.started_on + days),
        group.started_on + days,
    )


def group_list(session: Session, viewer_id: int, page: int) -> GroupList:
    """One's own groups and those of whom one leads, the newest first."""
    viewer = session.get_one(Member, viewer_id)
    seen = seen_members(session, viewer.id, viewer.role)
    mine = () if seen is None else (TaskGroup.author_id.in_(seen),)
    total = session.scalar(select(func.count(TaskGroup.id)).where(*mine)) or 0
    page, pages = paged(page, total, PAGE)
    how_many = func.sum(case((Task.state == TaskState.DONE, 1), else_=0))
    rows = session.execute(
        select(TaskGroup.id, TaskGroup.name, TaskGroup.started_on, func.coalesce(how_many, 0), func.count(Task.id))
        .outerjoin(GroupClient, GroupClient.group_id == TaskGroup.id)
        .outerjoin(Task, Task.id == GroupClient.task_id)
        .where(*mine)
        .group_by(TaskGroup.id, TaskGroup.name, TaskGroup.started_on)
        .order_by(TaskGroup.id.desc())
        .offset(page * PAGE)
        .limit(PAGE)
    )
    return GroupList(
        tuple(GroupLine(id_, name, started, int(done), tasks) for id_, name, started, done, tasks in rows), page, pages
    )


def _progress(session: Session, group_id: int, today: date) -> tuple[RepProgress, ...]:
    is_late = case((Task.due_on < today, 1), else_=0).label("is_late")
    rows = session.execute(
        select(Member.id, Member.name, Task.state, is_late, func.count(Task.id))
        .join(GroupClient, GroupClient.task_id == Task.id)
        .join(Member, Member.id == Task.assignee_id)
        .where(GroupClient.group_id == group_id)
        .group_by(Member.id, Member.name, Task.state, "is_late")
        .order_by(Member.name, Member.id)
    )
    counted: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for member_id, name, state, late, number in rows:
        counted[member_id, name][state] += number
        counted[member_id, name]["overdue"] += number if late and state is TaskState.OPEN else 0
    return tuple(
        RepProgress(name, of[TaskState.DONE], of[TaskState.OPEN], of["overdue"], of[TaskState.CANCELLED])
        for (_, name), of in counted.items()
    )


# What came of it


def group_result(session: Session, group_id: int, start: date, end: date) -> GroupResult:
    """Who bought from the start of the group to the end of its days, among the reached, the others, the untouched."""
    window = (Purchase.day >= start, Purchase.day < end)
    clients = select(GroupClient.client_id).where(GroupClient.group_id == group_id)
    bought = (
        select(
            Purchase.client_id,
            func.sum(Purchase.amount).label("revenue"),
            func.sum(case((Purchase.is_return, 0), else_=1)).label("orders"),
        )
        .where(Purchase.client_id.in_(clients), *window)
        .group_by(Purchase.client_id)
        .subquery()
    )
    kind = case(
        (GroupClient.task_id.is_(None), "untouched"), (Task.state == TaskState.DONE, "reached"), else_="unreached"
    )
    rows = session.execute(
        select(
            kind.label("kind"),
            func.count(GroupClient.client_id),
            func.coalesce(func.sum(case((bought.c.orders > 0, 1), else_=0)), 0),
            func.coalesce(func.sum(bought.c.revenue), 0),
        )
        .outerjoin(Task, Task.id == GroupClient.task_id)
        .outerjoin(bought, bought.c.client_id == GroupClient.client_id)
        .where(GroupClient.group_id == group_id)
        .group_by("kind")
    )
    arms = {name: Arm(int(clients), int(buyers), int(revenue)) for name, clients, buyers, revenue in rows}
    return GroupResult(*(arms.get(name, Arm()) for name in ("reached", "unreached", "untouched")))


# What a keeper says with it


@dataclass(frozen=True, slots=True)
class GroupPart:
    """A keeper's part of a group, as he is told of it; `first` and `last`: days of his open tasks."""

    name: str
    author: str
    tasks: int
    a_day: int
    first: date
    last: date


def group_part(session: Session, member_id: int, group_id: int) -> GroupPart | None:
    """His open tasks of the group; None when none are left."""
    group = session.get(TaskGroup, group_id)
    if group is None or group.stopped_at is not None:
        return None
    days = (
        session.execute(
            select(Task.due_on, func.count(Task.id))
            .join(GroupClient, GroupClient.task_id == Task.id)
            .where(GroupClient.group_id == group_id, Task.assignee_id == member_id, Task.state == TaskState.OPEN)
            .group_by(Task.due_on)
            .order_by(Task.due_on)
        )
        .tuples()
        .all()
    )
    if not days:
        return None
    numbers = [number for _, number in days]
    author = session.get_one(Member, group.author_id).name
    return GroupPart(group.name, author, sum(numbers), max(numbers), days[0][0], days[-1][0])


@dataclass(frozen=True, slots=True)
class ToSay:
    """What a task of a group is to be done with: words for that very client, and a file."""

    text: str | None
    file_id: str | None
    file_kind: str | None


def to_say(session: Session, task_id: int) -> ToSay | None:
    """None for a task of no group."""
    row = session.execute(
        select(TaskGroup.text, TaskGroup.file_id, TaskGroup.file_kind, GroupClient.client_id)
        .join(GroupClient, GroupClient.group_id == TaskGroup.id)
        .where(GroupClient.task_id == task_id)
    ).first()
    if row is None:
        return None
    text = row.text and named(row.text, name_to_say(session, row.client_id))
    return ToSay(text, row.file_id, row.file_kind)


def named(text: str, name: str) -> str:
    """With the name where {имя} (or {name}) stands."""
    return text.replace("{имя}", name).replace("{Имя}", name).replace("{name}", name)


def name_to_say(session: Session, client_id: int) -> str:
    """Who decides there, else whoever is known, else the client's own name."""
    person = session.scalar(
        select(Contact.name)
        .where(Contact.client_id == client_id, Contact.archived_at.is_(None))
        .order_by(Contact.is_decision_maker.desc(), Contact.id)
        .limit(1)
    )
    return person or session.get_one(Client, client_id).name
