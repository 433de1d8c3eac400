"""The words after a report's command: a period, cuts, and what to compare with, in any order, Russian or English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.names import normalised
from domain.period_words import near_periods, parse_report_words
from domain.periods import Period
from domain.readers.cuts import Cut, Cuts, Named, named, ordered

MOST_CUTS = 3
SURE = 0.8
MOST_BESIDE = 2
"""As many as a button's data holds, and of those set beside."""
LINKS = frozenset(("у", "по", "для", "и", "of", "by", "for", "and"))
"""«у Бориса», «по рознице»: nothing is lost without them."""
_VERSUS = re.compile(
    r"(?:^|\s+)(?:vs\.?|versus|против|по сравнению с|compared (?:to|with)|beside)(?:\s+|$)", re.IGNORECASE
)

_COMMAS = re.compile(r"[,;]+(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person's words ask for; `versus`: another period, or cuts instead of those of the same kinds.

    `unclear`: the first words that name nothing, several things, or one thing more than can be shown together ("" =
    nothing was said to compare with); they are to be asked about. `is_unclear_beside`: as what it is compared with.
    `second`: another period said beside the first, with nothing that tells how the two are meant.
    """

    period: Period | None = None
    cuts: Cuts = ()
    versus: Period | Cuts | None = None
    unclear: Named | None = None
    is_unclear_beside: bool = False
    second: Period | None = None

    @property
    def is_clear(self) -> bool:
        return self.unclear is None and self.second is None

    @property
    def rival(self) -> Cut | None:
        """Of «анна борис», where one of the two has room, the other of them."""
        if self.unclear is None or not self.unclear.is_certain:
            return None
        return next((cut for cut in self.cuts if cut.place is self.unclear.cuts[0].place), None)


@dataclass(frozen=True, slots=True)
class _Side:
    period: Period | None
    names: Sequence[Named]

    @property
    def cuts(self) -> Cuts:
        return ordered(name.cuts[0] for name in self.names if name.is_certain)


def asked_by(text: str, today: date, cuts: Sequence[Cut], *, is_ahead: bool = False) -> Asked:
    """What the words ask for, of the cuts there are. «q3 анна против q2» is one of Анна in both quarters.

    `is_ahead`: of a report that looks ahead, see `parse_report_words`.
    """
    said = _VERSUS.split(_COMMAS.sub(" ", text).strip(), maxsplit=1)
    sides = [_side(words, today, cuts, is_ahead) for words in said]
    if len(sides) == 1 and (two := _two_periods(said[0], today, cuts, is_ahead)):
        return two
    asked = _fitting(_beside(*sides) if len(sides) == 2 else Asked(sides[0].period, sides[0].cuts))
    if asked.versus in (asked.period, asked.cuts):
        asked = replace(asked, versus=None)
    unclear = _unclear(sides, asked)
    is_beside = len(sides) == 2 and unclear is not None and unclear not in sides[0].names
    is_beside = is_beside and not isinstance(asked.versus, Period)
    return replace(asked, unclear=unclear, is_unclear_beside=is_beside)


def _side(text: str, today: date, cuts: Sequence[Cut], is_ahead: bool) -> _Side:
    period, rest = parse_report_words(text, today, is_ahead=is_ahead)
    names = named([word for word in rest if word.casefold() not in LINKS], cuts)
    return _Side(period, [Named(name.said, ()) if _is_mistyped_month(name, today) else name for name in names])


def _is_mistyped_month(name: Named, today: date) -> bool:
    """«сентябь» is asked about, though it is also a little like «сеть»."""
    words = {word for cut in name.cuts for word in normalised(cut.name).split()}
    return bool(name.cuts) and normalised(name.said) not in words and bool(near_periods(name.said, today, SURE))


def _two_periods(text: str, today: date, cuts: Sequence[Cut], is_ahead: bool) -> Asked | None:
    """«сентябрь октябрь анна»: both, where all the rest is understood."""
    first, rest = parse_report_words(text, today, is_ahead=is_ahead)
    if parse_report_words(" ".join(rest), today, is_ahead=is_ahead)[0] is None:
        return None
    side = _side(" ".join(rest), today, cuts, is_ahead)
    asked = _fitting(Asked(first, side.cuts, second=None if side.period == first else side.period))
    return asked if _unclear([side], asked) is None else None


def _beside(first: _Side, second: _Side) -> Asked:
    """What both sides name is set against each other; what one names alone holds for both."""
    if second.period and (first.period or not second.names):
        return Asked(first.period, ordered([*first.cuts, *second.cuts]), second.period)
    of_both = _common(first.cuts, second.cuts)
    versus = tuple(cut for cut in second.cuts if cut not in of_both)
    return Asked(first.period or second.period, ordered([*first.cuts, *of_both]), versus or None)


def _common(first: Cuts, second: Cuts) -> Cuts:
    """Of what the second side names, what holds for both: «анна против бориса розница» are both of «розница»."""
    named = {cut.place for cut in first}
    compared = [cut for cut in second if cut.place in named]
    return tuple(cut for cut in second if cut.place not in named) if compared else ()


def _fitting(asked: Asked) -> Asked:
    """As many cuts as a button holds; of the next one it is asked."""
    versus = asked.versus[:MOST_BESIDE] if isinstance(asked.versus, tuple) else asked.versus
    return replace(asked, cuts=asked.cuts[:MOST_CUTS], versus=versus)


def _unclear(sides: Sequence[_Side], asked: Asked) -> Named | None:
    doubtful = next((name for side in sides for name in side.names if not name.is_certain), None)
    if doubtful is not None:
        return doubtful
    kept = {*asked.cuts, *_cuts_of(asked.versus)}
    for name in (name for side in sides for name in side.names):
        if name.cuts[0] not in kept:
            return name
    return Named("", ()) if len(sides) == 2 and asked.versus is None else None


def _cuts_of(versus: Period | Cuts | None) -> Cuts:
    return versus if isinstance(versus, tuple) else ()
