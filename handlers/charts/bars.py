"""Bars on one scale; what they are and how much stands at them, there is no legend."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.charts.page import Page, drawable, fitted, text_width, wrapped
from handlers.charts.specs import Bar, Bars, Part
from handlers.charts.style import BESIDE_MARK, BODY, LINE, MARGIN, SMALL, WIDTH, Tone

BAR = 34
THIN = 14
GAP = 14
NAME_WIDTH = 330
SHORTEST = 6
INSIDE_GAP = 10
LABEL_MOST = 430
SHORTEST_ROOM = 190
BARS_LEFT = MARGIN + NAME_WIDTH + 2 * INSIDE_GAP


@dataclass(frozen=True, slots=True)
class Scale:
    """Where nothing is, pixels of a unit, where the bars may go to."""

    zero: float
    unit: float
    left: float
    right: float

    def at(self, length: float) -> float:
        return min(max(self.zero + length * self.unit, self.left), self.right)


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths: of the bars, of what stands at their ends, of the notes after that, 0 = they are under the bars."""

    room: float
    label: float
    note: float


def draw_bars(page: Page, panel: Bars) -> None:
    """The bars from the page's cursor down."""
    columns = _columns(panel)
    scale = _scale(panel, columns.room)
    _write_captions(page, panel, scale)
    for bar in panel.bars:
        _draw_bar(page, bar, scale, columns)


def _own_height(bar: Bar) -> float:
    return max(BAR, len(_name_lines(bar)) * BODY * 1.1)


def _name_lines(bar: Bar) -> list[str]:
    return wrapped(bar.name, NAME_WIDTH, SMALL, 2, bar.stressed)


def _write_captions(page: Page, panel: Bars, scale: Scale) -> None:
    """What the parts are called, over the parts of the first bar, in their colours; on as many lines as it takes."""
    named = [part for part in panel.bars[0].parts if part.words]
    x = free = scale.zero
    for part in panel.bars[0].parts if named else ():
        words = fitted(part.words, WIDTH - MARGIN - scale.zero, SMALL)
        at = max(x, free)
        if at + text_width(words, SMALL) > WIDTH - MARGIN:
            page.cursor += SMALL * LINE if free > scale.zero else 0
            at = scale.zero
        page.write(at, page.cursor + SMALL * LINE / 2 - GAP / 2, words, SMALL, color=page.theme.words[part.tone])
        free = at + text_width(words, SMALL) + 3 * INSIDE_GAP
        x += part.length * scale.unit
    page.cursor += SMALL * LINE if named else 0


def _scale(panel: Bars, room: float) -> Scale:
    """From the deepest loss, if there is one, to the longest bar."""
    drawn = [parts for bar in panel.bars for parts in (bar.parts, bar.beside.parts if bar.beside else ())]
    ends = [sum(side(part.length, 0.0) for part in parts) for parts in drawn for side in (min, max)]
    ends += [bar.mark for bar in panel.bars if bar.mark is not None]
    lowest, highest = min(0.0, *ends), panel.scale or max(0.0, *ends)
    unit = room / ((highest - lowest) or 1.0)
    return Scale(BARS_LEFT - lowest * unit, unit, BARS_LEFT, BARS_LEFT + room)


def _columns(panel: Bars) -> Columns:
    """Where notes would leave the bars too short, they stand under them."""
    ends = WIDTH - MARGIN - BARS_LEFT - 2 * INSIDE_GAP
    label = min(max(text_width(drawable(bar.label), SMALL, True) for bar in panel.bars), LABEL_MOST)
    note = max(text_width(drawable(bar.note), SMALL) for bar in panel.bars)
    room = ends - label - note - (2 * INSIDE_GAP if note else 0)
    return Columns(room, label, note) if room >= SHORTEST_ROOM else Columns(ends - label, label, 0.0)


