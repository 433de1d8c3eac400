"""A member's activity plan against the facts of a day, and whether the month's sales plan is met. Rule: "Plans"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.activity_plan import Per, planned
from domain.activity_plan import PlanLine as Line
from domain.periods import Period
from domain.readers.attribution import of_member
from domain.readers.funnels import payment_totals
from domain.readers.month_money import sales_plans
from domain.readers.plan_facts import Facts, facts_in_time
from domain.readers.plan_lines import DatedPlan, HeldLine, dated_plans
from domain.schedules import schedules_from
from domain.tables import Member, PlanLine, PlanPer, SalesPlanLine
from domain.worktime import DAY, Schedule

ORDER = list(PlanLine)


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


def plan_of_day(session: Session, member_id: int, day: date) -> tuple[PlanFact, ...]:
    """Each line of the plan beside its fact; empty on a day off or without a plan."""
    return plans_of_day(session, {member_id: day})[member_id]


def plans_of_day(session: Session, days: Mapping[int, date]) -> dict[int, tuple[PlanFact, ...]]:
    """The same of many members, each on a day of his."""
    plans: dict[int, tuple[PlanFact, ...]] = dict.fromkeys(days, ())
    first, last = min(days.values(), default=date.max), max(days.values(), default=date.min)
    if not days:
        return plans
    monday = first - first.weekday() * DAY
    dated = dated_plans(session, days.keys(), monday, last + (6 - last.weekday()) * DAY)
    if not dated:
        return plans
    schedules = schedules_from(session, session.scalars(select(Member).where(Member.id.in_(dated))), monday)
    facts = facts_in_time(session, schedules, Period(monday, last + DAY))
    for member_id, schedule in schedules.items():
        day = days[member_id]
        if schedule.is_working_day(day):
            plan = dated[member_id]
            found = [_fact(schedule, plan, line, day, facts[member_id]) for line in plan.on(day)]
            plans[member_id] = tuple(sorted(found, key=lambda fact: ORDER.index(fact.line)))
    return plans


def sales_plan_met(session: Session, member_id: int, day: date) -> bool:
    """Whether the payments of the month have reached its plan by that day; without a plan, no."""
    month = day.replace(day=1)
    wanted = sales_plans(session, [member_id], month, day).get((member_id, SalesPlanLine.PAYMENTS))
    if not wanted:
        return False
    return payment_totals(session, of_member(member_id), Period(month, day + DAY))[1] >= wanted


def _fact(schedule: Schedule, plan: DatedPlan, held: HeldLine, day: date, facts: Facts) -> PlanFact:
    days, counted, is_due = [day], [day], True
    if held.per is PlanPer.WEEK:
        monday = day - day.weekday() * DAY
        days = [monday + number * DAY for number in range(7)]
        counted = [each for each in days if any(one.line is held.line for one in plan.on(each))]
        is_due = not any(schedule.is_working_day(later) for later in counted if later > day)
    number = planned(held.number, Per(held.per.value), [schedule.day_share(each) for each in counted])
    fact = sum(facts.get((held.line.value, each), 0) for each in days if each <= day)
    return PlanFact(held.line, held.per, Line(fact, number), held.is_focus, is_due)


def whole(number: Fraction | int) -> int:
    """A plan as a whole number to be shown: half a meeting is one to hold."""
    return -(-Fraction(number).numerator // Fraction(number).denominator)
