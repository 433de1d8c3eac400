"""What keeps facts from being lost or doubled: inbox, outbox, dialog state, jobs, revisions, audit."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, BigId, Json, LongText, ref


class InboxState(StrEnum):
    RECEIVED = "received"
    APPLIED = "applied"
    ANSWERED = "answered"
    DEAD = "dead"


class Inbox(Base):
    """A raw update, committed before it is confirmed to Telegram."""

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_state_update_id", "state", "update_id"),)

    bot_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    lane: Mapped[int] = mapped_column(BigId)
    """Whose update it is: the person's Telegram id, else the chat's."""
    payload: Mapped[LongText]
    received_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[InboxState] = mapped_column(default=InboxState.RECEIVED)
    use_case: Mapped[str | None]
    outcome: Mapped[LongText | None]
    failures: Mapped[int] = mapped_column(default=0)
    kills: Mapped[int] = mapped_column(default=0)
    error: Mapped[LongText | None]


class DialogState(Base):
    """One record of the dialog storage; `key` names bot, chat, person, thread, business connection and destiny."""

    __tablename__ = "dialog_state"

    key: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(BigId, index=True)
    state: Mapped[str | None]
    data: Mapped[LongText | None]
    updated_at: Mapped[datetime] = mapped_column(index=True)


class NotificationState(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    DROPPED = "dropped"


class Notification(Base):
    """The outbox: *what about*, not the text; rendered, and asked whether still wanted, at sending."""

    __tablename__ = "notification"
    __table_args__ = (
        Index("ix_notification_state_due_at", "state", "due_at"),
        Index("ix_notification_recipient_id_sent_at", "recipient_id", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """What, when and which occurrence: `task:17:2026-11-23T11:00:2`."""
    kind: Mapped[str]
    recipient_id: Mapped[int] = ref("member.id", index=False)
    about: Mapped[Json]
    priority: Mapped[int]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    silent: Mapped[bool] = mapped_column(default=False)
    state: Mapped[NotificationState] = mapped_column(default=NotificationState.WAITING)
    claimed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigId)
    why_dropped: Mapped[str | None]
    created_at: Mapped[datetime]


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """A long piece of work, done in short chunks and resumed from the last one."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    parameters: Mapped[Json]
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING, index=True)
    progress: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    result: Mapped[Json | None]
    error: Mapped[LongText | None]
    author_id: Mapped[int | None] = ref("member.id")
    form_key: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class JobRow(Base):
    """A refused or mended row of an import, with its line and reason."""

    __tablename__ = "job_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = ref("job.id")
    line: Mapped[int]
    refused: Mapped[bool]
    reason: Mapped[str]
    raw: Mapped[Json]


class ImportChange(Base):
    """A row of another table that an import made (`before` null), changed (the columns changed) or removed (`after`).

    `subject` is the table, `key` the row's primary key as JSON. Purchases are not here: they have the job's id.
    """

    __tablename__ = "import_change"
    __table_args__ = (Index("ix_import_change_job_id_subject", "job_id", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = ref("job.id", index=False)
    subject: Mapped[str]
    key: Mapped[str]
    before: Mapped[Json | None]
    after: Mapped[Json | None]


class Revision(Base):
    """One counter per area of data, raised in every transaction that writes there."""

    __tablename__ = "revision"

    area: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigId, default=0)


class Setting(Base):
    """`scope`: "company" or "member:<id>"."""

    __tablename__ = "setting"

    scope: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Json]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = ref("member.id")


class Picture(Base):
    """A chart already uploaded: the key says what is drawn, `file_id` is Telegram's for this bot."""

    __tablename__ = "picture"

    bot_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(index=True)


class Audit(Base):
    """Who did what to members, rights, settings and the base itself."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    member_id: Mapped[int | None] = ref("member.id")
    action: Mapped[str]
    subject: Mapped[str | None] = mapped_column(index=True)
    details: Mapped[Json | None]
