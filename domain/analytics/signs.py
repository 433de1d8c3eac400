"""Signs that what is logged is worth a look: each with its evidence, beside the usual. Rule: "Truth of reports".

A sign is no verdict: it says what to look at, and how often that happens with him otherwise and with the others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from domain.analytics.figures import FEWEST_FOR_MEDIAN
from domain.analytics.shares import Share
from domain.statistics import median

BURST = timedelta(minutes=3)
DELIVERED_TOGETHER = timedelta(seconds=2)
"""What comes closer than a person taps was waiting for a connection."""
MOST_IN_THE_EVENING = Fraction(1, 2)
FEWEST_A_DAY = 5
FEWEST_IN_A_SHARE = 3
TIMES_THE_TEAM = 2
SAME_FOR_CLIENTS = 3
EARTH_M = 6_371_000


class SignKind(StrEnum):
    """What is looked at; the letter that a key begins with."""

    BURST = "b"
    """Many conversations saved within 3 minutes."""
    OVERLAP = "o"
    """Stated durations longer than the time between."""
    EVENING = "e"
    """Most of the day saved in its last 30 minutes."""
    SAME = "s"
    """The same comment on several clients a day."""
    FAR = "f"
    """Away from the client's address."""
    BACKDATED = "k"
    """Logged on a later day than it happened, more often than the team."""
    UNFOLLOWED = "a"
    """«Договорились» with nothing after it, more often than the team."""


OF_A_PERIOD = frozenset({SignKind.BACKDATED, SignKind.UNFOLLOWED})


@dataclass(frozen=True, slots=True)
class Fact:
    """An activity as far as it may be evidence; `day` is its author's own."""

    id: int
    author_id: int
    day: date
    at: datetime
    """When it was saved, or when it happened: as its sign asks."""
    duration: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class DayTotals:
    """A rep's day: facts that happened on it, those of them saved on it, and saved in its last 30 minutes."""

    author_id: int
    day: date
    facts: int
    saved: int
    saved_last: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on a day of a rep; `number`: of activities; `evidence`: their ids."""

    kind: SignKind
    member_id: int
    day: date
    number: int
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: what was found, how often otherwise.

    `own`: days with such a sign of his days (of a period's sign: his activities), `usual`: the same of the period
    before, `team`: the median of those compared with; None = too few. `day` None: of the whole period.
    """

    key: str
    kind: SignKind
    member_id: int
    day: date | None
    number: int
    own: Share
    usual: Share
    team: Fraction | None
    evidence: tuple[int, ...] = ()

    @property
    def is_unusual(self) -> bool:
        """More often than the team, and than he himself before."""
        own = self.own.value or Fraction(0)
        return own > (self.team or 0) and own > (self.usual.value or 0)


def day_key(kind: SignKind, member_id: int, day: date) -> str:
    """What tells a sign apart for ever: at most 16 characters."""
    return f"{kind}{member_id}.{day:%y%m%d}"


def period_key(kind: SignKind, member_id: int, code: str) -> str:
    return f"{kind}{member_id}.{code}"


# What is found on a day


def bursts(talks: Iterable[Fact], most: int) -> list[Found]:
    """Days on which `most` or more conversations were saved within 3 minutes. `at`: when saved."""
    made = []
    for (member_id, day), facts in _by_day(talks).items():
        rows = _one_by_one(sorted(facts, key=lambda fact: (fact.at, fact.id)))
        inside = {
            fact.id
            for start in range(len(rows) - most + 1)
            if rows[start + most - 1].at - rows[start].at <= BURST
            for fact in rows[start : start + most]
        }
        if inside:
            made.append(Found(SignKind.BURST, member_id, day, len(inside), tuple(sorted(inside))))
    return made


def _one_by_one(rows: Sequence[Fact]) -> list[Fact]:
    """Without those that were delivered together with the one before."""
    later = [after for before, after in pairwise(rows) if after.at - before.at >= DELIVERED_TOGETHER]
    return [*rows[:1], *later]


def overlaps(stated: Iterable[Fact]) -> list[Found]:
    """Days with conversations longer than the time between them, from whichever end one counts. `at`: happened."""
    made = []
    for (member_id, day), facts in _by_day(stated).items():
        rows = sorted(facts, key=lambda fact: (fact.at, fact.id))
        pairs = [(one, next_) for one, next_ in pairwise(rows) if next_.at - one.at < min(one.duration, next_.duration)]
        inside = {fact.id for pair in pairs for fact in pair}
        if inside:
            made.append(Found(SignKind.OVERLAP, member_id, day, len(inside), tuple(sorted(inside))))
    return made


def late_evenings(days: Iterable[DayTotals]) -> list[Found]:
    """Days of which more than half was saved in the last 30 minutes."""
    return [
        Found(SignKind.EVENING, day.author_id, day.day, day.saved_last)
        for day in days
        if day.saved >= FEWEST_A_DAY and Fraction(day.saved_last, day.saved) > MOST_IN_THE_EVENING
    ]


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two places given by latitude and longitude."""
    (south, west), (north, east) = (tuple(map(radians, place)) for place in (one, other))
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(chord)))


def _by_day(facts: Iterable[Fact]) -> Mapping[tuple[int, date], list[Fact]]:
    days: dict[tuple[int, date], list[Fact]] = defaultdict(list)
    for fact in facts:
        days[fact.author_id, fact.day].append(fact)
    return days


# Beside the usual


def day_signs(
    found: Iterable[Found], before: Iterable[Found], worked: Mapping[int, int], worked_before: Mapping[int, int]
) -> list[Sign]:
    """What was found on days, beside the share of days before and of the others.

    `worked`: days with facts of everybody compared, in the period and in the one before.
    """
    now, then = _days_by(found), _days_by(before)
    made = []
    for (kind, member_id), ones in now.items():
        shares = {one: Share(len(now.get((kind, one), ())), days) for one, days in worked.items()}
        usual = Share(len(then.get((kind, member_id), ())), worked_before.get(member_id, 0))
        own = shares.get(member_id, Share(len(ones), len(ones)))
        made += [
            Sign(
                day_key(kind, member_id, one.day),
                kind,
                member_id,
                one.day,
                one.number,
                own,
                usual,
                _team(shares),
                one.evidence,
            )
            for one in ones
        ]
    return made


def _days_by(found: Iterable[Found]) -> Mapping[tuple[SignKind, int], list[Found]]:
    grouped: dict[tuple[SignKind, int], list[Found]] = defaultdict(list)
    for one in found:
        grouped[one.kind, one.member_id].append(one)
    return grouped


def period_signs(kind: SignKind, shares: Mapping[int, Share], before: Mapping[int, Share], code: str) -> list[Sign]:
    """Whose share is over twice the team's median."""
    team = _team(shares)
    if team is None:
        return []
    return [
        Sign(period_key(kind, id_, code), kind, id_, None, own.part, own, before.get(id_, Share(0, 0)), team)
        for id_, own in shares.items()
        if own.part >= FEWEST_IN_A_SHARE and (own.value or 0) > TIMES_THE_TEAM * team
    ]


def _team(shares: Mapping[int, Share]) -> Fraction | None:
    values = [share.value for share in shares.values() if share.value is not None]
    return median(values) if len(values) >= FEWEST_FOR_MEDIAN else None


def in_order(signs: Iterable[Sign], name: Callable[[int], str]) -> list[Sign]:
    """What is unusual first, then the latest; of a day, by name."""
    return sorted(
        signs,
        key=lambda sign: (not sign.is_unusual, -(sign.day or date.max).toordinal(), name(sign.member_id), sign.key),
    )
