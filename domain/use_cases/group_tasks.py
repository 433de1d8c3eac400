"""Group tasks: one piece of work on the clients of a segment, given to their keepers. Rule: "Segments", Target segment.

The tap writes the group and its job; the job gives the tasks out in short chunks, tells each keeper once, and goes on
from its last chunk after a stop. The clients and their days were shown and confirmed before; whoever has passed to
another keeper or was closed meanwhile gets none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from domain.clients import seen_members
from domain.errors import BadChoice, Gone, InThePast, NotAllowed, WordsNeeded
from domain.jobs import Work, create_job
from domain.tables import Client, GroupClient, Job, Keeper, Member, Task, TaskAction, TaskGroup, TaskState
from domain.telling import tell
from domain.use_case import Area, Cause, Right, Tx, use_case
from domain.use_cases.segments import own_segment
from domain.zones import today_of

GIVE, STOP = "group_tasks", "stop_group"
CHUNK = 50
LARGEST = 10_000
NAME = 100
UNTOUCHED = (0, 10, 15, 20)
"""Percent of the clients that may be left without a task, to compare with; 0 unless somebody chooses."""


@dataclass(frozen=True, slots=True)
class Share:
    """Whose task it is and for which day; `on` None = the client is left untouched."""

    client_id: int
    keeper_id: int
    on: date | None


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """What was confirmed. `text`: what to say, with {имя}; `shares`: every client, as the preview laid them out."""

    segment_id: int
    name: str
    action: TaskAction
    due_on: date
    shares: Sequence[Share]
    text: str | None = None
    file_id: str | None = None
    file_kind: str | None = None
    untouched_percent: int = 0
    form_key: str | None = None


@dataclass(frozen=True, slots=True)
class GroupChanged:
    group_id: int


@use_case(Right.PLAN_TASKS)
def start_group(tx: Tx, actor: Member, draft: GroupDraft) -> GroupChanged:
    """Begin to give the tasks out; the group begun by the same form. Raises Gone, BadChoice, InThePast, WordsNeeded."""
    known = _same_form(tx.session, draft.form_key)
    if known is not None:
        return GroupChanged(known)
    own_segment(tx.session, actor.id, draft.segment_id)
    _check(tx, actor, draft)
    group = TaskGroup(
        author_id=actor.id,
        segment_id=draft.segment_id,
        name=draft.name[:NAME],
        action=draft.action,
        text=draft.text,
        file_id=draft.file_id,
        file_kind=draft.file_kind,
        started_on=today_of(tx, actor),
        due_on=draft.due_on,
        untouched_percent=draft.untouched_percent,
        form_key=draft.form_key,
        **tx.fact_times(),
    )
    tx.session.add(group)
    tx.session.flush()
    parameters = {"group_id": group.id, "shares": [_written(share) for share in draft.shares]}
    group.job_id = create_job(
        tx.session, GIVE, parameters, tx.now, total=len(draft.shares), author_id=actor.id, form_key=draft.form_key
    )
    return GroupChanged(group.id)


@use_case(Right.PLAN_TASKS)
def stop_group(tx: Tx, actor: Member, group_id: int) -> GroupChanged:
    """No more tasks of it: what is not given out is not, open ones are taken back. Raises Gone."""
    group = group_open_to(tx.session, actor, group_id)
    if group.stopped_at is None:
        group.stopped_at = tx.now
        create_job(tx.session, STOP, {"group_id": group.id}, tx.now, author_id=actor.id, form_key=f"stop:{group.id}")
    return GroupChanged(group.id)


def group_open_to(session: Session, actor: Member, group_id: int) -> TaskGroup:
    """A group of his own, or of one he leads. Raises Gone."""
    group = session.get(TaskGroup, group_id)
    if group is None:
        raise Gone
    seen = seen_members(session, actor.id, actor.role)
    if seen is not None and group.author_id not in {*seen, actor.id}:
        raise Gone
    return group


def untouched_of(client_ids: Sequence[int], percent: int, seed: str) -> frozenset[int]:
    """Which clients are left without a task: by chance, the same ones for the same seed."""
    return frozenset(Random(seed).sample(sorted(client_ids), round(len(client_ids) * percent / 100)))


def _check(tx: Tx, actor: Member, draft: GroupDraft) -> None:
    if not 0 < len(draft.shares) <= LARGEST or draft.untouched_percent not in UNTOUCHED:
        raise BadChoice
    if draft.action is TaskAction.OTHER and not draft.text:
        raise WordsNeeded
    if draft.due_on < today_of(tx, actor):
        raise InThePast
    seen = seen_members(tx.session, actor.id, actor.role)
    if seen is not None and not {share.keeper_id for share in draft.shares} <= seen:
        raise NotAllowed


def _same_form(session: Session, form_key: str | None) -> int | None:
    return None if form_key is None else session.scalar(select(TaskGroup.id).where(TaskGroup.form_key == form_key))


def _written(share: Share) -> list[int]:
    return [share.client_id, share.keeper_id, share.on.toordinal() if share.on else 0]


# The job that gives them out


class GiveTasks:
    """Tasks of one group, by chunks of clients. Each is written with its client's row: a repeat finds both."""

    def __init__(self, group_id: int, shares: Sequence[Sequence[int]]) -> None:
        self._group_id = group_id
        self._shares = shares

    @classmethod
    def of(cls, parameters: Any) -> Work:
        return cls(parameters["group_id"], parameters["shares"])

    def prepare(self, progress: int) -> Sequence[Sequence[int]]:
        return self._shares[progress : progress + CHUNK]

    def step(self, session: Session, job: Job, prepared: Sequence[Sequence[int]], at: datetime) -> bool:
        """The next clients; after the last one each keeper is told."""
        tx = Tx(session, Cause(f"job:{job.id}", at, at))
        group = session.get_one(TaskGroup, self._group_id)
        if group.stopped_at is None:
            self._give(tx, group, job, prepared)
        job.progress += len(prepared)
        done = job.progress >= len(self._shares)
        if done and group.stopped_at is None:
            _tell_keepers(tx, group)
        tx.raise_revisions()
        return done

    def _give(self, tx: Tx, group: TaskGroup, job: Job, shares: Sequence[Sequence[int]]) -> None:
        author = tx.session.get_one(Member, group.author_id)
        present = _keepers(tx.session, author, [client for client, _, _ in shares])
        kept = [share for share in shares if present.get(share[0]) == share[1]]
        tasks = {client: _task(tx, group, client, keeper, on) for client, keeper, on in kept if on}
        tx.session.add_all(tasks.values())
        tx.session.flush()
        if kept:
            tx.session.execute(insert(GroupClient), [_row(group.id, share, tasks.get(share[0])) for share in kept])
        so_far: dict[str, int] = job.result or {}
        job.result = {
            "given": so_far.get("given", 0) + len(tasks),
            "skipped": so_far.get("skipped", 0) + len(shares) - len(kept),
        }
        tx.touch(Area.TASKS)


