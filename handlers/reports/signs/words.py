"""A sign in words: what to look at, beside what is usual. Never a verdict."""

from datetime import date

from domain.analytics.shares import Share
from domain.analytics.signs import Sign, SignKind
from domain.money import grouped, percent
from handlers.wording import day_words
from handlers.words import Words


def what_words(words: Words, kind: SignKind, number: int) -> str:
    """«9 разговоров за 3 минуты»."""
    return words.plain(f"report-signs-what-{kind.name.lower()}", count=number, number=grouped(number))


def day_of(words: Words, day: date | None, today: date) -> str:
    """«пт 20 ноя»; nothing of a whole period."""
    return "" if day is None else day_words(day, today, words.language)


def beside_words(words: Words, sign: Sign) -> str:
    """«раньше 0 из 20 · у команды 5 %»."""
    said = [words.plain("report-signs-usual", share=_share(words, sign.usual))] if sign.usual.whole else []
    if sign.team is not None:
        said.append(words.plain("report-signs-team", share=percent(sign.team, 0, words.language)))
    return " · ".join(said)


def _share(words: Words, share: Share) -> str:
    return percent(share.value or 0, 0, words.language)
