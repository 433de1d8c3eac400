"""How likely a silent client is to buy again, from what the company's clients did before.

Rule: "What the bot pushes by itself", reactivation: the share of clients with as many purchases (1, 2, 3–5, 6–11, 12+)
and as long a silence (1.5–2, 2–3, 3–4 rhythms) who bought within 30 days.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from domain.rhythm import own_rhythm

SIZES = (1, 2, 3, 6, 12)
"""From how many purchase days on each group of clients begins."""
BANDS = (Fraction(3, 2), Fraction(2), Fraction(3))
"""From how many rhythms of silence on each band begins; the last has no end."""
WITHIN = timedelta(days=30)
ENOUGH = 10
UNKNOWN = Fraction(1, 4)
"""Where the company has too little history to say; the same for all, so it does not change the order."""

Group = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Case:
    """A client who fell silent for that long, and whether he bought within 30 days of it."""

    size: int
    band: int
    came_back: bool


@dataclass(slots=True)
class ReturnShares:
    """Shares by group of purchases and band of silence; with too few cases, of the band, then of all."""

    reached: dict[Group, int] = field(default_factory=lambda: defaultdict(int))
    returned: dict[Group, int] = field(default_factory=lambda: defaultdict(int))

    def of(self, purchase_days: int, silence: Fraction) -> Fraction:
        """Share for a client with so many purchase days, silent for so many of his rhythms."""
        band = band_of(silence)
        groups: tuple[Group, ...] = ((size_of(purchase_days), band), (None, band), (None, None))
        known = (group for group in groups if self.reached.get(group, 0) >= ENOUGH)
        group = next(known, None)
        return UNKNOWN if group is None else Fraction(self.returned.get(group, 0), self.reached[group])


def return_shares(histories: Iterable[Sequence[date]], today: date, default_rhythm: Fraction) -> ReturnShares:
    """Shares over clients' purchase days, each in order; silences too fresh to judge are left out."""
    shares = ReturnShares()
    for days in histories:
        for case in _cases(days, today, default_rhythm):
            for group in ((case.size, case.band), (None, case.band), (None, None)):
                shares.reached[group] += 1
                shares.returned[group] += case.came_back
    return shares


def size_of(purchase_days: int) -> int:
    """Which of SIZES a number of purchase days falls into."""
    return max(0, bisect_right(SIZES, purchase_days) - 1)


def band_of(silence: Fraction) -> int:
    """Which of BANDS a silence, in rhythms, falls into; a shorter one counts as the first."""
    return max(0, bisect_right(BANDS, silence) - 1)


def _cases(days: Sequence[date], today: date, default_rhythm: Fraction) -> Iterator[Case]:
    for number, day in enumerate(days, 1):
        rhythm = own_rhythm(days[0], day, number) or default_rhythm
        following = days[number] if number < len(days) else None
        for band, bound in enumerate(BANDS):
            since = day + timedelta(days=int(rhythm * bound) + 1)
            if following is not None and following < since:
                break
            came_back = following is not None and following <= since + WITHIN
            if came_back or since + WITHIN <= today:
                yield Case(size_of(number), band, came_back)
