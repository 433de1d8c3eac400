"""What clients without an open deal are expected to buy again. Rule: "Forecast", the repeat line.

A client's ₽ of 12 months × days / 365 × what the company's clients as long silent, in rhythms, kept up before.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.analytics.columns import Ints, lines_of
from domain.rhythm import OWN_RHYTHM_FROM

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

BANDS = (0.5, 1.0, 1.5, 2.5, 4.0)
"""Silence in rhythms up to which each band reaches; the last has no end."""
YEAR = 365


@dataclass(frozen=True, slots=True)
class Buyers:
    """Clients who have bought, by id in order. `channel`: a number, 0 = none; `closed`: the day, 0 = not closed."""

    id: Ints
    channel: Ints
    closed: Ints


def buyers_of(text: str, closed: Mapping[int, int]) -> Buyers:
    """From lines of columns in any order: id, channel. `closed`: by id, ordinals."""
    number, channel = lines_of(text, 2)
    order = np.argsort(number, kind="stable")
    number, channel = number[order], channel[order]
    days = np.zeros_like(number)
    place = _places(number, np.fromiter(closed, dtype=np.int64))
    days[place[place >= 0]] = np.fromiter(closed.values(), dtype=np.int64)[place >= 0]
    return Buyers(number, channel, days)


@dataclass(frozen=True, slots=True)
class Standing:
    """Each buyer on a day: kopecks of the 12 months by then, band of silence; `counts`: has bought, is not closed."""

    year: Floats
    band: Ints
    counts: Flags


@dataclass(frozen=True, slots=True)
class KeptUp:
    """By band of silence: the share of their usual ₽ that clients bought, and how much it varies; NaN = unknown."""

    share: Floats
    variance: Floats

    @property
    def is_known(self) -> bool:
        return bool(np.isfinite(self.share).any())


class Histories:
    """All purchases of the company, asked about one day after another."""

    def __init__(self, purchases: str, buyers: Buyers, default_rhythm: float) -> None:
        """`purchases` in any order: client, day, kopecks; what is below zero is a return, never a purchase day."""
        client, day, amount = lines_of(purchases, 3)
        place = _places(buyers.id, client)
        place, day, amount = place[place >= 0], day[place >= 0], amount[place >= 0]
        self.buyers = buyers
        self._first_day = int(day.min(initial=0))
        self._length = int(day.max(initial=0)) - self._first_day + 2 if len(day) else 1
        key = place * self._length + day - self._first_day
        order = np.argsort(key)
        key, amount = key[order], amount[order]
        self._key, self._total = key, np.concatenate([[0.0], np.cumsum(amount, dtype=np.float64)])
        days = key[amount >= 0]
        self._days = days[np.append(True, days[1:] > days[:-1])] if len(days) else days
        self._start = np.searchsorted(self._days, np.arange(len(buyers.id)) * self._length)
        self._borrowed = self._borrowed_rhythms(default_rhythm)
        self._standing: dict[int, Standing] = {}
        self._ends: dict[int, Ints] = {}

    def on(self, day: int) -> Standing:
        """The buyers as they stood at the end of a day; asked of a day many times, counted once."""
        if day not in self._standing:
            self._standing[day] = self._on(day)
        return self._standing[day]

    def _on(self, day: int) -> Standing:
        number, first, last = self._days_by(day)
        own = (last - first) / np.maximum(1, number - 1)
        rhythm = np.where(number >= OWN_RHYTHM_FROM, own, self._borrowed)
        band = np.searchsorted(BANDS, (day - last) / np.maximum(1.0, rhythm))
        closed = (self.buyers.closed > 0) & (self.buyers.closed <= day)
        return Standing(np.maximum(0.0, self.bought(day - YEAR, day)), band, (number > 0) & ~closed)

    def bought(self, after: int, until: int) -> Floats:
        """Kopecks of each buyer later than one day and not later than another, returns taken off."""
        return np.asarray(self._total[self._upto(until)] - self._total[self._upto(after)])

    def _upto(self, day: int) -> Ints:
        """Where the purchases of each buyer not later than a day end; a day is asked of by several periods."""
        if day not in self._ends:
            self._ends[day] = np.searchsorted(self._key, self._keys(day), side="right")
        return self._ends[day]

    def _keys(self, day: int) -> Ints:
        within = min(max(day - self._first_day, -1), self._length - 1)
        return np.arange(len(self.buyers.id)) * self._length + within

    def _days_by(self, day: int) -> tuple[Ints, Ints, Ints]:
        """Purchase days by a day: how many, the first and the last of them."""
        if not len(self._days):
            nothing = np.zeros(len(self.buyers.id), dtype=np.int64)
            return nothing, nothing, nothing
        number = np.searchsorted(self._days, self._keys(day), side="right") - self._start
        most = len(self._days) - 1
        first = self._days[np.clip(self._start, 0, most)] % self._length + self._first_day
        last = self._days[np.clip(self._start + number - 1, 0, most)] % self._length + self._first_day
        return number, first, last

    def _borrowed_rhythms(self, default: float) -> Floats:
        """For who has no rhythm of his own: the median of his channel, else of the company, else the usual."""
        number, first, last = self._days_by(self._first_day + self._length)
        has_own = number >= OWN_RHYTHM_FROM
        own = (last - first) / np.maximum(1, number - 1)
        of_all = float(np.median(own[has_own])) if has_own.any() else default
        borrowed = np.full(len(number), of_all)
        for channel in np.unique(self.buyers.channel[has_own]):
            if channel:
                of_it = self.buyers.channel == channel
                borrowed[of_it] = np.median(own[of_it & has_own])
        return borrowed


@dataclass(frozen=True, slots=True)
class Case:
    """Of one day gone by, those without an open deal: their bands, what was usual, what they bought after it."""

    band: Ints
    usual: Floats
    bought: Floats


def case_of(histories: Histories, day: int, days: int, busy: Ints) -> Case:
    """What came within so many days after a day; `busy`: clients with an open deal then."""
    standing = histories.on(day)
    counted = _counted(histories, standing, busy)
    came = histories.bought(day, day + days)[counted]
    return Case(standing.band[counted], standing.year[counted] * days / YEAR, came)


def kept_up(cases: Iterable[Case]) -> KeptUp:
    """By what was bought after days gone by. A band in which nobody was is as all of them together."""
    known = list(cases)
    usual, bought = _by_band(known, lambda one: one.usual), _by_band(known, lambda one: one.bought)
    share = _share(bought, usual)
    square = _by_band(known, lambda one: one.usual**2)
    error = _by_band(known, lambda one: (one.bought - share[one.band] * one.usual) ** 2)
    return KeptUp(share, np.where(square > 0, error / np.maximum(1.0, square), 0.0))


def _by_band(cases: Iterable[Case], amount: Callable[[Case], Floats]) -> Floats:
    total = np.zeros(len(BANDS) + 1)
    for one in cases:
        total += np.bincount(one.band, amount(one), len(BANDS) + 1)
    return total


def _counted(histories: Histories, standing: Standing, busy: Ints) -> Ints:
    """Places of those who have bought in the year, are not closed and have no open deal."""
    free = np.ones(len(standing.counts), dtype=bool)
    place = _places(histories.buyers.id, busy)
    free[place[place >= 0]] = False
    return np.flatnonzero(standing.counts & (standing.year > 0) & free)


def _share(bought: Floats, usual: Floats) -> Floats:
    if not usual.sum():
        return np.full(len(usual), np.nan)
    of_all = max(0.0, bought.sum() / usual.sum())
    return np.where(usual > 0, np.maximum(0.0, bought) / np.maximum(1.0, usual), of_all)


def _places(ids: Ints, wanted: Ints) -> Ints:
    """Where each wanted one stands among the ids; -1 = it is not there."""
    places = np.full(max(ids.max(initial=0), wanted.max(initial=0)) + 1, -1, dtype=np.int64)
    places[ids] = np.arange(len(ids))
    return np.asarray(places[wanted])


@dataclass(frozen=True, slots=True)
class Repeats:
    """Kopecks expected of each client (ids and sums), and the variance of all of them together."""

    id: Ints
    expected: Floats
    variance: float


NO_REPEATS = Repeats(np.zeros(0, dtype=np.int64), np.zeros(0), 0.0)


def repeats(histories: Histories, kept: KeptUp, day: int, days: int, busy: Ints, only: Ints | None = None) -> Repeats:
    """Of the buyers without an open deal (`busy` have one), within so many days after a day. `only`: ids."""
    if not kept.is_known or not days:
        return NO_REPEATS
    standing = histories.on(day)
    counted = _counted(histories, standing, busy)
    if only is not None:
        counted = counted[np.isin(histories.buyers.id[counted], only)]
    band, base = standing.band[counted], standing.year[counted] * days / YEAR
    variance = float((base**2 * kept.variance[band]).sum())
    return Repeats(histories.buyers.id[counted], base * kept.share[band], variance)
