"""Tasks: planned, done, moved. Rule: "Tasks" of the screens, "What the bot pushes by itself"."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import client_open_to, seen_members
from domain.deals import deal_open_to
from domain.errors import Gone, InThePast, NotAllowed
from domain.handing import pass_on
from domain.settings import company
from domain.tables import Activity, Address, Member, Task, TaskAction, TaskState
from domain.telling import tell
from domain.use_case import Area, Right, Tx, may, use_case
from domain.zones import instant, today_of, zone_of


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What is promised and when, on the assignee's own clock; without an hour it does not ring.

    `assignee_id` None = the actor himself. `born_of`: the activity whose next step this is.
    """

    action: TaskAction
    due_on: date
    hour: time | None = None
    client_id: int | None = None
    deal_id: int | None = None
    address_id: int | None = None
    assignee_id: int | None = None
    text: str | None = None
    born_of: int | None = None
    attempt: int = 0
    form_key: str | None = None


@dataclass(frozen=True, slots=True)
class TaskPlanned:
    task_id: int
    again: bool = False
    """The same form was saved before: nothing was written now."""


@dataclass(frozen=True, slots=True)
class TaskChanged:
    task_id: int


@use_case(Right.PLAN_TASKS)
def plan_task(tx: Tx, actor: Member, draft: TaskDraft) -> TaskPlanned:
    """Promise something to oneself or, as a manager, to another. Raises ClientNotYours, Gone, InThePast, NotAllowed."""
    known = same_task(tx.session, draft.form_key)
    if known is not None:
        return TaskPlanned(known.id, again=True)
    return TaskPlanned(add_task(tx, actor, draft).id)


@use_case(Right.PLAN_TASKS)
def complete_task(tx: Tx, actor: Member, task_id: int) -> TaskChanged:
    """Close a task as done; a task closed already stays as it is. Raises Gone."""
    task = task_open_to(tx.session, actor, task_id)
    if task.state is TaskState.OPEN:
        close_task(tx, task, TaskState.DONE)
    return TaskChanged(task.id)


@use_case(Right.PLAN_TASKS)
def move_task(tx: Tx, actor: Member, task_id: int, due_on: date, hour: time | None) -> TaskChanged:
    """Move an open task to another day and hour of its assignee's clock. Raises Gone, InThePast."""
    task = task_open_to(tx.session, actor, task_id)
    if task.state is not TaskState.OPEN:
        raise Gone
    reschedule(tx, task, due_on, hour)
    return TaskChanged(task.id)


@use_case(Right.PLAN_TASKS)
def cancel_task(tx: Tx, actor: Member, task_id: int) -> TaskChanged:
    """It need not be done after all; a task closed already stays as it is. Raises Gone."""
    task = task_open_to(tx.session, actor, task_id)
    if task.state is TaskState.OPEN:
        close_task(tx, task, TaskState.CANCELLED)
    return TaskChanged(task.id)


@use_case(Right.ASSIGN_TASKS)
def hand_task(tx: Tx, actor: Member, task_id: int, assignee_id: int) -> TaskChanged:
    """Give an open task to another whom the actor leads; he is told. Raises Gone, NotAllowed."""
    task = task_open_to(tx.session, actor, task_id)
    if task.state is not TaskState.OPEN:
        raise Gone
    assignee = assignee_of(tx.session, actor, assignee_id)
    if assignee.id != task.assignee_id:
        pass_on(tx, task, assignee)
        tell_assignee(tx, actor, task)
    return TaskChanged(task.id)


def tell_assignee(tx: Tx, actor: Member, task: Task) -> None:
    """A task set by another is told."""
    if task.assignee_id != actor.id:
        assignee = tx.session.get_one(Member, task.assignee_id)
        about = {"task_id": task.id, "occurrence": task.occurrence, "by": actor.id}
        tell(tx, assignee, "task_given", f"{task.id}:{task.occurrence}", about)


def same_task(session: Session, form_key: str | None) -> Task | None:
    return None if form_key is None else session.scalar(select(Task).where(Task.form_key == form_key))


def task_open_to(session: Session, actor: Member, task_id: int) -> Task:
    """The task, if it is the actor's, of one he leads, or given by him. Raises Gone."""
    task = session.get(Task, task_id)
    if task is None or not is_task_open_to(session, actor, task):
        raise Gone
    return task


