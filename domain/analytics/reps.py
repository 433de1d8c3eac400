"""Who works well, who needs help and with what: each beside the median of his team. Rule: "Scorecard words"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from domain.analytics.figures import FEWEST_FOR_MEDIAN, Aim
from domain.analytics.shares import Share
from domain.statistics import median, wilson_interval

NOTABLE = Fraction(1, 4)
"""Less of a difference from the median is not worth a word."""
FEWEST_CASES = 3
"""Requests answered or deals won, for their median to be compared."""


class Metric(StrEnum):
    """What a rep is measured by, in the order a sale goes."""

    PLAN = "plan"
    ACTIVITY = "activity"
    CONTACTS = "contacts"
    EFFECTIVE = "effective"
    MEETINGS = "meetings"
    OFFERS = "offers"
    WON = "won"
    RESPONSE = "response"
    CYCLE = "cycle"
    STUCK = "stuck"
    IN_TIME = "in_time"
    STEPPED = "stepped"
    SAME_DAY = "same_day"


LESS_IS_BETTER = frozenset({Metric.RESPONSE, Metric.CYCLE, Metric.STUCK})


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of so many cases: working hours or days; None of none."""

    value: Fraction | None = None
    number: int = 0


def middle_of(values: Iterable[int | Fraction]) -> Middle:
    known = list(values)
    return Middle(median(known), len(known)) if known else Middle()


NONE, UNPLANNED, NO_CASES = Share(0, 0), Aim(0), Middle()


@dataclass(frozen=True, slots=True)
class Work:
    """What a rep did in a period, what he has in hand now.

    `plan`: kopecks paid. `activity`: completion of the activity plan. `response`: working hours from a request to the
    first contact, so far where there was none. `cycle`: days from creation to won. `stuck`, `stepped`: of open deals.
    """

    plan: Aim = UNPLANNED
    activity: Fraction | None = None
    contacts: int = 0
    effective: Share = NONE
    meetings: Share = NONE
    offers: Share = NONE
    won: Share = NONE
    response: Middle = NO_CASES
    unanswered: int = 0
    cycle: Middle = NO_CASES
    stuck: Share = NONE
    stepped: Share = NONE
    in_time: Share = NONE
    same_day: Share = NONE
    clients: int = 0
    tasks: int = 0

    @property
    def is_empty(self) -> bool:
        facts = (self.plan.fact, self.plan.plan, self.contacts, self.won.whole, self.stuck.whole, self.same_day.whole)
        return not any(facts)


@dataclass(frozen=True, slots=True)
class Measure:
    """A rep's own figure (None = there is nothing to measure) beside the median; `share`: of what it is a share."""

    metric: Metric
    own: Fraction | None
    share: Share | None = None
    median: Fraction | None = None
    enough: bool = True
    """There are cases enough to be compared."""

    @property
    def gap(self) -> Fraction:
        """How much worse than the median, as a part of it; less than 0 = better."""
        if self.own is None or self.median is None:
            return Fraction(0)
        worse = self.own - self.median if self.metric in LESS_IS_BETTER else self.median - self.own
        return worse / self.median if self.median else Fraction((worse > 0) - (worse < 0))

    @property
    def is_weak(self) -> bool:
        """Notably worse than the median, and not by chance."""
        return self.enough and self.gap >= NOTABLE and self._is_beyond_chance

    @property
    def is_strong(self) -> bool:
        return self.enough and self.gap <= -NOTABLE and self._is_beyond_chance

    @property
    def _is_beyond_chance(self) -> bool:
        """A share of few is compared by its Wilson interval."""
        if self.share is None or self.median is None or not 0 <= self.share.part <= self.share.whole:
            return True
        low, high = wilson_interval(self.share.part, self.share.whole)
        return not low <= float(self.median) <= high


