"""Series over time on one scale: each is named at its end, its highest and lowest points say how much they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TypeVar

from handlers.charts.page import DASHED, DOTTED, SOLID, Page, drawable, fitted, text_width, wrapped
from handlers.charts.specs import Lines, Mark, Series
from handlers.charts.style import LINE, MARGIN, SMALL, WIDTH, Theme, Tone

HEIGHT = 430
HEADROOM = 48
FOOTROOM = 14
THICK, THIN = 5.0, 2.0
DOT, SMALL_DOT = 9.0, 6.0
FEW_POINTS = 14
END_MOST = 250
END_GAP = 34
END_LINES = 2
BETWEEN_ENDS = 8
NAME_MOST = 190
NAME_GAP = 18
LABEL_OFF = 28
STEPS = (1, 2, 3, 4, 6, 12, 24, 48)
BADGE = 17.0
MARK_LINES = 2
ROW = SMALL * LINE
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class End:
    """What stands at the end of a line: how much it is there, what it is called."""

    series: Series
    place: int
    label: str
    names: list[str]

    @property
    def height(self) -> float:
        return (bool(self.label) + len(self.names)) * ROW

    @property
    def width(self) -> float:
        return max((text_width(line, SMALL, line is self.label) for line in [self.label, *self.names]), default=0.0)


@dataclass(slots=True)
class Plot:
    """Where the lines are, in pixels and in their own units; what is written there already."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    points: int
    taken: list[Box] = field(default_factory=list)

    def x(self, place: float) -> float:
        return self.left + (self.right - self.left) * (place / (self.points - 1) if self.points > 1 else 1.0)

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def draw_lines(page: Page, panel: Lines) -> None:
    """The lines from the page's cursor down, what happened meanwhile under them."""
    ends = [_end(series) for series in panel.series if _places(series)]
    levels = _levels(panel, ends)
    plot = _plot(page, panel, ends, max(levels, default=-1) + 1)
    _draw_ground(page, plot)
    _draw_marks(page, plot, panel.marks, levels)
    for series in reversed(panel.series):
        _draw_series(page, plot, series)
    _write_ends(page, plot, ends)
    for series in panel.series:
        _write_extremes(page, plot, series)
    page.cursor = plot.bottom + FOOTROOM
    _write_names(page, plot, panel.names)
    _write_marks(page, panel.marks)


def _places(series: Series) -> list[int]:
    return [place for place, value in enumerate(series.values) if value is not None]


def _end(series: Series) -> End:
    place = _places(series)[-1]
    label = fitted(series.labels[place], END_MOST, SMALL, True)
    return End(series, place, label, wrapped(series.name, END_MOST, SMALL, END_LINES))


def _plot(page: Page, panel: Lines, ends: Sequence[End], levels: int) -> Plot:
    low, high = _range(panel)
    top = page.cursor + levels * 2 * BADGE + HEADROOM
    height = max(HEIGHT, sum(end.height + BETWEEN_ENDS for end in ends))
    foot = HEADROOM if low < 0 or not panel.from_zero else 0
    return Plot(MARGIN + DOT, _right(ends), top, top + height - foot, low, high, len(panel.names))


def _right(ends: Sequence[End]) -> float:
    return WIDTH - MARGIN - max(end.width for end in ends) - END_GAP


def _range(panel: Lines) -> tuple[float, float]:
    """The lowest and the highest of what is drawn; nothing is drawn on a scale of no height."""
    bands = [side for series in panel.series for side in (series.values, series.low, series.high)]
    values = [value for side in bands for value in side if value is not None]
    low, high = min(values), max(values)
    if panel.from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    return (low, high) if low < high else (low - 1.0, high + 1.0)


def _draw_ground(page: Page, plot: Plot) -> None:
    for quarter in range(5):
        y = plot.bottom - (plot.bottom - plot.top) * quarter / 4
        page.line([(plot.left, y), (plot.right, y)], page.theme.track, THIN)
    if plot.low <= 0 <= plot.high:
        page.line([(plot.left, plot.y(0)), (plot.right, plot.y(0))], page.theme.faint, THIN)


def _line_color(theme: Theme, tone: Tone) -> str:
    return theme.faint if tone is Tone.QUIET else theme.tones[tone]


def _draw_series(page: Page, plot: Plot, series: Series) -> None:
    color = _line_color(page.theme, series.tone)
    _draw_band(page, plot, series, color)
    for run in _runs(series.values):
        points = [(plot.x(place), plot.y(value)) for place, value in run]
        page.line(points, color, THICK, DASHED if series.is_dashed else SOLID)
        if len(points) == 1 or plot.points <= FEW_POINTS:
            for x, y in points:
                page.dot(x, y, SMALL_DOT, color)


def _draw_band(page: Page, plot: Plot, series: Series, color: str) -> None:
    sides = [
        None if low is None or high is None else (low, high) for low, high in zip(series.low, series.high, strict=True)
    ]
    for run in _runs(sides):
        lows = [(plot.x(place), plot.y(low)) for place, (low, _) in run]
        highs = [(plot.x(place), plot.y(high)) for place, (_, high) in run]
        if len(run) == 1:
            page.line([*lows, *highs], color, THICK)
        else:
            page.area([*lows, *reversed(highs)], color)


def _runs(values: Sequence[T | None]) -> Iterator[list[tuple[int, T]]]:
    """Unbroken stretches of what is known, each value with its place."""
    for known, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None):
        if known:
            yield [(place, value) for place, value in run if value is not None]


