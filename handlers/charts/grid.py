"""A matrix of fields, or a heat map of days: the colour says how it is, the figure in it how much.

More columns than there is room for stand in bands, one under another, as the halves of a month.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handlers.charts.colours import mixed, readable_on
from handlers.charts.page import Page, drawable, fitted, pieces, text_width, wrapped
from handlers.charts.specs import Cell, Grid, GridRow
from handlers.charts.style import BESIDE_MARK, FINE, HEADING, LINE, MARGIN, SMALL, WIDTH

ROOM = WIDTH - 2 * MARGIN
GAP = 5
PADDING = 6
TALL_PADDING = 14
NAME_MOST, NAME_LEAST = 300, 190
LABEL_MOST = 190
WORD_MOST, NAME_WORD_MOST = 230, 260
HEAD_LINES, LABEL_LINES, NOTE_LINES = 3, 2, 3
FEW, MANY = 6, 20
HALF = 0.6  # of a head, with what is lost where its lines break
NARROWEST = 26
BETWEEN_BANDS = 26
ROW = SMALL * LINE


@dataclass(frozen=True, slots=True)
class Shape:
    """Widths of the rows' names, of a field, of the rows' own sums; the size of figures; fields in a band."""

    name: float
    field: float
    label: float
    size: float
    is_roomy: bool
    in_band: int
    padding: float
    name_lines: int

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
    page.cursor += GAP


def _shape(panel: Grid) -> Shape:
    """In as few bands as can be, then with as large figures; what is left over is for the names of rows."""
    columns, rows = len(panel.names), len(panel.rows)
    words = _widest(_words(row.name for row in panel.rows), SMALL, NAME_WORD_MOST) if rows <= MANY else 0.0
    sizes = [HEADING, SMALL] if _is_roomy(panel) else [SMALL, FINE] if columns > MANY else [SMALL]
    shapes = [_shape_of(panel, size, name) for size in sizes for name in (max(words, NAME_LEAST), NAME_LEAST)]
    return max(shapes, key=lambda shape: shape.in_band)


def _shape_of(panel: Grid, size: float, least: float) -> Shape:
    """`least`: how narrow the names of rows may be."""
    is_roomy, columns, rows = _is_roomy(panel), len(panel.names), len(panel.rows)
    wide = _with_gap(_widest((row.name for row in panel.rows), SMALL, NAME_MOST))
    narrow = min(wide, _with_gap(least))
    labels = (label for row in panel.rows for label in (row.label, row.beside))
    label = _with_gap(_widest(labels, SMALL, LABEL_MOST, bold=True))
    room = ROOM - label + GAP
    needed = max(NARROWEST, _needed(panel, size, is_roomy)) + PADDING * (2 if is_roomy else 1) + GAP
    head = _widest(panel.names, min(size, SMALL), 2 * WORD_MOST) * HALF + GAP
    bands = 1 if panel.is_one_band else -(-columns // max(int((room - narrow) / needed), 1))
    in_band = -(-columns // bands)
    name = max(narrow, min(wide, room - in_band * max(needed, head)))
    return Shape(
        name,
        (room - name) / in_band - GAP,
        label,
        size,
        is_roomy,
        in_band,
        padding=TALL_PADDING if is_roomy and rows <= FEW else PADDING,
        name_lines=3 if is_roomy and rows <= FEW else 2 if rows <= MANY else 1,
    )


def _is_roomy(panel: Grid) -> bool:
    return len(panel.names) <= FEW and not panel.is_one_band


def _with_gap(width: float) -> float:
    return width + 3 * GAP if width else 0.0


def _needed(panel: Grid, size: float, is_roomy: bool) -> float:
    """The width of the widest figure, or word of what stands over and under it."""
    cells = [cell for row in panel.rows for cell in row.cells]
    return max(
        _widest((cell.label for cell in cells), size, WORD_MOST, bold=is_roomy),
        _widest((_versus(cell, is_roomy) for cell in cells), min(size, SMALL), WORD_MOST),
        _widest(_words(cell.note for cell in cells), SMALL, WORD_MOST),
        0.0 if panel.is_one_band else _widest(_words(panel.names), min(size, SMALL), WORD_MOST),
    )


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word.rstrip(" ") for text in texts for word in pieces(text))


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
    name = wrapped(row.name, shape.name - 3 * GAP, SMALL, shape.name_lines)
    label = wrapped(row.label, shape.label - 3 * GAP, SMALL, LABEL_LINES, bold=True)
    contents = [_content(cell, shape) for cell in cells]
    tallest = max(sum(line.size * LINE for line in content) for content in contents)
    height = max(tallest, shape.size * LINE) + 2 * shape.padding
    beside = wrapped(row.beside, shape.label - 3 * GAP, SMALL, LABEL_LINES)
    height = max(height, len(name) * ROW, (len(label) + len(beside)) * ROW)
    top = page.cursor
    _write_column(page, name, MARGIN, top + height / 2, align="left")
    for column, (cell, content) in enumerate(zip(cells, contents, strict=True)):
        _draw_cell(page, cell, content, shape.left(column), shape.field, top, height)
    if is_last:
        middle = top + height / 2
        _write_column(page, label, WIDTH - MARGIN, middle - len(beside) * ROW / 2, bold=True, align="right")
        _write_column(
            page, beside, WIDTH - MARGIN, middle + len(label) * ROW / 2, color=page.theme.faint, align="right"
        )
    page.cursor = top + height + GAP


def _write_column(
    page: Page,
    lines: Sequence[str],
    x: float,
    middle: float,
    align: str,
    bold: bool = False,
    color: str | None = None,
) -> None:
    first = middle - (len(lines) - 1) * ROW / 2
    for number, line in enumerate(lines):
        page.write(x, first + number * ROW, line, SMALL, bold=bold, color=color, align=align)


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
    return f"{BESIDE_MARK if is_roomy else ''}{cell.beside}" if cell.beside else ""


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
