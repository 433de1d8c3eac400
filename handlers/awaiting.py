"""While a screen waits for words, what is typed answers it: as long as it is the one in sight."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers import last_screen
from handlers.visit import Visit

COUNTS_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is asked about (the id of a task, of a question), and in which message."""

    subject_id: int
    message_id: int


class Awaiting(Filter):
    """One kind of screen that waits; as a filter, a text written meanwhile: the handler is given `awaited`.

    `key`, `subject`: under which names the person's state keeps it.
    """

    def __init__(self, key: str, subject: str) -> None:
        self._key = key
        self._subject = subject

    async def __call__(self, message: Message, visit: Visit, state: FSMContext) -> bool | dict[str, Any]:
        awaited = await self._awaited(state, visit) if message.text else None
        return {"awaited": awaited} if awaited else False

    async def expect(self, state: FSMContext, visit: Visit, awaited: Awaited) -> None:
        since = {"at": visit.now.isoformat(), "update": visit.update_id}
        about = {self._subject: awaited.subject_id, "message_id": awaited.message_id}
        await state.update_data({self._key: about | since})

    async def forget(self, state: FSMContext) -> None:
        await last_screen.forget(state, self._key)

    async def _awaited(self, state: FSMContext, visit: Visit) -> Awaited | None:
        stored = (await state.get_data()).get(self._key)
        if not isinstance(stored, dict):
            return None
        at, awaited = datetime.fromisoformat(stored["at"]), Awaited(stored[self._subject], stored["message_id"])
        in_sight = await last_screen.is_last(visit, awaited.message_id, at, stored["update"], COUNTS_FOR)
        return awaited if in_sight else None
