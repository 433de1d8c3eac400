"""Dated marks: what happened around the company that its figures may show. Rule: the report «Динамика продаж»."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, Fact, ref


class EventKind(StrEnum):
    PRICE = "price"
    RATE = "rate"
    PROMOTION = "promotion"
    COMPETITOR = "competitor"
    LAW = "law"
    OTHER = "other"


class Event(Base, Fact):
    """Something that happened on `day`, in the words of whoever noted it."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    kind: Mapped[EventKind]
    text: Mapped[str]
    author_id: Mapped[int | None] = ref("member.id")
    form_key: Mapped[str | None] = mapped_column(unique=True)
