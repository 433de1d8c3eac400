"""What came of group tasks: who got one beside who was left untouched. Rule: "Segments", Target segment."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from domain.statistics import wilson_interval


@dataclass(frozen=True, slots=True)
class Arm:
    """Clients of a group that were treated alike; those who bought in the days of the result, and their ₽, kopecks."""

    clients: int = 0
    bought: int = 0
    revenue: int = 0

    @property
    def share(self) -> Fraction | None:
        """Who bought, of all; None of nobody."""
        return Fraction(self.bought, self.clients) if self.clients else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson 95 % interval of the share."""
        return wilson_interval(self.bought, self.clients)

    def __add__(self, other: "Arm") -> "Arm":
        return Arm(self.clients + other.clients, self.bought + other.bought, self.revenue + other.revenue)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more often those with a task bought: shares, with Newcombe's 95 % interval."""

    value: Fraction
    low: float
    high: float

    @property
    def may_be_chance(self) -> bool:
        return self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class GroupResult:
    """`reached`: the task is done; `unreached`: it is not; `untouched`: left without one by chance, to compare with."""

    reached: Arm
    unreached: Arm
    untouched: Arm

    @property
    def tasked(self) -> Arm:
        """All who got a task, done or not: leaving out those not reached would flatter the result."""
        return self.reached + self.unreached

    @property
    def is_comparison(self) -> bool:
        return bool(self.untouched.clients and self.tasked.clients)

    @property
    def difference(self) -> Difference | None:
        """Of those with a task against the untouched; None without anybody untouched: that is no comparison."""
        return difference(self.tasked, self.untouched) if self.is_comparison else None

    @property
    def returned(self) -> int | None:
        """₽ over what as many untouched clients would have brought, kopecks; None where there is no comparison."""
        if not self.is_comparison:
            return None
        usual = Fraction(self.untouched.revenue, self.untouched.clients)
        return round(self.tasked.revenue - usual * self.tasked.clients)


def difference(first: Arm, second: Arm) -> Difference | None:
    """Of two shares, with the interval of Newcombe (1998, method 10: of two Wilson intervals); None of nobody."""
    if first.share is None or second.share is None:
        return None
    (low_first, high_first), (low_second, high_second) = first.interval, second.interval
    value = first.share - second.share
    down = sqrt((first.share - low_first) ** 2 + (high_second - second.share) ** 2)
    up = sqrt((high_first - first.share) ** 2 + (second.share - low_second) ** 2)
    return Difference(value, float(value) - down, float(value) + up)
