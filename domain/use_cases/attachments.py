"""Files and places said about a client: kept by Telegram's `file_id`, never downloaded."""

from dataclasses import dataclass

from sqlalchemy import select

from domain.tables import Activity, ActivityKind, Attachment, AttachmentKind, Member
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.activities import (
    ActivityChanged,
    ActivityDraft,
    ActivityLogged,
    own_activity,
    record,
    same_form,
)
from domain.use_cases.comments import comment_on


@dataclass(frozen=True, slots=True)
class FileDraft:
    """One file or place as it came: `message_id` makes a repeat harmless, `caption` is a comment."""

    kind: AttachmentKind
    message_id: int
    file_id: str | None = None
    file_unique_id: str | None = None
    file_name: str | None = None
    size: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    caption: str | None = None


@use_case(Right.LOG_ACTIVITY)
def attach_file(tx: Tx, actor: Member, activity_id: int, file: FileDraft) -> ActivityChanged:
    """Attach a file to what was logged. Raises Gone, NotAllowed."""
    activity = own_activity(tx.session, actor, activity_id)
    attach(tx, actor, activity, file)
    return ActivityChanged(activity.id)


@use_case(Right.LOG_ACTIVITY)
def log_files(tx: Tx, actor: Member, client_id: int, files: tuple[FileDraft, ...], form_key: str) -> ActivityLogged:
    """A note of files about a client. Raises ClientNotYours, Gone."""
    known = same_form(tx.session, form_key)
    if known is not None:
        return ActivityLogged(known.id, known.client_id, again=True)
    activity = record(tx, actor, ActivityDraft(client_id, ActivityKind.NOTE, form_key=form_key))
    for file in files:
        attach(tx, actor, activity, file)
    return ActivityLogged(activity.id, activity.client_id)


def attach(tx: Tx, actor: Member, activity: Activity, file: FileDraft) -> None:
    """Attach within a use case, once; a place is also where it happened, a caption also a comment."""
    key = f"file:{actor.id}:{file.message_id}"
    if tx.session.scalar(select(Attachment.id).where(Attachment.form_key == key)) is not None:
        return
    tx.session.add(
        Attachment(
            client_id=activity.client_id,
            activity_id=activity.id,
            author_id=actor.id,
            kind=file.kind,
            file_id=file.file_id,
            file_unique_id=file.file_unique_id,
            file_name=file.file_name,
            size=file.size,
            latitude=file.latitude,
            longitude=file.longitude,
            form_key=key,
            **tx.fact_times(),
        )
    )
    if file.kind is AttachmentKind.LOCATION and activity.latitude is None:
        activity.latitude, activity.longitude = file.latitude, file.longitude
    if file.caption:
        comment_on(tx, actor, activity, file.caption, file.message_id)
    tx.touch(Area.ACTIVITIES)
