"""A rep's month of the activity plan as it is closed: each day's evidence, the share of the bonus. Rule: "Plans"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from domain.activity_plan import Per, PlanLine, bonus_share, month_completion
from domain.analytics.figures import PlannedLine, WorkedDay


@dataclass(frozen=True, slots=True)
class Statement:
    """`days`: working days with something planned. `away`: days of absence, by its kind.

    `sales_met`: the month's sales plan is; `full_from`: from which share of the activity plan the bonus is whole.
    """

    month: date
    days: tuple[WorkedDay, ...]
    away: Mapping[date, str]
    sales_met: bool
    full_from: Fraction

    @property
    def completion(self) -> Fraction:
        """Mean over the working days, shortened ones pro rata; 0 without any."""
        return month_completion(day.done for day in self.days) or Fraction(0)

    @property
    def days_done(self) -> int:
        return sum(day.is_done for day in self.days)

    @property
    def bonus(self) -> Fraction:
        """Share of the activity bonus, 0–1."""
        return bonus_share(self.completion, sales_plan_met=self.sales_met, full_from=self.full_from)

    def on(self, day: date) -> WorkedDay | None:
        return next((one for one in self.days if one.day == day), None)


def dumped(statement: Statement) -> dict[str, Any]:
    """For a JSON column."""
    return {
        "days": [
            {
                "day": one.day.isoformat(),
                "share": str(one.share),
                "lines": [
                    [planned.name, planned.per.value, planned.number, line.fact, str(line.plan)]
                    for planned, line in zip(one.planned, one.lines, strict=True)
                ],
            }
            for one in statement.days
        ],
        "away": {day.isoformat(): kind for day, kind in statement.away.items()},
        "sales_met": statement.sales_met,
        "full_from": str(statement.full_from),
    }


def loaded(month: date, figures: Mapping[str, Any]) -> Statement:
    """What `dumped` made."""
    return Statement(
        month,
        tuple(_day(one) for one in figures["days"]),
        {date.fromisoformat(day): kind for day, kind in figures["away"].items()},
        figures["sales_met"],
        Fraction(figures["full_from"]),
    )


def _day(one: Mapping[str, Any]) -> WorkedDay:
    return WorkedDay(
        date.fromisoformat(one["day"]),
        Fraction(one["share"]),
        tuple(PlanLine(fact, Fraction(plan)) for *_, fact, plan in one["lines"]),
        tuple(PlannedLine(name, number, Per(per)) for name, per, number, *_ in one["lines"]),
    )
