"""Facts beside their plans, in words and as bars."""

from fractions import Fraction

from domain.analytics.figures import Aim
from domain.money import GAP, Figure, percent
from handlers.charts.specs import Bar, Part
from handlers.charts.style import Tone
from handlers.wording import short_sum_words
from handlers.words import Words


def progress_words(words: Words, fact: int, plan: int) -> Figure:
    """«8,1 из 12 млн ₽»: the unit once where it is the same."""
    done, whole = (short_sum_words(amount, words.language) for amount in (fact, plan))
    said = words.plain("figures-of", fact=without_unit(done, whole) if fact else done, plan=whole)
    return done.said(said, of=whole)


def without_unit(amount: str, beside: str) -> str:
    """«8,1» of «8,1 млн ₽» before another sum of the same unit."""
    return amount.removesuffix(_unit(amount)) if _unit(amount) == _unit(beside) else amount


def share_words(words: Words, share: Fraction | None, digits: int = 0) -> str:
    return "" if share is None else percent(share, digits, words.language)


def money_bar(words: Words, name: str, aim: Aim, passed: Fraction | None, *, stressed: bool = False) -> Bar:
    """Payments beside the plan on a scale of 1; without a plan the sum alone."""
    if aim.share is None:
        return Bar(name, (), short_sum_words(aim.fact, words.language), stressed=stressed)
    label = progress_words(words, aim.fact, aim.plan or 0)
    return _bar(words, name, label, aim.share, passed, stressed)


def number_bar(words: Words, name: str, aim: Aim, passed: Fraction | None) -> Bar:
    """A number beside its plan."""
    if aim.share is None:
        return Bar(name, (), str(aim.fact))
    return _bar(words, name, words.plain("figures-of", fact=str(aim.fact), plan=str(aim.plan)), aim.share, passed)


def _bar(words: Words, name: str, label: str, share: Fraction, passed: Fraction | None, stressed: bool = False) -> Bar:
    return Bar(
        name,
        (Part(float(min(max(share, Fraction(0)), Fraction(1))), tone_of(share, passed)),),
        label,
        note=share_words(words, share),
        mark=None if passed is None or passed >= 1 else float(passed),
        stressed=stressed,
    )


def tone_of(share: Fraction, passed: Fraction | None) -> Tone:
    """Done, on the way, or behind what the days passed ask for."""
    if share >= 1:
        return Tone.DONE
    return Tone.BEHIND if passed is not None and share < passed else Tone.MAIN


def _unit(text: str) -> str:
    """« млн ₽» of «8,1 млн ₽», « ₽» of «9 500 ₽»."""
    *_, last, sign = text.split(GAP)
    return f"{GAP}{sign}" if last.isdigit() else f"{GAP}{last}{GAP}{sign}"
