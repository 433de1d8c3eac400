"""How often a client is to be contacted, by class and lifecycle, and who is under his norm. Rule: "Touch norms"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from domain.rhythm import Lifecycle

MONTH = timedelta(days=30)
QUARTER = 3 * MONTH
TWO_MONTHS = 2 * MONTH
POTENTIAL = "potential"
A, B, C, D = "ABCD"


@dataclass(frozen=True, slots=True)
class TouchNorm:
    """So many contacts in so many days; none asked for where `number` is 0."""

    number: int
    within: timedelta

    @property
    def pause(self) -> Fraction:
        """Days between contacts spread evenly: sooner than that nobody is bothered, whatever is missing."""
        return Fraction(self.within.days, self.number)


TouchNorms = Mapping[str, TouchNorm]
"""By letter of ABCDE, and POTENTIAL."""
STANDARD: TouchNorms = {
    A: TouchNorm(4, MONTH),
    B: TouchNorm(2, MONTH),
    C: TouchNorm(1, MONTH),
    D: TouchNorm(1, QUARTER),
    POTENTIAL: TouchNorm(1, TWO_MONTHS),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A client under his norm: `done` contacts of `number` in `days`."""

    done: int
    number: int
    days: int

    @property
    def part(self) -> Fraction:
        """What part of his norm is missing."""
        return Fraction(self.number - self.done, self.number)


def norm_of(state: Lifecycle, letter: str | None, norms: TouchNorms = STANDARD) -> TouchNorm | None:
    """The norm of a client: of an active one by his letter, of one whose profit nobody knows as of D; E has none.

    Who sleeps or is lost is told of by pushes of his own.
    """
    key = {Lifecycle.POTENTIAL: POTENTIAL, Lifecycle.ACTIVE: letter or D}.get(state)
    norm = norms.get(key) if key is not None else None
    return norm if norm is not None and norm.number > 0 else None


def missing(norm: TouchNorm, contacts: Sequence[date], met_on: date, today: date) -> Missing | None:
    """What he lacks of his norm; None when nothing, or when the last contact was too lately.

    `contacts`: days of contacts, one for each; `met_on`: since when he is in the base: nobody is behind with whom he
    has just met.
    """
    done = sum(today - norm.within < day <= today for day in contacts)
    last = max((day for day in contacts if day <= today), default=met_on)
    if done >= norm.number or (today - last).days < norm.pause:
        return None
    return Missing(done, norm.number, norm.within.days)
