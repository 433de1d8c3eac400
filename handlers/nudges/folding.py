"""Nudges of which many are alike are one line of the morning: «8 марта: 14 женщин»."""

from collections.abc import Sequence

from domain.feasts import FeastKind
from domain.nudges.nudge import Nudge, NudgeKind
from handlers.words import Html, Words

HOLIDAYS = frozenset({FeastKind.MEN, FeastKind.WOMEN, FeastKind.NEW_YEAR})
ALWAYS = frozenset({NudgeKind.TOUCH, NudgeKind.CLEANING})


def folded(nudges: Sequence[Nudge]) -> list[list[Nudge]]:
    """Of one kind: those that make one line together, in order."""
    lines: dict[str, list[Nudge]] = {}
    for nudge in nudges:
        lines.setdefault(_line_of(nudge), []).append(nudge)
    return list(lines.values())


def _line_of(nudge: Nudge) -> str:
    if nudge.kind in ALWAYS:
        return nudge.kind.value
    feast = nudge.facts.get("feast")
    return str(feast) if feast in HOLIDAYS else nudge.subject


def fold_words(words: Words, nudges: Sequence[Nudge]) -> Html:
    """«💐 8 Марта: 14 женщин»."""
    first = nudges[0]
    what = first.facts["feast"] if first.kind is NudgeKind.FEAST else first.kind.value
    known = {"done": first.facts["done"], "of": first.facts["of"]} if first.kind is NudgeKind.CLEANING else {}
    return words(f"nudge-fold-{what}", count=len(nudges), **known)


def fold_button(words: Words, nudges: Sequence[Nudge]) -> str:
    """What opens the first of them."""
    first = nudges[0]
    if first.kind is not NudgeKind.FEAST:
        return words.plain(f"nudge-unfold-{first.kind.value}")
    return words.plain("nudge-one-by-one" if first.facts["feast"] == FeastKind.WOMEN else "nudge-one-by-one-all")


def is_folded(nudges: Sequence[Nudge]) -> bool:
    return len(nudges) > 1 or nudges[0].kind in ALWAYS
