"""A member's activity plan against the facts of a day, and whether the month's sales plan is met. Rule: "Plans"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from domain.activity_plan import Per, planned
from domain.activity_plan import PlanLine as Line
from domain.periods import Period
from domain.readers.attribution import of_member
from domain.readers.funnels import payment_totals
from domain.readers.month_money import sales_plans
from domain.schedules import schedule_of
from domain.tables import (
    Activity,
    ActivityKind,
    ActivityPlan,
    Member,
    Outcome,
    PlanLine,
    PlanPer,
    SalesPlanLine,
)
from domain.worktime import DAY, Schedule


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A line with its fact: of the day, or of the week so far. `is_due`: it should be done by the end of the day."""

    line: PlanLine
    per: PlanPer
    number: Line
    is_focus: bool
    is_due: bool

    @property
    def is_short(self) -> bool:
        return self.is_due and not self.number.is_done


@dataclass(frozen=True, slots=True)
class Counted:
    """Activities of one kind, outcome and coldness."""

    kind: ActivityKind
    outcome: Outcome | None
    is_cold: bool
    number: int


COUNTS: dict[PlanLine, Callable[[Counted], bool]] = {
    PlanLine.CALLS: lambda row: row.kind is ActivityKind.CALL,
    PlanLine.COLD_CALLS: lambda row: row.kind is ActivityKind.CALL and row.is_cold,
    PlanLine.WARM_CALLS: lambda row: row.kind is ActivityKind.CALL and not row.is_cold,
    PlanLine.MEETINGS_SET: lambda row: row.kind is ActivityKind.MEETING_SET,
    PlanLine.MEETINGS: lambda row: row.kind is ActivityKind.MEETING and row.outcome is not Outcome.NOT_HELD,
    PlanLine.OFFERS: lambda row: row.kind is ActivityKind.OFFER,
}


def plan_of_day(session: Session, member_id: int, day: date) -> tuple[PlanFact, ...]:
    """Each line of the plan beside its fact; empty on a day off or without a plan."""
    schedule = schedule_of(session, session.get_one(Member, member_id))
    rows = _lines(session, member_id, day)
    if not rows or not schedule.is_working_day(day):
        return ()
    found = [_fact(session, schedule, row, day) for row in rows]
    return tuple(sorted(found, key=lambda fact: list(PlanLine).index(fact.line)))


def sales_plan_met(session: Session, member_id: int, day: date) -> bool:
    """Whether the payments of the month have reached its plan by that day; without a plan, no."""
    month = day.replace(day=1)
    wanted = sales_plans(session, [member_id], month, day).get((member_id, SalesPlanLine.PAYMENTS))
    if not wanted:
        return False
    return payment_totals(session, of_member(member_id), Period(month, day + DAY))[1] >= wanted


def _lines(session: Session, member_id: int, day: date) -> list[ActivityPlan]:
    """The lines that hold on that day; one for its weekday goes before one for every day."""
    rows = session.scalars(
        select(ActivityPlan)
        .where(
            ActivityPlan.member_id == member_id,
            ActivityPlan.since <= day,
            or_(ActivityPlan.until.is_(None), ActivityPlan.until > day),
            or_(ActivityPlan.weekday.is_(None), ActivityPlan.weekday == day.weekday()),
        )
        .order_by(ActivityPlan.weekday.is_not(None), ActivityPlan.id)
    )
    return list({row.line: row for row in rows}.values())


def _fact(session: Session, schedule: Schedule, row: ActivityPlan, day: date) -> PlanFact:
    days, is_due = [day], True
    if row.per is PlanPer.WEEK:
        monday = day - timedelta(days=day.weekday())
        days = [monday + number * DAY for number in range(7)]
        is_due = not any(schedule.is_working_day(later) for later in days if later > day)
    plan = planned(row.number, Per(row.per.value), [schedule.day_share(each) for each in days])
    until = schedule.day_bounds(day)[1]
    counted = _counted(session, row.member_id, schedule.day_bounds(days[0])[0], until)
    fact = sum(one.number for one in counted if COUNTS[row.line](one))
    return PlanFact(row.line, row.per, Line(fact, plan), row.is_focus, is_due)


def _counted(session: Session, member_id: int, since: datetime, until: datetime) -> Sequence[Counted]:
    rows = session.execute(
        select(Activity.kind, Activity.outcome, Activity.is_cold, func.count(Activity.id))
        .where(
            Activity.author_id == member_id,
            Activity.happened_at >= since,
            Activity.happened_at < until,
            Activity.cancelled_at.is_(None),
        )
        .group_by(Activity.kind, Activity.outcome, Activity.is_cold)
    )
    return [Counted(*row) for row in rows]


def whole(number: Fraction | int) -> int:
    """A plan as a whole number to be shown: half a meeting is one to hold."""
    return -(-Fraction(number).numerator // Fraction(number).denominator)
