"""Comments: text messages said about what was just logged; an edit of one is a new version."""

from sqlalchemy import select

from domain.errors import Gone
from domain.tables import Activity, CommentPart, Member
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.activities import ActivityChanged, keep_version, own_activity, refresh_effective


@use_case(Right.LOG_ACTIVITY)
def add_comment(tx: Tx, actor: Member, activity_id: int, text: str, message_id: int) -> ActivityChanged:
    """The message is a comment, or one more line of it. Raises Gone, NotAllowed."""
    activity = own_activity(tx.session, actor, activity_id)
    comment_on(tx, actor, activity, text, message_id)
    return ActivityChanged(activity.id)


@use_case(Right.LOG_ACTIVITY)
def edit_comment(tx: Tx, actor: Member, message_id: int, text: str) -> ActivityChanged:
    """The message was edited. Raises Gone when it is no comment of the actor's."""
    part = tx.session.scalar(
        select(CommentPart)
        .join(Activity, Activity.id == CommentPart.activity_id)
        .where(CommentPart.message_id == message_id, Activity.author_id == actor.id)
        .order_by(CommentPart.activity_id.desc())
        .limit(1)
    )
    if part is None:
        raise Gone
    activity = own_activity(tx.session, actor, part.activity_id)
    if text != part.text:
        keep_version(tx, actor, activity)
        part.text = text
        _rewrite(tx, activity)
    return ActivityChanged(activity.id)


@use_case(Right.LOG_ACTIVITY)
def take_back_comment(tx: Tx, actor: Member, activity_id: int, message_id: int) -> ActivityChanged:
    """The message was no comment after all. Raises Gone, NotAllowed."""
    activity = own_activity(tx.session, actor, activity_id)
    part = tx.session.get(CommentPart, (activity.id, message_id))
    if part is not None:
        keep_version(tx, actor, activity)
        tx.session.delete(part)
        _rewrite(tx, activity)
    return ActivityChanged(activity.id)


def comment_on(tx: Tx, actor: Member, activity: Activity, text: str, message_id: int) -> None:
    """Add the message to the comment within a use case; the same message counts once."""
    if tx.session.get(CommentPart, (activity.id, message_id)) is not None:
        return
    if activity.comment:
        keep_version(tx, actor, activity)
        if not _parts(tx, activity.id):
            tx.session.add(CommentPart(activity_id=activity.id, message_id=0, text=activity.comment))
    tx.session.add(CommentPart(activity_id=activity.id, message_id=message_id, text=text))
    _rewrite(tx, activity)


def _rewrite(tx: Tx, activity: Activity) -> None:
    tx.session.flush()
    activity.comment = "\n".join(part.text for part in _parts(tx, activity.id)) or None
    refresh_effective(tx.session, activity)
    tx.touch(Area.ACTIVITIES)


def _parts(tx: Tx, activity_id: int) -> list[CommentPart]:
    parts = select(CommentPart).where(CommentPart.activity_id == activity_id).order_by(CommentPart.message_id)
    return list(tx.session.scalars(parts))
