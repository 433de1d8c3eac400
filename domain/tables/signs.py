"""What became of a sign that something logged is worth a look. Rule: "Truth of reports"."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, ref


class SignAnswer(Base):
    """A sign that was asked about or explained; it is closed once the rep has answered, or a manager has found out."""

    __tablename__ = "sign_answer"

    key: Mapped[str] = mapped_column(primary_key=True)
    """As `domain.analytics.signs` makes it."""
    member_id: Mapped[int] = ref("member.id")
    asked_by: Mapped[int | None] = ref("member.id")
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    explained_by: Mapped[int | None] = ref("member.id")
    explained_at: Mapped[datetime | None]
