"""Dated marks, as the pictures over time draw them and as they are listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.paging import paged
from domain.periods import ALL_TIME, Period
from domain.tables import Event, EventKind

PAGE = 8


@dataclass(frozen=True, slots=True)
class DatedMark:
    """What happened around the company on `day`, in the words of whoever noted it."""

    id: int
    day: date
    kind: EventKind
    text: str


@dataclass(frozen=True, slots=True)
class MarkList:
    """A page of the marks, the latest first, and how many there are."""

    marks: tuple[DatedMark, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


_MARKS = select(Event.id, Event.day, Event.kind, Event.text)


def marks_in(session: Session, period: Period = ALL_TIME) -> tuple[DatedMark, ...]:
    """The marks of a period, the earliest first. They are part of `Area.SETTINGS`."""
    dated = _MARKS.where(Event.day >= period.start, Event.day < period.end).order_by(Event.day, Event.id)
    return _found(session.execute(dated).all())


def marks_listed(session: Session, page: int = 0) -> MarkList:
    """All marks, a page of them."""
    total = session.scalar(select(func.count()).select_from(Event)) or 0
    page, _ = paged(page, total, PAGE)
    latest = _MARKS.order_by(Event.day.desc(), Event.id.desc()).offset(page * PAGE).limit(PAGE)
    return MarkList(_found(session.execute(latest).all()), total, page)


def mark_of(session: Session, event_id: int) -> DatedMark | None:
    """One mark; None when it was removed."""
    return next(iter(_found(session.execute(_MARKS.where(Event.id == event_id)).all())), None)


def _found(rows: Sequence[Any]) -> tuple[DatedMark, ...]:
    return tuple(DatedMark(row.id, row.day, row.kind, row.text) for row in rows)
