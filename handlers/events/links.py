"""Callback data of the marks' buttons."""

from aiogram.filters.callback_data import CallbackData


class OpenEvents(CallbackData, prefix="evs"):
    page: int = 0


class NewEvent(CallbackData, prefix="evn"):
    """A new mark, asked for by steps."""


class AskRemoval(CallbackData, prefix="evq"):
    event_id: int


class RemoveEvent(CallbackData, prefix="evx"):
    event_id: int
