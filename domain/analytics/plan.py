"""The sales plan beside the fact, and where the pace so far leads. Rule: "Plans" (sales plan, funnel plan)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from domain.analytics.figures import Aim
from domain.tables import SalesPlanLine

Aims = Mapping[SalesPlanLine, Aim]


@dataclass(frozen=True, slots=True)
class RepPlan:
    """A member's lines; id None = what is nobody's."""

    id: int | None
    name: str | None
    aims: Aims

    @property
    def paid(self) -> Aim:
        return self.aims[SalesPlanLine.PAYMENTS]


@dataclass(frozen=True, slots=True)
class StagePlan:
    """Deals that came to a stage for the first time, by number and kopecks; `own`: the company's word for the stage."""

    key: str
    own: str | None
    number: Aim
    amount: Aim


def at_pace(aim: Aim, passed: Fraction | None) -> Fraction | None:
    """Share of the plan there will be in the end if it goes on as so far; None without a plan or a day passed."""
    if aim.share is None or not passed:
        return None
    return aim.share / passed
