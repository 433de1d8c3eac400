"""Series over time on one scale: each is named at its end, its highest and lowest points say how much they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeVar

from handlers.charts.page import DASHED, DOTTED, SOLID, Page, Style, fitted, text_width, wrapped
from handlers.charts.plot import HEADROOM, ROW, Box, Plot
from handlers.charts.specs import Lines, Mark, Series
from handlers.charts.style import MARGIN, SMALL, WIDTH, Theme, Tone

HEIGHT = 430
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
LABEL_MOST = 330
MANY_NAMES = 6
MOST_LABELLED = 2
STEPS = (1, 2, 3, 4, 6, 12, 24, 48)
BADGE, WIDE_BADGE = 18.0, 22.0
BETWEEN_MARKS = 10
MARK_LINES = 2
DASHES: tuple[Style, ...] = (DASHED, (0, (0.6, 1.0)), (0, (3.5, 1.0, 0.6, 1.0)))
"""Two dashed lines of one colour differ by their dashes."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class End:
    """What stands at the end of a line: how much it is there, what it is called."""

    series: Series
    place: int
    lines: list[tuple[str, bool]]
    """Each with whether it is bold."""

    @property
    def height(self) -> float:
        return len(self.lines) * ROW

    @property
    def width(self) -> float:
        return max((text_width(line, SMALL, is_bold) for line, is_bold in self.lines), default=0.0)


def draw_lines(page: Page, panel: Lines) -> None:
    """The lines from the page's cursor down, what happened meanwhile under them."""
    ends = [_end(series) for series in panel.series if _places(series)]
    levels = _levels(panel, ends)
    plot = _plot(page, panel, ends, max(levels, default=-1) + 1)
    _draw_ground(page, plot)
    _draw_marks(page, plot, panel.marks, levels)
    for number, series in reversed(list(enumerate(panel.series))):
        like_it = [other for other in panel.series[:number] if other.is_dashed and other.tone is series.tone]
        _draw_series(page, plot, series, DASHES[len(like_it) % len(DASHES)] if series.is_dashed else SOLID)
    _write_ends(page, plot, ends)
    _write_extremes(page, plot, panel)
    page.cursor = plot.floor + FOOTROOM
    _write_names(page, plot, panel.names)
    _write_marks(page, panel.marks)
    page.cursor += FOOTROOM


def _places(series: Series) -> list[int]:
    return [place for place, value in enumerate(series.values) if value is not None]


def _end(series: Series) -> End:
    place = _places(series)[-1]
    label = wrapped(series.labels[place], END_MOST, SMALL, END_LINES, bold=True)
    name = wrapped(series.name, END_MOST, SMALL, END_LINES)
    return End(series, place, [*((line, True) for line in label), *((line, False) for line in name)])


def _plot(page: Page, panel: Lines, ends: Sequence[End], levels: int) -> Plot:
    low, high = _range(panel)
    top = page.cursor + levels * 2 * WIDE_BADGE + HEADROOM
    bottom = top + max(HEIGHT, sum(end.height + BETWEEN_ENDS for end in ends))
    floor = bottom + (HEADROOM if low < 0 or not panel.from_zero else 0)
    return Plot(MARGIN + DOT, _right(ends), top, bottom, low, high, len(panel.names), floor)


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


def _draw_series(page: Page, plot: Plot, series: Series, style: Style) -> None:
    color = _line_color(page.theme, series.tone)
    _draw_band(page, plot, series, color)
    for run in _runs(series.values):
        points = [(plot.x(place), plot.y(value)) for place, value in run]
        page.line(points, color, THICK, style)
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
        plot.taken.append(Box(x - DOT, y - DOT, x + DOT, y + DOT))
        top = middle - end.height / 2
        for number, (line, is_bold) in enumerate(end.lines):
            page.write(left, top + (number + 0.5) * ROW, line, SMALL, color=color, bold=is_bold)


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


def _write_extremes(page: Page, plot: Plot, panel: Lines) -> None:
    """The highest point of a fact and the lowest, where there is room; the last is said at the end of its line."""
    facts = [series for series in panel.series if not series.is_dashed]
    for series in facts if len(facts) <= MOST_LABELLED else ():
        for place, way in _extremes(series, panel.from_zero):
            _write_at(page, plot, panel, series, place, way)


def _extremes(series: Series, from_zero: bool) -> Iterator[tuple[int, int]]:
    """Places, each with the side of the line its label is better on: up −1, down 1. Nothing needs no label."""
    known = {place: value for place, value in enumerate(series.values) if value is not None}
    last = max(known, default=0)
    if len(known) > 2 and min(known.values()) < max(known.values()):
        for place, way in ((max(known, key=known.__getitem__), -1), (min(known, key=known.__getitem__), 1)):
            if place != last and (known[place] or not from_zero):
                yield place, way


