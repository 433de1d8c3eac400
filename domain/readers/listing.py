"""The very rows behind a figure: a page of them for the chat, all of them for a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from domain.errors import BadChoice
from domain.paging import paged
from domain.periods import Period
from domain.readers.looks import Look

PAGE = 8
ALL_ROWS = "all"
"""The figure of all rows of a report, where it has one."""


class Unit(StrEnum):
    """How a column's values are put into words."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    """Kopecks."""
    SUM = "sum"
    """Kopecks that say of what: `listing-<column>-sum`."""
    DAY = "day"
    MOMENT = "moment"
    """An instant in the zone of whom it is about."""
    DAYS = "days"
    COUNT = "count"
    """A number that says of what: `listing-<column>-count`."""
    SHARE = "share"
    """A part of 1, in words of its own: `listing-<column>-share`."""
    DECIMAL = "decimal"
    """A number with a fraction, in words of its own: `listing-<column>-decimal`."""
    STAGE = "stage"
    """Key and the company's own word of a stage."""
    REASON = "reason"
    """Key and the company's own word of a lost reason."""
    WORD = "word"
    """The end of a text's key, after the column's: `listing-<column>-<value>`."""


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it in the texts: `listing-<key>`; what stands for a missing value is `listing-<key>-none`."""

    key: str
    unit: Unit = Unit.TEXT
    says_missing: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`id`: of the deal, client … that the row opens; values in the columns' order."""

    id: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SegmentOf:
    """The same clients as a segment to work on: classes and the window they are of, as the button takes them."""

    classes: str
    window: Period
    product: str = ""
    bought: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Some of the rows, where they stand among all, and what they are: `opens` "deal", "client" or "member".

    `title`: the end of a text's key, `report-rows-<title>`, and what fills it.
    """

    title: str
    opens: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    page: int = 0
    about: tuple[str, str | None] | None = None
    """The stage the rows are of, where they are of one: its key and own word."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What else fills the title: codes that the text itself tells apart."""
    segment: SegmentOf | None = None
    order: str = "largest"
    """What stands first, as the text tells it: "largest", "latest", "longest"."""
    period: Period | None = None
    """Of which days the rows are; None = of the report's own."""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


class RowsReader(Protocol):
    """Reads the rows behind a figure; `page` None = all of them. Raises BadChoice for a figure there is not."""

    def __call__(
        self, session: Session, viewer_id: int, look: Look, today: date, what: str, page: int | None = 0
    ) -> Listing: ...


F_contra = TypeVar("F_contra", contravariant=True)
T = TypeVar("T")


class RowsOf(Protocol[F_contra]):
    """The same of figures that carry their rows' ids. Raises BadChoice."""

    def __call__(self, session: Session, found: F_contra, what: str, page: int | None) -> Listing: ...


def no_rows(session: Session, viewer_id: int, look: Look, today: date, what: str, page: int | None = 0) -> Listing:
    """Of a report without rows of this kind. Raises BadChoice."""
    raise BadChoice


def page_of(
    session: Session, rows: Select[Any], ids: Select[int], page: int | None
) -> tuple[tuple[tuple[Any, ...], ...], int, int]:
    """A page of the rows (None: all), how many there are, and which page it is after all."""
    total = session.scalar(select(func.count()).select_from(ids.subquery())) or 0
    if page is None:
        return tuple(tuple(row) for row in session.execute(rows)), total, 0
    page, _ = paged(page, total, PAGE)
    return tuple(tuple(row) for row in session.execute(rows.offset(page * PAGE).limit(PAGE))), total, page


def page_of_ids(chosen: Sequence[T], page: int | None) -> tuple[Sequence[T], int]:
    """The same of what is known already: a page of it (None: all), and which page it is after all."""
    if page is None:
        return chosen, 0
    page, _ = paged(page, len(chosen), PAGE)
    return chosen[page * PAGE : (page + 1) * PAGE], page
