"""Working days and hours of one person: his zone, his hours, the production calendar, his absences.

A working day is a `date` in the person's zone, everything that happens is a UTC instant. Days are 23 or 25 hours
long where clocks change, so an instant is always computed from the local date and time, never by adding 24 hours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
FURTHEST_DAYS = 4 * 366
"""The longest leave (a child's, three years) and a margin: past it there is no working day to find."""

Hours = tuple[time, time]
Interval = tuple[datetime, datetime]


class NoWorkingTime(ValueError):
    """The schedule has no working day within four years."""


@dataclass(frozen=True, slots=True)
class WorkHours:
    """Start and end of work by weekday, Monday first; None on a day without work."""

    by_weekday: tuple[Hours | None, Hours | None, Hours | None, Hours | None, Hours | None, Hours | None, Hours | None]

    def __post_init__(self) -> None:
        if len(self.by_weekday) != 7:
            raise ValueError("working hours are given for seven weekdays")
        if any(hours and hours[0] >= hours[1] for hours in self.by_weekday):
            raise ValueError("work must end later than it starts")

    @classmethod
    def weekdays(cls, start: time = time(9), end: time = time(18)) -> "WorkHours":
        """The same hours from Monday to Friday."""
        day = (start, end)
        return cls((day, day, day, day, day, None, None))

    @classmethod
    def of(cls, written: Sequence[Sequence[str] | None]) -> "WorkHours":
        """Hours kept in settings: seven of ["09:00", "18:00"] or None. Raises ValueError."""
        days = [(time.fromisoformat(day[0]), time.fromisoformat(day[1])) if day else None for day in written]
        if len(days) != 7:
            raise ValueError("working hours are given for seven weekdays")
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = days
        return cls((monday, tuesday, wednesday, thursday, friday, saturday, sunday))

    @property
    def usual(self) -> Hours | None:
        """Hours of a moved working Saturday: those of the last weekday worked."""
        return next((hours for hours in reversed(self.by_weekday) if hours), None)

    def on(self, day: date) -> Hours | None:
        """Hours of a day that is known to be a working one."""
        return self.by_weekday[day.weekday()] or self.usual


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day the company does not work, whatever the state's calendar says."""


@dataclass(frozen=True, slots=True)
class Working:
    """A day the company works; `hours` None means the usual ones."""

    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class Shortened:
    """A working day that ends earlier by `by`."""

    by: timedelta = timedelta(hours=1)


Override = Shortened | DayOff | Working


@lru_cache(maxsize=64)
def _state_days(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and working weekend days of a year by the state's decrees.

    `holidays` carries Russia's yearly transfers (for 2027: 20 Feb works, 22 Feb, 5 Nov and 31 Dec rest).
    """
    from holidays import country_holidays

    known = country_holidays(country, years=year)
    return frozenset(known), frozenset(known.weekend_workdays)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The production calendar of a country with the company's own corrections."""

    country: str = "RU"
    overrides: Mapping[date, Override] = field(default_factory=dict)

    def hours(self, day: date, usual: WorkHours) -> Hours | None:
        """Hours worked on a day by these usual hours; None when it is a day off."""
        match self.overrides.get(day):
            case None:
                return self._by_state(day, usual)
            case DayOff():
                return None
            case Working(hours):
                return hours or usual.on(day)
            case Shortened(by):
                return _shortened(usual.on(day), by)

    def _by_state(self, day: date, usual: WorkHours) -> Hours | None:
        days_off, working_weekends = _state_days(self.country, day.year)
        if day in working_weekends:
            return usual.on(day)
        return None if day in days_off else usual.by_weekday[day.weekday()]


def _shortened(hours: Hours | None, by: timedelta) -> Hours | None:
    if hours is None or _length(hours) <= by:
        return None
    return hours[0], (datetime.combine(date.min, hours[1]) - by).time()


@dataclass(frozen=True, slots=True)
class Absence:
    """Leave, illness, a business course: whole days, both ends included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Schedule:
    """When one person works. Rule: "What the bot pushes by itself", the last paragraphs."""

    zone: ZoneInfo
    hours: WorkHours = field(default_factory=WorkHours.weekdays)
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    absences: tuple[Absence, ...] = ()

    # Days

    def local_date(self, instant: datetime) -> date:
        """The person's date at an instant."""
        return instant.astimezone(self.zone).date()

    def local(self, instant: datetime) -> datetime:
        """The instant on the person's clock."""
        return instant.astimezone(self.zone)

    def at(self, day: date, moment: time) -> datetime:
        """UTC instant of a local date and time; a time that a clock change skips is read by the clock before it."""
        return instant_at(day, moment, self.zone)

    def day_bounds(self, day: date) -> Interval:
        """First instant of a local day and of the next one, UTC."""
        return self.at(day, time.min), self.at(day + DAY, time.min)

    def week_bounds(self, day: date) -> Interval:
        """First instants of the day's week (from Monday) and of the next week, UTC."""
        monday = day - day.weekday() * DAY
        return self.at(monday, time.min), self.at(monday + 7 * DAY, time.min)

    def month_bounds(self, day: date) -> Interval:
        """First instants of the day's month and of the next month, UTC."""
        first = day.replace(day=1)
        return self.at(first, time.min), self.at(next_month(first), time.min)

    # Working days

    def is_absent(self, day: date) -> bool:
        """Whether the person is on leave that day."""
        return any(absence.covers(day) for absence in self.absences)

    def working_hours(self, day: date) -> Hours | None:
        """Local start and end of work on a day; None when the person does not work."""
        return None if self.is_absent(day) else self.calendar.hours(day, self.hours)

    def is_working_day(self, day: date) -> bool:
        return self.working_hours(day) is not None

    def working_interval(self, day: date) -> Interval | None:
        """Start and end of work on a local day as UTC instants; None when the person does not work."""
        hours = self.working_hours(day)
        return (self.at(day, hours[0]), self.at(day, hours[1])) if hours else None

    def day_share(self, day: date) -> Fraction:
        """Part of a full day worked: 1 usually, less on a shortened day, 0 on a day off. Rule: "Plans", pro rata."""
        worked, full = self.working_hours(day), self.hours.on(day)
        if not worked or not full:
            return Fraction(1 if worked else 0)
        return min(Fraction(1), Fraction(_length(worked) // SECOND, _length(full) // SECOND))

    def working_days_in(self, start: date, end: date) -> list[date]:
        """Working days from `start` to the day before `end`."""
        return [day for day in _days(start, (end - start).days) if self.is_working_day(day)]

    def working_days_between(self, after: date, until: date) -> int:
        """Working days later than `after` and not later than `until`; 0 when `until` is earlier."""
        return len(self.working_days_in(after + DAY, until + DAY))

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after (negative: before) a day, the day itself for 0. Raises NoWorkingTime."""
        step = DAY if count > 0 else -DAY
        for _ in range(abs(count)):
            day = self._nearest_working_day(day + step, step)
        return day

    def working_day_after(self, day: date, count: int) -> date:
        """The `count`-th working day after a day; to who has none within reach, that many days after."""
        try:
            return self.add_working_days(day, count)
        except NoWorkingTime:
            return day + count * DAY

    def working_day_from(self, day: date) -> date:
        """The day if it is a working one, else the first one later; to who has none within reach, the day."""
        try:
            return self.next_or_same_working_day(day)
        except NoWorkingTime:
            return day

    def next_or_same_working_day(self, day: date) -> date:
        """The day if it is a working one, else the first one later. Raises NoWorkingTime."""
        return self._nearest_working_day(day, DAY)

    def previous_or_same_working_day(self, day: date) -> date:
        """The day if it is a working one, else the last one before. Raises NoWorkingTime."""
        return self._nearest_working_day(day, -DAY)

    def nth_working_day(self, year: int, month: int, n: int) -> date:
        """The n-th working day (n ≥ 1) from the start of a month, in the next if it must. Raises NoWorkingTime."""
        if n < 1:
            raise ValueError("working days are counted from 1")
        return self.add_working_days(date(year, month, 1) - DAY, n)

    def _nearest_working_day(self, day: date, step: timedelta) -> date:
        for distance in range(FURTHEST_DAYS):
            if self.is_working_day(day + distance * step):
                return day + distance * step
        raise NoWorkingTime(f"no working day within four years of {day}")

    # Working time

    def is_working(self, instant: datetime) -> bool:
        """Whether the person is at work; the moment work ends is no longer."""
        interval = self.working_interval(self.local_date(instant))
        return interval is not None and interval[0] <= instant < interval[1]

    def next_working_instant(self, instant: datetime) -> datetime:
        """The instant itself during work, else when work starts next. Raises NoWorkingTime."""
        start, _ = next(self._intervals_from(instant))
        return start

    def add_working(self, instant: datetime, duration: timedelta) -> datetime:
        """When `duration` (≥ 0) of working time has passed since an instant. Raises NoWorkingTime."""
        if duration < timedelta(0):
            raise ValueError("working time runs forward only")
        if not duration:
            return instant
        for start, end in self._intervals_from(instant):
            if duration <= end - start:
                return start + duration
            duration -= end - start
        raise NoWorkingTime(f"no working time after {instant}")

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from one instant to another; zero when `end` is not later."""
        days = (self.local_date(end) - self.local_date(start)).days + 1
        intervals = (self.working_interval(day) for day in _days(self.local_date(start), days))
        overlaps = (min(end, work[1]) - max(start, work[0]) for work in intervals if work)
        return sum((overlap for overlap in overlaps if overlap > timedelta(0)), timedelta(0))

    def _intervals_from(self, instant: datetime) -> Iterator[Interval]:
        """What is left of today's working time, then the later intervals without end."""
        day = self.local_date(instant)
        while True:
            day = self.next_or_same_working_day(day)
            interval = self.working_interval(day)
            if interval and instant < interval[1]:
                yield max(instant, interval[0]).astimezone(UTC), interval[1]
            day += DAY


class WorkedTime:
    """A person's working time between very many pairs of instants, none on a day before `since`: each day of his is
    asked for once."""

    def __init__(self, schedule: Schedule, since: date) -> None:
        self._schedule = schedule
        self._since = since
        self._intervals: list[Interval | None] = []
        self._before: list[timedelta] = [timedelta(0)]

    def between(self, start: datetime, end: datetime) -> timedelta:
        """As `Schedule.working_time_between` has it. Raises ValueError for an instant before the first day."""
        return max(self._until(end) - self._until(start), timedelta(0))

    def _until(self, instant: datetime) -> timedelta:
        """From the first of the days."""
        place = (self._schedule.local_date(instant) - self._since).days
        if place < 0:
            raise ValueError(f"{instant} is before {self._since}")
        while len(self._intervals) <= place:
            self._add_day()
        work = self._intervals[place]
        so_far = max(min(instant, work[1]) - work[0], timedelta(0)) if work else timedelta(0)
        return self._before[place] + so_far

    def _add_day(self) -> None:
        work = self._schedule.working_interval(self._since + len(self._intervals) * DAY)
        self._intervals.append(work)
        self._before.append(self._before[-1] + (work[1] - work[0] if work else timedelta(0)))


@lru_cache(maxsize=8192)
def instant_at(day: date, moment: time, zone: ZoneInfo) -> datetime:
    """That hour of that day in the zone, as UTC. Kept: the same few hours of the same days are asked for everybody."""
    return datetime.combine(day, moment.replace(tzinfo=None), zone).astimezone(UTC)


def next_month(first: date) -> date:
    """First day of the month after the given day's."""
    return (first.replace(day=28) + 4 * DAY).replace(day=1)


def _days(start: date, count: int) -> Iterator[date]:
    return (start + number * DAY for number in range(count))


def _length(hours: Hours) -> timedelta:
    start, end = (datetime.combine(date.min, moment) for moment in hours)
    return end - start
