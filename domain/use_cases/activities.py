"""Logging what happened with a client. Rules: "Activities (what reps log)", "Deals"."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, exists, func, insert, select, update
from sqlalchemy.orm import Session

from domain.clients import WITH_KEEPER, opened
from domain.coldness import had_bought, mark_calls
from domain.deals import deal_open_to, take_back_moves
from domain.errors import BackdatedTooFar, Gone, InTheFuture, NotAllowed
from domain.settings import company
from domain.tables import (
    Activity,
    ActivityKind,
    ActivityVersion,
    Client,
    Contact,
    Deal,
    DealState,
    Member,
    Outcome,
    StageChange,
    Task,
    TaskAction,
    TaskState,
)
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.tasks import close_task, is_task_open_to, reopen_task
from domain.use_cases.urgent import URGENT, follow_up
from domain.zones import today_of, zone_of

CALL_LIKE = frozenset({ActivityKind.CALL, ActivityKind.CALL_IN, ActivityKind.REQUEST})
DECISIVE = frozenset({Outcome.AGREED, Outcome.REFUSED})
ANSWERS = {
    ActivityKind.CALL: TaskAction.CALL,
    ActivityKind.CALL_IN: TaskAction.CALL,
    ActivityKind.MEETING: TaskAction.MEETING,
    ActivityKind.OFFER: TaskAction.OFFER,
    ActivityKind.LETTER: TaskAction.LETTER,
    ActivityKind.INVOICE: TaskAction.INVOICE,
}
"""Which promise of today an activity keeps, when no task was named."""


# Asked at every save, so made once, and asked in one go: the client and what a save must know besides.
_OF_FORM = select(Activity.id, Activity.client_id, Activity.author_id, Activity.cancelled_at).where(
    Activity.form_key == bindparam("form_key")
)
_PROMISED = (
    select(Task.id)
    .where(
        Task.client_id == bindparam("client_id"),
        Task.state == TaskState.OPEN,
        Task.assignee_id == bindparam("assignee_id"),
        Task.action == bindparam("action"),
        Task.due_on <= bindparam("today"),
    )
    .order_by(Task.due_on, Task.due_at, Task.id)
    .limit(1)
)
_OPEN_DEALS = select(func.min(Deal.id)).where(Deal.client_id == bindparam("client_id"), Deal.state == DealState.OPEN)
_REACHED = (
    select(Activity.id)
    .where(
        Activity.client_id == bindparam("client_id"),
        Activity.is_effective.is_(True),
        Activity.cancelled_at.is_(None),
        Activity.happened_at < bindparam("at"),
    )
    .limit(1)
)
_STANDING = WITH_KEEPER.add_columns(
    _PROMISED.scalar_subquery().label("promised"),
    _OPEN_DEALS.having(func.count() == 1).scalar_subquery().label("only_deal"),
    _REACHED.scalar_subquery().label("reached"),
    exists().where(Activity.form_key == bindparam("form_key")).label("again"),
)
_RECORD = insert(Activity).returning(Activity.id)
_TOUCH = update(Client).where(Client.id == bindparam("of_client"))


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """What a person says happened. `form_key` is the id of the form it came from: a repeat logs nothing more."""

    client_id: int
    kind: ActivityKind
    outcome: Outcome | None = None
    form_key: str | None = None
    contact_id: int | None = None
    deal_id: int | None = None
    task_id: int | None = None
    comment: str | None = None
    happened_at: datetime | None = None
    from_queue: bool = False
    keeps_promise: bool = True
    """Whether it is what was promised for today, if such a thing was."""


@dataclass(frozen=True, slots=True)
class ActivityLogged:
    activity_id: int
    client_id: int
    again: bool = False
    """The same form was saved before: nothing was written now."""


@dataclass(frozen=True, slots=True)
class ActivityChanged:
    activity_id: int


@use_case(Right.LOG_ACTIVITY)
def log_activity(tx: Tx, actor: Member, draft: ActivityDraft) -> ActivityLogged:
    """Record what the actor did with a client. Raises ClientNotYours, Gone, BackdatedTooFar, InTheFuture."""
    standing = _standing(tx, actor, draft)
    known = same_form(tx.session, draft.form_key) if standing is None or standing.again else None
    if known is not None:
        return ActivityLogged(known.id, known.client_id, again=True)
    return ActivityLogged(_recorded(tx, actor, draft, standing), draft.client_id)


def withdraw(tx: Tx, activity: Activity) -> None:
    """Cancel the activity, and what followed from it, within a use case."""
    activity.cancelled_at = tx.now
    for step in open_steps(tx.session, activity.id):
        close_task(tx, step, TaskState.CANCELLED)
    answered = tx.session.get(Task, activity.task_id) if activity.task_id else None
    if answered is not None and answered.state is TaskState.DONE and answered.closed_at == activity.received_at:
        reopen_task(tx, answered)
    retouch(tx.session, activity.client_id)
    mark_calls(tx.session, activity.client_id, activity.happened_at)
    moved = select(StageChange.deal_id).where(StageChange.activity_id == activity.id).distinct()
    for deal in tx.session.scalars(select(Deal).where(Deal.id.in_(moved))):
        take_back_moves(tx, deal)
    tx.touch(Area.ACTIVITIES)


def record(tx: Tx, actor: Member, draft: ActivityDraft) -> Activity:
    """Write the activity within a use case, and close the task that it answers."""
    return tx.session.get_one(Activity, _recorded(tx, actor, draft, _standing(tx, actor, draft)))


def _recorded(tx: Tx, actor: Member, draft: ActivityDraft, standing: Row[Any] | None) -> int:
    """The same as an id: an entity costs what all the rest of a save does."""
    if standing is None:
        raise Gone
    client = opened(tx.session, actor, standing.Client, standing.member_id)
    happened_at = draft.happened_at or tx.now
    if draft.happened_at is not None:
        check_time(tx, actor, happened_at, tx.now)
    task = _answered_task(tx.session, actor, draft, standing.promised)
    effective = is_effective(draft.kind, draft.outcome, bool(draft.comment))
    deal_id = _deal_meant(tx.session, actor, draft, task, standing.only_deal)
    values = {
        "kind": draft.kind,
        "outcome": draft.outcome,
        "client_id": client.id,
        "contact_id": _contact_named(tx.session, draft),
        "deal_id": deal_id,
        "author_id": actor.id,
        "task_id": task.id if task else None,
        "comment": draft.comment,
        "from_queue": draft.from_queue,
        "form_key": draft.form_key,
        "is_cold": draft.kind is ActivityKind.CALL
        and standing.reached is None
        and not had_bought(tx.session, client, actor, happened_at),
        "is_effective": effective,
    }
    tx.session.flush()
    activity_id: int = tx.session.connection().execute(_RECORD, values | tx.fact_times(happened_at)).scalar_one()
    if draft.happened_at is not None and effective:
        mark_calls(tx.session, client.id, happened_at)
    if client.last_touched_at is None or client.last_touched_at < happened_at:
        tx.session.connection().execute(_TOUCH, {"of_client": client.id, "last_touched_at": happened_at})
    if task is not None and task.state is TaskState.OPEN:
        close_task(tx, task, TaskState.DONE)
    if draft.kind in URGENT:
        follow_up(tx, actor, draft.kind, activity_id, client.id, deal_id, standing.member_id)
    tx.touch(Area.ACTIVITIES)
    return activity_id


def is_effective(kind: ActivityKind, outcome: Outcome | None, substantial: bool) -> bool:
    """Agreed, refused, or talked with a comment or a dated next step (`substantial`)."""
    if kind not in CALL_LIKE:
        return False
    return outcome in DECISIVE or (outcome is Outcome.TALKED and substantial)


def refresh_effective(session: Session, activity: Activity) -> None:
    """After a comment or a next step has come or gone."""
    session.flush()
    step = select(Task.id).where(Task.born_of == activity.id, Task.state != TaskState.CANCELLED).limit(1)
    substantial = bool(activity.comment) or session.scalar(step) is not None
    was, activity.is_effective = activity.is_effective, is_effective(activity.kind, activity.outcome, substantial)
    if activity.is_effective is not was:
        mark_calls(session, activity.client_id, activity.happened_at)


def own_activity(session: Session, actor: Member, activity_id: int) -> Activity:
    """The actor's own activity, not cancelled. Raises Gone, NotAllowed."""
    activity = session.get(Activity, activity_id)
    if activity is None or activity.cancelled_at is not None:
        raise Gone
    if activity.author_id != actor.id:
        raise NotAllowed
    return activity