def _write_ends(page: Page, plot: Plot, ends: Sequence[End]) -> None:
    """Each as near to the end of its line as the others let it."""
    left = plot.right + END_GAP
    targets = [(plot.y(end.series.values[end.place] or 0.0), end) for end in ends]
    for middle, (y, end) in zip(_apart(targets, plot), sorted(targets, key=lambda pair: pair[0]), strict=True):
        color = page.theme.words[end.series.tone]
        x = plot.x(end.place)
        if x < plot.right:
            page.line([(x, y), (plot.right, y)], color, THIN, DOTTED)
        page.line([(plot.right, y), (left - 8, middle)], color, THIN, DOTTED)
        page.dot(x, y, DOT, _line_color(page.theme, end.series.tone))
        top = middle - end.height / 2
        for number, line in enumerate([*([end.label] if end.label else []), *end.names]):
            bold = line is end.label
            page.write(left, top + (number + 0.5) * ROW, line, SMALL, color=color, bold=bold)


def _apart(targets: Sequence[tuple[float, End]], plot: Plot) -> list[float]:
    """Middles of the ends from the top down: none over another, none out of the plot."""
    ordered = sorted(targets, key=lambda pair: pair[0])
    middles: list[float] = []
    free = plot.top - HEADROOM
    for y, end in ordered:
        middles.append(max(y, free + end.height / 2))
        free = middles[-1] + end.height / 2 + BETWEEN_ENDS
    free = plot.bottom + ROW / 2
    for number in reversed(range(len(ordered))):
        height = ordered[number][1].height
        middles[number] = min(middles[number], free - height / 2)
        free = middles[number] - height / 2 - BETWEEN_ENDS
    return middles


def _write_extremes(page: Page, plot: Plot, series: Series) -> None:
    """The highest point and the lowest, where there is room; the last is said at the end of the line."""
    places = _places(series)
    if len(places) < 3:
        return
    value = {place: series.values[place] or 0.0 for place in places}
    highest, lowest = max(places, key=value.__getitem__), min(places, key=value.__getitem__)
    if value[highest] == value[lowest]:
        return
    for place, ways in ((highest, (-1, 1)), (lowest, (1, -1))):
        if place != places[-1]:
            _write_at(page, plot, series, place, ways)


def _write_at(page: Page, plot: Plot, series: Series, place: int, ways: tuple[int, int]) -> None:
    label = drawable(series.labels[place])
    width = text_width(label, SMALL)
    x, y = plot.x(place), plot.y(series.values[place] or 0.0)
    middle = min(max(x, MARGIN + width / 2), plot.right - width / 2)
    for way in ways:
        at = y + way * LABEL_OFF
        box = Box(middle - width / 2 - 8, at - ROW / 2, middle + width / 2 + 8, at + ROW / 2)
        is_inside = box.top >= plot.top - HEADROOM and box.bottom <= plot.bottom + FOOTROOM and box.left >= 0
        if label and is_inside and not any(box.meets(other) for other in plot.taken):
            plot.taken.append(box)
            page.dot(x, y, DOT, _line_color(page.theme, series.tone))
            color = page.theme.words[series.tone]
            page.write(middle, at, label, SMALL, color=color, align="center", has_halo=True)
            return


def _write_names(page: Page, plot: Plot, names: Sequence[str]) -> None:
    """Of as many points as stand side by side, at equal steps, the last among them."""
    places = [(plot.x(place), fitted(name, NAME_MOST, SMALL)) for place, name in enumerate(names)]
    for step in STEPS:
        shown = [_name_box(x, name) for x, name in places[::-1][::step]]
        if all(left.right + NAME_GAP <= right.left for right, left in pairwise(shown)):
            break
    for box, (_, name) in zip(shown, places[::-1][::step], strict=True):
        page.write(box.left, page.cursor + ROW / 2, name, SMALL, color=page.theme.faint)
    page.cursor += ROW


def _name_box(x: float, name: str) -> Box:
    width = text_width(name, SMALL)
    left = min(max(x - width / 2, MARGIN), WIDTH - MARGIN - width)
    return Box(left, 0, left + width, ROW)


def _levels(panel: Lines, ends: Sequence[End]) -> list[int]:
    """How high over the plot the number of each mark stands, so that none is over another."""
    right = _right(ends)
    unit = (right - MARGIN - DOT) / max(len(panel.names) - 1, 1)
    levels: list[int] = []
    for number, mark in enumerate(panel.marks):
        near = {levels[other] for other in range(number) if abs(panel.marks[other].at - mark.at) * unit < 2 * BADGE + 4}
        levels.append(next(level for level in range(len(panel.marks)) if level not in near))
    return levels


def _draw_marks(page: Page, plot: Plot, marks: Sequence[Mark], levels: Sequence[int]) -> None:
    for number, (mark, level) in enumerate(zip(marks, levels, strict=True), 1):
        x = plot.x(min(max(mark.at, 0.0), plot.points - 1.0))
        y = plot.top - HEADROOM - level * 2 * BADGE - BADGE
        page.line([(x, y), (x, plot.bottom)], page.theme.faint, THIN)
        _draw_badge(page, x, y, number)


def _draw_badge(page: Page, x: float, y: float, number: int) -> None:
    page.dot(x, y, BADGE, page.theme.faint)
    page.write(x, y, str(number), SMALL, color=page.theme.paper, bold=True, align="center")


def _write_marks(page: Page, marks: Sequence[Mark]) -> None:
    """What happened, by the numbers over the plot."""
    page.cursor += FOOTROOM if marks else 0
    for number, mark in enumerate(marks, 1):
        _draw_badge(page, MARGIN + BADGE, page.cursor + ROW / 2, number)
        for line in wrapped(mark.words, WIDTH - 2 * MARGIN - 3 * BADGE, SMALL, MARK_LINES):
            page.write(MARGIN + 3 * BADGE, page.cursor + ROW / 2, line, SMALL)
            page.cursor += ROW
