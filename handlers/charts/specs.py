"""What is to be drawn, in plain values and in words already: picklable, so that a worker process can draw it."""

from dataclasses import dataclass
from enum import Enum

from handlers.charts.style import Tone


class Stays(Enum):
    """Which rows of a panel stay where the picture has no room for all: of a ranking the first, of months the last, of
    steps in their own order the longest; of a sum all.
    """

    FIRST = 1
    LAST = 2
    LONGEST = 3
    ALL = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar, in the units of its panel; `words` of the first bar's parts are written over them."""

    length: float
    tone: Tone = Tone.MAIN
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a panel: its name, a bar of parts one after another, what stands at its end.

    `between`: what is written between this bar and the one above it (a step conversion). `mark`: where the plan or the
    median stands on the bar's scale. `beside`: the same of what it is compared with, drawn beneath it.
    """

    name: str
    parts: tuple[Part, ...]
    label: str
    note: str = ""
    between: str = ""
    mark: float | None = None
    stressed: bool = False
    beside: "Beside | None" = None


@dataclass(frozen=True, slots=True)
class Beside:
    """The compared bar: its parts in the units of the panel, what stands at its end, what it is called.

    `between`: its own step from the bar above.
    """

    parts: tuple[Part, ...]
    label: str
    name: str
    note: str = ""
    between: str = ""

    @property
    def words(self) -> str:
        return " · ".join(part for part in (self.label, self.note) if part)


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars on one scale. `scale`: the length of a full bar, None = the longest. `empty`: said instead of bars.

    `key`: what tells it apart in another picture of the same report. `rest`: how many more there are than have room:
    what is not among the bars is then not nothing. `alone`: the heading without what stands beside the bars, where the
    heading tells of it. `is_in_order`: of two such panels the first bars stand side by side, then the second ones
    (months of two quarters); else those of one name.
    """

    heading: str
    bars: tuple[Bar, ...] = ()
    remark: str = ""
    empty: str = ""
    scale: float | None = None
    key: str = ""
    rest: int = 0
    alone: str = ""
    is_in_order: bool = False
    stays: Stays = Stays.FIRST

    @property
    def has_figures(self) -> bool:
        return bool(self.bars)


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a grid: its figure, what stands under it. `strength` 0–1: how much of the tone is in its colour.

    `beside`: the same figure of what it is compared with; `is_compared`: False of what is the same for all.
    """

    label: str
    note: str = ""
    tone: Tone = Tone.QUIET
    strength: float = 1.0
    beside: str = ""
    is_compared: bool = True


@dataclass(frozen=True, slots=True)
class GridRow:
    """`label` stands at its end: the row's own sum; `beside`: the same of what it is compared with."""

    name: str
    cells: tuple[Cell, ...]
    label: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix, or a heat map of days: every row has a cell for each column; an empty label is an empty field.

    `names`: of the columns; `versus`: what the cells' `beside` is called; the rest as of `Bars`.

    `is_one_band`: names too long for their columns are cut, rather than the columns put one under another.
    """

    heading: str
    names: tuple[str, ...]
    rows: tuple[GridRow, ...] = ()
    remark: str = ""
    empty: str = ""
    key: str = ""
    versus: str = ""
    is_one_band: bool = False
    rest: int = 0
    stays: Stays = Stays.FIRST

    @property
    def has_figures(self) -> bool:
        return bool(self.rows and self.names)


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its value at each point, None = none there; the same in words. `is_dashed`: of what is not a fact yet,
    or of what it is compared with. `low` and `high`: a band around it. `points`: names of its own points, where they
    are others than the panel's.
    """

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    tone: Tone = Tone.MAIN
    is_dashed: bool = False
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened at a point (the number of a name, with its fraction), and its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Series over time on one scale, each named at its end. `names`: of the points; the rest as of `Bars`."""

    heading: str
    names: tuple[str, ...]
    series: tuple[Series, ...] = ()
    marks: tuple[Mark, ...] = ()
    remark: str = ""
    empty: str = ""
    key: str = ""
    from_zero: bool = True

    @property
    def has_figures(self) -> bool:
        return any(value is not None for series in self.series for value in series.values)


Panel = Bars | Grid | Lines


@dataclass(frozen=True, slots=True)
class Spec:
    """A portrait picture: the finding as its title, panels one under another, when the data are of.

    `more`: said of the rows a panel has no room for, with {number} of them in it.
    """

    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    footer: str
    theme: str = "light"
    more: str = "+{number}"
