"""A reminder answered in one tap: what came of the task is logged, and the task is closed by it."""

from domain.errors import Gone
from domain.tables import ActivityKind, Member, Outcome, Task, TaskState
from domain.use_case import Right, Tx, use_case
from domain.use_cases.activities import ActivityDraft, ActivityLogged, record, same_form


@use_case(Right.LOG_ACTIVITY)
def answer_task(
    tx: Tx, actor: Member, task_id: int, occurrence: int, kind: ActivityKind, outcome: Outcome | None
) -> ActivityLogged:
    """Log what came of the actor's open task. A second tap finds the first. Raises Gone, ClientNotYours."""
    form_key = f"task:{task_id}:{occurrence}"
    known = same_form(tx.session, form_key)
    if known is not None and known.author_id == actor.id and known.cancelled_at is None:
        return ActivityLogged(known.id, known.client_id, again=True)
    task = tx.session.get(Task, task_id)
    if task is None or task.state is not TaskState.OPEN or task.assignee_id != actor.id or task.client_id is None:
        raise Gone
    free = None if known else form_key
    activity = record(tx, actor, ActivityDraft(task.client_id, kind, outcome, task_id=task.id, form_key=free))
    return ActivityLogged(activity.id, activity.client_id)
