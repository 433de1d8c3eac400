"""Panels of bars under a title that states the finding; labels stand at the bars, there is no legend."""

from dataclasses import dataclass

from handlers.charts.page import Page, block_height, drawable, fitted, text_width, wrapped
from handlers.charts.specs import Bar, Bars, Spec
from handlers.charts.style import BODY, HEADING, LINE, MARGIN, SMALL, THEMES, TITLE, WIDTH, Tone

BAR = 34
THIN = 14
GAP = 14
BETWEEN_PANELS = 40
NAME_WIDTH = 330
SHORTEST = 6
INSIDE_GAP = 10
LABEL_MOST = 330
SHORTEST_ROOM = 60
BARS_LEFT = MARGIN + NAME_WIDTH + 2 * INSIDE_GAP


def bar_picture(spec: Spec) -> bytes:
    """PNG of the picture, as high as its panels need."""
    return laid_out(spec).png()


def laid_out(spec: Spec) -> Page:
    """The sheet with everything drawn on it."""
    page = Page(_height(spec), THEMES[spec.theme])
    page.paragraph(spec.title, TITLE, bold=True)
    page.cursor += 6
    page.paragraph(spec.subtitle, SMALL, color=page.theme.faint, lines=2)
    for panel in _bars_of(spec):
        page.cursor += BETWEEN_PANELS
        _draw_panel(page, panel)
    page.write(MARGIN, page.height - MARGIN / 2 - SMALL / 2, spec.footer, SMALL, color=page.theme.faint)
    return page


def _bars_of(spec: Spec) -> list[Bars]:
    return [panel for panel in spec.panels if isinstance(panel, Bars)]


def _height(spec: Spec) -> float:
    head = block_height(spec.title, TITLE, bold=True) + 6 + block_height(spec.subtitle, SMALL, lines=2)
    panels = sum(BETWEEN_PANELS + _panel_height(panel) for panel in _bars_of(spec))
    return MARGIN + head + panels + BETWEEN_PANELS + SMALL * LINE + MARGIN / 2


def _panel_height(panel: Bars) -> float:
    height = block_height(panel.heading, HEADING, lines=2, bold=True) + GAP if panel.heading else 0.0
    if not panel.bars:
        return height + block_height(panel.empty, BODY)
    rows = sum(_row_height(bar) for bar in panel.bars)
    rows += _captions_height(panel)
    return height + rows + block_height(panel.remark, SMALL)


def _row_height(bar: Bar) -> float:
    return _own_height(bar) + GAP + _between_height(bar) + _beside_height(bar)


def _own_height(bar: Bar) -> float:
    return max(BAR, len(_name_lines(bar)) * BODY * 1.1)


def _beside_height(bar: Bar) -> float:
    return SMALL * LINE if bar.beside else 0.0


def _captions_height(panel: Bars) -> float:
    """Room above the first bar for what its parts are called."""
    return SMALL * LINE if panel.bars and any(part.words for part in panel.bars[0].parts) else 0.0


def _between_height(bar: Bar) -> float:
    return SMALL * LINE if bar.between else 0.0


def _name_lines(bar: Bar) -> list[str]:
    return wrapped(bar.name, NAME_WIDTH, SMALL, 2, bar.stressed)


def _draw_panel(page: Page, panel: Bars) -> None:
    if panel.heading:
        page.paragraph(panel.heading, HEADING, bold=True, lines=2)
        page.cursor += GAP
    if not panel.bars:
        page.paragraph(panel.empty, BODY, color=page.theme.faint)
        return
    columns, scale = _columns(panel), _scale(panel)
    _write_captions(page, panel, columns.room / scale)
    for bar in panel.bars:
        _draw_bar(page, bar, scale, columns)
    page.paragraph(panel.remark, SMALL, color=page.theme.faint)


def _write_captions(page: Page, panel: Bars, unit: float) -> None:
    """What the parts are called, over the parts of the first bar, in their colours."""
    if not (height := _captions_height(panel)):
        return
    x = free = float(BARS_LEFT)
    for part in panel.bars[0].parts:
        at = max(x, free)
        words = fitted(part.words, WIDTH - MARGIN - at, SMALL)
        page.write(at, page.cursor + height / 2 - GAP / 2, words, SMALL, color=page.theme.words[part.tone])
        free = at + text_width(words, SMALL) + 3 * INSIDE_GAP
        x += part.length * unit
    page.cursor += height


