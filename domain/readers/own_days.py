"""Days of a period as each person lives them, for SQL: what is dated by an instant is grouped by day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import CTE, Date, FromClause, String, case, column, literal, select, values

from domain.periods import Period
from domain.tables import Member, UTCDateTime
from domain.worktime import DAY, Schedule, WorkHours
from domain.zones import instant


def people(zones: Mapping[int, ZoneInfo]) -> FromClause:
    """Members with their zones. Columns: id, zone."""
    return _people({member_id: zone.key for member_id, zone in zones.items()})


def own_days(zones: Iterable[ZoneInfo], period: Period, hour: time = time.min, after: timedelta = DAY) -> CTE:
    """The days of the period in each zone.

    Columns: zone, day, starts, ends; day_after and hour_after, that hour of it: so many days later.
    """
    rows = [
        (
            zone.key,
            day,
            instant(day, time.min, zone),
            instant(day + DAY, time.min, zone),
            later,
            instant(later, hour, zone),
        )
        for zone in sorted(set(zones), key=str)
        for day, later in ((day, day + after) for day in _days(period))
    ]
    return _table(rows)


def evenings(schedules: Mapping[int, Schedule], period: Period, before: timedelta) -> tuple[FromClause, CTE]:
    """Members, and the days of those who work alike: `hour_after` is so long before the end of their work."""
    alike: dict[tuple[str, WorkHours], Schedule] = {}
    whose = {id_: (one.zone.key, one.hours) for id_, one in schedules.items()}
    for one in schedules.values():
        alike.setdefault((one.zone.key, one.hours), replace(one, absences=()))
    names = {key: str(number) for number, key in enumerate(alike)}
    rows = [
        (names[key], day, *one.day_bounds(day), day, _evening(one, day, before))
        for key, one in alike.items()
        for day in _days(period)
    ]
    return _people({id_: names[key] for id_, key in whose.items()}), _table(rows)


def _evening(schedule: Schedule, day: date, before: timedelta) -> datetime:
    work = schedule.working_interval(day)
    return work[1] - before if work else schedule.day_bounds(day)[1]


def _days(period: Period) -> Iterator[date]:
    return (period.start + number * DAY for number in range(period.days))


def _people(keys: Mapping[int, str]) -> FromClause:
    """Of the table of members, which is searched by id: a list of values would be scanned for every day."""
    usual, _ = max(Counter(keys.values()).items(), key=lambda one: one[1])
    others = {member_id: key for member_id, key in keys.items() if key != usual}
    zone = case(others, value=Member.id, else_=usual) if others else literal(usual)
    return select(Member.id.label("id"), zone.label("zone")).where(Member.id.in_(keys)).subquery("people")


def _table(rows: Sequence[tuple[Any, ...]]) -> CTE:
    starts, ends, after = (column(name, UTCDateTime()) for name in ("starts", "ends", "hour_after"))
    columns = (column("zone", String()), column("day", Date()), starts, ends, column("day_after", Date()), after)
    return values(*columns, name="days").data(rows).cte()
