"""What goes from one member to another: the future is the taker's, the past stays. Rule: "Who gets it"."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from domain.outbox import Push, enqueue
from domain.schedules import next_hearing, schedule_of
from domain.tables import DealOwner, Keeper, Member, Notification, NotificationState, Task, TaskState
from domain.telling import tell
from domain.use_case import Area, Tx
from domain.zones import zone_of

CHUNK = 500
HANDED = "work_handed"
ONE_BY_ONE = timedelta(minutes=3)
PARTS = ("clients", "deals", "tasks")


@dataclass(frozen=True, slots=True)
class Work:
    """Ids of clients, deals and tasks."""

    clients: Collection[int] = ()
    deals: Collection[int] = ()
    tasks: Collection[int] = ()

    @property
    def none(self) -> bool:
        return not (self.clients or self.deals or self.tasks)


def hand_over(tx: Tx, work: Work, giver_id: int | None, taker: Member, on: date) -> Work:
    """From this day on what the giver (None = nobody) still has of this is the taker's; what really went over."""
    return Work(
        _pass_rows(tx.session, Keeper, Keeper.client_id, work.clients, giver_id, taker.id, on),
        _pass_rows(tx.session, DealOwner, DealOwner.deal_id, work.deals, giver_id, taker.id, on),
        _pass_tasks(tx, work.tasks, giver_id, taker),
    )


def tell_taker(tx: Tx, work: Work, giver_id: int | None, taker: Member) -> None:
    """One summary of what is his now."""
    if not work.none:
        tell(tx, taker, HANDED, f"{taker.id}:{tx.cause.key}", _about(work, giver_id))


def tell_stand_in(tx: Tx, task_ids: Sequence[int], giver_id: int, taker: Member) -> None:
    """What is his while the giver is away."""
    tell(tx, taker, HANDED, f"{taker.id}:{tx.cause.key}", _about(Work(tasks=task_ids), giver_id) | {"away": True})


def tell_stand_in_soon(tx: Tx, task_id: int, giver_id: int, taker: Member) -> None:
    """The same of tasks that are given out one by one: together, a few minutes after the first of them."""
    _tell_soon(tx, _about(Work(tasks=[task_id]), giver_id) | {"away": True}, taker, tx.cause.key)


def tell_taker_soon(tx: Tx, work: Work, giver_id: int | None, taker: Member, key: str) -> None:
    """The summary of what goes over a part at a time. `key`: what makes this part one of its kind."""
    _tell_soon(tx, _about(work, giver_id), taker, key)


def _tell_soon(tx: Tx, about: dict[str, Any], taker: Member, key: str) -> None:
    waiting = select(Notification).where(
        Notification.kind == HANDED,
        Notification.recipient_id == taker.id,
        Notification.state == NotificationState.WAITING,
    )
    for told in tx.session.scalars(waiting):
        if (told.about["from"], told.about.get("away")) == (about["from"], about.get("away")):
            told.about = {**told.about, **{name: [*told.about[name], *about[name]] for name in PARTS}}
            return
    due_at = next_hearing(schedule_of(tx.session, taker), tx.now + ONE_BY_ONE)
    enqueue(tx.session, [Push(f"{HANDED}:{taker.id}:{key}", HANDED, taker.id, due_at, None, about)], tx.now)


def _about(work: Work, giver_id: int | None) -> dict[str, Any]:
    return {"from": giver_id, "clients": [*work.clients], "deals": [*work.deals], "tasks": [*work.tasks]}


def pass_on(tx: Tx, task: Task, assignee: Member) -> None:
    """Another's from now on, on his own clock: a reminder meant for the one before is no longer wanted."""
    task.assignee_id = assignee.id
    task.occurrence += 1
    if task.due_at is not None:
        task.due_on = task.due_at.astimezone(zone_of(tx.session, assignee)).date()
    tx.touch(Area.TASKS)


def _pass_tasks(tx: Tx, ids: Collection[int], giver_id: int | None, taker: Member) -> list[int]:
    passed = []
    for chunk in _chunks(ids):
        present = select(Task).where(Task.id.in_(chunk), Task.assignee_id == giver_id, Task.state == TaskState.OPEN)
        for task in tx.session.scalars(present.order_by(Task.id)):
            pass_on(tx, task, taker)
            passed.append(task.id)
    return passed


def _pass_rows(
    session: Session, table: Any, column: Any, ids: Collection[int], giver_id: int | None, taker_id: int, on: date
) -> list[int]:
    """Rows from–to: the giver's end on this day, the taker's begin."""
    passed: list[int] = []
    for chunk in _chunks(ids):
        present = select(column, table.member_id).where(column.in_(chunk), table.until.is_(None))
        whose: dict[int, int] = dict(session.execute(present).tuples().all())
        had = [each for each in chunk if whose.get(each) == giver_id and giver_id != taker_id]
        ended = update(table).where(column.in_(had), table.until.is_(None)).values(until=on)
        session.execute(ended.execution_options(synchronize_session=False))
        if had:
            session.execute(insert(table), [{column.key: each, "member_id": taker_id, "since": on} for each in had])
        passed += had
    return passed


def _chunks(ids: Collection[int]) -> Iterator[Sequence[int]]:
    listed = list(ids)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]
