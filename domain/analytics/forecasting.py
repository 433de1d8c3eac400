"""The forecast counted: now, and as it would have been before. Rule: "Forecast"."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.analytics.chances import chances_on, stays_of
from domain.analytics.columns import Ints, lines_of
from domain.analytics.forecast import BAND, Expected, Forecast, ForecastFigures, KnownDeals, Largest, Test
from domain.analytics.outcomes import Outcomes, outcomes
from domain.analytics.repeats import NO_REPEATS, Case, Histories, KeptUp, Repeats, buyers_of, case_of, kept_up, repeats

Floats = NDArray[np.float64]

COMPARED = 6
"""By so many periods before a moment it is counted what clients kept up."""


def counted(figures: ForecastFigures) -> Forecast:
    """The figures of the report, with its tests."""
    past = Past(figures)
    now = past.now()
    unpaid, chances = now.unpaid, now.chance
    again = past.repeats(0) if figures.counts_repeats and past.days else None
    known = again if again is not None else NO_REPEATS
    paid = sum(kopecks for _, kopecks in figures.paid_days)
    found = outcomes(unpaid, chances, float(known.expected.sum()), known.variance)
    deals = Expected(len(unpaid), round(float((unpaid * chances).sum())), int(unpaid.sum()))
    buying = Expected(len(known.id), round(float(known.expected.sum())))
    total = paid + deals.expected + buying.expected
    low, high = _band(found, paid, past.days)
    return Forecast(
        viewer_id=figures.viewer_id,
        frame=figures.frame,
        moment=figures.moments[0],
        paid=paid,
        late=figures.late,
        paid_days=figures.paid_days,
        plan=figures.plan,
        planless=figures.planless,
        deals=deals,
        amountless=now.amountless,
        imported=len(figures.moves.imported),
        repeats=buying if again is not None and past.kept(0).is_known else None,
        total=total,
        low=low,
        high=high,
        chance=None if figures.plan is None else found.at_least(figures.plan - paid),
        largest=_largest(now, figures.open_deals.names, total),
        tests=tuple(past.tests()),
        enough=figures.enough,
        deal_rows=_deal_rows(now),
        client_rows=_client_rows(known),
    )


def _band(found: Outcomes, paid: int, days: int) -> tuple[int, int]:
    if days <= 0:
        return paid, paid
    low, high = (paid + round(found.at(share)) for share in BAND)
    return low, high


@dataclass(frozen=True, slots=True)
class Now:
    """Open deals with something unpaid, and the chance of each; `amountless`: those whose sum nobody knows."""

    id: Ints
    unpaid: Floats
    chance: Floats
    amountless: int


def _largest(now: Now, names: Mapping[int, str], total: int) -> Largest | None:
    if not len(now.id):
        return None
    place = int(np.argmax(now.unpaid))
    deal, amount, chance = int(now.id[place]), int(now.unpaid[place]), float(now.chance[place])
    return Largest(deal, names.get(deal, ""), amount, chance, total - round(amount * chance))


def _deal_rows(now: Now) -> tuple[tuple[int, int, float], ...]:
    order = np.argsort(-now.unpaid * now.chance, kind="stable")
    columns = (now.id[order].tolist(), now.unpaid[order].astype(np.int64).tolist(), now.chance[order].tolist())
    return tuple(zip(*columns, strict=True))


def _client_rows(known: Repeats) -> tuple[tuple[int, int], ...]:
    order = np.argsort(-known.expected, kind="stable")
    expected = np.round(known.expected[order]).astype(np.int64)
    return tuple(zip(known.id[order][expected > 0].tolist(), expected[expected > 0].tolist(), strict=True))


class Past:
    """The company as it was known at each of the moments."""

    def __init__(self, figures: ForecastFigures) -> None:
        self._figures = figures
        self.days = max(0, figures.moments[0].days)
        self._stays = stays_of(figures.moves.changes, figures.moves.late)
        imported = np.asarray(figures.moves.imported, dtype=np.int64)
        own = np.flatnonzero(np.isin(self._stays.deal, imported, invert=True))
        self.cases = self._stays.by_stage(own)
        buyers = buyers_of(figures.buyers.buyers, figures.buyers.closed)
        moments = [(one.on.toordinal(), one.days) for one in figures.moments]
        self._histories = Histories(figures.purchases, buyers, float(figures.default_rhythm), moments)
        self._deals = Ledger(figures.deals)
        self._cases: dict[int, Case] = {}

    def now(self) -> Now:
        """The open deals of the cut, today."""
        figures, on = self._figures, self._on(0)
        deal, stage, since = lines_of(figures.open_deals.deals, 3)
        unpaid = self._deals.unpaid(deal, on)
        chances = chances_on(self.cases, on, self.days, figures.planned, figures.enough)
        chance = chances.of(stage, np.maximum(0, on - since))
        left = unpaid > 0
        return Now(deal[left], unpaid[left], chance[left], self._deals.amountless(deal))

    def tests(self) -> list[Test]:
        """Of the periods before since payments are known, the latest first."""
        figures = self._figures
        made = [
            Test(figures.moments[place].start, self._forecast(place), fact)
            for place, fact in enumerate(figures.facts)
            if place and figures.moments[place].start >= figures.paid_since
        ]
        return [test for test in made if test.forecast > 0 and test.fact > 0]

    def kept(self, place: int) -> KeptUp:
        """What clients kept up in the periods before that moment, as far as they are over by then."""
        return kept_up(
            self._case(one) for one in range(place + 1, min(place + 1 + COMPARED, len(self._figures.moments)))
        )

    def _case(self, place: int) -> Case:
        if place not in self._cases:
            days = self._figures.moments[place].days
            self._cases[place] = case_of(self._histories, self._on(place), days, self._busy(place))
        return self._cases[place]

    def repeats(self, place: int) -> Repeats:
        moment, whose = self._figures.moments[place], _ids(self._figures.buyers.whose, place)
        return repeats(self._histories, self.kept(place), self._on(place), moment.days, self._busy(place), whose)

    def _forecast(self, place: int) -> int:
        figures, on, days = self._figures, self._on(place), self._figures.moments[place].days
        stood = self._stays.open_on(on)
        if (whose := _ids(figures.deals.whose, place)) is not None:
            stood = stood[np.isin(self._stays.deal[stood], whose)]
        chances = chances_on(self.cases, on, days, figures.planned, figures.enough)
        unpaid = self._deals.unpaid(self._stays.deal[stood], on)
        chance = chances.of(self._stays.stage[stood], on - self._stays.entered[stood])
        of_deals = float((unpaid * chance).sum())
        again = float(self.repeats(place).expected.sum()) if figures.counts_repeats else 0.0
        return figures.known[place] + round(of_deals + again)

    def _busy(self, place: int) -> Ints:
        """Clients who had an open deal then."""
        if place == 0:
            return self._deals.open_clients()
        return self._deals.clients(self._stays.deal[self._stays.open_on(self._on(place))])

    def _on(self, place: int) -> int:
        return self._figures.moments[place].on.toordinal()


class Ledger:
    """The sums of deals, and what was paid of them by a day."""

    def __init__(self, known: KnownDeals) -> None:
        columns = lines_of(known.deals, 4)
        order = np.argsort(columns[0])
        self._id, self._client, self._whole, self._is_open = (column[order] for column in columns)
        self._paid_deal, self._paid_told, self._paid = lines_of(known.payments, 3)

    def clients(self, deals: Ints) -> Ints:
        place, has = self._places(deals)
        return self._client[place[has]]

    def open_clients(self) -> Ints:
        return self._client[self._is_open > 0]

    def unpaid(self, deals: Ints, day: int) -> Floats:
        """Kopecks of each deal's whole that were not paid by the end of a day."""
        told = self._paid_told <= day
        place, has = self._places(self._paid_deal[told])
        paid = np.bincount(place[has], self._paid[told][has], len(self._id))
        place, has = self._places(deals)
        left = np.zeros(len(deals))
        left[has] = np.maximum(0, self._whole[place[has]] - paid[place[has]])
        return left

    def amountless(self, deals: Ints) -> int:
        place, has = self._places(deals)
        return int((self._whole[place[has]] == 0).sum())

    def _places(self, deals: Ints) -> tuple[Ints, "NDArray[np.bool_]"]:
        place = np.minimum(np.searchsorted(self._id, deals), max(0, len(self._id) - 1))
        return place, self._id[place] == deals if len(self._id) else np.zeros(len(deals), dtype=bool)


def _ids(whose: str | None, place: int) -> Ints | None:
    """Who is in the cut at a moment; None = all."""
    if whose is None:
        return None
    ids, bits = lines_of(whose, 2)
    return ids[bits >> place & 1 > 0]
