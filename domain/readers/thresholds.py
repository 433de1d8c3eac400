"""Thresholds as they stand, and what would move if one were another: the same readers, supposing it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.analytics.classes import Abc, Letter, ProfitClass, Xyz
from domain.analytics.client_figures import classified
from domain.purchases import rhythm_medians, silence_rules
from domain.readers.pipeline import deal_page
from domain.readers.segments import SegmentFigures, segment_figures
from domain.rhythm import expected_rhythm, lifecycle, own_rhythm
from domain.settings import COMPANY, Company, company
from domain.tables import Client, Member
from domain.thresholds import THRESHOLDS, Group, checked_value, threshold

T = TypeVar("T")
ROWS = 5000
CLASSES: Mapping[str, type[IntEnum]] = {"abc": Abc, "xyz": Xyz, "profit_class": ProfitClass, "letter": Letter}


@dataclass(frozen=True, slots=True)
class Values:
    """Every threshold's present value, by its name."""

    values: Mapping[str, Any]


def threshold_values(session: Session) -> Values:
    """As the company has chosen, else the defaults."""
    chosen = company(session)
    return Values({field: getattr(chosen, field) for field in THRESHOLDS})


def checked_threshold(session: Session, field: str, said: str) -> Any:
    """What would be kept of what was said. Raises BadChoice, BadThreshold."""
    return checked_value(field, said, company(session))


@dataclass(frozen=True, slots=True)
class Moved:
    """How many of each there are, and would be: by a key of the texts, in their order."""

    now: Mapping[str, int]
    then: Mapping[str, int]


def moved_states(session: Session, field: str, value: Any, today: date) -> Moved:
    """Clients by lifecycle, as of today."""
    return _both(session, field, value, lambda: _states(session, today))


def moved_deals(session: Session, field: str, value: Any, viewer_id: int, today: date) -> Moved:
    """Stuck deals, as of today."""
    role = session.get_one(Member, viewer_id).role
    return _both(session, field, value, lambda: {"stuck": deal_page(session, viewer_id, role, "stuck", today).total})


def moved_segments(session: Session, field: str, value: Any, today: date) -> tuple[SegmentFigures, SegmentFigures]:
    """The figures of segments as they are and as they would be: the arguments of `moved_classes`."""
    now = segment_figures(session, today)
    with _supposing(session, field, value):
        return now, segment_figures(session, today)


def moved_classes(figures: tuple[SegmentFigures, SegmentFigures]) -> Moved:
    """Clients by class, of the last window. To be counted in the worker."""
    return Moved(*(_classes(one) for one in figures))


def is_shown(field: str) -> bool:
    """Whether something countable moves with it."""
    return threshold(field).group in (Group.BASE, Group.SEGMENTS) or field in (
        "profit_in_total", "profit_high_percentile", "profit_low_percentile", "stage_days", "stage_history",
    )  # fmt: skip


def _both(session: Session, field: str, value: Any, count: Callable[[], Mapping[str, int]]) -> Moved:
    now = count()
    with _supposing(session, field, value):
        return Moved(now, count())


@contextmanager
def _supposing(session: Session, field: str, value: Any) -> Iterator[Company]:
    """Everything read meanwhile goes by this value."""
    chosen = company(session)
    session.info[COMPANY] = replace(chosen, **{field: value})
    try:
        yield session.info[COMPANY]
    finally:
        session.info[COMPANY] = chosen


def _states(session: Session, today: date) -> Mapping[str, int]:
    chosen, medians = company(session), rhythm_medians(session)
    rules = silence_rules(chosen)
    rows = session.execute(
        select(
            Client.channel, Client.first_purchase_on, Client.last_purchase_on, Client.purchase_days, Client.lost_at
        ).where(Client.closed_at.is_(None), Client.purchase_days > 0)
    )
    found: Counter[str] = Counter()
    for part in rows.partitions(ROWS):
        for channel, first, last, days, lost_at in part:
            rhythm = expected_rhythm(own_rhythm(first, last, days), medians.of(channel), medians.company, rules)
            declared = lost_at.astimezone(chosen.tz).date() if lost_at else None
            found[lifecycle(today, last, rhythm, declared_lost=declared, rules=rules)] += 1
    return {state: found[state] for state in ("active", "sleeping", "lost")}


def _classes(figures: SegmentFigures) -> Mapping[str, int]:
    frame = classified(figures.now, figures.rules)
    kinds = {"abc": Abc, "xyz": Xyz, "profit_class": ProfitClass, "letter": Letter}
    counted = {column: frame[column].value_counts() for column in kinds}
    return {f"{column}-{kind}": int(counted[column].get(int(kind), 0)) for column in kinds for kind in kinds[column]}
