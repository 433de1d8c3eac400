"""A whole picture: the finding as its title, panels one under another, when the data are of.

A phone makes a high picture narrow and its words unreadable: panels that would be too high show some of their rows.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, repeat

from handlers.charts.bars import draw_bars
from handlers.charts.grid import draw_grid
from handlers.charts.lines import draw_lines
from handlers.charts.page import MORE, Page, wrapped
from handlers.charts.specs import Bar, Bars, Grid, Lines, Panel, Spec, Stays
from handlers.charts.style import BODY, HEADING, MARGIN, SMALL, THEMES, TITLE, WIDTH

HIGHEST = 2400  # Telegram scales a photo down to 2560 on its longer side
FEWEST_ROWS = 2
BETWEEN_PANELS = 40
UNDER_TITLE = 6
UNDER_HEADING = 14
TITLE_LINES, REMARK_LINES = 4, 6
NO_BREAK = "\u00a0"


def picture(spec: Spec) -> bytes:
    """PNG of the picture, as high as its panels need, at most `HIGHEST`."""
    page, _ = laid_out(spec)
    return page.png()


def laid_out(spec: Spec) -> tuple[Page, tuple[Panel, ...]]:
    """The sheet with everything drawn on it that has room, and its panels with the rows that are on it."""
    shown = spec.panels
    page, heights = _drawn(spec, shown)
    while page.height > HIGHEST and (fewer := _fewer(shown, heights, page.height - HIGHEST)) != shown:
        shown = fewer
        page, heights = _drawn(spec, shown)
    return page, shown


def _fewer(panels: tuple[Panel, ...], heights: Sequence[float], excess: float) -> tuple[Panel, ...]:
    """The highest panel that has rows to spare without some of them: about half of what is in excess."""
    spare = [at for at, panel in enumerate(panels) if _rows(panel) > FEWEST_ROWS]
    if not spare:
        return panels
    at = max(spare, key=lambda at: heights[at])
    rows = _rows(panels[at])
    gone = max(1, int(excess / 2 * rows / heights[at]))
    return (*panels[:at], _some(panels[at], max(FEWEST_ROWS, rows - gone)), *panels[at + 1 :])


def _rows(panel: Panel) -> int:
    """How many rows it has that say something without the others."""
    if isinstance(panel, Lines) or panel.stays is Stays.ALL:
        return 0
    return len(panel.bars if isinstance(panel, Bars) else panel.rows)


def _some(panel: Panel, rows: int) -> Panel:
    if isinstance(panel, Grid):
        return replace(panel, rows=panel.rows[-rows:] if panel.stays is Stays.LAST else panel.rows[:rows])
    return replace(panel, bars=_captioned(_bars(panel, rows), panel.bars[0])) if isinstance(panel, Bars) else panel


def _bars(panel: Bars, rows: int) -> tuple[Bar, ...]:
    """In the order they had."""
    if panel.stays is Stays.LAST:
        return panel.bars[-rows:]
    if panel.stays is Stays.FIRST:
        return panel.bars[:rows]
    longest = sorted(range(len(panel.bars)), key=lambda at: -_length(panel.bars[at]))[:rows]
    return tuple(panel.bars[at] for at in sorted(longest))


def _length(bar: Bar) -> float:
    """Of the longer of the two that stand there."""
    sides = (bar.parts, bar.beside.parts if bar.beside else ())
    return max(abs(sum(part.length for part in parts)) for parts in sides)


def _captioned(bars: tuple[Bar, ...], first: Bar) -> tuple[Bar, ...]:
    """What the parts are called stands over those of the first bar there is."""
    words = chain((part.words for part in first.parts), repeat(""))
    parts = tuple(replace(part, words=one) for part, one in zip(bars[0].parts, words, strict=False))
    return (replace(bars[0], parts=parts), *bars[1:])


def _drawn(spec: Spec, shown: Sequence[Panel]) -> tuple[Page, list[float]]:
    """The sheet with these rows of its panels, and how high each panel is."""
    page, heights = Page(THEMES[spec.theme]), []
    page.paragraph(spec.title, TITLE, bold=True, lines=TITLE_LINES)
    page.cursor += UNDER_TITLE
    page.paragraph(_whole_parts(spec.subtitle), SMALL, color=page.theme.faint, lines=2)
    for whole, panel in zip(spec.panels, shown, strict=True):
        page.cursor += BETWEEN_PANELS
        top, hidden = page.cursor, _rows(whole) - _rows(panel)
        _draw_panel(page, panel, spec.more.format(number=hidden) if hidden else "")
        heights.append(page.cursor - top)
    page.cursor += BETWEEN_PANELS
    page.paragraph(spec.footer, SMALL, color=page.theme.faint, lines=1)
    page.cursor += MARGIN / 2
    page.end()
    return page, heights


def _whole_parts(subtitle: str) -> str:
    """Broken between its parts («по дню, когда сделка потеряна» stays whole) where they go in two lines so."""
    parts = subtitle.split(" · ")
    whole = " · ".join(part.replace(" ", NO_BREAK).replace(f"{NO_BREAK}↔", " ↔") for part in parts)
    lines = wrapped(whole, WIDTH - 2 * MARGIN, SMALL, 2)
    return subtitle if any(line.endswith(MORE) for line in lines) else whole


def _draw_panel(page: Page, panel: Panel, more: str) -> None:
    if panel.heading:
        page.paragraph(panel.heading, HEADING, bold=True, lines=2)
        page.cursor += UNDER_HEADING
    if not panel.has_figures:
        page.paragraph(panel.empty, BODY, color=page.theme.faint)
        return
    _draw_figures(page, panel)
    page.paragraph(more, SMALL, color=page.theme.faint, lines=1)
    page.paragraph(panel.remark, SMALL, color=page.theme.faint, lines=REMARK_LINES)


def _draw_figures(page: Page, panel: Panel) -> None:
    match panel:
        case Bars():
            draw_bars(page, panel)
        case Grid():
            draw_grid(page, panel)
        case Lines():
            draw_lines(page, panel)
