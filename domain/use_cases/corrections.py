"""What is said of a logged activity afterwards: when it was, how it ended, who was there, that it was not."""

from datetime import datetime, timedelta

from domain.coldness import mark_calls
from domain.errors import Gone
from domain.tables import Companion, Member, Outcome
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.activities import (
    ActivityChanged,
    check_time,
    keep_version,
    own_activity,
    refresh_effective,
    retouch,
)
from domain.use_cases.money_back import redate_money, take_back_money


@use_case(Right.LOG_ACTIVITY)
def correct_time(tx: Tx, actor: Member, activity_id: int, happened_at: datetime) -> ActivityChanged:
    """It was earlier, and so was the money it brought. A new version; the old one stays.

    Raises Gone, NotAllowed, BackdatedTooFar, InTheFuture.
    """
    activity = own_activity(tx.session, actor, activity_id)
    check_time(tx, actor, happened_at, activity.received_at)
    if happened_at != activity.happened_at:
        keep_version(tx, actor, activity)
        before, activity.happened_at = activity.happened_at, happened_at
        retouch(tx.session, activity.client_id)
        mark_calls(tx.session, activity.client_id, min(before, happened_at) - timedelta.resolution)
        redate_money(tx, actor, activity, before)
        tx.touch(Area.ACTIVITIES)
    return ActivityChanged(activity.id)


@use_case(Right.LOG_ACTIVITY)
def set_outcome(tx: Tx, actor: Member, activity_id: int, outcome: Outcome) -> ActivityChanged:
    """How it ended, said later. A new version; the old one stays. Raises Gone, NotAllowed."""
    activity = own_activity(tx.session, actor, activity_id)
    if outcome is not activity.outcome:
        keep_version(tx, actor, activity)
        activity.outcome = outcome
        refresh_effective(tx.session, activity)
        tx.touch(Area.ACTIVITIES)
    return ActivityChanged(activity.id)


@use_case(Right.LOG_ACTIVITY)
def set_companion(tx: Tx, actor: Member, activity_id: int, member_id: int, with_me: bool) -> ActivityChanged:
    """Who else was there. Raises Gone, NotAllowed."""
    activity = own_activity(tx.session, actor, activity_id)
    colleague = tx.session.get(Member, member_id)
    if colleague is None or colleague.id == actor.id or (with_me and colleague.dismissed_at is not None):
        raise Gone
    present = tx.session.get(Companion, (activity.id, member_id))
    if with_me and present is None:
        tx.session.add(Companion(activity_id=activity.id, member_id=member_id))
    elif not with_me and present is not None:
        tx.session.delete(present)
    tx.touch(Area.ACTIVITIES)
    return ActivityChanged(activity.id)


@use_case(Right.LOG_ACTIVITY)
def cancel_activity(tx: Tx, actor: Member, activity_id: int) -> ActivityChanged:
    """It did not happen: kept in history, and all that followed from it is as if it had never been said.

    Its next step closes, the task it had closed is open again, the calls after it are cold or warm without it, and the
    deal goes back from the stage it was moved to; a deal moved on since, by hand or by another fact, stays where it
    is. Money goes with it on the day it was written, but not an invoice of which something is paid.
    Raises Gone, NotAllowed, ClientNotYours.
    """
    activity = own_activity(tx.session, actor, activity_id)
    take_back_money(tx, actor, activity)
    return ActivityChanged(activity.id)
