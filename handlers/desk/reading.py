"""A report read, or found read already: while its areas of data stand still, the same question has the same answer."""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic

from domain.periods import Period, is_period_code
from domain.readers.cuts import Cuts, chosen_cuts, codes_of, ordered
from domain.readers.listing import Listing
from domain.readers.looks import BothHalves, Halves, Look, chosen_period
from domain.use_case import Area, Read, revisions
from handlers.desk.report import F, Report
from handlers.worker import Worker

MOST_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Shown(Generic[F]):
    """A report read: its figures, those beside it, and of which period or of which cuts these are."""

    found: F
    other: F | None
    versus: Period | Cuts | None


@dataclass(frozen=True, slots=True)
class Viewer:
    """For whom it is read, as of which day of his; what reads and what counts."""

    id: int
    today: date
    read: Read
    worker: Worker


class Reading(Generic[F]):
    """Reads one report; remembers the last ones by database, viewer, question, day, revisions.

    `remembered`: with whom it is shared: the other faces of the same subject.
    """

    def __init__(self, report: Report[F], remembered: OrderedDict[Any, F]) -> None:
        self.report = report
        self._remembered = remembered

    async def __call__(self, viewer: Viewer, look: Look) -> F:
        """The figures, from the database and the worker or from memory. Raises BadChoice, NotAllowed, Gone."""
        moved = await viewer.read(revisions, self._areas)
        key = (viewer.read, viewer.id, look.period.code, look.cuts, viewer.today, *sorted(moved.items()))
        if key in self._remembered:
            self._remembered.move_to_end(key)
            return self._remembered[key]
        found = await self._anew(viewer, look)
        self._remembered[key] = found
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)
        return found

    async def shown(self, viewer: Viewer, look: Look, versus: str) -> Shown[F]:
        """The figures, and beside them those of another period or other cuts, as a button has them («» = none)."""
        found = await self(viewer, look)
        if not versus:
            return Shown(found, None, None)
        if is_period_code(versus):
            period = chosen_period(versus)
            return Shown(found, await self(viewer, Look(period, look.cuts)), period)
        cuts = await viewer.read(chosen_cuts, viewer.id, versus)
        against = Look(look.period, codes_of(ordered([*found.frame.cuts, *cuts])))
        other = await self(viewer, against)
        return Shown(found, other, other.frame.cuts)

    async def rows(self, viewer: Viewer, look: Look, what: str, page: int | None) -> Listing:
        """The rows behind one figure; page None = all. Raises BadChoice, NotAllowed, Gone."""
        if self.report.rows_of is None:
            return await viewer.read.long(self.report.rows, viewer.id, look, viewer.today, what, page)
        read = viewer.read.long if page is None else viewer.read
        return await read(self.report.rows_of, await self(viewer, look), what, page)

    async def _anew(self, viewer: Viewer, look: Look) -> F:
        read = await self._read(viewer, look)
        if self.report.computed is None:
            return read  # type: ignore[no-any-return]
        return await viewer.worker(self.report.computed, read)

    async def _read(self, viewer: Viewer, look: Look) -> Any:
        """By two connections at once where it has two halves."""
        read = self.report.read
        both = BothHalves(read, self._areas) if isinstance(read, Halves) else None
        parts = (both.one, both.other) if both else (read,)
        found = await asyncio.gather(*(viewer.read.long(part, viewer.id, look, viewer.today) for part in parts))
        return both.whole(*found) if both else found[0]

    @property
    def _areas(self) -> frozenset[Area]:
        return self.report.areas | {Area.MEMBERS, Area.SETTINGS}


def readings(reports: Iterable[Report[Any]]) -> dict[str, Reading[Any]]:
    """By kind. Faces that read and compute the same remember it once."""
    remembered: dict[Any, OrderedDict[Any, Any]] = defaultdict(OrderedDict)
    return {report.kind: Reading(report, remembered[report.read, report.computed]) for report in reports}
