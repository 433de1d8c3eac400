"""The activity plan against the facts, by rep and day. Rules: "Plans" (Activity plan), "Activities"."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.analytics.activity import RepActivity, least_first
from domain.errors import BadChoice
from domain.periods import Period, Span
from domain.readers.activity_days import logged_days
from domain.readers.attribution import counted_members
from domain.readers.listing import Column, Listing, Row, Unit, page_of_ids
from domain.readers.looks import Frame, Look, framed
from domain.readers.month_money import sales_met
from domain.readers.plan_facts import late_activities
from domain.readers.reps import PEOPLE, at_most_a_year
from domain.schedules import schedules_from
from domain.settings import full_bonus_from
from domain.tables import Absence, Client, Role
from domain.use_case import Area
from domain.worktime import DAY, Schedule

ACTIVITY_AREAS = frozenset(Area) - {Area.TASKS}
REPS = (
    Column("rep"),
    Column("activity-done", Unit.SHARE),
    Column("least", Unit.WORD),
    Column("days-done", Unit.COUNT),
    Column("days-worked", Unit.COUNT),
    Column("bonus-share", Unit.DECIMAL),
    Column("later", Unit.COUNT),
)
LATER = (
    Column("client"),
    Column("what", Unit.WORD),
    Column("rep"),
    Column("happened", Unit.DAY),
    Column("logged", Unit.DAY),
)


@dataclass(frozen=True, slots=True)
class ActivityReport:
    """`reps`: who does least first. `days`: of the period so far. `schedules`: of the reps."""

    frame: Frame
    days: tuple[date, ...]
    reps: tuple[RepActivity, ...]
    undivided: bool
    schedules: Mapping[int, Schedule]

    @property
    def is_empty(self) -> bool:
        return not any(rep.worked or rep.logged_later for rep in self.reps)

    @property
    def counted(self) -> Period:
        return Period(self.days[0], self.days[-1] + DAY)


def activity_report(session: Session, viewer_id: int, look: Look, today: date) -> ActivityReport:
    """Reps in scope on the period's last day. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, ACTIVITY_AREAS)
    period = at_most_a_year(frame.period, today)
    frame = replace(frame, period=period)
    undivided = any(cut.kind not in PEOPLE for cut in frame.cuts)
    last = min(period.last, today)
    days = tuple(period.start + number * DAY for number in range((last - period.start).days + 1))
    members = [one for one in counted_members(session, scope, last).values() if one.role is Role.REP]
    if not days or not members:
        return ActivityReport(frame, days, (), undivided, {})
    schedules = schedules_from(session, members, period.start - 7 * DAY)
    logged = logged_days(
        session,
        schedules,
        period,
        last if period.span is Span.MONTH else today,
        begun_on=today if len(days) > 1 else None,
    )
    met = sales_met(session, schedules, period, last) if period.span is Span.MONTH else {}
    away = _away(session, schedules, days)
    reps = [
        RepActivity(
            member.id,
            member.name,
            logged[member.id].worked,
            logged[member.id].late,
            {day: kind for (id_, day), kind in away.items() if id_ == member.id},
            logged[member.id].focus,
            met.get(member.id),
            full_bonus_from(session),
        )
        for member in members
    ]
    return ActivityReport(frame, days, tuple(least_first(reps)), undivided, schedules)


def _away(session: Session, members: Collection[int], days: tuple[date, ...]) -> dict[tuple[int, date], str]:
    rows = session.scalars(
        select(Absence).where(
            Absence.member_id.in_(members), Absence.last_day >= days[0], Absence.first_day <= days[-1]
        )
    )
    return {
        (row.member_id, day): row.kind.value for row in rows for day in days if row.first_day <= day <= row.last_day
    }


def activity_rows(session: Session, found: ActivityReport, what: str, page: int | None) -> Listing:
    """ "all": every rep; "short": who does less than the whole bonus is for; "later": what was logged too late.

    Raises BadChoice.
    """
    if what == "later":
        return _later(session, found, page)
    if what not in ("all", "short"):
        raise BadChoice
    chosen = {rep.member_id: rep for rep in found.reps if what == "all" or rep.falls_short}
    ids, page = page_of_ids(list(chosen), page)
    rows = tuple(Row(member_id, _values(chosen[member_id])) for member_id in ids)
    return Listing(f"activity-{what}", "member", REPS, rows, len(chosen), page)


def _values(rep: RepActivity) -> tuple[object, ...]:
    lines = rep.lines
    least = lines[0].name.replace("_", "-") if lines and lines[0].completion < 1 else None
    return (rep.name, rep.completion, least, rep.days_done, len(rep.worked), rep.bonus, rep.logged_later)


def _later(session: Session, found: ActivityReport, page: int | None) -> Listing:
    late = late_activities(session, found.schedules, found.counted) if found.days and found.schedules else {}
    ids, page = page_of_ids(list(late), page)
    shown = [late[activity_id] for activity_id in ids]
    clients = select(Client.id, Client.name).where(Client.id.in_({one.client_id for one in shown}))
    names = {row.id: row.name for row in session.execute(clients)}
    reps = {rep.member_id: rep.name for rep in found.reps}
    rows = tuple(
        Row(
            one.client_id,
            (
                names[one.client_id],
                one.kind.value.replace("_", "-"),
                reps[one.author_id],
                one.day,
                found.schedules[one.author_id].local_date(one.received_at),
            ),
        )
        for one in shown
    )
    return Listing("activity-later", "client", LATER, rows, len(late), page)
