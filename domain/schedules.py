"""When a member works: his zone and hours, the company's calendar, his absences."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.settings import company
from domain.tables import Absence, CalendarDay, Member
from domain.worktime import (
    DAY,
    DayOff,
    NoWorkingTime,
    Override,
    Schedule,
    Shortened,
    WorkCalendar,
    WorkHours,
    Working,
)
from domain.worktime import Absence as Away
from domain.zones import zone_of

ON_TIME = timedelta(minutes=30)
"""How late a push may come and still be what was asked for at that hour; later it waits for working hours."""


def schedule_of(session: Session, member: Member) -> Schedule:
    """The member's working days and hours, with the owner's corrections and his own absences."""
    return Schedule(
        zone_of(session, member),
        WorkHours.of(member.work_hours or company(session).work_hours),
        WorkCalendar(overrides=_overrides(session)),
        tuple(Away(row.first_day, row.last_day) for row in _absences(session, member.id)),
    )


def company_schedule(session: Session) -> Schedule:
    """The company's own working days and hours, whoever is away."""
    chosen = company(session)
    return Schedule(chosen.tz, WorkHours.of(chosen.work_hours), WorkCalendar(overrides=_overrides(session)))


def schedules_from(session: Session, members: Iterable[Member], since: date) -> dict[int, Schedule]:
    """Schedules of many, good from `since` on: a tick needs no history, so what lies before is not read."""
    chosen = company(session)
    calendar = WorkCalendar(overrides=_overrides(session, since))
    away: dict[int, list[Away]] = defaultdict(list)
    for row in session.scalars(select(Absence).where(Absence.last_day >= since)):
        away[row.member_id].append(Away(row.first_day, row.last_day))
    usual = WorkHours.of(chosen.work_hours)
    return {
        member.id: Schedule(
            ZoneInfo(member.zone) if member.zone else chosen.tz,
            WorkHours.of(member.work_hours) if member.work_hours else usual,
            calendar,
            tuple(away[member.id]),
        )
        for member in members
    }


def open_since(session: Session, now: datetime) -> date:
    """First day of the earliest month that is not closed yet. Rule: "Money", Closing."""
    calendar = company_schedule(session)
    this = calendar.local_date(now).replace(day=1)
    closes = calendar.nth_working_day(this.year, this.month, company(session).closing_day)
    return this if now >= calendar.day_bounds(closes)[1] else (this - DAY).replace(day=1)


def may_hear(schedule: Schedule, due_at: datetime, now: datetime) -> bool:
    """Whether what was due may come now: at its own hour always, late only while he works, on leave never.

    What fell due while he was away is late: it comes when he works again.
    """
    if schedule.is_absent(schedule.local_date(now)):
        return False
    on_time = now - due_at <= ON_TIME and not schedule.is_absent(schedule.local_date(due_at))
    return on_time or schedule.is_working(now)


def next_hearing(schedule: Schedule, now: datetime) -> datetime:
    """When the member may be told what he did not ask for: now, or at the next start of his work."""
    try:
        return schedule.next_working_instant(now)
    except NoWorkingTime:
        return now


def three_working_days(schedule: Schedule, since: datetime) -> datetime:
    """Until when what has no rule of its own is worth sending: the end of the third working day after."""
    try:
        day = schedule.add_working_days(schedule.local_date(since), 3)
    except NoWorkingTime:
        return since + 3 * DAY
    work = schedule.working_interval(day)
    return work[1] if work else since + 3 * DAY


_CORRECTED = select(CalendarDay.day, CalendarDay.working, CalendarDay.shortened_minutes).where(
    CalendarDay.day >= bindparam("since")
)


def _overrides(session: Session, since: date = date.min) -> dict[date, Override]:
    rows = session.execute(_CORRECTED, {"since": since})
    return {day: _override(working, shortened_minutes) for day, working, shortened_minutes in rows}


def _override(working: bool, shortened_minutes: int) -> Override:
    if not working:
        return DayOff()
    return Shortened(timedelta(minutes=shortened_minutes)) if shortened_minutes else Working()


def _absences(session: Session, member_id: int) -> Sequence[Absence]:
    return session.scalars(select(Absence).where(Absence.member_id == member_id)).all()
