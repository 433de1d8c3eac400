"""The activity plan against the facts, by rep, day and line. Rule: "Plans", Activity plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from domain.activity_plan import FULL_BONUS_FROM, Per, PlanLine, bonus_share, month_completion
from domain.analytics.figures import WorkedDay


@dataclass(frozen=True, slots=True)
class LineDone:
    """A line of the plan over some days: facts, plan (that of a week is counted once), mean completion of the days."""

    name: str
    fact: int
    plan: Fraction
    completion: Fraction
    is_focus: bool = False


@dataclass(frozen=True, slots=True)
class RepActivity:
    """A rep's working days with something planned, what was logged too late by day, days away by kind of absence.

    `sales_met`: the month's sales plan is; None where the period is no month.
    """

    member_id: int
    name: str
    worked: tuple[WorkedDay, ...] = ()
    late: Mapping[date, int] = field(default_factory=dict)
    away: Mapping[date, str] = field(default_factory=dict)
    focus: frozenset[str] = frozenset()
    sales_met: bool | None = None
    full_from: Fraction = FULL_BONUS_FROM
    """From which completion the bonus is whole."""

    @property
    def completion(self) -> Fraction | None:
        """Over the days so far; None when nothing was planned."""
        return month_completion(day.done for day in self.worked)

    @property
    def days_done(self) -> int:
        return sum(day.is_done for day in self.worked)

    @property
    def bonus(self) -> Fraction | None:
        """Share of the activity bonus of the month so far, 0–1."""
        done = self.completion
        if done is None or self.sales_met is None:
            return None
        return bonus_share(done, sales_plan_met=self.sales_met, full_from=self.full_from)

    @property
    def falls_short(self) -> bool:
        """Whether there is less than the whole bonus is for."""
        return self.completion is not None and self.completion < self.full_from

    @property
    def logged_later(self) -> int:
        return sum(self.late.values())

    @property
    def lines(self) -> list[LineDone]:
        return lines_done([self])

    def on(self, days: Iterable[date]) -> Fraction | None:
        """Completion over some of the days; None where nothing was planned."""
        wanted = frozenset(days)
        return month_completion(day.done for day in self.worked if day.day in wanted)


def lines_done(reps: Iterable[RepActivity]) -> list[LineDone]:
    """Every line of the reps' plans together, the least done first; a focus line is one to any of them."""
    found: dict[str, list[tuple[object, Per, PlanLine]]] = defaultdict(list)
    focus: set[str] = set()
    for rep in reps:
        focus |= rep.focus
        for day in rep.worked:
            week = (rep.member_id, *day.day.isocalendar()[:2])
            for planned, line in zip(day.planned, day.lines, strict=True):
                found[planned.name].append((week, planned.per, line))
    made = [_line(name, rows, name in focus) for name, rows in found.items()]
    return sorted(made, key=lambda one: (one.completion, one.name))


def _line(name: str, rows: Sequence[tuple[object, Per, PlanLine]], is_focus: bool) -> LineDone:
    by_day = [line for _, per, line in rows if per is Per.DAY]
    by_week = {week: line for week, per, line in rows if per is Per.WEEK}
    once = [*by_day, *by_week.values()]
    completion = sum((line.completion for _, _, line in rows), Fraction(0)) / len(rows)
    plan = sum((Fraction(line.plan) for line in once), Fraction(0))
    return LineDone(name, sum(line.fact for line in once), plan, completion, is_focus)


def least_first(reps: Iterable[RepActivity]) -> list[RepActivity]:
    """Who does least of his plan first, who has none last."""
    return sorted(reps, key=lambda rep: (rep.completion is None, rep.completion or 0, rep.name, rep.member_id))
