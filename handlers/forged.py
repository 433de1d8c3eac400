"""Callback data is client input: what no button of ours can say is refused before any handler sees it.

Words and days are checked by the types of their fields: data that does not fit is nobody's button (leftovers).
"""

from collections.abc import Awaitable, Callable
from datetime import date, time
from typing import Annotated, Any

from aiogram import BaseMiddleware
from aiogram.filters.callback_data import CallbackData
from aiogram.types import TelegramObject
from pydantic import AfterValidator, Field

from domain.errors import BadChoice
from domain.money import LARGEST

LARGEST_ID = 2**31 - 1
YEARS = range(2000, 2200)
"""A day before or after these is nobody's: reckoning with it would leave the calendar."""


def _a_month(digits: str) -> str:
    return _in_years(digits, date(int(digits[:4]), int(digits[4:]), 1))


def _a_day(digits: str) -> str:
    return _in_years(digits, date.fromisoformat(digits))


def _in_years(digits: str, day: date) -> str:
    if day.year not in YEARS:
        raise ValueError(digits)
    return digits


def _an_hour(digits: str) -> str:
    if digits:
        time(int(digits[:2]), int(digits[2:]))
    return digits


MonthDigits = Annotated[str, AfterValidator(_a_month)]
"""«202611»."""
DayDigits = Annotated[str, AfterValidator(_a_day)]
"""«20261127»."""
HourDigits = Annotated[str, AfterValidator(_an_hour)]
"""«1100», or nothing."""
Kopecks = Annotated[int, Field(ge=0, le=LARGEST)]
MessageId = Annotated[int, Field(ge=0, lt=2**63)]


class NumbersInBounds(BaseMiddleware):
    """A number that does not say its own bounds is an id or a page: at most what an id's column takes."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        said = data.get("callback_data")
        if isinstance(said, CallbackData) and any(map(_out_of_bounds, _unbounded(said))):
            raise BadChoice
        return await handler(event, data)


def _unbounded(said: CallbackData) -> list[Any]:
    return [getattr(said, name) for name, field in type(said).model_fields.items() if not field.metadata]


def _out_of_bounds(value: Any) -> bool:
    return isinstance(value, int) and abs(value) > LARGEST_ID
