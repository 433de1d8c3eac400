"""What of a day needs a decision. Rules: "Tone" (the digest), "What the bot pushes by itself" (KPI digest)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from domain.analytics.figures import Aim

FAR_BEHIND = Fraction(4, 5)  # of what the days passed ask for
TOO_EARLY = Fraction(1, 5)  # of the month: before that a plan says little


@dataclass(frozen=True, slots=True)
class Pace:
    """A rep's month: kopecks beside the plan; `passed`: share of his own working days that are over."""

    member_id: int
    name: str
    month: Aim
    passed: Fraction

    @property
    def missing(self) -> int:
        """Kopecks."""
        return self.month.missing(self.passed)


def furthest_behind(paces: Iterable[Pace]) -> Pace | None:
    """Who lacks most ₽ of what his working days passed ask for, if that is far behind; None early in the month."""
    behind = [
        pace
        for pace in paces
        if pace.passed >= TOO_EARLY
        if pace.month.share is not None and pace.month.share < FAR_BEHIND * pace.passed
    ]
    return max(behind, key=lambda pace: pace.missing, default=None)
