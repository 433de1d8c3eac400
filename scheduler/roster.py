"""Who may be told something now: members who have come in, are not dismissed and can be reached, with their hours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.schedules import may_hear, schedules_from
from domain.settings import company
from domain.tables import Member, Role
from domain.worktime import DAY, NoWorkingTime, Schedule

LOOK_BACK_DAYS = 40
ROSTER = "roster"


@dataclass(frozen=True, slots=True)
class Worker:
    """A member as the scheduler knows him."""

    id: int
    role: Role
    joined_at: datetime
    digest_at: time
    schedule: Schedule

    def is_away(self, instant: datetime) -> bool:
        """Whether he is on leave or ill on the day of that instant."""
        return self.schedule.is_absent(self.schedule.local_date(instant))

    def can_hear(self, due_at: datetime, now: datetime) -> bool:
        """Whether what was due may come now."""
        return may_hear(self.schedule, due_at, now)

    def next_hearing(self, after: datetime) -> datetime | None:
        """The next start of work later than `after`; None when there is none to be found."""
        return next((start for start, _ in self.working_days(after) if start > after), None)

    def working_days(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Start and end of his working days, from the day of `since` on."""
        day = self.schedule.local_date(since)
        while True:
            try:
                day = self.schedule.next_or_same_working_day(day)
            except NoWorkingTime:
                return
            work = self.schedule.working_interval(day)
            if work is not None:
                yield work
            day += DAY

    def last_work_ended(self, now: datetime) -> tuple[datetime, datetime] | None:
        """Start and end of his last working day that is over."""
        today = self.schedule.local_date(now)
        for until in (today, today - DAY):
            day = self.last_working_day(until)
            work = self.schedule.working_interval(day) if day else None
            if work is not None and work[1] <= now:
                return work
        return None

    def last_working_day(self, until: date) -> date | None:
        """His last working day not later than `until`, as far back as the roster looks."""
        days = (until - number * DAY for number in range(LOOK_BACK_DAYS))
        return next((day for day in days if self.schedule.is_working_day(day)), None)


def roster(session: Session, now: datetime) -> Mapping[int, Worker]:
    """Members by id; read once for a tick, whatever the number of kinds."""
    known: tuple[datetime, dict[int, Worker]] | None = session.info.get(ROSTER)
    if known is None or known[0] != now:
        known = session.info[ROSTER] = (now, _read(session, now))
    return known[1]


def _read(session: Session, now: datetime) -> dict[int, Worker]:
    members = session.scalars(
        select(Member).where(
            Member.dismissed_at.is_(None), Member.telegram_id.is_not(None), Member.unreachable_since.is_(None)
        )
    ).all()
    schedules = schedules_from(session, members, now.date() - LOOK_BACK_DAYS * DAY)
    usual = company(session).digest_at
    return {
        member.id: Worker(
            member.id,
            member.role,
            member.joined_at,
            time.fromisoformat(member.digest_at or usual),
            schedules[member.id],
        )
        for member in members
    }
