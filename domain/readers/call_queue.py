"""«Обзвон»: whom to call, in which order, and what to know of each. Rule: "Log" of the screens."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import client_open_to, seen_members
from domain.errors import ClientNotYours, Gone
from domain.nudges import touch
from domain.nudges.kinds import kind_of
from domain.nudges.nudge import Nudge
from domain.nudges.today import due_now, today_nudges
from domain.reaching import unanswered_in_a_row
from domain.readers.logging import LastWord, Person, last_word, people_of
from domain.readers.silent import silent_clients
from domain.readers.task_groups import to_say
from domain.tables import Client, Member, Role, Task, TaskAction, TaskState

LONGEST = 100


class QueueKind(StrEnum):
    DAY = "day"
    SILENT = "silent"
    TASKS = "tasks"
    NUDGES = "nudges"


@dataclass(frozen=True, slots=True)
class Queued:
    """A client to call, and the task or the nudge (kind, subject) that asks for it; 0 and "" = none."""

    client_id: int
    task_id: int = 0
    kind: str = ""
    subject: str = ""

    @property
    def nudge(self) -> tuple[str, str] | None:
        return (self.kind, self.subject) if self.kind else None


@dataclass(frozen=True, slots=True)
class WhyNow:
    """The task that is due, the nudge that asks, or since when the client has been silent."""

    action: TaskAction | None = None
    text: str | None = None
    due_on: date | None = None
    due_at: datetime | None = None
    silent_since: date | None = None
    unanswered: int = 0
    nudge: Nudge | None = None
    say: str | None = None
    """Of a task given out over a segment: the words for this client."""


@dataclass(frozen=True, slots=True)
class QueuedClient:
    client_id: int
    name: str
    people: tuple[Person, ...]
    why: WhyNow
    last: LastWord | None


def call_queue(session: Session, member_id: int, role: Role, kind: str, today: date) -> tuple[Queued, ...]:
    """Whom to call: promised calls, the silent, then those under their norm of contacts; the silent; every task of the
    day; who the nudges name. Once each. The silent come by expected roubles.
    """
    if kind == QueueKind.NUDGES:
        return _nudges(session, member_id, today)
    found = [] if kind == QueueKind.SILENT else _promised(session, member_id, today, calls_only=kind != QueueKind.TASKS)
    if kind != QueueKind.TASKS:
        found += _silent(session, member_id, role, today)
    if kind == QueueKind.DAY:
        found += _under_norm(session, member_id, today)
    once: dict[int, Queued] = {}
    for queued in found:
        once.setdefault(queued.client_id, queued)
    return tuple(once.values())[:LONGEST]


def _under_norm(session: Session, member_id: int, today: date) -> list[Queued]:
    """Who has had fewer contacts than his class asks for and is not put off."""
    found = today_nudges(session, member_id, today, (touch.KIND,))
    return [Queued(one.client_id, 0, one.kind.value, one.subject) for one in found if one.client_id is not None]


def _nudges(session: Session, member_id: int, today: date) -> tuple[Queued, ...]:
    """Whoever today's nudges ask to call, in their order; once each."""
    once: dict[int, Queued] = {}
    for nudge in today_nudges(session, member_id, today):
        if nudge.client_id is not None and kind_of(nudge.kind).calls:
            once.setdefault(nudge.client_id, Queued(nudge.client_id, 0, nudge.kind.value, nudge.subject))
    return tuple(once.values())[:LONGEST]


def queued_client(session: Session, member_id: int, queued: Queued, today: date) -> QueuedClient | None:
    """The client as he is called; None when he is no longer to be called by this member."""
    try:
        client = client_open_to(session, session.get_one(Member, member_id), queued.client_id)
    except (ClientNotYours, Gone):
        return None
    task = session.get(Task, queued.task_id) if queued.task_id else None
    if task is not None and (task.client_id, task.assignee_id) != (client.id, member_id):
        task = None
    return QueuedClient(
        client.id,
        client.name,
        people_of(session, client.id),
        _why(session, client, task, _nudge(session, member_id, queued, today)),
        last_word(session, client.id),
    )


def _nudge(session: Session, member_id: int, queued: Queued, today: date) -> Nudge | None:
    """Why now, while it is still so."""
    if not queued.kind:
        return None
    try:
        return due_now(session, member_id, today, kind_of(queued.kind), queued.subject)
    except Gone:
        return None


def _why(session: Session, client: Client, task: Task | None, nudge: Nudge | None) -> WhyNow:
    unanswered = unanswered_in_a_row(session, client.id)
    if nudge is not None:
        return WhyNow(unanswered=unanswered, nudge=nudge)
    if task is not None and task.state is TaskState.OPEN:
        told = to_say(session, task.id)
        return WhyNow(
            task.action, task.text, task.due_on, task.due_at, unanswered=unanswered, say=told.text if told else None
        )
    return WhyNow(silent_since=client.last_purchase_on, unanswered=unanswered)


def _promised(session: Session, member_id: int, today: date, *, calls_only: bool) -> list[Queued]:
    """Open tasks due by today, those with an hour first, in its order."""
    due = (
        select(Task.client_id, Task.id)
        .join(Client, Client.id == Task.client_id)
        .where(
            Task.assignee_id == member_id,
            Task.state == TaskState.OPEN,
            Task.due_on <= today,
            Client.closed_at.is_(None),
        )
        .order_by(Task.due_on.desc(), Task.due_at.nulls_last(), Task.id)
        .limit(LONGEST)
    )
    if calls_only:
        due = due.where(Task.action == TaskAction.CALL)
    return [Queued(row.client_id, row.id) for row in session.execute(due)]


def _silent(session: Session, member_id: int, role: Role, today: date) -> list[Queued]:
    seen = seen_members(session, member_id, role)
    return [Queued(client.id) for client in silent_clients(session, seen, today, LONGEST).clients]
