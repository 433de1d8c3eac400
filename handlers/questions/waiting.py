"""While a question waits for an answer in words, what is typed is that answer."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers import last_screen
from handlers.visit import Visit

KEY = "answering"
COUNTS_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Awaited:
    """Which question waits, and in which message."""

    question_id: int
    message_id: int


class AnswerAwaited(Filter):
    """A text written while a question waits for words: the handler is given `awaited`."""

    async def __call__(self, message: Message, visit: Visit, state: FSMContext) -> bool | dict[str, Any]:
        awaited = await _awaited(state, visit) if message.text else None
        return {"awaited": awaited} if awaited else False


async def expect_words(state: FSMContext, visit: Visit, awaited: Awaited) -> None:
    await state.update_data({KEY: asdict(awaited) | {"at": visit.now.isoformat(), "update": visit.update_id}})


async def forget_words(state: FSMContext) -> None:
    await last_screen.forget(state, KEY)


async def _awaited(state: FSMContext, visit: Visit) -> Awaited | None:
    stored = (await state.get_data()).get(KEY)
    if not isinstance(stored, dict):
        return None
    at, awaited = datetime.fromisoformat(stored["at"]), Awaited(stored["question_id"], stored["message_id"])
    return awaited if await last_screen.is_last(visit, awaited.message_id, at, stored["update"], COUNTS_FOR) else None
