"""The two funnels, from rows that SQL has grouped already. Rule: "Two funnels"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from domain.analytics.shares import Share
from domain.statistics import needed_for
from domain.tables import CONTACT_KINDS, ActivityKind, DealState, Outcome

STILL_OPEN = Fraction(1, 5)


# By activities


@dataclass(frozen=True, slots=True)
class ActivityCount:
    """How many activities of a kind and outcome, effective or not."""

    kind: ActivityKind
    outcome: Outcome | None
    is_effective: bool
    number: int


@dataclass(frozen=True, slots=True)
class InvoiceTotals:
    """Invoices issued in the period and what is paid of those very invoices by now; sums in kopecks."""

    number: int = 0
    amount: int = 0
    paid_number: int = 0
    paid_amount: int = 0


@dataclass(frozen=True, slots=True)
class ActivityFunnel:
    """Counts by the date of the activity; sums in kopecks. `payments_*`: all payments of the period, beside."""

    contacts: int
    meetings_set: int
    meetings: int
    effective: int
    offers: int
    invoices: InvoiceTotals
    payments: int
    payments_amount: int
    deals_won: int

    @property
    def is_empty(self) -> bool:
        return not (self.contacts or any(self.after_contacts) or self.payments or self.deals_won)

    @property
    def after_contacts(self) -> tuple[int, ...]:
        """Meetings set, held, effective contacts, offers, invoices, paid of them: in the order they are shown."""
        paid = self.invoices
        return (self.meetings_set, self.meetings, self.effective, self.offers, paid.number, paid.paid_number)

    @property
    def shares(self) -> tuple[Share, ...]:
        """Each of `after_contacts` as a share of contacts; they are not subsets, so no step conversions."""
        return tuple(Share(number, self.contacts) for number in self.after_contacts)

    @property
    def contacts_per_sale(self) -> Fraction | None:
        """Contacts / deals won in the period; None without sales."""
        return Fraction(self.contacts, self.deals_won) if self.deals_won else None


def activity_funnel(
    counts: Iterable[ActivityCount],
    invoices: InvoiceTotals,
    payments: tuple[int, int],
    deals_won: int,
) -> ActivityFunnel:
    """The funnel of a period from grouped activities, its invoices, its payments (number, kopecks) and sales."""
    rows = list(counts)
    return ActivityFunnel(
        contacts=_number(row for row in rows if row.kind in CONTACT_KINDS),
        meetings_set=_number(row for row in rows if row.kind is ActivityKind.MEETING_SET),
        meetings=_number(row for row in rows if is_held(row)),
        effective=_number(row for row in rows if row.kind in CONTACT_KINDS and row.is_effective),
        offers=_number(row for row in rows if row.kind is ActivityKind.OFFER),
        invoices=invoices,
        payments=payments[0],
        payments_amount=payments[1],
        deals_won=deals_won,
    )


def is_held(row: ActivityCount) -> bool:
    """A meeting that took place."""
    return row.kind is ActivityKind.MEETING and row.outcome is not Outcome.NOT_HELD


def _number(rows: Iterable[ActivityCount]) -> int:
    return sum(row.number for row in rows)


# By deals


class DealKind(Enum):
    """`AGAIN` = repeat or cross: the client had bought before the deal."""

    NEW = "new"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class DealGroup:
    """Deals of one kind that came as far as stage number `furthest` (0 = the first) and are in one state."""

    kind: DealKind
    furthest: int
    state: DealState
    number: int
    amount: int = 0
    """Kopecks, of the deals that have an amount."""
    amountless: int = 0
    clientless: int = 0
    undated: int = 0
    traced: int = 0
    """Deals whose way through the stages is known."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """How many deals (and kopecks) reached each stage or a later one, first stage first."""

    reached: tuple[int, ...]
    amounts: tuple[int, ...]
    won: int
    lost: int
    open: int

    @property
    def total(self) -> int:
        return self.won + self.lost + self.open

    @property
    def steps(self) -> tuple[Share, ...]:
        """Step conversions: reached(k+1) of reached(k)."""
        return tuple(Share(after, before) for before, after in pairwise(self.reached))

    @property
    def overall(self) -> Share:
        return Share(self.reached[-1], self.reached[0]) if self.reached else Share(0, 0)

    def needed_for(self, sales: int) -> int | None:
        """How many must be started for so many sales; None when nothing was ever sold."""
        return needed_for(sales, self.reached)

    @property
    def worst_step(self) -> int | None:
        """Number of the stage after which most deals stop (the largest count lost on the way); None without any."""
        falls = [step.whole - step.part for step in self.steps]
        return falls.index(max(falls)) if any(falls) else None


@dataclass(frozen=True, slots=True)
class Pace:
    """A cohort from its first day on: how many deals were created, and won, on each of its days (the first is 1).

    `age`: its day today. Rule: "Deal funnel", «на 30-й день: 31 % против 27 %».
    """

    age: int
    created: Mapping[int, int]
    won: Mapping[int, int]

    def at(self, age: int) -> Share:
        """Won of created by the end of that day of the cohort."""
        return Share(_by(self.won, age), _by(self.created, age))


def _by(days: Mapping[int, int], age: int) -> int:
    return sum(number for day, number in days.items() if day <= age)


def at_same_age(one: Pace, other: Pace) -> tuple[int, Share, Share]:
    """The day that both cohorts have come to, and the conversion of each by then."""
    age = min(one.age, other.age)
    return age, one.at(age), other.at(age)


@dataclass(frozen=True, slots=True)
class DealFunnel:
    """A cohort: deals created in the period. `stages` are keys, first stage first; the last one is won."""

    stages: tuple[str, ...]
    all: Ladder
    new: Ladder
    again: Ladder
    closed: Ladder
    """Won and lost deals only."""
    skipped: tuple[int, ...]
    """Deals that passed each stage by («минуя»), among those whose way is known."""
    amountless: int
    clientless: int
    undated: int
    """Deals without a creation date: inside the totals of all time, beside them in any period."""
    undated_inside: bool
    still_open_share: Fraction = field(default=STILL_OPEN)

    @property
    def is_unripe(self) -> bool:
        """So many are still open that the conversions will grow: the title says so."""
        return self.all.total > 0 and Fraction(self.all.open, self.all.total) > self.still_open_share


def deal_funnel(
    stages: Sequence[str],
    groups: Iterable[DealGroup],
    stood: Mapping[int, int],
    *,
    undated_beside: int | None = None,
    still_open_share: Fraction = STILL_OPEN,
) -> DealFunnel:
    """The funnel of a cohort.

    `stood`: how many of the traced deals stood at each stage (by its number). `undated_beside`: deals without a
    creation date left out of the cohort; None when the cohort is all time and holds them.
    """
    rows = list(groups)
    return DealFunnel(
        stages=tuple(stages),
        all=ladder(len(stages), rows),
        new=ladder(len(stages), [row for row in rows if row.kind is DealKind.NEW]),
        again=ladder(len(stages), [row for row in rows if row.kind is DealKind.AGAIN]),
        closed=ladder(len(stages), [row for row in rows if row.state is not DealState.OPEN]),
        skipped=_skipped(len(stages), rows, stood),
        amountless=sum(row.amountless for row in rows),
        clientless=sum(row.clientless for row in rows),
        undated=sum(row.undated for row in rows) if undated_beside is None else undated_beside,
        undated_inside=undated_beside is None,
        still_open_share=still_open_share,
    )


def ladder(stages: int, groups: Sequence[DealGroup]) -> Ladder:
    """Counts and kopecks of the deals that reached each of `stages` stages or a later one."""
    number_at, amount_at = [0] * stages, [0] * stages
    for row in groups:
        number_at[row.furthest] += row.number
        amount_at[row.furthest] += row.amount
    by_state = {state: sum(row.number for row in groups if row.state is state) for state in DealState}
    return Ladder(
        reached=_from_each_on(number_at),
        amounts=_from_each_on(amount_at),
        won=by_state[DealState.WON],
        lost=by_state[DealState.LOST],
        open=by_state[DealState.OPEN],
    )


def _from_each_on(at: Sequence[int]) -> tuple[int, ...]:
    """Of numbers at each stage, the numbers at it or later."""
    return tuple(sum(at[place:]) for place in range(len(at)))


def _skipped(stages: int, rows: Sequence[DealGroup], stood: Mapping[int, int]) -> tuple[int, ...]:
    traced = [0] * stages
    for row in rows:
        traced[row.furthest] += row.traced
    return tuple(max(0, passed - stood.get(place, 0)) for place, passed in enumerate(_from_each_on(traced)))
