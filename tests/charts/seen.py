"""What a person sees of a picture: every text with its box and what lies under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from re import sub

from matplotlib.colors import to_hex
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from handlers.charts.bars import steps_words
from handlers.charts.colours import contrast
from handlers.charts.page import MORE, Page, drawable
from handlers.charts.sheet import laid_out
from handlers.charts.specs import Bars, Grid, Lines, Panel, Spec
from handlers.charts.style import FINE, SMALL, WIDTH
from handlers.desk.spec_text import spec_lines

ENOUGH = 4.5
TOUCHING, LINES_CLOSE = 1, 6
MOST_HIGH = 2560
"""Telegram scales a higher photo down, and its words with it."""
NO_LETTERS = drawable("😀")


@dataclass(frozen=True)
class Seen:
    text: str
    size: float
    color: str
    box: Bbox


def faults(spec: Spec, is_roomy: bool = False) -> list[str]:
    """Whatever is wrong with how the picture reads, in words. `is_roomy`: it has room for every figure whole."""
    page, drawn = laid_out(spec)
    texts, grounds, whole = seen(page), painted(page), said(spec)
    shown = "".join(letters(one.text) for one in texts)
    return [
        *([f"{page.height:.0f} high"] if page.height > MOST_HIGH else []),
        *(f"sticks out: {one.text}" for one in texts if not _is_inside(one.box, page)),
        *(f"{one.text} lies on {other.text}" for one, other in neighbours(texts) if _lie_together(one, other)),
        *(f"too small: {one.text}" for one in texts if one.size < (FINE if has_many_columns(spec) else SMALL)),
        *(f"pale: {one.text}" for one in texts if contrast(one.color, ground(one, grounds, page.theme.paper)) < ENOUGH),
        *(f"not in the text: {one.text}" for one in texts if not _is_in(one.text, whole)),
        *(f"cut: {figure}" for figure in figures(drawn) if is_roomy and letters(figure) not in shown),
    ]


def seen(page: Page) -> list[Seen]:
    page.canvas.draw()  # type: ignore[no-untyped-call]
    renderer = page.canvas.get_renderer()  # type: ignore[no-untyped-call]
    written = [artist for artist in page.axes.texts if isinstance(artist, Text) and artist.get_text()]
    return [
        Seen(one.get_text(), float(one.get_fontsize()), to_hex(one.get_color()), one.get_window_extent(renderer))
        for one in written
    ]


def neighbours(texts: Sequence[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """Pairs that are on one height at least in part."""
    ordered = sorted(texts, key=lambda one: one.box.y0)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.box.y0 >= one.box.y1:
                break
            yield one, other


def painted(page: Page) -> list[tuple[Bbox, str]]:
    """The boxes of what is painted, first painted first, with their colours."""
    patches = [patch for patch in page.axes.patches if patch.get_alpha() is None]
    return [(patch.get_window_extent(), to_hex(patch.get_facecolor())) for patch in patches]


def ground(text: Seen, grounds: Sequence[tuple[Bbox, str]], paper: str) -> str:
    """The colour of what was painted last under the middle of a text."""
    x, y = (text.box.x0 + text.box.x1) / 2, (text.box.y0 + text.box.y1) / 2
    under = (colour for box, colour in reversed(grounds) if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1)
    return next(under, paper)


def has_many_columns(spec: Spec) -> bool:
    return any(isinstance(panel, Grid) and len(panel.names) > 20 for panel in spec.panels)


def _is_inside(box: Bbox, page: Page) -> bool:
    return bool(box.x0 >= 0 and box.x1 <= WIDTH and box.y0 >= 0 and box.y1 <= page.height)


def _lie_together(one: Seen, other: Seen) -> bool:
    across = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
    down = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
    return bool(across > TOUCHING and down > LINES_CLOSE)


def said(spec: Spec) -> str:
    """The letters of the text under the picture, and of what names an empty column or a part."""
    lines = [unescape(sub("<[^>]*>", "", line)) for line in spec_lines(spec)]
    more = [spec.more.format(number=number) for number in range(100)]
    return letters("|".join([*lines, spec.footer, *more, *(name for panel in spec.panels for name in _names(panel))]))


def _is_in(text: str, whole: str) -> bool:
    return letters(text).rstrip(f"{MORE}-") in whole or text == NO_LETTERS


def _names(panel: Panel) -> list[str]:
    if isinstance(panel, Bars):
        return [*(part.words for bar in panel.bars[:1] for part in bar.parts), *map(steps_words, panel.bars)]
    if isinstance(panel, Grid):
        cells = [cell for row in panel.rows for cell in row.cells]
        return [*panel.names, *(f"↔ {cell.beside}" for cell in cells), *(cell.note for cell in cells if not cell.label)]
    return [*panel.names, *(series.name for series in panel.series), *map(str, range(1, len(panel.marks) + 1))]


def figures(panels: Sequence[Panel]) -> list[str]:
    """What every bar and field says; of lines, the end of each."""
    found: list[str] = []
    for panel in panels:
        if isinstance(panel, Bars):
            found += [said for bar in panel.bars for said in (bar.label, bar.note, bar.between)]
            found += [bar.beside.between for bar in panel.bars if bar.beside]
        elif isinstance(panel, Grid):
            found += [said for row in panel.rows for cell in row.cells for said in (cell.label, cell.note)]
        else:
            found += _ends(panel)
    return [said for said in found if said]


def _ends(panel: Lines) -> list[str]:
    return [next(filter(None, reversed(series.labels)), "") for series in panel.series]


def letters(text: str) -> str:
    return "".join(drawable(text).split())
