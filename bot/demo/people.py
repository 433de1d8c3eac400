"""The five people of the demo company and the stranger, their teams and working days."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.demo.book import Book, Row
from domain.tables import Absence as AbsenceRow
from domain.tables import AbsenceKind, Member, Role, Team, TeamMembership
from domain.worktime import Absence, Schedule

MOSCOW = ZoneInfo("Europe/Moscow")
YEKATERINBURG = "Asia/Yekaterinburg"

Person = tuple[int, str, str]
STRANGER = "stranger"
DEMO_PEOPLE: tuple[Person, ...] = (
    (1001, "Анна", Role.REP.value),
    (1002, "Борис", Role.REP.value),
    (1003, "Дина", Role.REP.value),
    (1004, "Вера", Role.MANAGER.value),
    (1005, "Глеб", Role.OWNER.value),
    (1099, "Чужой", STRANGER),
)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a rep works: calls a day, the share of calls that end well, deals lost for each client, size of orders."""

    calls: float
    luck: float
    losses: float
    orders: float
    urals: bool = False


HABITS = (Habit(10.5, 0.3, 2.2, 1.5), Habit(8.5, 0.22, 3.1, 0.9), Habit(7.0, 0.16, 3.8, 0.65, urals=True))


@dataclass
class Rep:
    """A rep with his working days, from the first day of the story to today."""

    id: int
    habit: Habit
    schedule: Schedule
    rng: Random
    now: datetime
    days: list[date] = field(default_factory=list)
    hours: dict[date, tuple[datetime, datetime]] = field(default_factory=dict)

    def live(self, since: date) -> None:
        """Find the working days from `since` until today."""
        today = self.schedule.local_date(self.now)
        self.days = self.schedule.working_days_in(since, today + timedelta(days=1))
        for day in self.days:
            interval = self.schedule.working_interval(day)
            assert interval is not None
            self.hours[day] = interval

    @property
    def today(self) -> date:
        return self.schedule.local_date(self.now)

    def day_from(self, day: date) -> date | None:
        """The first working day not before this one; None when it is still to come."""
        place = bisect_left(self.days, day)
        return self.days[place] if place < len(self.days) else None

    def day_until(self, day: date) -> date:
        """The last working day not after this one, or the very first."""
        return self.days[max(bisect_right(self.days, day) - 1, 0)]

    def days_between(self, first: date, before: date) -> list[date]:
        return self.days[bisect_left(self.days, first) : bisect_left(self.days, before)]

    def moment(self, day: date, low: float = 0.02, high: float = 0.97) -> datetime | None:
        """Some instant of a working day's hours, to the second; None when it has not come yet."""
        start, end = self.hours[day]
        seconds = int((end - start).total_seconds() * self.rng.uniform(low, high))
        instant = start + timedelta(seconds=seconds)
        return instant if instant <= self.now - timedelta(minutes=1) else None


@dataclass
class Cast:
    reps: list[Rep]
    manager_id: int
    owner_id: int


def add_people(book: Book, people: Sequence[Person], now: datetime, since: date, rng: Random) -> Cast:
    """Members, one team in the centre and one in the Urals, both led by the manager; a summer leave behind them."""
    joined = now - timedelta(days=3 * 365)
    members = [_add_member(book, person, joined) for person in people if person[2] != STRANGER]
    by_role = {role: [row["id"] for row in members if row["role"] is role] for role in Role}
    reps = [_rep(book, number, member, now, rng) for number, member in enumerate(by_role[Role.REP])]
    for rep in reps:
        rep.live(since)
    manager, owner = by_role[Role.MANAGER][0], by_role[Role.OWNER][0]
    for name, urals in (("Центр", False), ("Урал", True)):
        team = book.add(Team, name=name)
        _join(book, team["id"], manager, joined, leads=True)
        for rep in reps:
            if rep.habit.urals is urals:
                _join(book, team["id"], rep.id, joined, leads=False)
    return Cast(reps, manager, owner)


def _add_member(book: Book, person: Person, joined: datetime) -> Row:
    telegram_id, name, role = person
    return book.add(Member, telegram_id=telegram_id, name=name, role=Role(role), joined_at=joined)


def _join(book: Book, team_id: int, member_id: int, joined: datetime, *, leads: bool) -> None:
    book.add(TeamMembership, team_id=team_id, member_id=member_id, leads=leads, since=joined.date())


def _rep(book: Book, number: int, member_id: int, now: datetime, rng: Random) -> Rep:
    habit = HABITS[number % len(HABITS)]
    if habit.urals:
        book.rows(Member)[member_id - 1]["zone"] = YEKATERINBURG
    first = (now - timedelta(days=120 + 45 * number)).date()
    leave = Absence(first, first + timedelta(days=13))
    book.add(AbsenceRow, member_id=member_id, kind=AbsenceKind.VACATION, first_day=leave.first, last_day=leave.last)
    zone = ZoneInfo(YEKATERINBURG) if habit.urals else MOSCOW
    return Rep(member_id, habit, Schedule(zone, absences=(leave,)), rng, now)
