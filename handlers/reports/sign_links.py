"""Buttons of a sign that a log is worth a look. `key`: as `domain.analytics.signs` makes it."""

from aiogram.filters.callback_data import CallbackData


class OpenSign(CallbackData, prefix="sg"):
    key: str


class AskSign(CallbackData, prefix="sga"):
    """«Спросить»: a neutral question to the rep."""

    key: str


class ExplainSign(CallbackData, prefix="sge"):
    """«Разобрались»."""

    key: str


class AnswerSign(CallbackData, prefix="sgs"):
    """What the rep says."""

    key: str
    answer: str