def is_task_open_to(session: Session, actor: Member, task: Task) -> bool:
    """Whether it is the actor's, of one he leads, or given by him."""
    if actor.id in (task.assignee_id, task.author_id):
        return True
    seen = seen_members(session, actor.id, actor.role)
    return seen is None or task.assignee_id in seen


def add_task(tx: Tx, actor: Member, draft: TaskDraft) -> Task:
    """Write the task within a use case. Raises ClientNotYours, Gone, InThePast, NotAllowed."""
    assignee = assignee_of(tx.session, actor, draft.assignee_id)
    if draft.client_id is not None:
        client_open_to(tx.session, actor, draft.client_id)
    if draft.deal_id is not None:
        deal = deal_open_to(tx.session, actor, draft.deal_id)
        if deal.client_id not in (None, draft.client_id):
            raise Gone
    _check_address(tx.session, draft)
    _check_birth(tx.session, actor, draft)
    task = Task(
        assignee_id=assignee.id,
        author_id=actor.id,
        client_id=draft.client_id,
        deal_id=draft.deal_id,
        address_id=draft.address_id,
        action=draft.action,
        text=draft.text,
        due_on=draft.due_on,
        attempt=draft.attempt,
        born_of=draft.born_of,
        form_key=draft.form_key,
        **tx.fact_times(),
    )
    _set_hour(tx, task, assignee, draft.due_on, draft.hour)
    tx.session.add(task)
    tx.session.flush()
    tx.touch(Area.TASKS)
    tell_assignee(tx, actor, task)
    return task


def _check_address(session: Session, draft: TaskDraft) -> None:
    address = session.get(Address, draft.address_id) if draft.address_id is not None else None
    if draft.address_id is not None and (address is None or address.client_id != draft.client_id):
        raise Gone


def _check_birth(session: Session, actor: Member, draft: TaskDraft) -> None:
    """A next step is of one's own activity with the same client."""
    born = session.get(Activity, draft.born_of) if draft.born_of is not None else None
    if draft.born_of is not None and (born is None or (born.author_id, born.client_id) != (actor.id, draft.client_id)):
        raise Gone


def close_task(tx: Tx, task: Task, state: TaskState) -> None:
    task.state, task.closed_at = state, tx.now
    tx.touch(Area.TASKS)


def reopen_task(tx: Tx, task: Task) -> None:
    task.state, task.closed_at = TaskState.OPEN, None
    tx.touch(Area.TASKS)


def reschedule(tx: Tx, task: Task, due_on: date, hour: time | None) -> None:
    """Another day and hour; a reminder of the old hour is no longer wanted. Raises InThePast."""
    before = (task.due_on, task.due_at)
    _set_hour(tx, task, tx.session.get_one(Member, task.assignee_id), due_on, hour)
    if (task.due_on, task.due_at) != before:
        task.occurrence += 1
    tx.touch(Area.TASKS)


def assignee_of(session: Session, actor: Member, assignee_id: int | None) -> Member:
    """Who is to do it: the actor himself, or one he leads. Raises NotAllowed, Gone."""
    if assignee_id is None or assignee_id == actor.id:
        return actor
    seen = seen_members(session, actor.id, actor.role)
    if not may(actor.role, Right.ASSIGN_TASKS) or (seen is not None and assignee_id not in seen):
        raise NotAllowed
    assignee = session.get(Member, assignee_id)
    if assignee is None or assignee.dismissed_at is not None:
        raise Gone
    return assignee


def _set_hour(tx: Tx, task: Task, assignee: Member, due_on: date, hour: time | None) -> None:
    due_at = None if hour is None else instant(due_on, hour, zone_of(tx.session, assignee))
    if due_on < today_of(tx, assignee) or (due_at is not None and due_at + timedelta(minutes=1) <= tx.now):
        raise InThePast
    task.due_on, task.due_at = due_on, due_at
    task.ends_at = _end(tx.session, task.action, due_at)


def _end(session: Session, action: TaskAction, due_at: datetime | None) -> datetime | None:
    """A meeting is planned for as long as meetings usually last ⚙."""
    if action is not TaskAction.MEETING or due_at is None:
        return None
    return due_at + timedelta(minutes=company(session).meeting_length_min)
