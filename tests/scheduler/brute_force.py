"""What each person must be told and when, reckoned plainly from the rules: to be compared with what the ticks do.

Nothing of the program is used here but its names: days, hours and zones are reckoned anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import holidays

ONE = timedelta(days=1)
HALF_HOUR, QUARTER = timedelta(minutes=30), timedelta(minutes=15)
STATE = holidays.country_holidays("RU", years=(2026, 2027))
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
LONGEST = 40
NINE, SIX, NOON, SEVEN = time(9), time(18), time(12), time(19)


@dataclass(slots=True)
class Person:
    """`role`: "rep", "manager", "owner". `since`, `until`: when he came, was dismissed. `away`: days, both included."""

    id: int
    role: str
    zone: ZoneInfo
    since: datetime
    until: datetime = NEVER
    away: list[tuple[date, date]] = field(default_factory=list)
    leads: set[int] = field(default_factory=set)
    planned: bool = False

    def day(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, self.zone).astimezone(UTC)

    def is_away(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.away)

    def hours(self, day: date) -> tuple[datetime, datetime] | None:
        """From nine to six, where the state works and he is not away."""
        works = day in STATE.weekend_workdays or (day.weekday() < 5 and day not in STATE)
        if not works or self.is_away(day):
            return None
        return self.at(day, NINE), self.at(day, SIX)

    def is_at_work(self, instant: datetime) -> bool:
        hours = self.hours(self.day(instant))
        return hours is not None and hours[0] <= instant < hours[1]

    def is_here(self, instant: datetime) -> bool:
        return instant < self.until

    def may_hear(self, due: datetime, now: datetime) -> bool:
        """At its own time whatever the hour, late only at work, away never."""
        if self.is_away(self.day(now)):
            return False
        on_time = now - due <= HALF_HOUR and not self.is_away(self.day(due))
        return on_time or self.is_at_work(now)


@dataclass(slots=True)
class Promise:
    """A task as it was over time: each hour it was set to, from when until when it stood open at that hour."""

    id: int
    member: int
    meeting: bool
    stands: list[tuple[int, datetime, datetime, datetime]] = field(default_factory=list)
    """Occurrence, its hour, open from, open until."""

    @property
    def ends(self) -> timedelta:
        return timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Life:
    """`down`: from when until when no tick came (the bot stood still, or the clock leapt over it)."""

    since: datetime
    until: datetime
    people: dict[int, Person]
    promises: list[Promise]
    down: list[tuple[datetime, datetime]]

    def up(self, instant: datetime) -> datetime:
        """The first instant not earlier at which the bot looks."""
        for first, last in self.down:
            if first <= instant < last:
                return last
        return instant

    def days(self) -> list[date]:
        return [self.since.date() + ONE * number for number in range(-40, (self.until - self.since).days + 3)]


Told = tuple[str, int, datetime, str]
"""Kind, to whom, at which instant, about what."""


def reckoned(life: Life) -> set[Told]:
    """All that must be told within the life."""
    found = {
        *_starts_of_days(life),
        *_ends_of_days(life),
        *_digests(life),
        *_statements(life),
        *_reminders(life),
        *_again(life),
        *_meetings(life),
    }
    return {one for one in found if life.since <= one[2] <= life.until}


def _starts_of_days(life: Life) -> Iterator[Told]:
    """Morning message, a manager's bundle, the owner's week: until noon."""
    for person, day, (start, _) in _worked(life):
        until = person.at(day, NOON)
        now = life.up(start)
        if not (person.since <= start and now < until and person.is_here(now)):
            continue
        if person.role == "rep":
            yield "morning", person.id, now, str(day)
        else:
            yield "bundle", person.id, now, str(day)
        monday = day - ONE * day.weekday()
        if person.role == "owner" and not any(person.hours(monday + ONE * n) for n in range(day.weekday())):
            yield "weekly", person.id, now, str(day)


def _ends_of_days(life: Life) -> Iterator[Told]:
    """The evening check within half an hour of the end; what the plan lacks, in the last two hours."""
    for person, day, (_, end) in _worked(life):
        if person.role != "rep":
            continue
        begins = end - timedelta(hours=2)
        now = life.up(begins)
        if person.since <= begins and now < end and person.is_here(now):
            yield "behind", person.id, now, str(day)
        now = life.up(end)
        if person.since <= end and now - end <= HALF_HOUR and person.is_here(now):
            yield "evening", person.id, now, str(day)


def _worked(life: Life) -> Iterator[tuple[Person, date, tuple[datetime, datetime]]]:
    for person in life.people.values():
        for day in life.days():
            hours = person.hours(day)
            if hours is not None:
                yield person, day, hours


def _digests(life: Life) -> Iterator[Told]:
    """Of the day at the end of work; of week and month on the first working day after; until the next of its kind."""
    for person in life.people.values():
        if person.role == "rep":
            continue
        worked = [day for day in life.days() if person.hours(day)]
        daily = [(_end(person, day), str(day)) for day in worked]
        weekly = list(_firsts(person, worked, lambda day: day - ONE * day.weekday()))
        monthly = list(_firsts(person, worked, lambda day: day.replace(day=1)))
        for kind, dues in (("digest", daily), ("digest_week", weekly), ("planning", weekly), ("digest_month", monthly)):
            for number, (due, about) in enumerate(dues):
                following = dues[number + 1][0] if number + 1 < len(dues) else NEVER
                now = _heard(life, person, due, following)
                if now is not None and person.since <= due:
                    yield kind, person.id, now, about


def _end(person: Person, day: date) -> datetime:
    return min(person.at(day, SIX), person.at(day, SEVEN))


def _firsts(person: Person, worked: Iterable[date], begins: object) -> Iterator[tuple[datetime, str]]:
    """The first worked day of each period: when it begins, and the last day of the period before."""
    seen: set[date] = set()
    for day in worked:
        first = begins(day)  # type: ignore[operator]
        if first not in seen:
            seen.add(first)
            yield person.at(day, NINE), str(first - ONE)


def _heard(life: Life, person: Person, due: datetime, until: datetime) -> datetime | None:
    """When he hears what fell due: at once, or when he works next, before it is worth nothing."""
    days = min((until - due).days, LONGEST) + 2
    starts = [hours[0] for n in range(days) if (hours := person.hours(person.day(due) + ONE * n))]
    for now in sorted({life.up(instant) for instant in (due, *starts) if instant >= due}):
        if now < until and person.is_here(now) and person.may_hear(due, now):
            return now
    return None


def _statements(life: Life) -> Iterator[Told]:
    """The month closes when the company's third working day of the next is over; told at work, for three days."""
    company = Person(0, "owner", ZoneInfo("Europe/Moscow"), life.since)
    months = sorted({day.replace(day=1) for day in life.days()})
    for month, following in pairwise(months):
        worked = [following + ONE * n for n in range(31) if company.hours(following + ONE * n)]
        closed = company.at(worked[2] + ONE, time.min)
        for person in life.people.values():
            kind = _statement_kind(life, person, closed)
            if kind is None:
                continue
            due = closed if person.is_at_work(closed) else _next_start(person, closed)
            until = _third_end(person, due)
            now = life.up(due)
            if now < until and person.since <= due and person.is_here(now) and due - closed <= 20 * ONE:
                yield kind, person.id, now, f"{month:%Y-%m}"


