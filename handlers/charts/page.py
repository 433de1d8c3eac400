"""A sheet measured in pixels from its top left corner, with text that is measured before it is written."""

import re
from collections import deque
from collections.abc import Sequence
from functools import cache, lru_cache
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Polygon, Rectangle
from pyphen import Pyphen

from domain.names import without_emoji
from handlers.charts.style import LINE, MARGIN, WIDTH, Theme

DPI = 72  # a point is a pixel
Style = tuple[float, tuple[float, ...]]
SOLID: Style = (0, ())
DASHED: Style = (0, (2.2, 1.4))
DOTTED: Style = (0, (1, 2.5))
MORE = "…"
_PIECE = re.compile(r"[^ ]*?[^ -]-(?=[^ -])|[^ ]+ *")


class Page:
    """A sheet `WIDTH` pixels wide; `cursor` is how far down it is filled, which is where it ends."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.figure = Figure(figsize=(WIDTH / DPI, WIDTH / DPI), dpi=DPI, facecolor=theme.paper)
        self.canvas = FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.axis("off")
        self.cursor: float = MARGIN
        self.height: float = 0

    def end(self) -> None:
        """The sheet is as high as it is filled."""
        self.height = self.cursor
        self.figure.set_size_inches(WIDTH / DPI, self.height / DPI)
        self.axes.set_ylim(self.height, 0)

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
        is_covering: bool = False,
    ) -> None:
        """One line; `y` is its middle. `is_covering`: what is drawn under it is covered by paper."""
        self.axes.text(
            x,
            y,
            text,
            fontsize=size,
            color=color or self.theme.ink,
            fontweight="bold" if bold else "normal",
            ha=align,
            va="center_baseline",
            parse_math=False,
            zorder=6,
            bbox={"facecolor": self.theme.paper, "edgecolor": "none", "alpha": 0.85, "pad": 1} if is_covering else None,
        )

    def bar(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """A rectangle; `y` is its top."""
        if width > 0:
            self.axes.add_artist(Rectangle((x, y), width, height, facecolor=color, edgecolor="none"))

    def track(self, x: float, y: float, width: float, height: float) -> None:
        """What a full bar would fill."""
        self.axes.add_artist(
            FancyBboxPatch(
                (x, y),
                width,
                height,
                boxstyle="round,pad=0,rounding_size=4",
                facecolor=self.theme.track,
                edgecolor="none",
            )
        )

    def line(self, points: Sequence[tuple[float, float]], color: str, width: float, style: Style = SOLID) -> None:
        """A line through the points."""
        xs, ys = zip(*points, strict=True)
        self.axes.add_artist(
            Line2D(
                xs,
                ys,
                color=color,
                linewidth=width,
                linestyle=style,
                solid_capstyle="round",
                solid_joinstyle="round",
                zorder=3,
            )
        )

    def dot(self, x: float, y: float, radius: float, color: str) -> None:
        """A point on a line, edged by the paper."""
        self.axes.add_artist(Circle((x, y), radius, facecolor=color, edgecolor=self.theme.paper, linewidth=3, zorder=4))

    def area(self, points: Sequence[tuple[float, float]], color: str) -> None:
        """What lies within the points, see-through."""
        self.axes.add_artist(Polygon(points, closed=True, facecolor=color, edgecolor="none", alpha=0.25))

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


@lru_cache(20_000)
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
    if not text or text_width(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + MORE, size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,.;:«(") + MORE


def pieces(text: str) -> list[str]:
    """What a line cannot be broken within: words, and what a hyphen ends; each with the space after it."""
    return _PIECE.findall(drawable(text))


def wrapped(text: str, width: float, size: float, lines: int, bold: bool = False) -> list[str]:
    """The text in at most so many lines of the width; what does not fit ends with «…»."""
    words, made = deque(pieces(text)), [""]
    while words:
        word = words.popleft()
        if _goes_in(made[-1] + word, width, size, bold):
            made[-1] += word
        elif len(made) == lines and made[-1]:
            made[-1] = fitted("".join([made[-1], word, *words]), width, size, bold)
            break
        else:
            left = lines - len([line for line in made if line])
            first, rest = _divided(word, width, size, bold) if left > 1 else (word, "")
            words.extendleft([rest] if rest else [])
            made.append(first if _goes_in(first, width, size, bold) else fitted(first, width, size, bold))
            made = made if made[0] else made[1:]
    return [line.rstrip(" ") for line in made if line.strip(" ")]


def _divided(word: str, width: float, size: float, bold: bool) -> tuple[str, str]:
    """«Перего-», «родки»: a word too long for a line, if two lines have room for it; else the word and nothing."""
    if _goes_in(word, width, size, bold):
        return word, ""
    letters = word.rstrip(" ")
    for first, rest in _syllables("en" if word.isascii() else "ru").iterate(letters):
        if _goes_in(f"{first}-", width, size, bold) and _goes_in(rest, width, size, bold):
            return f"{first}-", rest + word[len(letters) :]
    return word, ""


@cache
def _syllables(language: str) -> Pyphen:
    return Pyphen(lang=language, left=3, right=3)


def _goes_in(line: str, width: float, size: float, bold: bool) -> bool:
    return text_width(line.rstrip(" "), size, bold) <= width


def balanced(text: str, width: float, size: float, lines: int, bold: bool = False) -> list[str]:
    """As many lines as `wrapped` makes, of about one length: no word is left alone on the last."""
    made = wrapped(text, width, size, lines, bold)
    low, high = width / 2, width
    while len(made) > 1 and high - low > size / 2:
        middle = (low + high) / 2
        narrower = wrapped(text, middle, size, len(made), bold)
        low, high = (low, middle) if _letters(narrower) == _letters(made) else (middle, high)
    return wrapped(text, high, size, lines, bold)


def _letters(lines: Sequence[str]) -> str:
    return "".join(lines).replace(" ", "")
