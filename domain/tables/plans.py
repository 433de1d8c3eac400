"""Plans, dated: a change today does not rewrite last month. Rule: "Plans"."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, BigId, Json, Kopecks, one_open, ref


class PlanLine(StrEnum):
    CALLS = "calls"
    COLD_CALLS = "cold_calls"
    WARM_CALLS = "warm_calls"
    MEETINGS_SET = "meetings_set"
    MEETINGS = "meetings"
    OFFERS = "offers"


class PlanPer(StrEnum):
    DAY = "day"
    WEEK = "week"


class ActivityPlan(Base):
    __tablename__ = "activity_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = ref("member.id")
    line: Mapped[PlanLine]
    per: Mapped[PlanPer]
    number: Mapped[int]
    weekday: Mapped[int | None]
    """0 = Monday; None = every working day."""
    is_focus: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date]
    until: Mapped[date | None]


_EVERY_DAY, _ONE_DAY = "until IS NULL AND weekday IS NULL", "until IS NULL AND weekday IS NOT NULL"
_OF_LINE = (ActivityPlan.member_id, ActivityPlan.line)
one_open("uq_activity_plan_current", *_OF_LINE, where=_EVERY_DAY)
one_open("uq_activity_plan_current_weekday", *_OF_LINE, ActivityPlan.weekday, where=_ONE_DAY)


class PlanException(Base):
    """Another number of a line on one day ahead; 0 = none. Days gone by are not changed any more."""

    __tablename__ = "plan_exception"

    member_id: Mapped[int] = ref("member.id", primary_key=True, index=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    line: Mapped[PlanLine] = mapped_column(primary_key=True)
    number: Mapped[int]


class SalesPlanLine(StrEnum):
    PAYMENTS = "payments"
    DEALS_WON = "deals_won"
    NEW_CLIENTS = "new_clients"
    REACTIVATED = "reactivated"


class SalesPlan(Base):
    """`value`: kopecks for payments, a number for the rest. `month`: its first day."""

    __tablename__ = "sales_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = ref("member.id")
    month: Mapped[date] = mapped_column(index=True)
    line: Mapped[SalesPlanLine]
    value: Mapped[int] = mapped_column(BigId)
    since: Mapped[date]
    until: Mapped[date | None]


one_open("uq_sales_plan_current", SalesPlan.member_id, SalesPlan.month, SalesPlan.line)


class FunnelPlan(Base):
    __tablename__ = "funnel_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = ref("member.id")
    month: Mapped[date] = mapped_column(index=True)
    stage: Mapped[str] = ref("stage.key")
    number: Mapped[int]
    amount: Mapped[Kopecks]
    since: Mapped[date]
    until: Mapped[date | None]


one_open("uq_funnel_plan_current", FunnelPlan.member_id, FunnelPlan.month, FunnelPlan.stage)


class Shortfall(Base):
    """What hindered a line of the activity plan on a day, said by the rep in the evening check."""

    __tablename__ = "shortfall"

    member_id: Mapped[int] = ref("member.id", primary_key=True, index=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    line: Mapped[PlanLine] = mapped_column(primary_key=True)
    reason: Mapped[str]
    said_at: Mapped[datetime]


class PlanStatement(Base):
    """A rep's month as it was closed and sent: later facts do not change it. Rule: "Money", Closing."""

    __tablename__ = "plan_statement"

    member_id: Mapped[int] = ref("member.id", primary_key=True, index=False)
    month: Mapped[date] = mapped_column(primary_key=True)
    """Its first day."""
    figures: Mapped[Json]
    closed_at: Mapped[datetime]
