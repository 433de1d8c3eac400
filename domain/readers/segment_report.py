"""`/segments` as one person may see it: its figures for the worker, and the clients of a cell. Rule: "Segments"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.analytics.segment_places import CLASSES_OF, GROUPS, Places
from domain.analytics.segment_report import SegmentReport
from domain.errors import BadChoice
from domain.readers.client_lines import ClientLine, client_lines
from domain.readers.listing import Column, Listing, Row, SegmentOf, Unit, page_of_ids
from domain.readers.looks import Frame, Look, framed
from domain.readers.segments import SEGMENT_AREAS, SegmentFigures, report_day, segment_figures
from domain.tables import Client

LARGEST = 3
"""So many clients are told by name to the worker, which finds out who of them stands above all others."""
COLUMNS = (
    Column("client"),
    Column("seg-revenue", Unit.MONEY),
    Column("seg-profit", Unit.MONEY, says_missing=True),
    Column("bought-last", Unit.DAY),
    Column("owner", says_missing=True),
)


@dataclass(frozen=True, slots=True)
class SegmentData:
    """What the worker is given."""

    frame: Frame
    figures: SegmentFigures
    names: Mapping[int, str]

    @property
    def is_empty(self) -> bool:
        return self.figures.now.is_empty


def segment_data(session: Session, viewer_id: int, look: Look, today: date) -> SegmentData:
    """Both windows as of the end of the period. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, SEGMENT_AREAS)
    figures = segment_figures(session, report_day(look.period, today), scope)
    return SegmentData(frame, figures, _names(session, _largest(figures)))


def segment_rows(session: Session, found: SegmentReport, what: str, page: int | None = 0) -> Listing:
    """The clients of a cell, a group or a flow, the largest first. Raises BadChoice for one there is not."""
    places = found.places
    try:
        chosen = places.chosen(what)
    except KeyError:
        raise BadChoice from None
    shown, page = page_of_ids(chosen, page)
    lines = client_lines(session, [places.client_id[number] for number in shown])
    rows = tuple(_row(places, number, lines[places.client_id[number]]) for number in shown)
    total, segment = len(chosen), _segment(found, what)
    told, window = _told(what), found.window
    return Listing("segments", "client", COLUMNS, rows, total, page, told=told, segment=segment, period=window)


def _segment(found: SegmentReport, what: str) -> SegmentOf | None:
    """A flow is no segment: it is of two windows; nor are those who bring no profit."""
    return segment_of(found, CLASSES_OF[what]) if what in CLASSES_OF else None


def segment_of(found: SegmentReport, classes: str) -> SegmentOf:
    """The clients of these classes, by the same window and without the same client."""
    return SegmentOf(classes + ("w1" if found.without is not None else ""), found.window)


def _told(what: str) -> Mapping[str, str]:
    """A flow is told by both of its groups."""
    was, now = (what[0], what[1]) if len(what) == 2 and set(what) <= GROUPS.keys() else ("", "")
    return {"what": "flow" if was else what, "was": was, "now": now}


def _row(places: Places, number: int, line: ClientLine) -> Row:
    known = places.codes["known"][number]
    values = (line.name, places.revenue[number], places.profit[number] if known else None, line.last, line.keeper)
    return Row(line.id, values)


def _largest(figures: SegmentFigures) -> Sequence[int]:
    clients = zip(figures.now.sums["revenue"], figures.now.sums["client_id"], strict=True)
    seen = (one for one in clients if figures.only is None or one[1] in figures.only)
    return [client for _, client in nlargest(LARGEST, seen)]


def _names(session: Session, client_ids: Sequence[int]) -> dict[int, str]:
    return {
        row.id: row.name for row in session.execute(select(Client.id, Client.name).where(Client.id.in_(client_ids)))
    }
