"""A deal, its stage and its loss in words."""

from handlers.visit import Visit
from handlers.wording import sum_words
from handlers.words import Words


def stage_words(words: Words, key: str, name: str | None) -> str:
    """The company's own word for a stage, else ours."""
    return name or _own(words, f"stage-{key}", key)


def reason_words(words: Words, key: str, name: str | None) -> str:
    return name or _own(words, f"lost-{key}", key)


def deal_title(visit: Visit, title: str | None, amount: int | None) -> str:
    """«Стулья, 120 000 ₽»; without a title by its amount alone. Not HTML."""
    language = visit.words.language
    money = sum_words(amount, language) if amount is not None else visit.words.plain("deal-no-amount")
    return f"{title}, {money}" if title else money


def _own(words: Words, key: str, fallback: str) -> str:
    return words.plain(key) if words.has(key) else fallback
