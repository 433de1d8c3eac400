"""The company's calendar of a month, as the state has it and as the owner has corrected it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar_words import DayIs
from domain.readers.members import checked
from domain.schedules import company_schedule, open_since
from domain.tables import CalendarDay
from domain.use_case import Right
from domain.worktime import DAY, Schedule, next_month

SHOWN = 12


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day as it is now. `minutes`: by how much it is shorter. `corrected`: the owner has said so."""

    day: date
    what: DayIs
    minutes: int
    corrected: bool


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """`open_from`: the first day that may be corrected. `corrections`: those from today on, the nearest first."""

    month: date
    today: date
    open_from: date
    days: tuple[DayOf, ...]
    corrections: tuple[DayOf, ...]
    more: int

    def of(self, day: date) -> DayOf:
        return self.days[(day - self.month).days]

    @property
    def working(self) -> int:
        return sum(one.what is not DayIs.OFF for one in self.days)


def calendar_month(session: Session, viewer_id: int, month: date, now: datetime) -> CalendarMonth:
    """The month that begins on that day. Raises NotAllowed."""
    checked(session, viewer_id, Right.COMPANY_SETTINGS)
    schedule = company_schedule(session)
    today = schedule.local_date(now)
    said = {row.day: _said(row) for row in session.scalars(select(CalendarDay))}
    length = (next_month(month) - month).days
    days = tuple(_day(schedule, said, month + number * DAY) for number in range(length))
    ahead = [said[day] for day in sorted(said) if day >= today]
    more = max(0, len(ahead) - SHOWN)
    return CalendarMonth(month, today, open_since(session, now), days, tuple(ahead[:SHOWN]), more)


def _day(schedule: Schedule, said: dict[date, DayOf], day: date) -> DayOf:
    if day in said:
        return said[day]
    return DayOf(day, DayIs.WORKING if schedule.is_working_day(day) else DayIs.OFF, 0, corrected=False)


def _said(row: CalendarDay) -> DayOf:
    what = DayIs.OFF if not row.working else DayIs.SHORT if row.shortened_minutes else DayIs.WORKING
    return DayOf(row.day, what, row.shortened_minutes, corrected=True)
