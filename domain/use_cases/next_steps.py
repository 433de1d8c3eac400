"""The next step of what was logged: a second use case, so that who is interrupted in between has lost nothing."""

from dataclasses import dataclass

from domain.next_steps import Step
from domain.tables import Activity, Member, TaskState
from domain.use_case import Right, Tx, use_case
from domain.use_cases.activities import open_steps, own_activity, refresh_effective
from domain.use_cases.tasks import TaskDraft, add_task, close_task, reschedule, same_task


@dataclass(frozen=True, slots=True)
class StepSet:
    activity_id: int
    task_id: int
    again: bool = False
    """The step was there already: nothing was written now."""


@dataclass(frozen=True, slots=True)
class StepDropped:
    activity_id: int


@use_case(Right.LOG_ACTIVITY)
def set_next_step(tx: Tx, actor: Member, activity_id: int, step: Step, text: str | None = None) -> StepSet:
    """Promise the next step of an activity; a second tap sets no second one. Raises Gone, NotAllowed, InThePast."""
    activity = own_activity(tx.session, actor, activity_id)
    known = open_steps(tx.session, activity.id)
    if known:
        return StepSet(activity.id, known[0].id, again=True)
    return StepSet(activity.id, plan_step(tx, actor, activity, step, text=text))


@use_case(Right.LOG_ACTIVITY)
def change_next_step(tx: Tx, actor: Member, activity_id: int, step: Step) -> StepSet:
    """Another next step instead of the present one. Raises Gone, NotAllowed, InThePast."""
    activity = own_activity(tx.session, actor, activity_id)
    known = open_steps(tx.session, activity.id)
    if not known:
        return StepSet(activity.id, plan_step(tx, actor, activity, step))
    known[0].action = step.action
    reschedule(tx, known[0], step.day, step.hour)
    return StepSet(activity.id, known[0].id)


@use_case(Right.LOG_ACTIVITY)
def drop_next_step(tx: Tx, actor: Member, activity_id: int) -> StepDropped:
    """No next step after all. Raises Gone, NotAllowed."""
    activity = own_activity(tx.session, actor, activity_id)
    for step in open_steps(tx.session, activity.id):
        close_task(tx, step, TaskState.CANCELLED)
    refresh_effective(tx.session, activity)
    return StepDropped(activity.id)


def plan_step(tx: Tx, actor: Member, activity: Activity, step: Step, attempt: int = 0, text: str | None = None) -> int:
    """Write the step within a use case; the id of its task. A dated next step makes a talk effective."""
    key = f"next:{activity.id}"
    draft = TaskDraft(
        action=step.action,
        due_on=step.day,
        hour=step.hour,
        text=text,
        client_id=activity.client_id,
        deal_id=activity.deal_id,
        born_of=activity.id,
        attempt=attempt,
        form_key=key if same_task(tx.session, key) is None else f"{key}:{tx.cause.key}",
    )
    task = add_task(tx, actor, draft)
    refresh_effective(tx.session, activity)
    return task.id
