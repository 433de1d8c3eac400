"""While a task asks when instead, what is typed is that day: with the quick answers and the calendar in sight."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers import last_screen
from handlers.visit import Visit

KEY = "moving"
COUNTS_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which task asks, and in which message."""

    task_id: int
    message_id: int


class AskedWhen(Filter):
    """A text written while a task asks when: the handler is given `asked`."""

    async def __call__(self, message: Message, visit: Visit, state: FSMContext) -> bool | dict[str, Any]:
        asked = await _asked(state, visit) if message.text else None
        return {"asked": asked} if asked else False


async def expect_day(state: FSMContext, visit: Visit, asked: Asked) -> None:
    await state.update_data({KEY: asdict(asked) | {"at": visit.now.isoformat(), "update": visit.update_id}})


async def forget_day(state: FSMContext) -> None:
    await last_screen.forget(state, KEY)


async def _asked(state: FSMContext, visit: Visit) -> Asked | None:
    stored = (await state.get_data()).get(KEY)
    if not isinstance(stored, dict):
        return None
    at, asked = datetime.fromisoformat(stored["at"]), Asked(stored["task_id"], stored["message_id"])
    return asked if await last_screen.is_last(visit, asked.message_id, at, stored["update"], COUNTS_FOR) else None
