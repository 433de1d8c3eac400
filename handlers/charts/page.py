"""A sheet measured in pixels from its top left corner, with text that is measured before it is written."""

from functools import cache
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, Rectangle

from domain.names import without_emoji
from handlers.charts.style import LINE, MARGIN, WIDTH, Theme

DPI = 72  # a point is a pixel
MOST_PIXELS_HIGH = 4000
MORE = "…"


class Page:
    """A sheet `WIDTH` pixels wide; `cursor` is how far down it is filled."""

    def __init__(self, height: float, theme: Theme) -> None:
        self.height = min(height, MOST_PIXELS_HIGH)
        self.theme = theme
        self.figure = Figure(figsize=(WIDTH / DPI, self.height / DPI), dpi=DPI, facecolor=theme.paper)
        self.canvas = FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(self.height, 0)
        self.axes.axis("off")
        self.cursor: float = MARGIN

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        color: str | None = None,
        bold: bool = False,
        align: str = "left",
        middle: bool = True,
    ) -> None:
        """One line; `y` is its middle, or its top."""
        self.axes.text(
            x,
            y,
            text,
            fontsize=size,
            color=color or self.theme.ink,
            fontweight="bold" if bold else "normal",
            ha=align,
            va="center_baseline" if middle else "top",
            parse_math=False,
        )

    def bar(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """A rectangle; `y` is its top."""
        if width > 0:
            self.axes.add_patch(Rectangle((x, y), width, height, facecolor=color, edgecolor="none"))

    def track(self, x: float, y: float, width: float, height: float) -> None:
        """What a full bar would fill."""
        self.axes.add_patch(
            FancyBboxPatch(
                (x, y),
                width,
                height,
                boxstyle="round,pad=0,rounding_size=4",
                facecolor=self.theme.track,
                edgecolor="none",
            )
        )

    def paragraph(
        self, text: str, size: float, *, color: str | None = None, bold: bool = False, lines: int = 3
    ) -> None:
        """Text from margin to margin, as many lines as it takes, at most `lines`; moves the cursor below it."""
        for line in balanced(text, WIDTH - 2 * MARGIN, size, lines, bold):
            self.write(MARGIN, self.cursor + size * LINE / 2, line, size, color=color, bold=bold)
            self.cursor += size * LINE

    def png(self) -> bytes:
        stream = BytesIO()
        self.canvas.print_png(stream)  # type: ignore[no-untyped-call]
        return stream.getvalue()


@cache
def _renderer() -> RendererAgg:
    return RendererAgg(8, 8, DPI)  # type: ignore[no-untyped-call]


@cache
def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line in pixels."""
    width, _, _ = _renderer().get_text_width_height_descent(  # type: ignore[no-untyped-call]
        text, _font(size, bold), ismath=False
    )
    return float(width)


def drawable(text: str) -> str:
    """The text as the font can draw it: no emoji, no line breaks."""
    return without_emoji(text) if text else ""


def fitted(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, shortened with «…» to the width."""
    text = drawable(text)
    if text_width(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + MORE, size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,.;:«(") + MORE


def wrapped(text: str, width: float, size: float, lines: int, bold: bool = False) -> list[str]:
    """The text in at most so many lines of the width; what does not fit ends with «…»."""
    words, made = drawable(text).split(" "), [""]
    for place, word in enumerate(words):
        longer = f"{made[-1]} {word}".strip()
        if text_width(longer, size, bold) <= width:
            made[-1] = longer
        elif len(made) == lines:
            made[-1] = fitted(" ".join([made[-1], *words[place:]]), width, size, bold)
            break
        elif made[-1]:
            made.append(fitted(word, width, size, bold))
        else:
            made[-1] = fitted(word, width, size, bold)
    return [line for line in made if line]


def balanced(text: str, width: float, size: float, lines: int, bold: bool = False) -> list[str]:
    """As many lines as `wrapped` makes, of about one length: no word is left alone on the last."""
    made = wrapped(text, width, size, lines, bold)
    low, high = width / 2, width
    while len(made) > 1 and high - low > size / 2:
        middle = (low + high) / 2
        narrower = wrapped(text, middle, size, len(made), bold)
        low, high = (low, middle) if " ".join(narrower) == " ".join(made) else (middle, high)
    return wrapped(text, high, size, lines, bold)


def block_height(text: str, size: float, lines: int = 3, bold: bool = False) -> float:
    """How high a paragraph from margin to margin will be."""
    return len(wrapped(text, WIDTH - 2 * MARGIN, size, lines, bold)) * size * LINE if text else 0.0
