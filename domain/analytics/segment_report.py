"""What `/segments` shows: figures of two windows classed once, in the worker. Rule: "Segments"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.analytics.classes import SegmentRules
from domain.analytics.segment_places import Places, places_of
from domain.analytics.segments import Segments, segments_of, windows_of
from domain.periods import Period

if TYPE_CHECKING:
    from domain.readers.looks import Frame
    from domain.readers.segment_report import SegmentData


@dataclass(frozen=True, slots=True)
class SegmentReport:
    """`window` and `earlier`: what the shares and the transitions are of. `names`: of the largest clients.

    `without`: the dominant client who is left out, the rest being classed without him.
    """

    frame: "Frame"
    window: Period
    earlier: Period
    rules: SegmentRules
    segments: Segments
    places: Places
    names: Mapping[int, str]
    without: int | None = None

    @property
    def is_empty(self) -> bool:
        return not self.segments.total.clients


def segment_report(data: "SegmentData") -> SegmentReport:
    """Everybody classed. To be done in the worker: pandas over all clients."""
    return _report(data, None)


def report_without_dominant(data: "SegmentData") -> SegmentReport:
    """The same, classed as if the client with more than half of the ₽ were not there."""
    whole = _report(data, None)
    return whole if whole.segments.dominant is None else _report(data, whole.segments.dominant)


def _report(data: "SegmentData", without: int | None) -> SegmentReport:
    figures = data.figures
    windows = windows_of(figures.now, figures.before, figures.rules, figures.only, without)
    return SegmentReport(
        frame=data.frame,
        window=figures.window,
        earlier=figures.earlier,
        rules=figures.rules,
        segments=segments_of(windows, figures.rules, figures.now.others(figures.only)),
        places=places_of(windows),
        names=data.names,
        without=without,
    )
