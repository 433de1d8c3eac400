"""What reps log. Rule: "Activities (what reps log)"."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, BigId, Fact, LongText, ref


class ActivityKind(StrEnum):
    CALL = "call"
    CALL_IN = "call_in"
    REQUEST = "request"
    MEETING_SET = "meeting_set"
    MEETING = "meeting"
    OFFER = "offer"
    LETTER = "letter"
    INVOICE = "invoice"
    PAYMENT = "payment"
    SHIPMENT = "shipment"
    CLAIM = "claim"
    NOTE = "note"


class Outcome(StrEnum):
    AGREED = "agreed"
    TALKED = "talked"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    THINKING = "thinking"
    NOT_HELD = "not_held"


CONTACT_KINDS = frozenset({ActivityKind.CALL, ActivityKind.CALL_IN, ActivityKind.REQUEST})


COUNTED = ("kind", "outcome", "is_effective", "is_cold", "cancelled_at", "received_at")
LOOKED_AT = ("from_queue", "client_id", "duration_s", "latitude", "id")
"""What a month of everybody's activities is counted by, and looked through: no row is fetched for it but for words."""
SAID = text("comment IS NOT NULL")


class Activity(Base, Fact):
    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_author_id_counts", "author_id", "happened_at", *COUNTED, *LOOKED_AT),
        Index("ix_activity_author_id_said", "author_id", "happened_at", sqlite_where=SAID, postgresql_where=SAID),
        Index("ix_activity_client_id_counts", "client_id", "happened_at", "kind", "cancelled_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ActivityKind]
    outcome: Mapped[Outcome | None]
    is_cold: Mapped[bool] = mapped_column(default=False)
    """Neither a purchase nor an effective contact of this client came before."""
    is_effective: Mapped[bool] = mapped_column(default=False)
    """Agreed, refused, or talked with a comment or a dated next step."""
    client_id: Mapped[int] = ref("client.id", index=False)
    contact_id: Mapped[int | None] = ref("contact.id")
    deal_id: Mapped[int | None] = ref("deal.id")
    author_id: Mapped[int] = ref("member.id", index=False)
    task_id: Mapped[int | None] = ref("task.id")
    """The task that it answered."""
    comment: Mapped[LongText | None]
    duration_s: Mapped[int | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    from_queue: Mapped[bool] = mapped_column(default=False)
    form_key: Mapped[str | None] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column(default=1)
    cancelled_at: Mapped[datetime | None]


class ActivityVersion(Base):
    """What an activity said before a correction; `number` counts from 1."""

    __tablename__ = "activity_version"

    activity_id: Mapped[int] = ref("activity.id", primary_key=True, index=False)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ActivityKind]
    outcome: Mapped[Outcome | None]
    comment: Mapped[LongText | None]
    happened_at: Mapped[datetime]
    replaced_at: Mapped[datetime]
    replaced_by: Mapped[int] = ref("member.id")


class CommentPart(Base):
    """A message whose text is (part of) a comment: an edit of it makes a new version. 0 = said without one."""

    __tablename__ = "comment_part"

    activity_id: Mapped[int] = ref("activity.id", primary_key=True, index=False)
    message_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False, index=True)
    text: Mapped[LongText]


class Companion(Base):
    __tablename__ = "companion"

    activity_id: Mapped[int] = ref("activity.id", primary_key=True, index=False)
    member_id: Mapped[int] = ref("member.id", primary_key=True)


class AttachmentKind(StrEnum):
    VOICE = "voice"
    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    LOCATION = "location"


class Attachment(Base, Fact):
    """A file kept by Telegram's `file_id` (never downloaded), or a location."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = ref("client.id")
    activity_id: Mapped[int | None] = ref("activity.id")
    author_id: Mapped[int] = ref("member.id")
    kind: Mapped[AttachmentKind]
    file_id: Mapped[str | None]
    file_unique_id: Mapped[str | None]
    file_name: Mapped[str | None]
    size: Mapped[int | None] = mapped_column(BigId)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    form_key: Mapped[str | None] = mapped_column(unique=True)
