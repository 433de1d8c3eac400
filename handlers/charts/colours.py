"""Colours mixed and compared."""

from collections.abc import Iterable

BLACK, WHITE = "#000000", "#FFFFFF"


def mixed(one: str, other: str, share: float) -> str:
    """`share` 0–1 of the other in the first."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(first + (second - first) * share):02X}" for first, second in pairs)


def readable_on(ground: str) -> str:
    """Black or white, whichever stands out more: at least 4.58 to 1 on any colour."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """Of two colours, as WCAG reckons it: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def linear(colour: str) -> list[float]:
    """Red, green, blue as light, each 0–1."""
    shares = (part / 255 for part in _parts(colour))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares]


def _luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> Iterable[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
