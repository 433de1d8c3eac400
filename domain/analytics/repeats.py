"""What clients without an open deal are expected to buy again. Rule: "Forecast", the repeat line.

A client's ₽ of 12 months × days / 365 × what the company's clients as long silent, in rhythms, kept up before.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.analytics.columns import Ints, daily_of, lines_of
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
    """All purchases of the company, told apart by the days that will be asked about."""

    def __init__(
        self, purchases: str, buyers: Buyers, default_rhythm: float, moments: Collection[tuple[int, int]]
    ) -> None:
        """`purchases` as `daily_of` takes them: client, kopecks; below zero is a return, never a purchase day.

        `moments`: each a day and so many days: that day will be asked of, the year before it and the days after it.
        """
        day, client, amount = daily_of(purchases, 2)
        place = _places(buyers.id, client)
        place, day, amount = place[place >= 0], day[place >= 0], amount[place >= 0]
        self.buyers = buyers
        asked = {day for on, days in moments for day in (on - YEAR, on, on + days)}
        self._totals = _until(asked, place, day, amount, len(buyers.id))
        bought = amount >= 0
        self._place, self._day = _purchase_days(place[bought], day[bought])
        self._start = np.searchsorted(self._place, np.arange(len(buyers.id)))
        self._numbers = _until({on for on, _ in moments}, self._place, self._day, None, len(buyers.id))
        self._borrowed = self._borrowed_rhythms(default_rhythm)
        self._standing: dict[int, Standing] = {}

    def on(self, day: int) -> Standing:
        """The buyers as they stood at the end of one of the moments; asked many times, counted once."""
        if day not in self._standing:
            self._standing[day] = self._on(day)
        return self._standing[day]

    def _on(self, day: int) -> Standing:
        number = self._numbers[day].astype(np.int64)
        first, last = self._first_and_last(number)
        own = (last - first) / np.maximum(1, number - 1)
        rhythm = np.where(number >= OWN_RHYTHM_FROM, own, self._borrowed)
        band = _bands((day - last) / np.maximum(1.0, rhythm))
        closed = (self.buyers.closed > 0) & (self.buyers.closed <= day)
        return Standing(np.maximum(0.0, self.bought(day - YEAR, day)), band, (number > 0) & ~closed)

    def bought(self, after: int, until: int) -> Floats:
        """Kopecks of each buyer later than one day and not later than another, returns taken off.

        Raises KeyError for days that no moment has.
        """
        return np.asarray(self._totals[until] - self._totals[after])

    def _first_and_last(self, number: Ints) -> tuple[Ints, Ints]:
        """Of the first so many purchase days of each."""
        if not len(self._day):
            return np.zeros_like(number), np.zeros_like(number)
        most = len(self._day) - 1
        return self._day[np.clip(self._start, 0, most)], self._day[np.clip(self._start + number - 1, 0, most)]

    def _borrowed_rhythms(self, default: float) -> Floats:
        """For who has no rhythm of his own: the median of his channel, else of the company, else the usual."""
        number = np.bincount(self._place, minlength=len(self.buyers.id))
        first, last = self._first_and_last(number)
        has_own = number >= OWN_RHYTHM_FROM
        own = (last - first) / np.maximum(1, number - 1)
        of_all = float(np.median(own[has_own])) if has_own.any() else default
        borrowed = np.full(len(number), of_all)
        for channel in np.unique(self.buyers.channel[has_own]):
            if channel:
                of_it = self.buyers.channel == channel
                borrowed[of_it] = np.median(own[of_it & has_own])
        return borrowed


def _until(days: Iterable[int], place: Ints, day: Ints, amount: Ints | None, size: int) -> Mapping[int, Floats]:
    """By day: the sum by place (None = the number) of what is not later.

    Everything is put to the first day that has it, once; then each day has what those before it have.
    """
    asked = np.array(sorted(days), dtype=np.int64)
    first, length = _range(day)
    step = np.searchsorted(asked, np.arange(first, first + length))[day - first]
    sums = np.bincount(step * size + place, amount, (len(asked) + 1) * size).reshape(len(asked) + 1, size)
    return dict(zip(asked.tolist(), np.cumsum(sums, axis=0, out=sums), strict=False))


def _purchase_days(place: Ints, day: Ints) -> tuple[Ints, Ints]:
    """Places and days in order, each day of a client once."""
    first, length = _range(day)
    keys = np.sort(place * length + day - first)
    keys = keys[np.append(True, keys[1:] > keys[:-1])] if len(keys) else keys
    return keys // length, keys % length + first


def _range(day: Ints) -> tuple[int, int]:
    """The first day, and how many there are to the last."""
    return (int(day.min()), int(np.ptp(day)) + 1) if len(day) else (0, 1)


def _bands(silence: Floats) -> Ints:
    """The band of each silence in rhythms."""
    band = np.zeros(len(silence), dtype=np.int64)
    for end in BANDS:
        band += silence > end
    return band


@dataclass(frozen=True, slots=True)
class Case:
    """Of one day gone by, by band of silence of those without an open deal: sums of what was usual and of what they
    bought after it, of their squares and of their products.
    """

    usual: Floats
    bought: Floats
    usual_squared: Floats
    bought_squared: Floats
    both: Floats


def case_of(histories: Histories, day: int, days: int, busy: Ints) -> Case:
    """What came within so many days after a day; `busy`: clients with an open deal then."""
    standing = histories.on(day)
    counted = _counted(histories, standing, busy)
    band, usual = standing.band[counted], standing.year[counted] * days / YEAR
    bought = histories.bought(day, day + days)[counted]
    sums = (usual, bought, usual**2, bought**2, usual * bought)
    return Case(*(np.bincount(band, amount, len(BANDS) + 1).astype(np.float64, copy=False) for amount in sums))


def kept_up(cases: Iterable[Case]) -> KeptUp:
    """By what was bought after days gone by. A band in which nobody was is as all of them together.

    The variance is of what was bought around the share of the usual.
    """
    known = list(cases)

    def total(of: Callable[[Case], Floats]) -> Floats:
        return np.asarray(sum(map(of, known), np.zeros(len(BANDS) + 1)))

    share = _share(total(lambda case: case.bought), total(lambda case: case.usual))
    square, both = total(lambda case: case.usual_squared), total(lambda case: case.both)
    error = np.maximum(0.0, total(lambda case: case.bought_squared) - 2 * share * both + share**2 * square)
    return KeptUp(share, np.where(square > 0, error / np.maximum(1.0, square), 0.0))


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
