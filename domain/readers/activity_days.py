"""Each working day of a member: his activity plan beside what was logged in time. Rules: "Plans", "Activities"."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.activity_plan import Per
from domain.analytics.figures import PlannedLine, WorkedDay, worked_days
from domain.periods import Period
from domain.readers.plan_facts import Facts, facts_logged
from domain.readers.plan_lines import DatedPlan, dated_plans
from domain.schedules import schedules_from
from domain.tables import Member, PlanLine
from domain.worktime import DAY, Schedule

WHOLE_LINES = (PlanLine.CALLS, PlanLine.MEETINGS_SET, PlanLine.MEETINGS, PlanLine.OFFERS)


def share_passed(schedule: Schedule, month: Period, day: date) -> Fraction | None:
    """Share of the month's working days that are over on a day, the day itself with them."""
    days = schedule.working_days_in(month.start, month.end)
    return Fraction(sum(each <= day for each in days), len(days)) if days else None


def own_shares_passed(session: Session, members: Collection[int], month: Period, day: date) -> dict[int, Fraction]:
    """The same of each one's own working days; without those who are away on that day."""
    found = session.scalars(select(Member).where(Member.id.in_(members))).all()
    schedules = schedules_from(session, found, month.start)
    here = {id_: one for id_, one in schedules.items() if not one.is_absent(day)}
    shares = {id_: share_passed(schedule, month, day) for id_, schedule in here.items()}
    return {id_: share for id_, share in shares.items() if share is not None}


@dataclass(frozen=True, slots=True)
class LoggedDays:
    """A member's working days so far; how many activities of each day of the period were logged too late for it.

    `focus`: lines of his plan that are highlighted.
    """

    worked: tuple[WorkedDay, ...]
    late: Mapping[date, int]
    focus: frozenset[str] = frozenset()


def activity_days(
    session: Session, member_id: int, schedule: Schedule, period: Period, today: date
) -> tuple[WorkedDay, ...]:
    """Each working day of the period up to today with his plan beside the facts that were logged in time."""
    return logged_days(session, {member_id: schedule}, period, today)[member_id].worked


def logged_days(
    session: Session, schedules: Mapping[int, Schedule], period: Period, today: date, begun_on: date | None = None
) -> dict[int, LoggedDays]:
    """The same of many members, with what was logged later.

    `begun_on`: a day that counts for him alone who has logged something in it: in the morning nobody is behind yet.
    """
    last = min(period.last, today)
    since, until = period.start - period.start.weekday() * DAY, min(last + (6 - last.weekday()) * DAY, today)
    weeks = [since + number * DAY for number in range((until - since).days + 1)]
    if not weeks or not schedules:
        return dict.fromkeys(schedules, LoggedDays((), {}))
    plans = dated_plans(session, schedules.keys(), since, until)
    logged = facts_logged(session, schedules, Period(since, until + DAY))
    days = [day for day in weeks if period.start <= day <= last]
    begun = [day for day in days if day != begun_on]
    return {
        member_id: LoggedDays(
            _worked(
                schedule,
                plans.get(member_id, DatedPlan()),
                logged[member_id].in_time,
                weeks,
                days if _has_logged(logged[member_id].in_time, begun_on) else begun,
            ),
            _by_day(logged[member_id].late, days),
            plans.get(member_id, DatedPlan()).focus,
        )
        for member_id, schedule in schedules.items()
    }


def _worked(
    schedule: Schedule, plan: DatedPlan, facts: Facts, weeks: Sequence[date], days: Sequence[date]
) -> tuple[WorkedDay, ...]:
    if not plan.rows:
        return ()
    shares = {day: schedule.day_share(day) for day in weeks}
    return worked_days(shares, lambda day: _lines_on(plan, day), facts, days)


def _has_logged(facts: Facts, day: date | None) -> bool:
    return day is None or any(facts.get((line, day), 0) for line in PlanLine)


def _by_day(facts: Facts, days: Sequence[date]) -> dict[date, int]:
    """Activities of each day; a cold call is one call, not two lines."""
    numbers = {day: sum(facts.get((line, day), 0) for line in WHOLE_LINES) for day in days}
    return {day: number for day, number in numbers.items() if number}


def _lines_on(plan: DatedPlan, day: date) -> list[PlannedLine]:
    return [PlannedLine(held.line.value, held.number, Per(held.per.value)) for held in plan.on(day)]
