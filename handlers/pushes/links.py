"""Buttons under pushes that belong to no other screen."""

from aiogram.filters.callback_data import CallbackData


class Explain(CallbackData, prefix="why"):
    """What hindered a line of the plan on a day «20261123»."""

    day: str
    line: str
    reason: str
