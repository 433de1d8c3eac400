"""Deals, their stages and losses. Rule: "Deals"."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, Fact, Kopecks, LongText, one_open, ref


class DealState(StrEnum):
    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Stage(Base):
    """A stage of the pipeline; its last one is won."""

    __tablename__ = "stage"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str | None]
    """The company's own word; None = the Fluent text `stage-<key>`."""
    is_won: Mapped[bool] = mapped_column(default=False)
    planned_days: Mapped[int | None]
    planned_chance: Mapped[float | None]
    activity_kind: Mapped[str | None]
    """The activity that a move to this stage writes, and that implies this stage."""


class StageStays(Base):
    """Of the latest stays on a stage: how many there were, and the working days of three of four of them.

    Counted once a day (`domain.day_figures`).
    """

    __tablename__ = "stage_stays"

    stage: Mapped[str] = ref("stage.key", primary_key=True, index=False)
    number: Mapped[int]
    days: Mapped[int]


class LostReasonScope(StrEnum):
    DEAL = "deal"
    CLIENT = "client"


class LostReason(Base):
    __tablename__ = "lost_reason"

    key: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[LostReasonScope]
    position: Mapped[int]
    name: Mapped[str | None]
    """The company's own word; None = the Fluent text `lost-<key>`."""
    asks_competitor: Mapped[bool] = mapped_column(default=False)
    asks_words: Mapped[bool] = mapped_column(default=False)
    archived_at: Mapped[datetime | None]


class Deal(Base, Fact):
    """`happened_at` is when it was logged; `created_on` the business date, None = «без даты создания»."""

    __tablename__ = "deal"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int | None] = ref("client.id")
    """None = «клиент не указан» (imported)."""
    title: Mapped[str | None]
    amount: Mapped[Kopecks | None]
    cost: Mapped[Kopecks | None]
    product_id: Mapped[int | None] = ref("product.id")
    source: Mapped[str | None]
    created_on: Mapped[date | None] = mapped_column(index=True)
    expected_close_on: Mapped[date | None]
    stage: Mapped[str] = ref("stage.key")
    state: Mapped[DealState] = mapped_column(default=DealState.OPEN, index=True)
    stage_since: Mapped[datetime]
    closed_on: Mapped[date | None] = mapped_column(index=True)
    lost_reason: Mapped[str | None] = ref("lost_reason.key")
    lost_words: Mapped[LongText | None]
    competitor_id: Mapped[int | None] = ref("competitor.id")
    return_on: Mapped[date | None]
    form_key: Mapped[str | None] = mapped_column(unique=True)
    external_key: Mapped[str | None] = mapped_column(unique=True)
    job_id: Mapped[int | None] = ref("job.id")


class DealOwner(Base):
    """Whose deal it is from a day to a day (`until` excluded; None = still)."""

    __tablename__ = "deal_owner"

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = ref("deal.id")
    member_id: Mapped[int] = ref("member.id")
    since: Mapped[date]
    until: Mapped[date | None]


one_open("uq_deal_owner_current", DealOwner.deal_id)


class StageChange(Base, Fact):
    """Every move of a deal, with its author. A loss keeps the stage it was lost from and carries its reason."""

    __tablename__ = "stage_change"
    __table_args__ = (Index("ix_stage_change_from_stage_happened_at", "from_stage", "happened_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = ref("deal.id")
    from_stage: Mapped[str | None] = ref("stage.key", index=False)
    to_stage: Mapped[str] = ref("stage.key")
    from_state: Mapped[DealState | None]
    to_state: Mapped[DealState]
    lost_reason: Mapped[str | None] = ref("lost_reason.key")
    author_id: Mapped[int | None] = ref("member.id")
    activity_id: Mapped[int | None] = ref("activity.id")
