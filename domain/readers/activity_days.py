"""Each working day of a member: his activity plan beside what was logged in time. Rules: "Plans", "Activities"."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from fractions import Fraction

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.activity_plan import Per
from domain.analytics.figures import PlannedLine, WorkedDay, worked_days
from domain.periods import Period
from domain.readers.plan_day import COUNTS, Counted
from domain.settings import company
from domain.tables import (
    Activity,
    ActivityPlan,
    PlanLine,
)
from domain.worktime import DAY, NoWorkingTime, Schedule


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
    rows = session.scalars(
        select(ActivityPlan)
        .where(
            ActivityPlan.member_id == member_id,
            ActivityPlan.since <= until,
            or_(ActivityPlan.until.is_(None), ActivityPlan.until > since),
        )
        .order_by(ActivityPlan.weekday.is_not(None), ActivityPlan.id)
    ).all()
    if not rows or not weeks:
        return ()
    return worked_days(
        {day: schedule.day_share(day) for day in weeks},
        lambda day: _lines_on(rows, day),
        _facts(session, member_id, schedule, Period(since, until + DAY)),
        [day for day in weeks if period.start <= day <= last],
    )


def _lines_on(rows: Sequence[ActivityPlan], day: date) -> list[PlannedLine]:
    """The lines that hold on a day; one for its weekday goes before one for every day."""
    held = {
        row.line: row
        for row in rows
        if row.since <= day and (row.until is None or row.until > day) and row.weekday in (None, day.weekday())
    }
    return [PlannedLine(line.value, row.number, Per(row.per.value)) for line, row in held.items()]


def _facts(session: Session, member_id: int, schedule: Schedule, period: Period) -> dict[tuple[str, date], int]:
    """What was done each day, by line, if it was logged by 12:00 ⚙ of the next working day."""
    start, end = schedule.at(period.start, time.min), schedule.at(period.end, time.min)
    rows = session.execute(
        select(Activity.kind, Activity.outcome, Activity.is_cold, Activity.happened_at, Activity.received_at).where(
            Activity.author_id == member_id,
            Activity.happened_at >= start,
            Activity.happened_at < end,
            Activity.cancelled_at.is_(None),
        )
    )
    until = {day: _logged_until(session, schedule, day) for day in (period.start + n * DAY for n in range(period.days))}
    facts: dict[tuple[str, date], int] = defaultdict(int)
    for row in rows:
        day = schedule.local_date(row.happened_at)
        if row.received_at > until[day]:
            continue
        counted = Counted(row.kind, row.outcome, row.is_cold, 1)
        for line in PlanLine:
            facts[line.value, day] += COUNTS[line](counted)
    return facts


def _logged_until(session: Session, schedule: Schedule, day: date) -> datetime:
    """Until when what happened that day may be logged to count. Rule: "Activities"."""
    try:
        next_day = schedule.add_working_days(day, 1)
    except NoWorkingTime:
        next_day = day + DAY
    return schedule.at(next_day, time.fromisoformat(company(session).counted_until))
