"""A month of a rep: money and activities beside the plan, conversions beside the others. Rule: "Plans"."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.activity_plan import DayDone, Per, PlanLine, day_completion, is_done, planned
from domain.analytics.shares import Share
from domain.statistics import median

FEWEST_FOR_MEDIAN = 3  # the median of two tells each the other's figure


@dataclass(frozen=True, slots=True)
class Aim:
    """A fact beside its plan (None = there is none): kopecks or a number."""

    fact: int
    plan: int | None = None

    @property
    def share(self) -> Fraction | None:
        """Part of the plan done; None without a plan."""
        return Fraction(self.fact, self.plan) if self.plan else None

    @property
    def left(self) -> int:
        return max(0, self.plan - self.fact) if self.plan else 0

    @property
    def is_met(self) -> bool:
        return bool(self.plan) and self.left == 0

    def missing(self, passed: Fraction) -> int:
        """How much less than the plan asks by now, when `passed` of the working days are over; 0 if nothing."""
        return max(0, int((self.plan or 0) * passed) - self.fact)

    def left_a_day(self, days: int) -> int | None:
        """What is left, for each of so many working days, rounded up; None with nothing left or no day."""
        return -(-self.left // days) if self.left and days > 0 else None


def together(aims: Iterable[Aim]) -> Aim:
    """All of them as one; without a plan where none has one."""
    known = list(aims)
    plans = [aim.plan for aim in known if aim.plan]
    return Aim(sum(aim.fact for aim in known), sum(plans) if plans else None)


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line of the activity plan on a day: its name, its number and for what the number is."""

    name: str
    number: int
    per: Per


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """A working day (`share` of a full one), each line's plan beside its fact: the day's, or the week's so far.

    `planned`: what the lines are, in their order.
    """

    day: date
    share: Fraction
    lines: tuple[PlanLine, ...]
    planned: tuple[PlannedLine, ...] = ()

    @property
    def completion(self) -> Fraction | None:
        return day_completion(self.lines)

    @property
    def is_done(self) -> bool:
        return is_done(self.lines)

    @property
    def done(self) -> DayDone:
        return DayDone(self.completion or Fraction(0), self.share)


def worked_days(
    shares: Mapping[date, Fraction],
    lines_on: Callable[[date], Sequence[PlannedLine]],
    facts: Mapping[tuple[str, date], int],
    days: Iterable[date],
) -> tuple[WorkedDay, ...]:
    """The working days among `days` on which something was planned.

    `shares`: part of a full day worked, for every day of the weeks in question as far as they are to be counted.
    `facts`: by line and day. A weekly number counts on each working day of its week, with the whole week's fact.
    """
    held = {day: lines_on(day) for day in shares}
    made = []
    for day in days:
        planned_then = lines_on(day)
        if shares.get(day, 0) and planned_then:
            lines = tuple(_line(one, day, shares, facts, held) for one in planned_then)
            made.append(WorkedDay(day, shares[day], lines, tuple(planned_then)))
    return tuple(made)


def _line(
    line: PlannedLine,
    day: date,
    shares: Mapping[date, Fraction],
    facts: Mapping[tuple[str, date], int],
    held: Mapping[date, Sequence[PlannedLine]],
) -> PlanLine:
    """A weekly number is meant for the days of the week on which the line holds."""
    days = [day] if line.per is Per.DAY else [other for other in shares if _week(other) == _week(day)]
    fact = sum(facts.get((line.name, each), 0) for each in days)
    counted = [each for each in days if each == day or any(one.name == line.name for one in held[each])]
    return PlanLine(fact, planned(line.number, line.per, [shares[each] for each in counted]))


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week


@dataclass(frozen=True, slots=True)
class Conversion:
    """One's own share beside the median of the others and himself; None where too few have one."""

    step: str
    own: Share
    median: Fraction | None


def beside_median(step: str, own: Share, everyone: Iterable[Share]) -> Conversion:
    """`everyone`: shares of all who are compared, himself included; a share of nothing is left out."""
    values = [share.value for share in everyone if share.value is not None]
    return Conversion(step, own, median(values) if len(values) >= FEWEST_FOR_MEDIAN else None)