def open_steps(session: Session, activity_id: int) -> list[Task]:
    """Next steps of an activity that are still to be done."""
    steps = select(Task).where(Task.born_of == activity_id, Task.state == TaskState.OPEN).order_by(Task.id)
    return list(session.scalars(steps))


def keep_version(tx: Tx, actor: Member, activity: Activity) -> None:
    """Keep what the activity says now: a correction is a new version."""
    tx.session.add(
        ActivityVersion(
            activity_id=activity.id,
            number=activity.version,
            kind=activity.kind,
            outcome=activity.outcome,
            comment=activity.comment,
            happened_at=activity.happened_at,
            replaced_at=tx.now,
            replaced_by=actor.id,
        )
    )
    activity.version += 1


def same_form(session: Session, form_key: str | None) -> Row[int, int, int, datetime | None] | None:
    """`id`, `client_id`, `author_id`, `cancelled_at` of what the same form has logged before."""
    return None if form_key is None else session.connection().execute(_OF_FORM, {"form_key": form_key}).one_or_none()


def check_time(tx: Tx, actor: Member, happened_at: datetime, logged_at: datetime) -> None:
    """Not ahead, and not more days ⚙ before the day it was logged. Raises InTheFuture, BackdatedTooFar."""
    if happened_at > tx.now:
        raise InTheFuture
    days = company(tx.session).backdating_days
    zone = zone_of(tx.session, actor)
    if (logged_at.astimezone(zone).date() - happened_at.astimezone(zone).date()).days > days:
        raise BackdatedTooFar(days=days)


