"""One colour for one thing, told apart by whoever sees colours otherwise, in either theme."""

from itertools import combinations

import pytest

from handlers.charts.colours import contrast, linear, mixed, readable_on
from handlers.charts.style import THEMES, Tone

APART = 15.0
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}
"""What is left of red, green and blue light: Machado, Oliveira and Fernandes (2009), at full strength."""
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)

Matrix = tuple[tuple[float, ...], ...]


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", THEMES)
def test_any_two_tones_are_told_apart(theme: str, sight: str) -> None:
    tones = THEMES[theme].tones
    pairs = combinations(Tone, 2)
    assert [(one, other) for one, other in pairs if _distance(tones[one], tones[other], sight) < APART] == []


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out_from_the_paper(theme: str) -> None:
    colours = THEMES[theme]
    words = [colours.ink, colours.faint, *colours.words.values()]
    assert [colour for colour in words if contrast(colour, colours.paper) < 4.5] == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_figure_stands_out_from_its_field_however_strong_that_is(theme: str) -> None:
    colours = THEMES[theme]
    fields = [mixed(colours.track, colours.tones[tone], step / 20) for tone in Tone for step in range(21)]
    assert [field for field in fields if contrast(readable_on(field), field) < 4.5] == []


def test_the_themes_have_the_same_tones() -> None:
    assert all(set(theme.tones) == set(theme.words) == set(Tone) for theme in THEMES.values())


def _distance(one: str, other: str, sight: str) -> float:
    """In CIELAB, of 1976; about 2 is the least a trained eye sees."""
    pairs = zip(_lab(one, SIGHTS[sight]), _lab(other, SIGHTS[sight]), strict=True)
    return float(sum((first - second) ** 2 for first, second in pairs) ** 0.5)


def _lab(colour: str, sight: Matrix) -> tuple[float, float, float]:
    light = [min(max(part, 0.0), 1.0) for part in _applied(sight, linear(colour))]
    x, y, z = (_root(part / white) for part, white in zip(_applied(XYZ, light), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _applied(matrix: Matrix, values: list[float]) -> list[float]:
    return [sum(one * value for one, value in zip(row, values, strict=True)) for row in matrix]


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116
