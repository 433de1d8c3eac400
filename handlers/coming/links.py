"""Buttons of «что мне придёт»."""

from aiogram.filters.callback_data import CallbackData


class OpenComing(CallbackData, prefix="up"):
    """The next seven days; `day`: one of them in full, counted from today; -1 = all in short."""

    day: int = -1


class OpenMutes(CallbackData, prefix="upm"):
    """Which kinds come, and which do not for a week."""


class Mute(CallbackData, prefix="upq"):
    """Not this kind for a week, or again."""

    kind: str
    on: bool = True
