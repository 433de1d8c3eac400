"""What is to be drawn, in plain values and in words already: picklable, so that a worker process can draw it."""

from dataclasses import dataclass

from handlers.charts.style import Tone


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
    """The compared bar: its length in the units of the panel, what stands at its end, what it is called."""

    length: float
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars on one scale. `scale`: the length of a full bar, None = the longest. `empty`: said instead of bars.

    `key`: what tells it apart in another picture of the same report.
    """

    heading: str
    bars: tuple[Bar, ...] = ()
    remark: str = ""
    empty: str = ""
    scale: float | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class BarPicture:
    """A portrait picture: the finding as its title, panels of bars, when the data are of."""

    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    footer: str
    theme: str = "light"


Spec = BarPicture
