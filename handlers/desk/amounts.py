"""Sums and numbers in words, the same on every picture."""

from fractions import Fraction

from domain.money import Figure, decimal, grouped, percent
from handlers.wording import short_sum_words
from handlers.words import Words

NOTHING = "–"


def money(words: Words, kopecks: int) -> Figure:
    """«1,24 млн ₽»."""
    return short_sum_words(kopecks, words.language)


def signed_money(words: Words, kopecks: int) -> Figure:
    """«+1,2 млн ₽», «−240 тыс. ₽»."""
    return _signed(money(words, kopecks))


def signed_number(number: int) -> Figure:
    """«+3», «−2», «0»."""
    return _signed(grouped(number))


def signed_percent(words: Words, share: Fraction) -> Figure:
    """«+126 %», «−60 %»."""
    return _signed(percent(share, 0, words.language))


def countable(number: Fraction) -> int | float:
    """As plural forms take a number that is shown in tenths: «5 раз», «5,5 раза»."""
    shown = Fraction(decimal(abs(number), "en"))
    return int(shown) if shown.denominator == 1 else float(shown)


def more_words(words: Words, number: int) -> str:
    """«ещё 3»: what has no room; nothing of none."""
    return words.plain("more", count=number) if number > 0 else ""


def of_words(words: Words, part: int, whole: int) -> Figure:
    """«2 из 9»."""
    one, all_ = grouped(part), grouped(whole)
    return one.said(words.plain("report-of", part=one, whole=all_), of=all_)


def clients_words(words: Words, number: int) -> Figure:
    """«9 клиентов»."""
    return grouped(number).said(words.plain("report-clients", count=number, number=grouped(number)))


def _signed(figure: Figure) -> Figure:
    return figure.said(f"+{figure}") if figure.value > 0 else figure