def _write_at(page: Page, plot: Plot, panel: Lines, series: Series, place: int, way: int) -> None:
    """Over or under its point, or aside, where the fewest lines go through it."""
    label = fitted(series.labels[place], LABEL_MOST, SMALL)
    width = text_width(label, SMALL)
    x, y = plot.x(place), plot.y(series.values[place] or 0.0)
    boxes = [
        Box.around(min(max(x + aside * width / 2, MARGIN + width / 2), plot.right - width / 2), at, width)
        for aside in (0, -1, 1)
        for at in (y + way * LABEL_OFF, y - way * LABEL_OFF)
    ]
    free = [box for box in boxes if plot.has_room(box)]
    if not label or not free:
        return
    paths = [_path(plot, other) for other in panel.series]
    box = min(free, key=lambda one: sum(_crosses(one, path) for path in paths))
    plot.taken.append(box)
    page.dot(x, y, DOT, _line_color(page.theme, series.tone))
    color = page.theme.words[series.tone]
    middle = (box.left + box.right) / 2
    page.write(middle, (box.top + box.bottom) / 2, label, SMALL, color=color, align="center", is_covering=True)


def _path(plot: Plot, series: Series) -> list[tuple[float, float]]:
    return [(plot.x(place), plot.y(value)) for place, value in enumerate(series.values) if value is not None]


def _crosses(box: Box, path: Sequence[tuple[float, float]]) -> bool:
    """Whether the line goes through the box, looked at every few pixels."""
    for (x, y), (to_x, to_y) in pairwise(path):
        steps = int(max(abs(to_x - x), abs(to_y - y)) / 8) + 1
        if any(box.holds(x + (to_x - x) * n / steps, y + (to_y - y) * n / steps) for n in range(steps + 1)):
            return True
    return False


def _write_names(page: Page, plot: Plot, names: Sequence[str]) -> None:
    """Of as many points as stand side by side, at equal steps, the last among them; in two lines if so more do."""
    in_one = _shown_names(plot, [[fitted(name, NAME_MOST, SMALL)] for name in names])
    in_two = _shown_names(plot, [[fitted(part, NAME_MOST, SMALL) for part in name.split(maxsplit=1)] for name in names])
    shown = in_two if len(in_one) < min(MANY_NAMES, len(in_two)) else in_one
    before: list[str] = []
    for box, lines in reversed(shown):
        for number, line in enumerate(lines):
            at = page.cursor + (number + 0.5) * ROW
            if not number or lines[1:] != before:  # a year is said once
                page.write((box.left + box.right) / 2, at, line, SMALL, color=page.theme.faint, align="center")
        before = lines[1:]
    page.cursor += max(len(lines) for _, lines in shown) * ROW


def _shown_names(plot: Plot, names: Sequence[list[str]]) -> list[tuple[Box, list[str]]]:
    shown = [(_name_box(plot.x(place), lines), lines) for place, lines in enumerate(names)][::-1]
    for step in STEPS:
        boxes = [box for box, _ in shown[::step]]
        if all(left.right + NAME_GAP <= right.left for right, left in pairwise(boxes)):
            return shown[::step]
    return shown[:1]


def _name_box(x: float, lines: Sequence[str]) -> Box:
    width = max(text_width(line, SMALL) for line in lines)
    middle = min(max(x, MARGIN + width / 2), WIDTH - MARGIN - width / 2)
    return Box.around(middle, 0, width)


def _levels(panel: Lines, ends: Sequence[End]) -> list[int]:
    """How high over the plot the number of each mark stands, so that none is over another."""
    unit = (_right(ends) - MARGIN - DOT) / max(len(panel.names) - 1, 1)
    levels: list[int] = []
    for number, mark in enumerate(panel.marks):
        distances = [abs(other.at - mark.at) * unit for other in panel.marks[:number]]
        near = {level for level, distance in zip(levels, distances, strict=True) if distance < 2 * WIDE_BADGE + 4}
        levels.append(next(level for level in range(len(panel.marks)) if level not in near))
    return levels


def _draw_marks(page: Page, plot: Plot, marks: Sequence[Mark], levels: Sequence[int]) -> None:
    for number, (mark, level) in enumerate(zip(marks, levels, strict=True), 1):
        x = plot.x(min(max(mark.at, 0.0), plot.points - 1.0))
        y = plot.top - HEADROOM - level * 2 * WIDE_BADGE - BADGE
        page.line([(x, y), (x, plot.bottom)], page.theme.faint, THIN)
        _draw_badge(page, x, y, number)


def _draw_badge(page: Page, x: float, y: float, number: int) -> None:
    page.dot(x, y, BADGE if number <= 9 else WIDE_BADGE, page.theme.faint)
    page.write(x, y, str(number), SMALL, color=page.theme.paper, bold=True, align="center")


def _write_marks(page: Page, marks: Sequence[Mark]) -> None:
    """What happened, by the numbers over the plot."""
    for number, mark in enumerate(marks, 1):
        page.cursor += BETWEEN_MARKS
        _draw_badge(page, MARGIN + WIDE_BADGE, page.cursor + ROW / 2, number)
        for line in wrapped(mark.words, WIDTH - 2 * MARGIN - 2.5 * WIDE_BADGE, SMALL, MARK_LINES):
            page.write(MARGIN + 2.5 * WIDE_BADGE, page.cursor + ROW / 2, line, SMALL)
            page.cursor += ROW
