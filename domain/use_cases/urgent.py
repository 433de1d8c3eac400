"""A request or a claim cannot wait: its keeper is told at once, and a claim is a task with a deadline.

Rule: the row «request, claim» of the pushes.
"""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from domain.clients import leaders_of
from domain.outbox import Push, enqueue
from domain.schedules import next_hearing, schedule_of
from domain.settings import company
from domain.tables import ActivityKind, Member, Task, TaskAction
from domain.use_case import Area, Tx
from domain.worktime import DAY, NoWorkingTime, Schedule

URGENT = frozenset({ActivityKind.REQUEST, ActivityKind.CLAIM})


def follow_up(
    tx: Tx,
    actor: Member,
    kind: ActivityKind,
    activity_id: int,
    client_id: int,
    deal_id: int | None,
    keeper_id: int | None,
) -> None:
    """After such an activity was logged. `keeper_id` None: nobody keeps the client, so it is the actor's to answer."""
    keeper = _who_answers(tx, tx.session.get_one(Member, keeper_id) if keeper_id else actor)
    if kind is ActivityKind.CLAIM:
        _plan_answer(tx, actor, keeper, activity_id, client_id, deal_id)
    if keeper.id != actor.id:
        due_at = next_hearing(schedule_of(tx.session, keeper), tx.now)
        push = Push(f"{kind}:{activity_id}", kind.value, keeper.id, due_at, None, {"activity_id": activity_id})
        enqueue(tx.session, [push], tx.now)


def answer_by(schedule: Schedule, since: datetime, days: int) -> datetime:
    """When so many full working days of this schedule have passed."""
    start, end = schedule.hours.usual or (time.min, time.max)
    full = datetime.combine(date.min, end) - datetime.combine(date.min, start)
    try:
        return schedule.add_working(since, days * full)
    except NoWorkingTime:
        return since + days * DAY


def _who_answers(tx: Tx, keeper: Member) -> Member:
    """The keeper; while he is away, who leads him."""
    schedule = schedule_of(tx.session, keeper)
    if not schedule.is_absent(schedule.local_date(tx.now)):
        return keeper
    return _first(tx.session, leaders_of(tx.session, keeper.id)) or keeper


def _first(session: Session, ids: list[int]) -> Member | None:
    return session.get(Member, ids[0]) if ids else None


def _plan_answer(tx: Tx, actor: Member, keeper: Member, activity_id: int, client_id: int, deal_id: int | None) -> None:
    schedule = schedule_of(tx.session, keeper)
    due_at = answer_by(schedule, tx.now, company(tx.session).claim_days)
    tx.session.add(
        Task(
            assignee_id=keeper.id,
            author_id=actor.id,
            client_id=client_id,
            deal_id=deal_id,
            action=TaskAction.CLAIM,
            due_on=schedule.local_date(due_at),
            due_at=due_at,
            born_of=activity_id,
            form_key=f"claim:{activity_id}",
            **tx.fact_times(),
        )
    )
    tx.session.flush()
    tx.touch(Area.TASKS)
