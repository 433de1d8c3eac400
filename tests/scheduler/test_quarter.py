"""Ninety days of twenty reps in four zones, tick by tick, beside a plain reckoning of what must be told."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update

from domain.tables import (
    ActivityPlan,
    Client,
    Keeper,
    Member,
    Notification,
    PlanLine,
    PlanPer,
    Role,
    TaskAction,
    Team,
    TeamMembership,
)
from tests.scheduler.brute_force import Life, Person, Promise, Told, reckoned
from tests.scheduler.world import LONG_AGO, World

SINCE = datetime(2026, 10, 12, 0, 0, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=90)
STOP = (datetime(2026, 11, 18, 11, 20, tzinfo=UTC), datetime(2026, 11, 21, 11, 20, tzinfo=UTC))
BEFORE = (SINCE - timedelta(days=60), SINCE)
"""Nobody looked before: what is still worth it is told at once."""
LEAP = (datetime(2026, 12, 2, 9, 10, tzinfo=UTC), datetime(2026, 12, 2, 13, 40, tzinfo=UTC))
BACK = datetime(2026, 12, 9, 12, 0, tzinfo=UTC)
BACK_BY = timedelta(hours=2)
ZONES = ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Vladivostok", "Europe/Berlin")
REPS, CLIENTS, RANDOM_INSTANTS = 20, 2000, 500
Event = tuple[datetime, Callable[[], None]]


class Quarter:
    """A company with its future: what people will do is known beforehand, and to both reckonings."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.world = World()
        self.people: dict[int, Person] = {}
        self.promises: list[Promise] = []
        self.events: list[Event] = []
        self._hire()
        self._clients()
        for person in [one for one in self.people.values() if one.role == "rep"]:
            self._promise(person)
        self._dismiss(self.reps[7], datetime(2026, 11, 26, 8, 30, tzinfo=UTC))
        self.world.session.flush()

    @property
    def reps(self) -> list[Person]:
        return [person for person in self.people.values() if person.role == "rep"]

    def life(self) -> Life:
        return Life(SINCE, UNTIL, self.people, self.promises, [BEFORE, STOP, LEAP])

    def _hire(self) -> None:
        team = Team(name="Отдел")
        self.world.session.add(team)
        self.world.session.flush()
        for number in range(REPS + 2):
            role = Role.MANAGER if number == REPS else Role.OWNER if number > REPS else Role.REP
            since = datetime(2026, 11, 9, 10, 0, tzinfo=UTC) if number == 3 else LONG_AGO
            zone = ZONES[number % len(ZONES)]
            member = self.world.member(f"Менеджер {number}", role, zone=zone, joined_at=since)
            person = Person(member, role.value, ZoneInfo(zone), since)
            self.people[member] = person
            if role is not Role.OWNER:
                leads = role is Role.MANAGER
                row = TeamMembership(team_id=team.id, member_id=member, leads=leads, since=date(2026, 1, 1))
                self.world.session.add(row)
            if role is Role.REP and number % 2:
                person.planned = True
                plan = {"line": PlanLine.CALLS, "per": PlanPer.DAY, "number": 10, "since": date(2026, 1, 1)}
                self.world.session.add(ActivityPlan(member_id=member, **plan))
        everybody = {person.id for person in self.reps}
        for person in self.people.values():
            if person.role != "rep":
                person.leads = everybody
        self._leave(self.reps[0], date(2026, 11, 2), date(2026, 11, 15))
        self._leave(self.reps[1], date(2026, 12, 28), date(2027, 1, 10))
        self._leave(self.reps[2], date(2026, 10, 24), date(2026, 10, 26))
        self._leave(
            next(one for one in self.people.values() if one.role == "manager"), date(2026, 11, 30), date(2026, 12, 4)
        )

    def _leave(self, person: Person, first: date, last: date) -> None:
        person.away.append((first, last))
        self.world.away(person.id, first, last)

    def _clients(self) -> None:
        for number in range(CLIENTS):
            client = Client(
                name=f"Клиент {number}", search_name=f"клиент {number}",
                happened_at=LONG_AGO, received_at=LONG_AGO, stored_at=LONG_AGO,
            )  # fmt: skip
            self.world.session.add(client)
            self.world.session.flush()
            keeper = self.reps[number % REPS].id
            self.world.session.add(Keeper(client_id=client.id, member_id=keeper, since=date(2026, 1, 1)))

    def _promise(self, person: Person) -> None:
        """A task every other day or so, at any half hour; answered, moved, or left."""
        day = SINCE.date()
        while day < UNTIL.date():
            day += timedelta(days=self.random.choice((1, 1, 2, 3)))
            meeting = self.random.random() < 0.25
            hour, minute = self.random.randint(8, 20), self.random.choice((0, 0, 30, 45))
            due = datetime(day.year, day.month, day.day, hour, minute, tzinfo=person.zone).astimezone(UTC)
            action = TaskAction.MEETING if meeting else TaskAction.CALL
            self._live(Promise(self.world.task(person.id, due, action), person.id, meeting), due)

    def _live(self, promise: Promise, due: datetime) -> None:
        self.promises.append(promise)
        closed = due + timedelta(minutes=self.random.choice((-90, -3, 7, 7, 20, 41, 55, 500, 3000)))
        if self.random.random() < 0.15 and not promise.meeting:
            moved_at, later = due + timedelta(minutes=11), due + timedelta(days=2, hours=1)
            promise.stands.append((1, due, LONG_AGO, moved_at))
            promise.stands.append((2, later, moved_at, later + timedelta(minutes=33)))
            self._on(moved_at, lambda: self.world.moved(promise.id, later))
            self._on(later + timedelta(minutes=33), lambda: self.world.done(promise.id))
            return
        promise.stands.append((1, due, LONG_AGO, closed))
        self._on(closed, lambda: self.world.done(promise.id))

    def _dismiss(self, person: Person, at: datetime) -> None:
        person.until = at

        def dismiss() -> None:
            self.world.session.get_one(Member, person.id).dismissed_at = at
            of_his = update(TeamMembership).where(TeamMembership.member_id == person.id)
            self.world.session.execute(of_his.values(until=at.date()))

        self._on(at, dismiss)

    def _on(self, at: datetime, act: Callable[[], None]) -> None:
        self.events.append((at, act))

    def live(self) -> set[Told]:
        """Step from due instant to due instant, to what people do, and to 500 random instants besides."""
        self.events.sort(key=lambda event: event[0])
        span = int((UNTIL - SINCE).total_seconds())
        stops = sorted(SINCE + timedelta(seconds=self.random.randrange(span)) for _ in range(RANDOM_INSTANTS))
        now, has_gone_back = SINCE, False
        self.world.tick(now)
        while now < UNTIL:
            following = self.world.next_due(now)
            while stops and stops[0] <= now:
                stops.pop(0)
            ahead = [one for one in (following, *stops[:1], *(at for at, _ in self.events[:1])) if one is not None]
            now = self._through(now, max(now, min([*ahead, UNTIL])))
            if now >= BACK and not has_gone_back:
                has_gone_back, now = True, BACK - BACK_BY
            while self.events and self.events[0][0] <= now:
                self.events.pop(0)[1]()
            self.world.session.flush()
            self.world.tick(now)
        return self._told()

    def _through(self, before: datetime, now: datetime) -> datetime:
        """Over what nobody lived through."""
        for first, last in (STOP, LEAP):
            if before < first <= now < last or first <= now < last:
                return last
        return now

    def _told(self) -> set[Told]:
        rows = {row.key: row for row in self.world.session.query(Notification)}
        return {(rows[key].kind, rows[key].recipient_id, at, about_of(rows[key])) for at, key in self.world.told}


def about_of(row: Notification) -> str:
    """What a push is about, in the words of the reckoning."""
    if row.kind in ("task", "meeting", "meeting_after"):
        return f"{row.about['task_id']}:{row.about['occurrence']}"
    if row.kind == "task_again":
        return row.key.split(":", 2)[2]
    return str(row.about["month"])[:7] if "month" in row.about else str(row.about["day"])


def test_a_quarter_of_ticks_tells_exactly_what_a_plain_reckoning_tells() -> None:
    quarter = Quarter(seed=7)
    told = quarter.live()
    wanted = reckoned(quarter.life())
    assert len(quarter.world.told) == len({key for _, key in quarter.world.told})
    print(Counter(kind for kind, *_ in told))  # noqa: T201
    assert sorted(wanted - told) == []
    assert sorted(told - wanted) == []