def measured(work: Work) -> dict[Metric, Measure]:
    """Each figure of a rep, not compared yet."""
    shares = {
        Metric.EFFECTIVE: work.effective,
        Metric.MEETINGS: work.meetings,
        Metric.OFFERS: work.offers,
        Metric.WON: work.won,
        Metric.STUCK: work.stuck,
        Metric.IN_TIME: work.in_time,
        Metric.STEPPED: work.stepped,
        Metric.SAME_DAY: work.same_day,
    }
    middles = {Metric.RESPONSE: work.response, Metric.CYCLE: work.cycle}
    found = {
        Metric.PLAN: Measure(Metric.PLAN, work.plan.share),
        Metric.ACTIVITY: Measure(Metric.ACTIVITY, work.activity),
        Metric.CONTACTS: Measure(Metric.CONTACTS, None if work.is_empty else Fraction(work.contacts)),
        **{metric: Measure(metric, share.value, share) for metric, share in shares.items()},
        **{metric: Measure(metric, one.value, enough=one.number >= FEWEST_CASES) for metric, one in middles.items()},
    }
    return {metric: found[metric] for metric in Metric}


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A rep beside his team. `beside`: "team" or "company", whose medians stand in `measures`; None = too few."""

    member_id: int
    name: str
    work: Work
    measures: Mapping[Metric, Measure] = field(default_factory=dict)
    beside: str | None = None

    @property
    def weak(self) -> tuple[Measure, ...]:
        """What he needs help with, the worst first."""
        found = [one for one in self.measures.values() if one.is_weak]
        return tuple(sorted(found, key=lambda one: -one.gap))

    @property
    def causes(self) -> tuple[Measure, ...]:
        """What of it lies behind the result."""
        return tuple(one for one in self.weak if one.metric is not Metric.PLAN)

    @property
    def strong(self) -> tuple[Measure, ...]:
        """What he does better, the best first."""
        found = [one for one in self.measures.values() if one.is_strong]
        return tuple(sorted(found, key=lambda one: one.gap))

    @property
    def lags(self) -> bool:
        """Whether the result itself is behind the others'."""
        return self.measures[Metric.PLAN].is_weak


def scorecards(
    works: Mapping[int, Work], names: Mapping[int, str], mates: Mapping[int, frozenset[int]]
) -> list[Scorecard]:
    """Everybody in `works` beside the median of his mates, himself among them, or of all where those are too few.

    Who needs help most comes first: behind the plan, then with more to help with.
    """
    plain = {member_id: measured(work) for member_id, work in works.items()}
    medians: dict[frozenset[int], dict[Metric, Fraction]] = {}

    def median_of(whom: frozenset[int]) -> dict[Metric, Fraction]:
        if whom not in medians:
            medians[whom] = _medians([plain[one] for one in whom if one in plain])
        return medians[whom]

    everyone = frozenset(works)
    made = []
    for member_id, work in works.items():
        own = median_of(mates.get(member_id, frozenset()) | {member_id})
        beside, known = ("team", own) if own else ("company", median_of(everyone))
        measures = {
            metric: Measure(metric, one.own, one.share, known.get(metric), one.enough)
            for metric, one in plain[member_id].items()
        }
        made.append(Scorecard(member_id, names[member_id], work, measures, beside if known else None))
    return sorted(made, key=_order)


def _medians(compared: Iterable[Mapping[Metric, Measure]]) -> dict[Metric, Fraction]:
    """Of the figures that enough of them have."""
    rows = list(compared)
    values = {metric: [row[metric].own for row in rows] for metric in Metric}
    known = {metric: [one for one in found if one is not None] for metric, found in values.items()}
    return {metric: median(found) for metric, found in known.items() if len(found) >= FEWEST_FOR_MEDIAN}


def _order(card: Scorecard) -> tuple[bool, int, Fraction, str, int]:
    plan = card.work.plan.share
    return (not card.lags, -len(card.weak), plan if plan is not None else Fraction(10**6), card.name, card.member_id)
