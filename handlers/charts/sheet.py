"""A whole picture: the finding as its title, panels one under another, when the data are of.

A phone makes a high picture narrow and its words unreadable: panels that would be too high show their first rows only.
"""

from collections.abc import Sequence
from dataclasses import replace

from handlers.charts.bars import draw_bars
from handlers.charts.grid import draw_grid
from handlers.charts.lines import draw_lines
from handlers.charts.page import Page
from handlers.charts.specs import Bars, Grid, Lines, Panel, Spec
from handlers.charts.style import BODY, HEADING, MARGIN, SMALL, THEMES, TITLE

HIGHEST = 2400  # Telegram scales a photo down to 2560 on its longer side
FEWEST_ROWS = 2
BETWEEN_PANELS = 40
UNDER_TITLE = 6
UNDER_HEADING = 14
TITLE_LINES, REMARK_LINES = 4, 6


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
    """The highest panel that has rows to spare without some of its last: about half of what is in excess."""
    spare = [at for at, panel in enumerate(panels) if _rows(panel) > FEWEST_ROWS]
    if not spare:
        return panels
    at = max(spare, key=lambda at: heights[at])
    rows = _rows(panels[at])
    gone = max(1, int(excess / 2 * rows / heights[at]))
    return (*panels[:at], _first(panels[at], max(FEWEST_ROWS, rows - gone)), *panels[at + 1 :])


def _rows(panel: Panel) -> int:
    """How many rows it has that say something without those after them; steps of one way do not."""
    if isinstance(panel, Bars):
        return 0 if any(bar.between for bar in panel.bars) else len(panel.bars)
    return len(panel.rows) if isinstance(panel, Grid) else 0


def _first(panel: Panel, rows: int) -> Panel:
    if isinstance(panel, Bars):
        return replace(panel, bars=panel.bars[:rows])
    return replace(panel, rows=panel.rows[:rows]) if isinstance(panel, Grid) else panel


def _drawn(spec: Spec, shown: Sequence[Panel]) -> tuple[Page, list[float]]:
    """The sheet with these rows of its panels, and how high each panel is."""
    page, heights = Page(THEMES[spec.theme]), []
    page.paragraph(spec.title, TITLE, bold=True, lines=TITLE_LINES)
    page.cursor += UNDER_TITLE
    page.paragraph(spec.subtitle, SMALL, color=page.theme.faint, lines=2)
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