def _standing(tx: Tx, actor: Member, draft: ActivityDraft) -> Row[Any] | None:
    """How things stand with the client before a save; None if there is no such client.

    `Client` and `member_id`, his keeper; `promised`: the actor's promise of today (or overdue) to this client that such
    an activity keeps; `only_deal`: the client's only open deal; `reached`: an effective contact before, which makes a
    call warm; `again`: the same form was saved before.
    """
    known = {
        "client_id": draft.client_id,
        "assignee_id": actor.id,
        "action": ANSWERS.get(draft.kind),
        "today": today_of(tx, actor),
        "at": draft.happened_at or tx.now,
        "form_key": draft.form_key,
    }
    return tx.session.execute(_STANDING, known).one_or_none()


def _deal_meant(
    session: Session, actor: Member, draft: ActivityDraft, task: Task | None, only_deal: int | None
) -> int | None:
    """The deal named, the task's, or the only open one. Raises Gone for one of another client, NotAllowed for one
    without a client that is not the actor's.
    """
    if draft.deal_id is None:
        return (task.deal_id if task else None) or only_deal
    deal = session.get(Deal, draft.deal_id)
    if deal is not None and deal.client_id is None:
        return deal_open_to(session, actor, deal.id).id
    if deal is None or deal.client_id != draft.client_id:
        raise Gone
    return deal.id


def _contact_named(session: Session, draft: ActivityDraft) -> int | None:
    """The contact person named. Raises Gone for one of another client."""
    if draft.contact_id is None:
        return None
    contact = session.get(Contact, draft.contact_id)
    if contact is None or contact.client_id != draft.client_id or contact.archived_at is not None:
        raise Gone
    return contact.id


def _answered_task(session: Session, actor: Member, draft: ActivityDraft, promised: int | None) -> Task | None:
    """The task named, if it is this client's and the actor may close it, or the promise that this activity keeps."""
    if draft.task_id is None:
        return session.get(Task, promised) if promised and draft.keeps_promise else None
    task = session.get(Task, draft.task_id)
    named = task is not None and task.client_id == draft.client_id and is_task_open_to(session, actor, task)
    return task if named else None


def retouch(session: Session, client_id: int) -> None:
    """When the client was last touched, after a fact of his has moved or gone."""
    session.flush()
    last = select(Activity.happened_at).where(Activity.client_id == client_id, Activity.cancelled_at.is_(None))
    client = session.get_one(Client, client_id)
    client.last_touched_at = session.scalar(last.order_by(Activity.happened_at.desc()).limit(1))
