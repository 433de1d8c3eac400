"""Shares in words, with the interval of what is few. Rule: "Two funnels"."""

from fractions import Fraction

from domain.analytics.shares import Share
from domain.money import Figure, percent
from handlers.words import Words


def share_with_interval(words: Words, share: Share, few: int) -> str:
    """«62,5 %», of fewer than `few` with its interval: «67 % (21–94 %)»; nothing of nothing."""
    said, interval = percent_words(words, share), interval_words(words, share, few)
    return said.said(f"{said} {interval}") if interval and isinstance(said, Figure) else said


def percent_words(words: Words, share: Share) -> str:
    """«62,5 %»; nothing of nothing."""
    return "" if share.value is None else percent(share.value, 1, words.language)


def interval_words(words: Words, share: Share, few: int) -> str:
    """«(21–94 %)» of a share of fewer than `few`."""
    between = share.interval(few)
    if between is None:
        return ""
    low, high = (percent(end, 0, words.language) for end in between)
    return f"({low[:-2]}–{high})"


def estimate_words(words: Words, share: Fraction) -> str:
    """«Прибыль с 35 % продаж: оценка.»"""
    return words.plain("report-estimated", share=percent(share, 0, words.language))
