"""What a manager does with what waits for him: puts it off. Rule: escalation of "What the bot pushes by itself"."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from domain.errors import Gone
from domain.readers.bundle import BUNDLE, stake_of
from domain.readers.stakes import TASK
from domain.schedules import schedule_of
from domain.settings import company
from domain.tables import Member, NudgeAnswer, TaskState
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.handing import give_client
from domain.use_cases.tasks import hand_task, reschedule, task_open_to
from domain.zones import today_of


@dataclass(frozen=True, slots=True)
class PutOff:
    code: str


@dataclass(frozen=True, slots=True)
class StakeHanded:
    code: str


@use_case(Right.ASSIGN_TASKS)
def put_off_stake(tx: Tx, actor: Member, code: str) -> PutOff:
    """«Продлить»: a task goes to its assignee's next working day at the same hour; the rest is silent for a week ⚙.

    A second tap finds the first. Raises Gone.
    """
    form_key = f"bundle:{actor.id}:{code}:{today_of(tx, actor)}"
    if tx.session.scalar(select(NudgeAnswer.id).where(NudgeAnswer.form_key == form_key)) is not None:
        return PutOff(code)
    stake = stake_of(tx.session, actor.id, code, tx.now)
    if stake is None:
        raise Gone
    if stake.kind == TASK:
        _prolong(tx, actor, stake.id)
    until = today_of(tx, actor) + timedelta(days=company(tx.session).again_days)
    row = NudgeAnswer(
        kind=BUNDLE,
        subject=code,
        client_id=stake.client_id,
        member_id=actor.id,
        answer="later",
        until=until,
        made={},
        answered_at=tx.now,
        form_key=form_key,
    )
    tx.session.add(row)
    tx.touch(Area.TASKS)
    return PutOff(code)


@use_case(Right.ASSIGN_TASKS)
def hand_stake(tx: Tx, actor: Member, code: str, member_id: int) -> StakeHanded:
    """«Передать»: a task goes alone, a client with all that is open of his; whoever takes it is told.

    Raises Gone of what waits for the actor no more, NotAllowed.
    """
    stake = stake_of(tx.session, actor.id, code, tx.now)
    if stake is None:
        raise Gone
    if stake.task is not None:
        hand_task.body(tx, actor, stake.id, member_id)
    elif stake.client_id is not None:
        give_client.body(tx, actor, stake.client_id, member_id)
    return StakeHanded(code)


def _prolong(tx: Tx, actor: Member, task_id: int) -> None:
    task = task_open_to(tx.session, actor, task_id)
    if task.state is not TaskState.OPEN:
        raise Gone
    assignee = tx.session.get_one(Member, task.assignee_id)
    schedule, today = schedule_of(tx.session, assignee), today_of(tx, assignee)
    day = schedule.working_day_after(today, 1)
    reschedule(tx, task, day, schedule.local(task.due_at).time() if task.due_at else None)
