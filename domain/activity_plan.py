"""How much of the activity plan is done, by day and month, and the share of the bonus. Rule: "Plans", Activity plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Generic, TypeVar

from domain.statistics import needed_for

Name = TypeVar("Name")
FULL_BONUS_FROM = Fraction(9, 10)
USUAL_WEEK = 5  # working days a weekly number is meant for


class Per(StrEnum):
    """What a plan's number is for."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line beside its fact: `plan` may be a part of a call on a shortened day."""

    fact: int
    plan: Fraction | int

    @property
    def completion(self) -> Fraction:
        """From 0 to 1; a line with nothing planned is done."""
        return min(Fraction(1), Fraction(self.fact) / self.plan) if self.plan > 0 else Fraction(1)

    @property
    def is_done(self) -> bool:
        return self.completion == 1

    @property
    def left(self) -> int:
        """Whole calls, meetings or offers still to do."""
        return max(0, ceil(self.plan) - self.fact)


@dataclass(frozen=True, slots=True)
class DayDone:
    """A working day's completion and which part of a full day it was (`Schedule.day_share`)."""

    completion: Fraction
    share: Fraction = Fraction(1)


def planned(number: int, per: Per, day_shares: Iterable[Fraction], usual_week: int = USUAL_WEEK) -> Fraction:
    """Plan for some days, pro rata: `day_shares` is 1 for each full working day, less for a shortened one."""
    days = sum(day_shares, Fraction(0))
    return number * days / (usual_week if per is Per.WEEK else 1)


def day_completion(lines: Iterable[PlanLine]) -> Fraction | None:
    """Mean over the lines of min(1, fact / plan); None when nothing is planned."""
    parts = [line.completion for line in lines if line.plan > 0]
    return sum(parts, Fraction(0)) / len(parts) if parts else None


def is_done(lines: Iterable[PlanLine]) -> bool:
    """Whether every line is at 100 % or more."""
    return all(line.is_done for line in lines)


def month_completion(days: Iterable[DayDone]) -> Fraction | None:
    """Mean over the working days, a shortened one weighing less; None in a month without any."""
    worked = [day for day in days if day.share > 0]
    weight = sum((day.share for day in worked), Fraction(0))
    return sum((day.completion * day.share for day in worked), Fraction(0)) / weight if weight else None


def bonus_share(month: Fraction, *, sales_plan_met: bool, full_from: Fraction = FULL_BONUS_FROM) -> Fraction:
    """Share of the activity bonus, 0–1: whole when the sales plan is met or the month reaches `full_from`."""
    return Fraction(1) if sales_plan_met else min(Fraction(1), month / full_from)


@dataclass(frozen=True, slots=True)
class ProposedLine(Generic[Name]):
    """`done` of the line came to the sales won; `needed` in the month for those that are planned."""

    line: Name
    done: int
    needed: int
    per: Per
    number: int


def proposed_lines(sales: int, done: Mapping[Name, int], won: int, working_days: int) -> "list[ProposedLine[Name]]":
    """What of each line so many sales ask for, by what was done for those that were won; of a line never done, nothing.

    A number a day; a week, where one a day is more than is needed.
    """
    made = []
    for line, number in done.items():
        daily = proposed_per_day(sales, [number, won], working_days)
        needed = needed_for(sales, [number, won])
        if daily and needed:
            by_day = needed >= working_days
            weekly = ceil(Fraction(needed * USUAL_WEEK, working_days))
            made.append(
                ProposedLine(line, number, needed, Per.DAY if by_day else Per.WEEK, daily if by_day else weekly)
            )
    return made


def proposed_per_day(sales: int, reached: Sequence[int], working_days: int) -> int | None:
    """Calls a day that the rep's own conversions ask for so many sales; None when they tell nothing yet.

    `reached`: how many of his own came to each step, from calls to sales.
    """
    calls = needed_for(sales, reached)
    return ceil(calls / working_days) if calls is not None and working_days > 0 else None
