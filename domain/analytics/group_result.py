"""What came of group tasks: who got one beside who was left untouched. Rule: "Segments", Target segment."""

from dataclasses import dataclass
from fractions import Fraction

from domain.analytics.shares import Difference, Share, difference


@dataclass(frozen=True, slots=True)
class Arm:
    """Clients of a group that were treated alike; those who bought in the days of the result, and their ₽, kopecks."""

    clients: int = 0
    bought: int = 0
    revenue: int = 0

    @property
    def share(self) -> Fraction | None:
        """Who bought, of all; None of nobody."""
        return self.buyers.value

    @property
    def buyers(self) -> Share:
        return Share(self.bought, self.clients)

    def __add__(self, other: "Arm") -> "Arm":
        return Arm(self.clients + other.clients, self.bought + other.bought, self.revenue + other.revenue)


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
        return difference(self.tasked.buyers, self.untouched.buyers) if self.is_comparison else None

    @property
    def returned(self) -> int | None:
        """₽ over what as many untouched clients would have brought, kopecks; None where there is no comparison."""
        if not self.is_comparison:
            return None
        usual = Fraction(self.untouched.revenue, self.untouched.clients)
        return round(self.tasked.revenue - usual * self.tasked.clients)
