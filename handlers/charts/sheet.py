"""A whole picture: the finding as its title, panels one under another, when the data are of."""

from handlers.charts.bars import draw_bars
from handlers.charts.grid import draw_grid
from handlers.charts.lines import draw_lines
from handlers.charts.page import Page
from handlers.charts.specs import Bars, Grid, Lines, Panel, Spec
from handlers.charts.style import BODY, HEADING, MARGIN, SMALL, THEMES, TITLE

BETWEEN_PANELS = 40
UNDER_TITLE = 6
UNDER_HEADING = 14
TITLE_LINES, REMARK_LINES = 4, 6


def picture(spec: Spec) -> bytes:
    """PNG of the picture, as high as its panels need."""
    return laid_out(spec).png()


def laid_out(spec: Spec) -> Page:
    """The sheet with everything drawn on it."""
    page = Page(THEMES[spec.theme])
    page.paragraph(spec.title, TITLE, bold=True, lines=TITLE_LINES)
    page.cursor += UNDER_TITLE
    page.paragraph(spec.subtitle, SMALL, color=page.theme.faint, lines=2)
    for panel in spec.panels:
        page.cursor += BETWEEN_PANELS
        _draw_panel(page, panel)
    page.cursor += BETWEEN_PANELS
    page.paragraph(spec.footer, SMALL, color=page.theme.faint, lines=1)
    page.cursor += MARGIN / 2
    page.end()
    return page


def _draw_panel(page: Page, panel: Panel) -> None:
    if panel.heading:
        page.paragraph(panel.heading, HEADING, bold=True, lines=2)
        page.cursor += UNDER_HEADING
    if not panel.has_figures:
        page.paragraph(panel.empty, BODY, color=page.theme.faint)
        return
    _draw_figures(page, panel)
    page.paragraph(panel.remark, SMALL, color=page.theme.faint, lines=REMARK_LINES)


def _draw_figures(page: Page, panel: Panel) -> None:
    match panel:
        case Bars():
            draw_bars(page, panel)
        case Grid():
            draw_grid(page, panel)
        case Lines():
            draw_lines(page, panel)
