"""What was answered to what the bot said by itself, and who does not want to hear a kind of it for a while."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, Json, LongText, ref


class NudgeAnswer(Base):
    """What a member answered to a nudge («молчит», «счёт не оплачен»). The latest of a subject counts.

    `kind` and `subject` are those of `domain.nudges`; `until`: when it may be said again, None = as its kind has it.
    """

    __tablename__ = "nudge_answer"
    __table_args__ = (Index("ix_nudge_answer_subject_kind_answered_at", "subject", "kind", "answered_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str]
    client_id: Mapped[int | None] = ref("client.id")
    member_id: Mapped[int] = ref("member.id")
    answer: Mapped[str]
    until: Mapped[date | None]
    made: Mapped[Json]
    """Ids of what was written with it, to take it back."""
    answered_at: Mapped[datetime]
    form_key: Mapped[str | None] = mapped_column(unique=True)


class PushMute(Base):
    """A kind of push that a member does not want up to a day (included)."""

    __tablename__ = "push_mute"

    member_id: Mapped[int] = ref("member.id", primary_key=True, index=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[date]
    muted_at: Mapped[datetime]


class Question(Base):
    """What a manager asks a member in one tap, and the answer. `about`: ids, as pushes have them."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_by: Mapped[int] = ref("member.id")
    member_id: Mapped[int] = ref("member.id")
    kind: Mapped[str]
    """What is asked; its words are the texts' matter."""
    about: Mapped[Json]
    asked_at: Mapped[datetime]
    answer: Mapped[LongText | None]
    answered_at: Mapped[datetime | None]
    form_key: Mapped[str | None] = mapped_column(unique=True)
