"""A matrix of fields, or a heat map of days: the colour says how it is, the figure in it how much.

More columns than there is room for stand in bands, one under another, as the halves of a month.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.charts.colours import mixed, readable_on
from handlers.charts.page import Page, drawable, fitted, text_width, wrapped
from handlers.charts.specs import Cell, Grid, GridRow
from handlers.charts.style import FINE, HEADING, LINE, MARGIN, SMALL, WIDTH

ROOM = WIDTH - 2 * MARGIN
GAP = 5
PADDING = 6
TALL_PADDING = 14
NAME_MOST, NAME_LEAST = 300, 215
LABEL_MOST = 200
WORD_MOST = 220
HEAD_LINES, NAME_LINES, NOTE_LINES = 3, 2, 2
FEW, MANY = 6, 20
NARROWEST = 26
BETWEEN_BANDS = 26
VERSUS = "↔ "


@dataclass(frozen=True, slots=True)
class Shape:
    """Widths of the rows' names, of a field, of the rows' own sums; the size of figures; fields in a band."""

    name: float
    field: float
    label: float
    size: float
    is_roomy: bool
    in_band: int

    @property
    def padding(self) -> float:
        return TALL_PADDING if self.is_roomy else PADDING

    def left(self, column: int) -> float:
        return MARGIN + self.name + column * (self.field + GAP)


def draw_grid(page: Page, panel: Grid) -> None:
    """The fields from the page's cursor down."""
    shape = _shape(panel)
    columns = range(len(panel.names))
    bands = [columns[at : at + shape.in_band] for at in columns[:: shape.in_band]]
    for number, band in enumerate(bands):
        page.cursor += BETWEEN_BANDS if number else 0
        _write_heads(page, [panel.names[column] for column in band], shape)
        for row in panel.rows:
            _draw_row(page, row, [row.cells[column] for column in band], shape, is_last=band is bands[-1])


def _shape(panel: Grid) -> Shape:
    """The largest figures with which all columns stand side by side; else as many bands as it takes."""
    is_roomy = len(panel.names) <= FEW
    sizes = [(HEADING, NAME_MOST)] if is_roomy else []
    sizes += [(SMALL, NAME_MOST), (SMALL, NAME_LEAST)]
    sizes += [(FINE, NAME_LEAST)] if len(panel.names) > MANY else []
    shapes = [_shape_of(panel, size, name_most, is_roomy) for size, name_most in sizes]
    return next((shape for shape in shapes if shape.in_band == len(panel.names)), shapes[0])


def _shape_of(panel: Grid, size: float, name_most: float, is_roomy: bool) -> Shape:
    name = _widest((row.name for row in panel.rows), SMALL, name_most)
    label = _widest((row.label for row in panel.rows), SMALL, LABEL_MOST, bold=True)
    name, label = (name + 3 * GAP if name else 0.0), (label + 3 * GAP if label else 0.0)
    room = ROOM - name - label + GAP
    needed = max(NARROWEST, _needed(panel, size, is_roomy)) + 2 * (PADDING if is_roomy else PADDING / 2) + GAP
    fit = max(int(room / needed), 1)
    bands = -(-len(panel.names) // fit)
    in_band = -(-len(panel.names) // bands)
    return Shape(name, room / in_band - GAP, label, size, is_roomy, in_band)


def _needed(panel: Grid, size: float, is_roomy: bool) -> float:
    """The width of the widest figure, or word of what stands over and under it."""
    cells = [cell for row in panel.rows for cell in row.cells]
    return max(
        _widest((cell.label for cell in cells), size, WORD_MOST, bold=is_roomy),
        _widest((_versus(cell, is_roomy) for cell in cells), min(size, SMALL), WORD_MOST),
        _widest((word for cell in cells for word in cell.note.split(" ")), SMALL, WORD_MOST),
        _widest((word for name in panel.names for word in name.split(" ")), min(size, SMALL), WORD_MOST),
    )


def _widest(texts: Iterable[str], size: float, most: float, bold: bool = False) -> float:
    return min(max((text_width(text, size, bold) for text in set(map(drawable, texts)) if text), default=0.0), most)


def _write_heads(page: Page, names: Sequence[str], shape: Shape) -> None:
    size = min(shape.size, SMALL)
    heads = [wrapped(name, shape.field, size, HEAD_LINES) for name in names]
    height = max(map(len, heads)) * size * LINE
    for column, lines in enumerate(heads):
        middle = shape.left(column) + shape.field / 2
        top = page.cursor + height - len(lines) * size * LINE
        _write_lines(page, lines, middle, top, size, page.theme.faint)
    page.cursor += height + GAP


def _write_lines(page: Page, lines: Sequence[str], x: float, top: float, size: float, color: str) -> None:
    for number, line in enumerate(lines):
        page.write(x, top + (number + 0.5) * size * LINE, line, size, color=color, align="center")


def _draw_row(page: Page, row: GridRow, cells: Sequence[Cell], shape: Shape, is_last: bool) -> None:
    """`is_last`: of the bands, where the row's own sum stands."""
    name = wrapped(row.name, shape.name - 3 * GAP, SMALL, NAME_LINES)
    contents = [_content(cell, shape) for cell in cells]
    tallest = max(sum(line.size * LINE for line in content) for content in contents)
    height = max(tallest, shape.size * LINE) + 2 * shape.padding
    height = max(height, len(name) * SMALL * LINE)
    top = page.cursor
    first = top + height / 2 - len(name) * SMALL * LINE / 2
    for number, line in enumerate(name):
        page.write(MARGIN, first + (number + 0.5) * SMALL * LINE, line, SMALL)
    for column, (cell, content) in enumerate(zip(cells, contents, strict=True)):
        _draw_cell(page, cell, content, shape.left(column), shape.field, top, height)
    if is_last and row.label:
        label = fitted(row.label, shape.label - 2 * GAP, SMALL, True)
        page.write(WIDTH - MARGIN, top + height / 2, label, SMALL, bold=True, align="right")
    page.cursor = top + height + GAP


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    size: float
    bold: bool = False


def _content(cell: Cell, shape: Shape) -> list[Line]:
    """The figure, what stands under it, what it is compared with."""
    width = shape.field - PADDING
    label = fitted(cell.label, width, shape.size, shape.is_roomy)
    note = wrapped(cell.note, width, SMALL, NOTE_LINES)
    versus = fitted(_versus(cell, shape.is_roomy), width, min(shape.size, SMALL))
    lines = [
        Line(label, shape.size, shape.is_roomy),
        *(Line(line, SMALL) for line in note),
        Line(versus, min(shape.size, SMALL)),
    ]
    return [line for line in lines if line.text]


def _versus(cell: Cell, is_roomy: bool) -> str:
    return f"{VERSUS if is_roomy else ''}{cell.beside}" if cell.beside else ""


def _draw_cell(
    page: Page, cell: Cell, content: Sequence[Line], left: float, width: float, top: float, height: float
) -> None:
    theme = page.theme
    ground = mixed(theme.track, theme.tones[cell.tone], cell.strength) if cell.label else theme.track
    page.bar(left, top, width, height, ground)
    y = top + height / 2 - sum(line.size * LINE for line in content) / 2
    for line in content:
        middle = y + line.size * LINE / 2
        ink = readable_on(ground)
        page.write(left + width / 2, middle, line.text, line.size, color=ink, bold=line.bold, align="center")
        y += line.size * LINE
