"""`/base` as one person may see it: its figures for the worker, and the clients of a state. Rule: "The client base"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from domain.analytics.base_movement import BaseFigures, BaseMonth
from domain.analytics.base_report import IN_BASE, MOVES, BaseReport, days_around
from domain.errors import BadChoice
from domain.periods import DAY, Period, month_of
from domain.purchases import silence_rules
from domain.readers.client_base import BASE_AREAS, base_figures, month_ends
from domain.readers.client_lines import ClientLine, client_lines
from domain.readers.events import DatedMark, marks_in
from domain.readers.listing import Column, Listing, Row, SegmentOf, Unit, page_of_ids
from domain.readers.looks import Frame, Look, framed
from domain.rhythm import Lifecycle, SilenceRules
from domain.settings import company

COLUMNS = (
    Column("client"),
    Column("bought-last", Unit.DAY, says_missing=True),
    Column("potential", Unit.MONEY),
    Column("owner", says_missing=True),
)
MOVED = (COLUMNS[0], Column("base-move", Unit.WORD), *COLUMNS[1:])


@dataclass(frozen=True, slots=True)
class BaseData:
    """What the worker is given."""

    frame: Frame
    figures: BaseFigures
    rules: SilenceRules
    marks: Sequence[DatedMark]

    @property
    def is_empty(self) -> bool:
        return not self.figures.channel


def base_data(session: Session, viewer_id: int, look: Look, today: date) -> BaseData:
    """The base as of the last day of the period, and of the months before. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, BASE_AREAS)
    on = min(look.period.last, today)
    marks = marks_in(session, Period(month_ends(on)[0] + DAY, on + DAY))
    figures = base_figures(session, on, scope, also=days_around(marks, on))
    return BaseData(frame, figures, silence_rules(company(session)), marks)


def base_rows(session: Session, found: BaseReport, what: str, page: int | None = 0) -> Listing:
    """The clients in a state, or who moved in a month (its code), the latest purchase first. Raises BadChoice."""
    if what in MOVES:
        return _moved(session, found, found.months[-1], [what], page)
    if month := next((month for month in found.months if month_of(month.on).code == what), None):
        return _moved(session, found, month, MOVES, page)
    try:
        chosen = found.places.chosen(what)
    except KeyError:
        raise BadChoice from None
    shown, page = page_of_ids(chosen, page)
    lines = client_lines(session, shown)
    rows = tuple(Row(id_, _values(lines[id_])) for id_ in shown)
    total, segment = len(chosen), _segment(found, what)
    return Listing("base", "client", COLUMNS, rows, total, page, told={"what": what}, segment=segment, order="latest")


def _moved(session: Session, found: BaseReport, month: BaseMonth, moves: Sequence[str], page: int | None) -> Listing:
    chosen = found.movers[found.months.index(month)].chosen(moves)
    shown, page = page_of_ids(chosen, page)
    lines = client_lines(session, [client for client, _ in shown])
    rows = tuple(Row(client, (lines[client].name, move, *_values(lines[client])[1:])) for client, move in shown)
    told = {"what": moves[0] if len(moves) == 1 else "moved"}
    return Listing(
        "base", "client", MOVED, rows, len(chosen), page, told=told, order="latest", period=month_of(month.on)
    )


def _values(line: ClientLine) -> tuple[Any, ...]:
    return line.name, line.last, line.potential, line.keeper


def _segment(found: BaseReport, what: str) -> SegmentOf | None:
    """A state is a segment; who moved in the month is not."""
    if what not in IN_BASE:
        return None
    return SegmentOf(f"s{list(Lifecycle).index(Lifecycle(what))}", found.frame.period)
