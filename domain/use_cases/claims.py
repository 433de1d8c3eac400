"""A claim is answered first, then closed with what was done. Rule: the row «request, claim» of the pushes."""

from dataclasses import dataclass
from datetime import date

from domain.errors import Gone, TooLong, WordsNeeded
from domain.schedules import schedule_of
from domain.tables import ActivityKind, Member, Task, TaskAction, TaskState
from domain.use_case import Right, Tx, use_case
from domain.use_cases.activities import ActivityDraft, record, same_form
from domain.use_cases.tasks import reschedule, task_open_to
from domain.zones import today_of

CLOSED_WITHIN = 5
"""Working days after the first answer."""
LONGEST = 3000


@dataclass(frozen=True, slots=True)
class ClaimAnswered:
    task_id: int


@dataclass(frozen=True, slots=True)
class ClaimClosed:
    activity_id: int


@use_case(Right.LOG_ACTIVITY)
def answer_claim(tx: Tx, actor: Member, task_id: int, words: str) -> ClaimAnswered:
    """The client has heard that his claim is dealt with; `words` say so in the history. Said once. Raises Gone."""
    task = _claim(tx, actor, task_id)
    if task.state is TaskState.OPEN and task.due_at is not None:
        activity = record(tx, actor, _note(task, words, keeps_promise=False))
        activity.task_id = task.id
        reschedule(tx, task, _closing_day(tx, task), None)
    return ClaimAnswered(task.id)


@use_case(Right.LOG_ACTIVITY)
def close_claim(tx: Tx, actor: Member, task_id: int, words: str, form_key: str) -> ClaimClosed:
    """What was done. The same form closes it once. Raises Gone, WordsNeeded, TooLong."""
    known = same_form(tx.session, form_key)
    if known is not None:
        return ClaimClosed(known.id)
    said = words.strip()
    if not said:
        raise WordsNeeded
    if len(said) > LONGEST:
        raise TooLong(length=len(said), limit=LONGEST)
    task = _claim(tx, actor, task_id)
    if task.state is not TaskState.OPEN:
        raise Gone
    return ClaimClosed(record(tx, actor, _note(task, said, task_id=task.id, form_key=form_key)).id)


def _claim(tx: Tx, actor: Member, task_id: int) -> Task:
    task = task_open_to(tx.session, actor, task_id)
    if task.action is not TaskAction.CLAIM or task.client_id is None:
        raise Gone
    return task


def _note(
    task: Task, words: str, *, task_id: int | None = None, form_key: str | None = None, keeps_promise: bool = True
) -> ActivityDraft:
    return ActivityDraft(
        task.client_id or 0,
        ActivityKind.NOTE,
        task_id=task_id,
        deal_id=task.deal_id,
        comment=words,
        form_key=form_key,
        keeps_promise=keeps_promise,
    )


def _closing_day(tx: Tx, task: Task) -> date:
    assignee = tx.session.get_one(Member, task.assignee_id)
    return schedule_of(tx.session, assignee).working_day_after(today_of(tx, assignee), CLOSED_WITHIN)
