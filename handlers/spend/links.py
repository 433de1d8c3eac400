"""Callback data of /spend. `code` tells a source from the others."""

from aiogram.filters.callback_data import CallbackData


class OpenSpend(CallbackData, prefix="sp"):
    """All sources."""


class OpenSource(CallbackData, prefix="sps"):
    """The months of one."""

    code: str


class AskSpend(CallbackData, prefix="spa"):
    """How much in a month, «2026-09»."""

    code: str
    month: str


class NewSource(CallbackData, prefix="spn"):
    """One that is not there yet."""
