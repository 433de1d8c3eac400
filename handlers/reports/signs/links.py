"""Buttons of a sign that a log is worth a look. `key`: as `domain.analytics.signs` makes it."""

from aiogram.filters.callback_data import CallbackData


class OpenSign(CallbackData, prefix="lk"):
    key: str


class AskSign(CallbackData, prefix="lka"):
    """«Спросить»: a neutral question to the rep."""

    key: str


class ExplainSign(CallbackData, prefix="lke"):
    """«Разобрались»."""

    key: str


class AnswerSign(CallbackData, prefix="lks"):
    """What the rep says."""

    key: str
    answer: str
