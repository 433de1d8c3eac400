"""The owner corrects the production calendar: a day off, a working day, a shortened one. Rule: "Plans", shortened days.

A month that is closed stays as it was counted.
"""

from datetime import date, timedelta

from domain.calendar_words import DayIs
from domain.errors import BadChoice, MonthClosed
from domain.schedules import open_since
from domain.tables import CalendarDay, Member
from domain.use_case import Area, Done, Right, Tx, use_case
from domain.use_cases.members import note
from domain.zones import today_of

FURTHEST = timedelta(days=2 * 366)
MOST_MINUTES = 12 * 60


@use_case(Right.COMPANY_SETTINGS)
def correct_calendar(tx: Tx, actor: Member, days: tuple[tuple[date, DayIs, int], ...]) -> Done:
    """Each day is from now on what is said of it, for everybody. Raises MonthClosed, BadChoice."""
    open_from, until = open_since(tx.session, tx.now), today_of(tx, actor) + FURTHEST
    for day, what, minutes in days:
        if day < open_from:
            raise MonthClosed
        if day > until or (what is DayIs.SHORT and not 0 < minutes <= MOST_MINUTES):
            raise BadChoice
    for day, what, minutes in days:
        _correct(tx, day, what, minutes)
        note(tx, actor, "calendar", None, {"day": day.isoformat(), "is": what, "minutes": minutes})
    tx.touch(Area.SETTINGS, Area.PLANS)
    return Done()


def _correct(tx: Tx, day: date, what: DayIs, minutes: int) -> None:
    row = tx.session.get(CalendarDay, day)
    if what is DayIs.AS_USUAL:
        if row is not None:
            tx.session.delete(row)
        return
    if row is None:
        row = CalendarDay(day=day)
        tx.session.add(row)
    row.working = what is not DayIs.OFF
    row.shortened_minutes = minutes if what is DayIs.SHORT else 0