def _statement_kind(life: Life, person: Person, closed: datetime) -> str | None:
    """The manager leads all who are here; of who has been dismissed the owner is told."""
    if person.role == "rep":
        return "statement" if person.planned else None
    planned = [one for one in life.people.values() if one.planned]
    told_of = any(one.is_here(closed) if person.role == "manager" else not one.is_here(closed) for one in planned)
    return "team_statements" if told_of else None


def _next_start(person: Person, after: datetime) -> datetime:
    day = person.day(after)
    return next(
        hours[0] for n in range(400) if (hours := person.hours(day + ONE * n)) is not None and hours[0] >= after
    )


def _third_end(person: Person, since: datetime) -> datetime:
    day = person.day(since) + ONE
    ends = (hours[1] for n in range(400) if (hours := person.hours(day + ONE * n)))
    return [next(ends), next(ends), next(ends)][2]


def _reminders(life: Life) -> Iterator[Told]:
    """A task at its hour, for a day."""
    for promise, (occurrence, due, since, until) in _stands(life, meetings=False):
        now = _reminded(life, promise, due, since, until)
        if now is not None:
            yield "task", promise.member, now, f"{promise.id}:{occurrence}"


def _reminded(life: Life, promise: Promise, due: datetime, since: datetime, until: datetime) -> datetime | None:
    now = _heard(life, life.people[promise.member], due, due + ONE)
    return now if now is not None and since <= now < until else None


def _stands(life: Life, *, meetings: bool) -> Iterator[tuple[Promise, tuple[int, datetime, datetime, datetime]]]:
    for promise in life.promises:
        if promise.meeting == meetings:
            for stand in promise.stands:
                yield promise, stand


def _again(life: Life) -> Iterator[Told]:
    """Once more on the quarter hour half an hour later, after the meetings it falls into; folded by person and time."""
    folded: set[tuple[int, datetime]] = set()
    for promise, (_, due, since, until) in _stands(life, meetings=False):
        person = life.people[promise.member]
        first = _reminded(life, promise, due, since, until)
        quarter = _quarter(due + HALF_HOUR)
        comes = _after_meetings(life, person, quarter)
        now = life.up(comes)
        if (
            first is not None
            and first <= quarter - QUARTER
            and now < min(comes + HALF_HOUR, until)
            and person.is_here(now)
            and person.is_at_work(comes)
        ):
            folded.add((person.id, comes))
    for member, comes in folded:
        yield "task_again", member, life.up(comes), f"{comes:%Y-%m-%dT%H:%M}"


def _quarter(instant: datetime) -> datetime:
    minutes = -(-(instant.minute * 60 + instant.second) // 900) * 15
    return instant.replace(minute=0, second=0) + timedelta(minutes=minutes)


def _after_meetings(life: Life, person: Person, instant: datetime) -> datetime:
    mine = sorted(
        (due, due + promise.ends)
        for promise, (_, due, _, _) in _stands(life, meetings=True)
        if promise.member == person.id
    )
    for start, end in mine:
        if start <= instant < end:
            instant = end
    return instant


def _meetings(life: Life) -> Iterator[Told]:
    """An hour before until its end; a quarter after its end, for a day."""
    for promise, (occurrence, start, since, until) in _stands(life, meetings=True):
        person, over = life.people[promise.member], start + promise.ends
        now = life.up(start - timedelta(hours=1))
        if now < min(over, until) and since <= now and person.is_here(now) and not person.is_away(person.day(start)):
            yield "meeting", person.id, now, f"{promise.id}:{occurrence}"
        asked = _heard(life, person, over + QUARTER, over + QUARTER + ONE)
        if asked is not None and since <= asked < until:
            yield "meeting_after", person.id, asked, f"{promise.id}:{occurrence}"
