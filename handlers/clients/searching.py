"""While the list of clients is the last screen, what is typed is looked for among them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram.fsm.context import FSMContext

from handlers import last_screen
from handlers.visit import Visit

KEY = "clients"
COUNTS_FOR = timedelta(minutes=30)
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Searching:
    """The message that shows the list, and the words looked for."""

    message_id: int
    words: str = ""


async def remember_search(state: FSMContext, visit: Visit, shown: Searching) -> None:
    await state.update_data(
        {
            KEY: {
                "message": shown.message_id,
                "words": shown.words[:LONGEST],
                "at": visit.now.isoformat(),
                "update": visit.update_id,
            }
        }
    )


async def forget_search(state: FSMContext) -> None:
    await last_screen.forget(state, KEY)


async def asked_here(state: FSMContext, visit: Visit) -> bool:
    """Whether the list is still the last screen."""
    stored = (await state.get_data()).get(KEY)
    if not isinstance(stored, dict):
        return False
    at = datetime.fromisoformat(stored["at"])
    return await last_screen.is_last(visit, stored["message"], at, stored["update"], COUNTS_FOR)


async def searched(state: FSMContext) -> str:
    """The words looked for last."""
    stored = (await state.get_data()).get(KEY)
    return str(stored["words"]) if isinstance(stored, dict) else ""
