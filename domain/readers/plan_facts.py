"""The lines of activity plans, and what was done by line and day. Rules: "Plans", "Activities"."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import CTE, Row, case, func, or_, select
from sqlalchemy.orm import Session

from domain.periods import Period
from domain.readers.own_days import own_days, people
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


@dataclass(frozen=True, slots=True)
class Logged:
    """What a member did: what counts for its day, and what was logged too late for that."""

    in_time: Facts
    late: Facts


def facts_in_time(session: Session, schedules: Mapping[int, Schedule], period: Period) -> dict[int, Facts]:
    """What each of these members did each of his days, if it was logged by 12:00 ⚙ of his next working day."""
    return {member_id: found.in_time for member_id, found in facts_logged(session, schedules, period).items()}


def facts_logged(session: Session, schedules: Mapping[int, Schedule], period: Period) -> dict[int, Logged]:
    """The same, with what was logged later beside it."""
    counted_until = time.fromisoformat(company(session).counted_until)

    @cache
    def until(member_id: int, day: date) -> datetime:
        return _logged_until(schedules[member_id], day, counted_until)

    found = {member_id: Logged(defaultdict(int), defaultdict(int)) for member_id in schedules}
    zones = {member_id: schedule.zone for member_id, schedule in schedules.items()}
    for row in _counts(session, people(zones), own_days(zones.values(), period, counted_until)):
        in_time = row.received_late is None or row.received_late <= until(row.author_id, row.day)
        facts: Any = found[row.author_id].in_time if in_time else found[row.author_id].late
        for line, counts in COUNTS.items():
            if counts(row):
                facts[line.value, row.day] += row.number
    return found


def _counts(session: Session, authors: CTE, days: CTE) -> Iterable[Row[Any]]:
    """Numbers by author, day, kind, outcome and warmth; `received_late`: when, if not by the hour of the next day."""
    late = case((Activity.received_at > days.c.hour_after, Activity.received_at)).label("received_late")
    by = (Activity.author_id, days.c.day, Activity.kind, Activity.outcome, Activity.is_cold, late)
    on_the_day = (Activity.happened_at >= days.c.starts) & (Activity.happened_at < days.c.ends)
    return session.execute(
        select(*by, func.count().label("number"))
        .select_from(authors)
        .join(days, days.c.zone == authors.c.zone)
        .join(Activity, (Activity.author_id == authors.c.id) & on_the_day)
        .where(Activity.kind.in_(COUNTED), Activity.cancelled_at.is_(None))
        .group_by(*by)
    )


def _logged_until(schedule: Schedule, day: date, hour: time) -> datetime:
    """Until when what happened that day may be logged to count."""
    try:
        next_day = schedule.add_working_days(day, 1)
    except NoWorkingTime:
        next_day = day + DAY
    return schedule.at(next_day, hour)
