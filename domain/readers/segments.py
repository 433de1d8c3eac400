"""All that `/segments` is computed from, of one snapshot. Rule: "Segments"."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from domain.analytics.classes import SegmentRules
from domain.analytics.window_figures import WindowFigures
from domain.date_words import add_months
from domain.periods import Period, window_of
from domain.readers.attribution import EVERYBODY, Scope
from domain.readers.client_figures import client_figures, known_clients
from domain.readers.kept_clients import clients_in
from domain.settings import Company, company
from domain.use_case import Area

SEGMENT_AREAS = frozenset({Area.CLIENTS, Area.MONEY, Area.MEMBERS, Area.SETTINGS})


@dataclass(frozen=True, slots=True)
class SegmentFigures:
    """Two windows of the whole company, and whose clients are shown (None = all)."""

    window: Period
    earlier: Period
    now: WindowFigures
    before: WindowFigures
    rules: SegmentRules
    only: frozenset[int] | None


def segment_figures(session: Session, on: date, scope: Scope = EVERYBODY) -> SegmentFigures:
    """The window before the month of the report's date `on`, and the same window some months earlier."""
    chosen = company(session)
    rules = segment_rules(chosen)
    window, earlier = segment_windows(chosen, on)
    clients = known_clients(session)
    now, before = (
        client_figures(session, each, unit_months=rules.unit_months, by_stability=rules.by_stability, clients=clients)
        for each in (window, earlier)
    )
    only = None if scope.is_all else frozenset(session.scalars(clients_in(scope, on)))
    return SegmentFigures(window, earlier, now, before, rules, only)


def report_day(period: Period, today: date) -> date:
    """When the report of a period is made: the day after it, so that its last month is in the window."""
    return min(period.end, today)


def segment_windows(chosen: Company, on: date) -> tuple[Period, Period]:
    """The window of a report's date, and the one that transitions are counted from."""
    window = window_of(on, chosen.segment_months)
    return window, window_of(add_months(window.end, -chosen.compared_months), chosen.segment_months)


def segment_rules(chosen: Company) -> SegmentRules:
    """The company's bounds of the classes."""
    return SegmentRules(
        a_below=_exact(chosen.abc_a_share),
        b_below=_exact(chosen.abc_b_share),
        dominant=_exact(chosen.dominant_share),
        by_stability=chosen.xyz_by_stability,
        unit_months=chosen.xyz_unit_months,
        often=_exact(chosen.xyz_often_share),
        steady=_exact(chosen.xyz_steady_cv),
        wavering=_exact(chosen.xyz_wavering_cv),
        by_total_profit=chosen.profit_in_total,
        high=_exact(chosen.profit_high_percentile),
        low=_exact(chosen.profit_low_percentile),
        few=chosen.few_clients,
        estimated=_exact(chosen.estimated_share),
        margins={channel: _exact(margin) for channel, margin in chosen.margin_by_channel.items()},
    )


def _exact(share: float | str) -> Fraction:
    """0.8 as four fifths, not as the float nearest to it."""
    return Fraction(str(share))
