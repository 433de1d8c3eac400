"""What the base growth bonus is computed from. Rule: "Base growth bonus"."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import compress
from typing import NamedTuple

from domain.bonus_terms import HELD
from domain.readers.looks import Frame

PERIODS = 1 + HELD
SUMS = tuple(f"sum{number}" for number in range(PERIODS))
ACTIVATED_NUMBERS = ("client_id", "rep_id", "start", "length", "shown", *SUMS)
NOBODY = -1


@dataclass(frozen=True, slots=True)
class BonusRules:
    """Company settings. `days`: of a period; `tolerance`: how much less than the first it may be.

    `factor`: k of who is not compared, being of fewer `ended` terms; `by_channel`: k of a channel, whoever leads it.
    """

    days: int = 30
    tolerance: Fraction = Fraction(0)
    ended: int = 5
    factor: Fraction = Fraction(2)
    by_channel: Mapping[str, Fraction] | None = None


class TeamShare(NamedTuple):
    """A team's payments beside its plan, kopecks."""

    name: str
    fact: int
    plan: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.fact, self.plan)


@dataclass(frozen=True, slots=True)
class BonusData:
    """Everybody's activated clients as of the day `on`: the churn of all is compared, `shown` 1 = of the viewer's cut.

    `activated`, named as in ACTIVATED_NUMBERS: whose the first purchase was (-1 = nobody's), its day, days of a period,
    kopecks of the first one and of the next four. `channel`: of each.
    """

    frame: Frame
    on: date
    activated: Mapping[str, Sequence[int]]
    channel: Sequence[str | None]
    rules: BonusRules
    names: Mapping[int, str]
    teams: tuple[TeamShare, ...]

    @property
    def is_empty(self) -> bool:
        return not any(self.activated["shown"])

    def with_others_of(
        self, clients: Container[int], activated: Mapping[str, Sequence[int]], channel: Sequence[str | None]
    ) -> "BonusData":
        """With other rows of these clients in place of their own, or with none."""
        kept = [client not in clients for client in self.activated["client_id"]]
        numbers = {name: [*compress(column, kept), *activated[name]] for name, column in self.activated.items()}
        return replace(self, activated=numbers, channel=[*compress(self.channel, kept), *channel])
