"""Two of one report in a sentence: by how much what it is about differs."""

from dataclasses import dataclass
from fractions import Fraction

from domain.analytics.shares import Share, difference
from domain.money import decimal, grouped, percent
from handlers.desk.amounts import money
from handlers.words import Words

WIDE = Fraction(1, 10)
"""From so many points on tenths say nothing."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a report is about, as one figure. `key`: its words, `difference-of-<key>`.

    `adds_up`: over the days of the period, so that less of a running one says nothing yet.
    """

    key: str
    value: int | Fraction | Share | None
    is_money: bool = False
    adds_up: bool = False

    @property
    def is_share(self) -> bool:
        return isinstance(self.value, Fraction | Share)


def difference_words(words: Words, now: Measure, then: Measure, name: str) -> str | None:
    """«Продажи больше на 19 %: 50 млн ₽ против 42 млн ₽ (2 кв. 2026)»; None where either is unknown, or both 0."""
    one, other = (_number(measure) for measure in (now, then))
    if one is None or other is None or now.key != then.key or one == other == 0:
        return None
    said = _by(words, now, one, other)
    way = "chance" if _may_be_chance(now, then) else "same" if not said else "more" if one > other else "less"
    what = words.plain(f"difference-of-{now.key}")
    sides = {"now": _said(words, now), "then": _said(words, then)}
    return words.plain(f"difference-{way}", what=what, by=said, name=name, **sides)


def _number(measure: Measure) -> Fraction | None:
    value = measure.value.value if isinstance(measure.value, Share) else measure.value
    return None if value is None else Fraction(value)


def _may_be_chance(now: Measure, then: Measure) -> bool:
    """A share of few may differ by chance alone."""
    if not isinstance(now.value, Share) or not isinstance(then.value, Share):
        return False
    found = difference(now.value, then.value)
    return found is not None and found.may_be_chance


def _by(words: Words, now: Measure, one: Fraction, other: Fraction) -> str:
    """Shares by points, sums by their part, numbers as they are; nothing of what is shown as no difference."""
    gap = abs(one - other)
    if now.is_share:
        points = decimal(gap * 100, words.language, 0 if gap >= WIDE else 1)
        return "" if points == "0" else words.plain("difference-points", points=points)
    if not now.is_money or other <= 0:
        return _shown(words, now, int(gap)) if gap else ""
    share = percent(gap / other, 0, words.language)
    return "" if share.startswith("0") else share


def _said(words: Words, measure: Measure) -> str:
    number = _number(measure) or 0
    if measure.is_share:
        return percent(number, 1, words.language)
    return _shown(words, measure, int(number))


def _shown(words: Words, measure: Measure, number: int) -> str:
    return money(words, number) if measure.is_money else grouped(number)
