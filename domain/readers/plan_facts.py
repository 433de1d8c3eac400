"""What was done by line of the activity plan and day. Rules: "Plans", "Activities"."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, Select, case, func, select
from sqlalchemy.orm import Session

from domain.periods import Period
from domain.readers.own_days import own_days, people
from domain.settings import company
from domain.tables import Activity, ActivityKind, Outcome, PlanLine
from domain.worktime import Schedule

Facts = Mapping[tuple[str, date], int]
"""Activities of a member by line of the plan and day."""
LINES = {
    ActivityKind.MEETING_SET: PlanLine.MEETINGS_SET,
    ActivityKind.MEETING: PlanLine.MEETINGS,
    ActivityKind.OFFER: PlanLine.OFFERS,
}
COUNTED = (ActivityKind.CALL, *LINES)


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
    found = {member_id: Logged(defaultdict(int), defaultdict(int)) for member_id in schedules}
    authors, days = _people_and_days(session, schedules, period)
    received_late = case((Activity.received_at > days.c.hour_after, Activity.received_at)).label("received_late")
    by = (Activity.author_id, days.c.day, Activity.kind, Activity.outcome, Activity.is_cold, received_late)
    is_late = _lateness(session, schedules)
    rows = session.execute(_counted(authors, days, *by, func.count()).group_by(*by))
    for author_id, day, kind, outcome, is_cold, received, number in rows.tuples():
        late = received is not None and is_late(author_id, day, received)
        facts: Any = found[author_id].late if late else found[author_id].in_time
        for line in lines_of(kind, outcome, is_cold):
            facts[line, day] += number
    return found


@cache
def lines_of(kind: ActivityKind, outcome: Outcome | None, is_cold: bool) -> Sequence[str]:
    """Lines of the plan that such an activity counts in."""
    if kind is ActivityKind.CALL:
        return PlanLine.CALLS.value, (PlanLine.COLD_CALLS if is_cold else PlanLine.WARM_CALLS).value
    if kind is ActivityKind.MEETING and outcome is Outcome.NOT_HELD:
        return ()
    return (LINES[kind].value,)


@dataclass(frozen=True, slots=True)
class LateActivity:
    """What was logged too late for its day."""

    author_id: int
    day: date
    kind: ActivityKind
    client_id: int
    received_at: datetime


def late_activities(session: Session, schedules: Mapping[int, Schedule], period: Period) -> dict[int, LateActivity]:
    """By id, the latest days first."""
    authors, days = _people_and_days(session, schedules, period)
    columns = (Activity.author_id, days.c.day, Activity.kind, Activity.client_id, Activity.received_at)
    rows = session.execute(
        _counted(authors, days, Activity.id, *columns)
        .where(Activity.received_at > days.c.hour_after, _counts_at_all())
        .order_by(days.c.day.desc(), Activity.id)
    )
    is_late = _lateness(session, schedules)
    found = {activity_id: LateActivity(*late) for activity_id, *late in rows}
    return {id_: late for id_, late in found.items() if is_late(late.author_id, late.day, late.received_at)}


def _counts_at_all() -> ColumnElement[bool]:
    """A meeting that was not held counts in no line."""
    return (Activity.kind != ActivityKind.MEETING) | Activity.outcome.is_distinct_from(Outcome.NOT_HELD)


def _people_and_days(session: Session, schedules: Mapping[int, Schedule], period: Period) -> tuple[FromClause, CTE]:
    zones = {member_id: schedule.zone for member_id, schedule in schedules.items()}
    return people(zones), own_days(zones.values(), period, time.fromisoformat(company(session).counted_until))


def _counted(authors: FromClause, days: CTE, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Activities of the plan's kinds, each on its author's own day."""
    on_the_day = (Activity.happened_at >= days.c.starts) & (Activity.happened_at < days.c.ends)
    return (
        select(*columns)
        .select_from(authors)
        .join(days, days.c.zone == authors.c.zone)
        .join(Activity, (Activity.author_id == authors.c.id) & on_the_day)
        .where(Activity.kind.in_(COUNTED), Activity.cancelled_at.is_(None))
    )


def _lateness(session: Session, schedules: Mapping[int, Schedule]) -> Callable[[int, date, datetime], bool]:
    """Whether what a member did on a day was logged after 12:00 ⚙ of his next working day."""
    hour = time.fromisoformat(company(session).counted_until)

    @cache
    def until(member_id: int, day: date) -> datetime:
        return _logged_until(schedules[member_id], day, hour)

    return lambda member_id, day, received_at: received_at > until(member_id, day)


def _logged_until(schedule: Schedule, day: date, hour: time) -> datetime:
    """Until when what happened that day may be logged to count."""
    return schedule.at(schedule.working_day_after(day, 1), hour)
