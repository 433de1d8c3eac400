"""Logging what happened with a client. Rules: "Activities (what reps log)", "Deals"."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.clients import client_open_to
from domain.errors import BackdatedTooFar, InTheFuture
from domain.settings import company
from domain.tables import Activity, ActivityKind, Client, Deal, DealState, Member, Outcome, Task, TaskState
from domain.use_case import Area, Right, Tx, use_case

CALL_LIKE = frozenset({ActivityKind.CALL, ActivityKind.CALL_IN, ActivityKind.REQUEST})
DECISIVE = frozenset({Outcome.AGREED, Outcome.REFUSED})


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


@dataclass(frozen=True, slots=True)
class ActivityLogged:
    activity_id: int
    client_id: int
    again: bool = False
    """The same form was saved before: nothing was written now."""


@use_case(Right.LOG_ACTIVITY)
def log_activity(tx: Tx, actor: Member, draft: ActivityDraft) -> ActivityLogged:
    """Record what the actor did with a client. Raises ClientNotYours, Gone, BackdatedTooFar, InTheFuture."""
    known = _same_form(tx.session, draft.form_key)
    if known is not None:
        return ActivityLogged(known.id, known.client_id, again=True)
    client = client_open_to(tx.session, actor, draft.client_id)
    happened_at = _happened_at(tx, draft)
    activity = Activity(
        kind=draft.kind,
        outcome=draft.outcome,
        client_id=client.id,
        contact_id=draft.contact_id,
        deal_id=draft.deal_id or _only_open_deal(tx.session, client.id),
        author_id=actor.id,
        task_id=draft.task_id,
        comment=draft.comment,
        from_queue=draft.from_queue,
        form_key=draft.form_key,
        is_cold=draft.kind is ActivityKind.CALL and is_cold(tx.session, client),
        is_effective=is_effective(draft.kind, draft.outcome, bool(draft.comment)),
        **tx.fact_times(happened_at),
    )
    tx.session.add(activity)
    client.last_touched_at = max(happened_at, client.last_touched_at or happened_at)
    tx.session.flush()
    _close_task(tx, actor, activity)
    tx.touch(Area.ACTIVITIES)
    return ActivityLogged(activity.id, client.id)


def is_effective(kind: ActivityKind, outcome: Outcome | None, substantial: bool) -> bool:
    """Agreed, refused, or talked with a comment or a dated next step (`substantial`)."""
    if kind not in CALL_LIKE:
        return False
    return outcome in DECISIVE or (outcome is Outcome.TALKED and substantial)


def is_cold(session: Session, client: Client) -> bool:
    """Neither a purchase nor an earlier effective contact."""
    if client.purchase_days:
        return False
    earlier = select(Activity.id).where(
        Activity.client_id == client.id, Activity.is_effective.is_(True), Activity.cancelled_at.is_(None)
    )
    return session.scalar(earlier.limit(1)) is None


def _same_form(session: Session, form_key: str | None) -> Activity | None:
    return None if form_key is None else session.scalar(select(Activity).where(Activity.form_key == form_key))


def _happened_at(tx: Tx, draft: ActivityDraft) -> datetime:
    if draft.happened_at is None:
        return tx.now
    if draft.happened_at > tx.now:
        raise InTheFuture
    days = company(tx.session).backdating_days
    if draft.happened_at < tx.now - timedelta(days=days + 1):
        raise BackdatedTooFar(days=days)
    return draft.happened_at


def _only_open_deal(session: Session, client_id: int) -> int | None:
    """The client's only open deal is attached by itself."""
    open_deals = session.scalars(
        select(Deal.id).where(Deal.client_id == client_id, Deal.state == DealState.OPEN).limit(2)
    ).all()
    return open_deals[0] if len(open_deals) == 1 else None


def _close_task(tx: Tx, actor: Member, activity: Activity) -> None:
    """The task that this activity answers is done by it."""
    if activity.task_id is None:
        return
    closed = tx.session.execute(
        update(Task)
        .where(Task.id == activity.task_id, Task.client_id == activity.client_id, Task.state == TaskState.OPEN)
        .values(state=TaskState.DONE, closed_at=tx.now)
    )
    if closed.rowcount:  # type: ignore[attr-defined]
        tx.touch(Area.TASKS)
