"""Sums and numbers in words, the same on every picture."""

from collections.abc import Iterable
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
    """«Ещё 3 в список не вошли.»; nothing of none."""
    return words.plain("report-not-listed", count=number, number=grouped(number)) if number > 0 else ""


def of_words(words: Words, part: int, whole: int) -> Figure:
    """«2 из 9»."""
    one, all_ = grouped(part), grouped(whole)
    return one.said(words.plain("report-of", part=one, whole=all_), of=all_)


def clients_words(words: Words, number: int) -> Figure:
    """«9 клиентов»."""
    return grouped(number).said(words.plain("report-clients", count=number, number=grouped(number)))


class Joined(str):
    """Figures said in a row, each of which can still be told from the others."""

    pieces: tuple[str, ...]

    def __new__(cls, words: str, pieces: Iterable[str]) -> "Joined":
        made = super().__new__(cls, words)
        made.pieces = tuple(pieces)
        return made

    def __getnewargs__(self) -> tuple[str, tuple[str, ...]]:  # type: ignore[override]
        return str(self), self.pieces


def joined(*said: str, by: str = " · ") -> Joined:
    """«137 млн ₽ · 75,5 % прибыли», of those there are."""
    pieces = [one for one in said if one]
    return Joined(by.join(pieces), pieces)


def _signed(figure: Figure) -> Figure:
    return figure.said(f"+{figure}") if figure.value > 0 else figure