def _scale(panel: Bars) -> float:
    lengths = [sum(part.length for part in bar.parts) for bar in panel.bars]
    marks = [bar.mark for bar in panel.bars if bar.mark is not None]
    others = [bar.beside.length for bar in panel.bars if bar.beside]
    return panel.scale or max([*lengths, *marks, *others], default=0.0) or 1.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths: of the bars, of what stands at their ends, of the notes after that."""

    room: float
    label: float
    note: float


def _columns(panel: Bars) -> Columns:
    most = WIDTH - MARGIN - BARS_LEFT - SHORTEST_ROOM - 4 * INSIDE_GAP
    label = min(max(text_width(drawable(bar.label), SMALL, True) for bar in panel.bars), LABEL_MOST)
    note = min(max(text_width(drawable(bar.note), SMALL) for bar in panel.bars), most - label)
    return Columns(SHORTEST_ROOM + most - label - note, label, note)


def _draw_bar(page: Page, bar: Bar, scale: float, columns: Columns) -> None:
    left = float(BARS_LEFT)
    if bar.between:
        between = fitted(bar.between, WIDTH - MARGIN - left, SMALL)
        page.write(left, page.cursor + SMALL * LINE / 2 - GAP / 2, between, SMALL, color=page.theme.faint)
        page.cursor += _between_height(bar)
    height = _own_height(bar)
    middle = page.cursor + height / 2
    top = middle - BAR / 2
    _write_name(page, bar, middle)
    page.track(left, top, columns.room, BAR)
    _draw_parts(page, bar, left, top, columns.room / scale, columns.room)
    if bar.mark is not None:
        page.bar(left + min(bar.mark / scale, 1.0) * columns.room - 3, top - 6, 6, BAR + 12, page.theme.ink)
    _write_end(page, bar, middle, columns)
    page.cursor += height
    _draw_beside(page, bar, columns.room, scale)
    page.cursor += GAP


def _draw_beside(page: Page, bar: Bar, room: float, scale: float) -> None:
    """A thin quiet bar close under its own, what it is at the right."""
    if bar.beside is None:
        return
    width = min(bar.beside.length / scale, 1.0) * room
    page.bar(BARS_LEFT, page.cursor + 4, width, THIN, page.theme.tones[Tone.QUIET])
    label = fitted(bar.beside.label, WIDTH - MARGIN - BARS_LEFT - room - INSIDE_GAP, SMALL)
    at = page.cursor + SMALL * LINE / 2
    page.write(WIDTH - MARGIN, at, label, SMALL, color=page.theme.faint, align="right")
    page.cursor += _beside_height(bar)


def _write_end(page: Page, bar: Bar, middle: float, columns: Columns) -> None:
    right = WIDTH - MARGIN
    label_right = right - columns.note - (2 * INSIDE_GAP if columns.note else 0)
    page.write(label_right, middle, fitted(bar.label, columns.label + 1, SMALL, True), SMALL, bold=True, align="right")
    if bar.note:
        note = fitted(bar.note, columns.note + 1, SMALL)
        page.write(right, middle, note, SMALL, color=page.theme.faint, align="right")


def _write_name(page: Page, bar: Bar, middle: float) -> None:
    lines = _name_lines(bar)
    first = middle - (len(lines) - 1) * BODY * 1.1 / 2
    for number, line in enumerate(lines):
        page.write(MARGIN, first + number * BODY * 1.1, line, SMALL, bold=bar.stressed)


def _draw_parts(page: Page, bar: Bar, left: float, top: float, unit: float, room: float) -> None:
    x, end = left, left + room
    for part in bar.parts:
        width = min(max(part.length * unit, SHORTEST if part.length > 0 else 0.0), end - x)
        page.bar(x, top, width, BAR, page.theme.tones[part.tone])
        x += width
