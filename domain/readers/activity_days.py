"""Each working day of a member: his activity plan beside what was logged in time. Rules: "Plans", "Activities"."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from domain.activity_plan import Per
from domain.analytics.figures import PlannedLine, WorkedDay, worked_days
from domain.periods import Period
from domain.readers.plan_facts import facts_in_time, held_on, plan_rows
from domain.tables import ActivityPlan
from domain.worktime import DAY, Schedule


def share_passed(schedule: Schedule, month: Period, day: date) -> Fraction | None:
    """Share of the month's working days that are over on a day, the day itself with them."""
    days = schedule.working_days_in(month.start, month.end)
    return Fraction(sum(each <= day for each in days), len(days)) if days else None


def activity_days(
    session: Session, member_id: int, schedule: Schedule, period: Period, today: date
) -> tuple[WorkedDay, ...]:
    """Each working day of the period up to today with his plan beside the facts that were logged in time."""
    last = min(period.last, today)
    since, until = period.start - period.start.weekday() * DAY, min(last + (6 - last.weekday()) * DAY, today)
    weeks = [since + number * DAY for number in range((until - since).days + 1)]
    rows = plan_rows(session, [member_id], since, until).get(member_id, [])
    if not rows or not weeks:
        return ()
    return worked_days(
        {day: schedule.day_share(day) for day in weeks},
        lambda day: _lines_on(rows, day),
        facts_in_time(session, {member_id: schedule}, Period(since, until + DAY))[member_id],
        [day for day in weeks if period.start <= day <= last],
    )


def _lines_on(rows: Sequence[ActivityPlan], day: date) -> list[PlannedLine]:
    return [PlannedLine(row.line.value, row.number, Per(row.per.value)) for row in held_on(rows, day)]
