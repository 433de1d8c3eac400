"""One visual language: sizes in pixels of a picture 1080 wide, one colour for one thing everywhere.

A phone shows the picture about 400 points wide, so nothing here is smaller than 28 px, but the figures of a heat map of
more than twenty columns. Colours are Okabe and Ito's, told apart with any colour blindness.
"""

from dataclasses import dataclass
from enum import StrEnum

WIDTH = 1080
MARGIN = 48
TITLE, HEADING, BODY, SMALL, FINE = 46, 34, 32, 28, 22
LINE = 1.28  # height of a line of text in sizes
BESIDE_MARK = "↔ "  # before a figure of what it is compared with


class Tone(StrEnum):
    """What a colour means."""

    MAIN = "main"
    SECOND = "second"
    DONE = "done"
    BEHIND = "behind"
    LOST = "lost"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Theme:
    paper: str
    ink: str
    faint: str
    track: str
    tones: dict[Tone, str]
    words: dict[Tone, str]
    """Darker on white, lighter on dark: the same hues where they are letters."""


LIGHT = Theme(
    paper="#FFFFFF",
    ink="#1B1F24",
    faint="#5B6470",
    track="#EEF1F4",
    tones={
        Tone.MAIN: "#0072B2",
        Tone.SECOND: "#56B4E9",
        Tone.DONE: "#009E73",
        Tone.BEHIND: "#E69F00",
        Tone.LOST: "#D55E00",
        Tone.QUIET: "#98A3AE",
    },
    words={
        Tone.MAIN: "#0072B2",
        Tone.SECOND: "#2578A8",
        Tone.DONE: "#007A58",
        Tone.BEHIND: "#8F6200",
        Tone.LOST: "#B84F00",
        Tone.QUIET: "#5B6470",
    },
)
DARK = Theme(
    paper="#17212B",
    ink="#F2F5F7",
    faint="#A7B4C0",
    track="#24313D",
    tones={
        Tone.MAIN: "#3A9BDC",
        Tone.SECOND: "#8CCBF2",
        Tone.DONE: "#1FB58A",
        Tone.BEHIND: "#F0B429",
        Tone.LOST: "#F07A3C",
        Tone.QUIET: "#64717D",
    },
    words={
        Tone.MAIN: "#62B5EC",
        Tone.SECOND: "#A9DAF7",
        Tone.DONE: "#3CCBA1",
        Tone.BEHIND: "#F5C451",
        Tone.LOST: "#F69A69",
        Tone.QUIET: "#A7B4C0",
    },
)
THEMES = {"light": LIGHT, "dark": DARK}
