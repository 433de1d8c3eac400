"""«Обзвон»: one tap logs the call and sets what comes next. Rule: "Log" of the screens."""

from dataclasses import dataclass

from domain.next_steps import Step, proposed_steps, retry_step
from domain.nudges.kinds import kind_of
from domain.nudges.noting import note_answer
from domain.reaching import happened_then, unanswered_in_a_row
from domain.schedules import schedule_of
from domain.tables import Activity, ActivityKind, Member, Outcome
from domain.use_case import Right, Tx, use_case
from domain.use_cases.activities import ActivityDraft, record, same_form
from domain.use_cases.next_steps import plan_step

SETS_STEP = frozenset({Outcome.AGREED, Outcome.TALKED, Outcome.NO_ANSWER})


@dataclass(frozen=True, slots=True)
class QueuedCall:
    """The outcome of one step of the queue; `form_key` is that of the step: a repeat logs nothing more.

    `nudge`: the kind and the subject that this call answers.
    """

    client_id: int
    outcome: Outcome
    form_key: str | None = None
    task_id: int | None = None
    deal_id: int | None = None
    from_queue: bool = True
    nudge: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class QueuedCallLogged:
    """`to_decide`: the third call in a row was not answered, a person says what comes next."""

    activity_id: int
    client_id: int
    to_decide: bool = False


@use_case(Right.LOG_ACTIVITY)
def log_queued_call(tx: Tx, actor: Member, call: QueuedCall) -> QueuedCallLogged:
    """Log the call and promise the next one by itself. Raises ClientNotYours, Gone."""
    known = same_form(tx.session, call.form_key)
    if known is not None:
        return QueuedCallLogged(known.id, known.client_id)
    activity, to_decide = call_and_step(tx, actor, call)
    if call.nudge is not None:
        kind, subject = call.nudge
        made = {"activity": activity.id}
        note_answer(tx, actor, kind_of(kind).name, subject, activity.client_id, call.outcome, made=made)
    return QueuedCallLogged(activity.id, activity.client_id, to_decide)


def call_and_step(tx: Tx, actor: Member, call: QueuedCall) -> tuple[Activity, bool]:
    """The same within a use case: the call, and whether a person has to say what comes next."""
    draft = ActivityDraft(
        client_id=call.client_id,
        kind=ActivityKind.CALL,
        outcome=call.outcome,
        task_id=call.task_id,
        deal_id=call.deal_id,
        form_key=call.form_key,
        from_queue=call.from_queue,
    )
    activity = record(tx, actor, draft)
    unanswered = unanswered_in_a_row(tx.session, activity.client_id)
    step = _next_step(tx, actor, activity, unanswered)
    if step is not None:
        plan_step(tx, actor, activity, step, attempt=unanswered)
    return activity, call.outcome is Outcome.NO_ANSWER and step is None


def _next_step(tx: Tx, actor: Member, activity: Activity, unanswered: int) -> Step | None:
    """The retry after a call not answered, the likeliest step after a talk; a refusal asks for none."""
    if activity.outcome not in SETS_STEP:
        return None
    schedule = schedule_of(tx.session, actor)
    happened = happened_then(tx.session, actor.id, activity.client_id, activity.kind, activity.outcome, tx.now)
    if activity.outcome is Outcome.NO_ANSWER:
        return retry_step(unanswered, happened, schedule)
    return proposed_steps(happened, schedule)[0]
