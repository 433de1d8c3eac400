"""Thresholds as they stand, and what would move if one were another: the same readers, supposing it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.analytics.bonus import bonus_report
from domain.analytics.bonus_figures import BonusData
from domain.analytics.classes import Abc, Letter, ProfitClass, Xyz
from domain.analytics.client_figures import classified
from domain.analytics.forecast import ForecastFigures, forecast
from domain.analytics.target_segment import StatesAsked, states_of_clients
from domain.periods import ALL_TIME, month_of
from domain.purchases import rhythm_medians, silence_rules
from domain.readers.black import silent_number
from domain.readers.bonus import bonus_data
from domain.readers.forecast import forecast_figures
from domain.readers.looks import Look
from domain.readers.pipeline import PLANNED_DAYS, deal_page, planned_days, usual_days
from domain.readers.segments import SegmentFigures, segment_figures
from domain.readers.target_segment import kept_facts
from domain.rhythm import Lifecycle
from domain.settings import COMPANY, company
from domain.tables import Member, Stage
from domain.threshold_parts import Part, kept_value, part_of, parts_of, with_part
from domain.threshold_values import checked_value
from domain.thresholds import THRESHOLDS, Group, Per, Threshold, threshold

ROUBLE = 100
CLASSES: Mapping[str, type[IntEnum]] = {"abc": Abc, "xyz": Xyz, "profit_class": ProfitClass, "letter": Letter}
MOVES_STATES = {"sleeping_factor", "sleeping_min_days", "lost_factor", "lost_min_days", "default_rhythm_days"}
MOVES_CLASSES = {"profit_in_total", "profit_high_percentile", "profit_low_percentile", "margin_by_channel"}
MOVES_DEALS = {"stage_days", "stage_history", "planned_days", "silent_times"}
MOVES_FORECAST = {"planned_chance", "chance_cases"}


@dataclass(frozen=True, slots=True)
class Values:
    """Every threshold's present value, by its key; the channels and stages that some are set for, by their codes."""

    values: Mapping[str, Any]
    parts: Mapping[Per, Mapping[str, Part]]


def threshold_values(session: Session) -> Values:
    """As the company has chosen, else the defaults."""
    parts = {per: parts_of(session, per) for per in Per}
    known = [
        one
        for about in THRESHOLDS.values()
        for one in ([about] if about.per is None else [replace(about, part=code) for code in parts[about.per]])
    ]
    return Values({one.key: kept_value(session, one) for one in known}, parts)


def checked_threshold(session: Session, key: str, said: str) -> Any:
    """What would be kept of what was said. Raises BadChoice, BadThreshold."""
    about = threshold(key)
    kept_value(session, about)
    return checked_value(key, said, company(session))


@dataclass(frozen=True, slots=True)
class Moved:
    """How many of each there are, and would be: by a key of the texts, in their order."""

    now: Mapping[str, int]
    then: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Supposed:
    """What `count` counts, as it is and as it would be; for the worker."""

    count: Callable[[Any], Mapping[str, int]]
    now: Any
    then: Any


def counted_moves(both: Supposed) -> Moved:
    """Counted, in the worker."""
    return Moved(both.count(both.now), both.count(both.then))


def what_moves(session: Session, key: str, value: Any, viewer_id: int, today: date) -> Supposed | None:
    """What would move today with another value; None: nothing that can be counted. Raises BadChoice."""
    about = threshold(key)
    found = _counting(about)
    if found is None:
        return None
    count, read = found
    now = read(session, viewer_id, today)
    with _supposing(session, about, value):
        then = read(session, viewer_id, today)
    if about.field == "planned_chance":
        then = _with_chance(session, then, part_of(session, about), value)
    return Supposed(count, now, then)


Counting = tuple[Callable[[Any], Mapping[str, int]], Callable[[Session, int, date], Any]]


def _counting(about: Threshold) -> Counting | None:
    if about.field in MOVES_STATES:
        return _states, _state_facts
    if about.field in MOVES_CLASSES or about.group is Group.SEGMENTS:
        return _classes, _segments
    if about.field in MOVES_DEALS:
        return dict, _deals
    if about.field in MOVES_FORECAST:
        return _expected, _forecast
    return (_advances, _bonus) if about.group is Group.BONUS else None


@contextmanager
def _supposing(session: Session, about: Threshold, value: Any) -> Iterator[None]:
    """Everything read meanwhile goes by this value."""
    chosen = company(session)
    session.info.pop(PLANNED_DAYS, None)
    if about.field == "planned_days":
        stage = part_of(session, about)
        planned_days(session)[stage] = value or usual_days(session, stage)
    elif about.per is not Per.STAGE:
        session.info[COMPANY] = replace(chosen, **{about.field: with_part(session, about, value)})
    try:
        yield
    finally:
        session.info[COMPANY] = chosen
        session.info.pop(PLANNED_DAYS, None)


# What is read, and how it is counted


def _state_facts(session: Session, viewer_id: int, today: date) -> StatesAsked:
    """A borrowed rhythm as it would be kept once every client's day of silence is reckoned anew."""
    facts = kept_facts(session, rhythm_medians(session))
    return StatesAsked(today, (), silence_rules(company(session)), facts)


def _states(asked: StatesAsked) -> Mapping[str, int]:
    """Clients by lifecycle."""
    found = states_of_clients(asked.columns["client_id"], asked)
    return {state.value: found[state] for state in (Lifecycle.ACTIVE, Lifecycle.SLEEPING, Lifecycle.LOST)}


def _segments(session: Session, viewer_id: int, today: date) -> SegmentFigures:
    return segment_figures(session, today)


def _classes(figures: SegmentFigures) -> Mapping[str, int]:
    """Clients by class, of the last window."""
    frame = classified(figures.now, figures.rules)
    counted = {column: frame[column].value_counts() for column in CLASSES}
    return {
        f"{column}-{kind}": int(counted[column].get(int(kind), 0)) for column in CLASSES for kind in CLASSES[column]
    }


def _deals(session: Session, viewer_id: int, today: date) -> Mapping[str, int]:
    """Stuck deals, and those of them lost in silence."""
    role = session.get_one(Member, viewer_id).role
    stuck = deal_page(session, viewer_id, role, "stuck", today).total
    return {"stuck": stuck, "silent": silent_number(session, viewer_id, today)}


def _forecast(session: Session, viewer_id: int, today: date) -> ForecastFigures:
    return forecast_figures(session, viewer_id, Look(month_of(today)), today)


def _with_chance(session: Session, figures: ForecastFigures, stage: str, chance: float | None) -> ForecastFigures:
    position = session.scalars(select(Stage.position).where(Stage.key == stage)).one()
    return replace(figures, planned={**figures.planned, position: chance or 0.0})


def _expected(figures: ForecastFigures) -> Mapping[str, int]:
    """Roubles expected by the month's end."""
    return {"expected": forecast(figures).total // ROUBLE}


def _bonus(session: Session, viewer_id: int, today: date) -> BonusData:
    return bonus_data(session, viewer_id, Look(ALL_TIME), today)


def _advances(data: BonusData) -> Mapping[str, int]:
    """Roubles of all advances ever granted, and of those set against later ones."""
    report = bonus_report(data)
    return {"advances": report.granted.amount // ROUBLE, "offset": report.offset.amount // ROUBLE}