def _task(tx: Tx, group: TaskGroup, client_id: int, keeper_id: int, on: int) -> Task:
    """Not before the keeper's present day: the job may have waited."""
    keeper = tx.session.get_one(Member, keeper_id)
    return Task(
        assignee_id=keeper_id,
        author_id=group.author_id,
        client_id=client_id,
        action=group.action,
        text=group.name,
        due_on=max(date.fromordinal(on), today_of(tx, keeper)),
        form_key=f"group:{group.id}:{client_id}",
        **tx.fact_times(),
    )


def _row(group_id: int, share: Sequence[int], task: Task | None) -> dict[str, int | None]:
    return {
        "group_id": group_id,
        "client_id": share[0],
        "keeper_id": share[1],
        "task_id": task.id if task is not None else None,
    }


def _keepers(session: Session, author: Member, client_ids: Sequence[int]) -> dict[int, int]:
    """Who keeps each of these clients now, where the author may still set him tasks."""
    rows = select(Keeper.client_id, Keeper.member_id).where(Keeper.client_id.in_(client_ids), Keeper.until.is_(None))
    rows = rows.join(Client, Client.id == Keeper.client_id).where(Client.closed_at.is_(None))
    rows = rows.join(Member, Member.id == Keeper.member_id).where(Member.dismissed_at.is_(None))
    seen = seen_members(session, author.id, author.role)
    if seen is not None:
        rows = rows.where(Keeper.member_id.in_(seen))
    return dict(session.execute(rows).tuples().all())


def _tell_keepers(tx: Tx, group: TaskGroup) -> None:
    """One message to each, whatever the number of his tasks; none to who gave them to himself."""
    given = select(GroupClient.keeper_id).where(GroupClient.group_id == group.id, GroupClient.task_id.is_not(None))
    for keeper_id in tx.session.scalars(given.distinct().order_by(GroupClient.keeper_id)):
        if keeper_id is not None and keeper_id != group.author_id:
            keeper = tx.session.get_one(Member, keeper_id)
            tell(tx, keeper, "group_given", f"{group.id}:{keeper_id}", {"group_id": group.id})


# The job that takes them back


class TakeBack:
    """Open tasks of a stopped group are cancelled; what is done stays done."""

    def __init__(self, group_id: int) -> None:
        self._group_id = group_id

    @classmethod
    def of(cls, parameters: Any) -> Work:
        return cls(parameters["group_id"])

    def prepare(self, progress: int) -> None:
        return None

    def step(self, session: Session, job: Job, prepared: None, at: datetime) -> bool:
        tx = Tx(session, Cause(f"job:{job.id}", at, at))
        of_group = select(GroupClient.task_id).where(GroupClient.group_id == self._group_id)
        still = select(Task.id).where(Task.id.in_(of_group), Task.state == TaskState.OPEN).order_by(Task.id)
        ids = session.scalars(still.limit(4 * CHUNK)).all()
        cancelled = update(Task).where(Task.id.in_(ids), Task.state == TaskState.OPEN)
        session.execute(
            cancelled.values(state=TaskState.CANCELLED, closed_at=at).execution_options(synchronize_session=False)
        )
        job.progress += len(ids)
        tx.touch(Area.TASKS)
        tx.raise_revisions()
        return not ids