def _draw_bar(page: Page, bar: Bar, scale: Scale, columns: Columns) -> None:
    _write_between(page, bar)
    height = _own_height(bar)
    middle = page.cursor + height / 2
    top = middle - BAR / 2
    _write_name(page, bar, middle)
    page.track(scale.left, top, columns.room, BAR)
    _draw_parts(page, bar.parts, top, BAR, scale)
    if scale.zero > scale.left:
        page.bar(scale.zero - 1, top - 4, 2, BAR + 8, page.theme.faint)
    if bar.mark is not None:
        page.bar(scale.at(bar.mark) - 3, top - 6, 6, BAR + 12, page.theme.ink)
    _write_end(page, bar, middle, columns)
    page.cursor += height
    if bar.note and not columns.note:
        _write_right(page, bar.note)
    _draw_beside(page, bar, columns.room, scale)
    page.cursor += GAP


def _write_between(page: Page, bar: Bar) -> None:
    for line in wrapped(steps_words(bar), WIDTH - MARGIN - BARS_LEFT, SMALL, 2):
        page.write(BARS_LEFT, page.cursor + SMALL * LINE / 2 - GAP / 2, line, SMALL, color=page.theme.faint)
        page.cursor += SMALL * LINE


def steps_words(bar: Bar) -> str:
    """The step from the bar above; of two compared the second's own after it."""
    beside = bar.beside.between if bar.beside else ""
    return " ".join(step for step in (bar.between, beside and f"{BESIDE_MARK}{beside}") if step)


def _draw_beside(page: Page, bar: Bar, room: float, scale: Scale) -> None:
    """A thin bar close under its own, quiet where it is of one part; at the right what it is, or under it if long."""
    if bar.beside is None:
        return
    parts = bar.beside.parts
    if len(parts) == 1:
        parts = (Part(parts[0].length, Tone.QUIET),)
    _draw_parts(page, parts, page.cursor + 4, THIN, scale)
    at_end = WIDTH - MARGIN - BARS_LEFT - room - INSIDE_GAP
    if text_width(drawable(bar.beside.words), SMALL) > at_end:
        page.cursor += THIN + 4
    _write_right(page, bar.beside.words)


def _write_right(page: Page, text: str) -> None:
    """Quiet lines of their own under the bar."""
    for line in wrapped(text, WIDTH - MARGIN - BARS_LEFT, SMALL, 2):
        middle = page.cursor + SMALL * LINE / 2
        page.write(WIDTH - MARGIN, middle, line, SMALL, color=page.theme.faint, align="right")
        page.cursor += SMALL * LINE


def _write_end(page: Page, bar: Bar, middle: float, columns: Columns) -> None:
    right = WIDTH - MARGIN
    label_right = right - columns.note - (2 * INSIDE_GAP if columns.note else 0)
    page.write(label_right, middle, fitted(bar.label, columns.label + 1, SMALL, True), SMALL, bold=True, align="right")
    if columns.note:
        page.write(right, middle, drawable(bar.note), SMALL, color=page.theme.faint, align="right")


def _write_name(page: Page, bar: Bar, middle: float) -> None:
    lines = _name_lines(bar)
    first = middle - (len(lines) - 1) * BODY * 1.1 / 2
    for number, line in enumerate(lines):
        page.write(MARGIN, first + number * BODY * 1.1, line, SMALL, bold=bar.stressed)


def _draw_parts(page: Page, parts: Sequence[Part], top: float, height: float, scale: Scale) -> None:
    """One after another from nothing: gains to the right, losses to the left."""
    ahead = behind = scale.zero
    for part in parts:
        width = max(abs(part.length) * scale.unit, SHORTEST if part.length else 0.0)
        if part.length >= 0:
            left, ahead = ahead, min(ahead + width, scale.right)
            right = ahead
        else:
            right, behind = behind, max(behind - width, scale.left)
            left = behind
        page.bar(left, top, right - left, height, page.theme.tones[part.tone])
