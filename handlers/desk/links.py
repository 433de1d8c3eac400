"""Which report a button is about."""

from typing import Any

from aiogram.filters import Filter

from handlers.links import ShowReport


class OfKind(Filter):
    """Taps about one report; stands after `ShowReport.filter()`."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    async def __call__(self, event: Any, callback_data: ShowReport) -> bool:
        return callback_data.kind == self._kind
