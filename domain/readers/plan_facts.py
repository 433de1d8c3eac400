"""The lines of activity plans, and what was done by line and day. Rules: "Plans", "Activities"."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.periods import Period
from domain.settings import company
from domain.tables import Activity, ActivityKind, ActivityPlan, Outcome, PlanLine
from domain.worktime import DAY, NoWorkingTime, Schedule

Facts = Mapping[tuple[str, date], int]
"""Activities of a member by line of the plan and day."""
COUNTS: dict[PlanLine, Callable[[Any], bool]] = {
    PlanLine.CALLS: lambda row: row.kind is ActivityKind.CALL,
    PlanLine.COLD_CALLS: lambda row: row.kind is ActivityKind.CALL and row.is_cold,
    PlanLine.WARM_CALLS: lambda row: row.kind is ActivityKind.CALL and not row.is_cold,
    PlanLine.MEETINGS_SET: lambda row: row.kind is ActivityKind.MEETING_SET,
    PlanLine.MEETINGS: lambda row: row.kind is ActivityKind.MEETING and row.outcome is not Outcome.NOT_HELD,
    PlanLine.OFFERS: lambda row: row.kind is ActivityKind.OFFER,
}
COUNTED = (ActivityKind.CALL, ActivityKind.MEETING_SET, ActivityKind.MEETING, ActivityKind.OFFER)


def plan_rows(session: Session, member_ids: Iterable[int], first: date, last: date) -> dict[int, list[ActivityPlan]]:
    """The rows of each member's plan that hold on some of these days."""
    rows = session.scalars(
        select(ActivityPlan)
        .where(
            ActivityPlan.member_id.in_(member_ids),
            ActivityPlan.since <= last,
            or_(ActivityPlan.until.is_(None), ActivityPlan.until > first),
        )
        .order_by(ActivityPlan.weekday.is_not(None), ActivityPlan.id)
    )
    found: dict[int, list[ActivityPlan]] = defaultdict(list)
    for row in rows:
        found[row.member_id].append(row)
    return found


def held_on(rows: Sequence[ActivityPlan], day: date) -> list[ActivityPlan]:
    """The lines that hold on a day; one for its weekday goes before one for every day."""
    held = {
        row.line: row
        for row in rows
        if row.since <= day and (row.until is None or row.until > day) and row.weekday in (None, day.weekday())
    }
    return list(held.values())


def facts_in_time(session: Session, schedules: Mapping[int, Schedule], period: Period) -> dict[int, Facts]:
    """What each of these members did each of his days, if it was logged by 12:00 ⚙ of his next working day."""
    rows = session.execute(
        select(
            Activity.author_id,
            Activity.kind,
            Activity.outcome,
            Activity.is_cold,
            Activity.happened_at,
            Activity.received_at,
        ).where(
            Activity.author_id.in_(schedules),
            Activity.kind.in_(COUNTED),
            Activity.happened_at >= min(one.at(period.start, time.min) for one in schedules.values()),
            Activity.happened_at < max(one.at(period.end, time.min) for one in schedules.values()),
            Activity.cancelled_at.is_(None),
        )
    )
    counted_until = time.fromisoformat(company(session).counted_until)

    @cache
    def until(member_id: int, day: date) -> datetime:
        return _logged_until(schedules[member_id], day, counted_until)

    facts: dict[int, dict[tuple[str, date], int]] = {member_id: defaultdict(int) for member_id in schedules}
    for row in rows:
        day = schedules[row.author_id].local_date(row.happened_at)
        if day in period and row.received_at <= until(row.author_id, day):
            for line, counts in COUNTS.items():
                facts[row.author_id][line.value, day] += counts(row)
    return dict(facts)


def _logged_until(schedule: Schedule, day: date, hour: time) -> datetime:
    """Until when what happened that day may be logged to count."""
    try:
        next_day = schedule.add_working_days(day, 1)
    except NoWorkingTime:
        next_day = day + DAY
    return schedule.at(next_day, hour)
