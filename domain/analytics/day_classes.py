"""Which clients are of another class than is kept of them: counted in the worker, handed back as bare numbers."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.analytics.classes import SegmentRules
from domain.analytics.client_figures import classified, columns_frame
from domain.analytics.window_figures import WindowFigures

if TYPE_CHECKING:
    import pandas as pd

CLIENT, CLASSES = "client_id", ("abc", "xyz", "profit_class", "letter")
COLUMNS = (CLIENT, *CLASSES)


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What a day's classes are counted of. `kept`: what is kept now, a line for each of COLUMNS."""

    window: WindowFigures
    rules: SegmentRules
    kept: str

    @property
    def is_empty(self) -> bool:
        return self.window.is_empty and not self.kept.strip()


@dataclass(frozen=True, slots=True)
class Changed:
    """The clients whose classes are others, by id; columns as in COLUMNS, 0 = none."""

    columns: "Mapping[str, array[int]]"

    def after(self, client_id: int, limit: int) -> list[dict[str, int]]:
        """The next rows behind this client."""
        first = bisect_right(self.columns[CLIENT], client_id)
        return list(self._rows(slice(first, first + limit)))

    def _rows(self, part: slice) -> Iterator[dict[str, int]]:
        for row in zip(*(self.columns[name][part] for name in COLUMNS), strict=True):
            yield dict(zip(COLUMNS, row, strict=True))


NOTHING = Changed({name: array("q") for name in COLUMNS})


def changed_classes(figures: ClassFigures) -> Changed:
    """Whoever buys no more has no class."""
    kept, now = _kept(figures.kept), _now(figures)
    everybody = kept.index.union(now.index)
    kept, now = (frame.reindex(everybody, fill_value=0) for frame in (kept, now))
    changed = now[(now != kept).any(axis=1)].sort_index().rename_axis(CLIENT).reset_index()
    return Changed({name: array("q", changed[name].to_numpy("int64").tobytes()) for name in COLUMNS})


def _now(figures: ClassFigures) -> "pd.DataFrame":
    if figures.window.is_empty:
        return _kept("")
    return classified(figures.window, figures.rules)[list(CLASSES)].astype("int64")


def _kept(text: str) -> "pd.DataFrame":
    from domain.analytics.columns import lines_of

    return columns_frame(dict(zip(COLUMNS, lines_of(text, len(COLUMNS)), strict=True))).set_index(CLIENT)
