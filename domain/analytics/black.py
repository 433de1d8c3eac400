"""The black funnel: where deals are lost, and what it would bring to lose as few as the best. Rule: "Black funnel"."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from domain.analytics.shares import Share
from domain.statistics import wilson_interval

FEW = 10
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Moved:
    """How many deals went on from stage number `place`, of one owner."""

    place: int
    owner_id: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Lost:
    """Deals lost at stage number `place`, alike in everything; kopecks of those with an amount."""

    place: int
    owner_id: int | None
    reason: str | None
    source: str | None
    competitor_id: int | None
    number: int
    amount: int = 0
    amountless: int = 0


@dataclass(frozen=True, slots=True)
class Leak:
    """Deals that did not happen and ₽ not received, in kopecks. `amountless`: deals counted in no sum."""

    number: int
    amount: int
    amountless: int


@dataclass(frozen=True, slots=True)
class StageLeak:
    """`left` = moved on or lost."""

    stage: str
    moved: int
    leak: Leak

    @property
    def left(self) -> int:
        return self.moved + self.leak.number

    @property
    def share(self) -> Share:
        """Lost of left."""
        return Share(self.leak.number, self.left)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The step with the largest gain if all were as good as `owner_id`, whose Wilson 95 % lower bound is `best`."""

    place: int
    owner_id: int
    best: float
    team: Share
    gain: int
    """Kopecks."""


@dataclass(frozen=True, slots=True)
class BlackFunnel:
    """`stages` in their order; every other cut sums to the same `total`, the dearest first."""

    stages: tuple[StageLeak, ...]
    reasons: tuple[tuple[str | None, Leak], ...]
    owners: tuple[tuple[int | None, Leak], ...]
    sources: tuple[tuple[str | None, Leak], ...]
    competitors: tuple[tuple[int | None, Leak], ...]
    """Of the deals that went to a competitor; None = which one was not said."""
    total: Leak
    what_if: WhatIf | None

    @property
    def worst(self) -> StageLeak | None:
        """Where most ₽ are lost, then most deals; None without losses."""
        found = max(self.stages, key=lambda stage: (stage.leak.amount, stage.leak.number), default=None)
        return found if found is not None and found.leak.number else None


def black_funnel(
    stages: Sequence[str],
    moved: Iterable[Moved],
    lost: Iterable[Lost],
    *,
    won_amounts: tuple[int, int] = (0, 0),
    to_competitor: frozenset[str] = frozenset(),
    few: int = FEW,
) -> BlackFunnel:
    """Losses of a period by stage, reason, owner, source, competitor.

    `stages`: keys, first stage first, without the won one. `won_amounts`: number and kopecks of the deals won in the
    period that have an amount. `to_competitor`: reasons that name one. `few`: a rep with fewer deals at a stage is
    nobody's example.
    """
    went, leaks = list(moved), list(lost)
    by_stage = tuple(
        StageLeak(
            stage,
            sum(row.number for row in went if row.place == place),
            _leak(row for row in leaks if row.place == place),
        )
        for place, stage in enumerate(stages)
    )
    return BlackFunnel(
        stages=by_stage,
        reasons=_by(leaks, lambda row: row.reason),
        owners=_by(leaks, lambda row: row.owner_id),
        sources=_by(leaks, lambda row: row.source),
        competitors=_by([row for row in leaks if row.reason in to_competitor], lambda row: row.competitor_id),
        total=_leak(leaks),
        what_if=_what_if(by_stage, went, leaks, won_amounts, few),
    )


def _leak(rows: Iterable[Lost]) -> Leak:
    known = list(rows)
    return Leak(
        sum(row.number for row in known), sum(row.amount for row in known), sum(row.amountless for row in known)
    )


def _by(rows: Sequence[Lost], key: Callable[[Lost], K]) -> tuple[tuple[K, Leak], ...]:
    grouped: dict[K, list[Lost]] = defaultdict(list)
    for row in rows:
        grouped[key(row)].append(row)
    leaks = ((value, _leak(alike)) for value, alike in grouped.items())
    return tuple(sorted(leaks, key=lambda one: (-one[1].amount, -one[1].number, str(one[0]))))


def _what_if(
    stages: Sequence[StageLeak],
    moved: Sequence[Moved],
    lost: Sequence[Lost],
    won_amounts: tuple[int, int],
    few: int,
) -> WhatIf | None:
    number, amount = won_amounts
    if not number:
        return None
    average = Fraction(amount, number)
    found = (_gain(place, stages, _records(place, moved, lost), average, few) for place in range(len(stages)))
    gains = [gain for gain in found if gain is not None and gain.gain > 0]
    return max(gains, key=lambda one: one.gain, default=None)


def _records(place: int, moved: Sequence[Moved], lost: Sequence[Lost]) -> dict[int, Share]:
    """Of each owner: moved on of left."""
    on: dict[int, int] = defaultdict(int)
    left: dict[int, int] = defaultdict(int)
    rows: list[Moved | Lost] = [*moved, *lost]
    for row in rows:
        if row.place == place and row.owner_id is not None:
            left[row.owner_id] += row.number
            on[row.owner_id] += row.number if isinstance(row, Moved) else 0
    return {owner: Share(on[owner], left[owner]) for owner in left}


def _gain(
    place: int, stages: Sequence[StageLeak], records: dict[int, Share], average: Fraction, few: int
) -> WhatIf | None:
    """left × (best − team) × the team's later steps × average won ₽; None where a later step is not known."""
    examples = {owner: share for owner, share in records.items() if share.whole >= few}
    if not examples:
        return None
    bounds = {owner: wilson_interval(share.part, share.whole)[0] for owner, share in examples.items()}
    owner = max(sorted(bounds), key=lambda one: bounds[one])
    later = Fraction(1)
    for stage in stages[place + 1 :]:
        if not stage.left:
            return None
        later *= Fraction(stage.moved, stage.left)
    here = stages[place]
    team = Fraction(here.moved, here.left)
    gain = here.left * (Fraction(bounds[owner]) - team) * later * average
    return WhatIf(place, owner, bounds[owner], Share(here.moved, here.left), round(gain))
