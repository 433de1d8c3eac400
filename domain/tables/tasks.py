"""Tasks: what a member promised to do, with or without an hour."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, Fact, LongText, ref


class TaskAction(StrEnum):
    CALL = "call"
    MEETING = "meeting"
    OFFER = "offer"
    LETTER = "letter"
    INVOICE = "invoice"
    CLAIM = "claim"
    OTHER = "other"


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Task(Base, Fact):
    """`due_at` None = a step with a date only: in the morning list, it does not ring."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_assignee_id_state_due_on", "assignee_id", "state", "due_on"),
        Index("ix_task_state_due_at", "state", "due_at"),
        Index("ix_task_client_id_state", "client_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignee_id: Mapped[int] = ref("member.id", index=False)
    author_id: Mapped[int | None] = ref("member.id")
    client_id: Mapped[int | None] = ref("client.id", index=False)
    deal_id: Mapped[int | None] = ref("deal.id")
    address_id: Mapped[int | None] = ref("address.id")
    action: Mapped[TaskAction]
    text: Mapped[LongText | None]
    due_on: Mapped[date]
    """The day in the assignee's zone."""
    due_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    """Planned end of a meeting."""
    attempt: Mapped[int] = mapped_column(default=0)
    """How many calls in a row were not answered before this retry."""
    state: Mapped[TaskState] = mapped_column(default=TaskState.OPEN)
    closed_at: Mapped[datetime | None]
    born_of: Mapped[int | None] = mapped_column(index=True)
    """The activity whose next step this is."""
    occurrence: Mapped[int] = mapped_column(default=1)
    """Raised when it is moved: a reminder of the old hour is no longer wanted."""
    form_key: Mapped[str | None] = mapped_column(unique=True)
    stands_in_for: Mapped[int | None] = mapped_column(index=True)
    """The member who is away and whose task it is; the client stays his, and he may have it back."""
