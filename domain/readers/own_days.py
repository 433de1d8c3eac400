"""Days of a period as each person lives them, for SQL: what is dated by an instant is grouped by day."""

from collections.abc import Iterable, Mapping
from datetime import time
from zoneinfo import ZoneInfo

from sqlalchemy import CTE, Date, Integer, String, column, values

from domain.periods import Period
from domain.tables import UTCDateTime
from domain.worktime import DAY
from domain.zones import instant


def people(zones: Mapping[int, ZoneInfo]) -> CTE:
    """Members with their zones. Columns: id, zone."""
    rows = [(member_id, zone.key) for member_id, zone in zones.items()]
    return values(column("id", Integer()), column("zone", String()), name="people").data(rows).cte()


def own_days(zones: Iterable[ZoneInfo], period: Period, hour: time = time.min) -> CTE:
    """The days of the period in each zone. Columns: zone, day, starts, ends, hour_after (that hour of the next day)."""
    instants = (column(name, UTCDateTime()) for name in ("starts", "ends", "hour_after"))
    rows = [
        (zone.key, day, instant(day, time.min, zone), instant(after, time.min, zone), instant(after, hour, zone))
        for zone in sorted(set(zones), key=str)
        for day, after in (
            (period.start + number * DAY, period.start + (number + 1) * DAY) for number in range(period.days)
        )
    ]
    return values(column("zone", String()), column("day", Date()), *instants, name="days").data(rows).cte()
