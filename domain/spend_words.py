"""What was spent on what and when, in a person's words: «50 000 яндекс сентябрь», in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.money import AmountError, parse_amount
from domain.period_words import parse_report_words
from domain.periods import Span

LONGEST_AMOUNT = 5
"""No more words are tried as one amount: «1 млн 200 тыс ₽»."""


@dataclass(frozen=True, slots=True)
class SpendSaid:
    """Kopecks (None = no amount), the month's first day (None = none was said), the other words: the source.

    `odd`: a period was said that is no month.
    """

    amount: int | None
    month: date | None
    source: str
    odd: bool = False


def spend_said(text: str, today: date) -> SpendSaid:
    """The amount is the longest run of words that reads as one."""
    period, words = parse_report_words(text, today)
    first, last, amount = _amount(words)
    source = " ".join([*words[:first], *words[last:]])
    odd = period is not None and period.span is not Span.MONTH
    return SpendSaid(amount, period.start if period and not odd else None, source, odd)


def _amount(words: Sequence[str]) -> tuple[int, int, int | None]:
    """Where it begins and ends, and its kopecks."""
    for length in range(min(LONGEST_AMOUNT, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            try:
                kopecks = parse_amount(" ".join(words[first : first + length]), zero_allowed=True)
            except AmountError:
                continue
            return first, first + length, kopecks
    return 0, 0, None
