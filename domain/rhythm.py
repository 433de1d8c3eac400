"""A client's rhythm of buying and the state that follows from it. Rule: "The client base (клиентская база)"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import floor

OWN_RHYTHM_FROM = 3  # purchase days


class Lifecycle(StrEnum):
    """State of a client on a date; derived, never typed."""

    CLOSED = "closed"
    POTENTIAL = "potential"
    LOST = "lost"
    SLEEPING = "sleeping"
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class SilenceRules:
    """Company settings: after how many rhythms of silence, and how many days at least, a client sleeps and is lost."""

    sleeping_rhythms: Fraction = Fraction(3, 2)
    sleeping_days: int = 21
    lost_rhythms: Fraction = Fraction(4)
    lost_days: int = 90
    default_rhythm: Fraction = Fraction(30)

    def sleeping_after(self, rhythm: Fraction) -> Fraction:
        """Days of silence past which a client of this rhythm sleeps."""
        return max(rhythm * self.sleeping_rhythms, Fraction(self.sleeping_days))

    def lost_after(self, rhythm: Fraction) -> Fraction:
        """Days of silence past which a client of this rhythm is lost."""
        return max(rhythm * self.lost_rhythms, Fraction(self.lost_days))


STANDARD = SilenceRules()


def own_rhythm(first: date | None, last: date | None, purchase_days: int) -> Fraction | None:
    """Mean days between consecutive purchase days; None with fewer than three of them."""
    if first is None or last is None or purchase_days < OWN_RHYTHM_FROM:
        return None
    return Fraction((last - first).days, purchase_days - 1)


def rhythm(
    purchase_days: Iterable[date],
    channel_median: Fraction | None = None,
    company_median: Fraction | None = None,
    rules: SilenceRules = STANDARD,
) -> Fraction:
    """Days between purchases: the client's own, else his sales channel's median, else the company's, else 30.

    A day counts once however many orders it has.
    """
    days = set(purchase_days)
    own = own_rhythm(min(days, default=None), max(days, default=None), len(days))
    return expected_rhythm(own, channel_median, company_median, rules)


def expected_rhythm(
    own: Fraction | None,
    channel_median: Fraction | None = None,
    company_median: Fraction | None = None,
    rules: SilenceRules = STANDARD,
) -> Fraction:
    """The first rhythm known of the client's own, his channel's, the company's and the default; in days."""
    known = (value for value in (own, channel_median, company_median) if value is not None)
    return next(known, rules.default_rhythm)


def is_once(purchase_days: int) -> bool:
    """«Купил раз»: the second purchase has not come."""
    return purchase_days == 1


def silent_from(last_purchase: date, rhythm: Fraction, rules: SilenceRules = STANDARD) -> date:
    """First day on which the client sleeps if he buys nothing more."""
    return _first_day_past(last_purchase, rules.sleeping_after(rhythm))


def lost_from(last_purchase: date, rhythm: Fraction, rules: SilenceRules = STANDARD) -> date:
    """First day on which the client is lost if he buys nothing more."""
    return _first_day_past(last_purchase, rules.lost_after(rhythm))


def _first_day_past(day: date, silence: Fraction) -> date:
    return day + timedelta(days=floor(silence) + 1)


def kept_rhythm(
    first: date | None, last: date | None, purchase_days: int, silent_from: date | None, rules: SilenceRules = STANDARD
) -> Fraction:
    """The rhythm that a client's kept facts tell: his own, else the one that was expected when he fell due.

    A borrowed rhythm is read back from the day he falls silent, so that every list and card says the same of him
    until that day is reckoned anew.
    """
    own = own_rhythm(first, last, purchase_days)
    if own is not None:
        return own
    if last is None or silent_from is None:
        return rules.default_rhythm
    return ((silent_from - last).days - 1) / rules.sleeping_rhythms


def lifecycle(
    on: date,
    last_purchase: date | None,
    rhythm: Fraction,
    *,
    closed: bool = False,
    declared_lost: date | None = None,
    rules: SilenceRules = STANDARD,
) -> Lifecycle:
    """State on a report date, from what was known by then.

    `last_purchase`: the last purchase day not later than `on`. `declared_lost`: the day the keeper said so; a purchase
    on that day or later cancels it.
    """
    if closed:
        return Lifecycle.CLOSED
    if last_purchase is None:
        return Lifecycle.POTENTIAL
    if (declared_lost and last_purchase < declared_lost <= on) or on >= lost_from(last_purchase, rhythm, rules):
        return Lifecycle.LOST
    return Lifecycle.SLEEPING if on >= silent_from(last_purchase, rhythm, rules) else Lifecycle.ACTIVE


@dataclass(frozen=True, slots=True)
class BaseChange:
    """Clients who came into the active base, came back to it, left it; came + returned − left is its change."""

    came: int
    returned: int
    left: int

    @property
    def total(self) -> int:
        return self.came + self.returned - self.left
