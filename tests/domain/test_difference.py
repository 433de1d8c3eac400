"""By how much two of one report differ, as the title says it."""

from fractions import Fraction

import pytest

from domain.analytics.shares import Share
from handlers.desk.difference import Measure, difference_words
from handlers.words import Words

RU = Words("ru")


def said(
    now: int | Fraction | Share | None, then: int | Fraction | Share | None, *, is_money: bool = False
) -> str | None:
    words = difference_words(RU, Measure("sales", now, is_money), Measure("sales", then, is_money), "2 кв. 2026")
    return words and words.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (50_000_000_00, 40_000_000_00, "Продажи больше на 25 %: 50 млн ₽ против 40 млн ₽ (2 кв. 2026)"),
        (30_000_000_00, 40_000_000_00, "Продажи меньше на 25 %: 30 млн ₽ против 40 млн ₽ (2 кв. 2026)"),
        (40_000_000_00, 40_000_000_00, "Продажи поровну: 40 млн ₽ и 40 млн ₽ (2 кв. 2026)"),
        (40_000_000_00, 0, "Продажи больше на 40 млн ₽: 40 млн ₽ против 0 ₽ (2 кв. 2026)"),
    ],
)
def test_sums_differ_by_their_part(now: int, then: int, words: str) -> None:
    assert said(now, then, is_money=True) == words


def test_numbers_differ_by_themselves() -> None:
    assert said(120, 115) == "Продажи больше на 5: 120 против 115 (2 кв. 2026)"


def test_shares_differ_by_points() -> None:
    assert said(Fraction(1, 2), Fraction(3, 5)) == "Продажи меньше на 10 п. п.: 50 % против 60 % (2 кв. 2026)"


def test_a_difference_of_few_is_said_to_be_chance() -> None:
    assert said(Share(3, 10), Share(1, 5)) == "Продажи 30 % против 20 % (2 кв. 2026): разница в пределах случайного"
    assert said(Share(56, 70), Share(48, 80)) == "Продажи больше на 20 п. п.: 80 % против 60 % (2 кв. 2026)"


def test_what_is_not_known_is_not_compared() -> None:
    assert said(None, Fraction(1, 2)) is None
    assert said(0, 0) is None
    assert said(Share(0, 0), Share(1, 2)) is None
