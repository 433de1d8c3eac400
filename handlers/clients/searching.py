"""While the list of clients is the last screen, what is typed is looked for among them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram.fsm.context import FSMContext

from domain.readers.inbox import went_elsewhere
from handlers.visit import Visit
from handlers.words import LANGUAGES, words

KEY = "clients"
COUNTS_FOR = timedelta(minutes=30)
LONGEST = 100
MENU = tuple(
    words(language).plain(key)
    for language in LANGUAGES
    for key in ("menu-log", "menu-day", "menu-clients", "menu-deals", "menu-figures", "menu-reports")
)


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
                "update": _update(visit),
            }
        }
    )


async def forget_search(state: FSMContext) -> None:
    data = await state.get_data()
    if data.pop(KEY, None) is not None:
        await state.set_data(data)


async def asked_here(state: FSMContext, visit: Visit) -> bool:
    """Whether the list is still the last screen."""
    stored = (await state.get_data()).get(KEY)
    if not isinstance(stored, dict):
        return False
    at = datetime.fromisoformat(stored["at"])
    if visit.now - at > COUNTS_FOR:
        return False
    between = range(stored["update"] + 1, _update(visit))
    return not await visit.read(went_elsewhere, visit.who.telegram_id, at, between, stored["message"], MENU)


async def searched(state: FSMContext) -> str:
    """The words looked for last."""
    stored = (await state.get_data()).get(KEY)
    return str(stored["words"]) if isinstance(stored, dict) else ""


def _update(visit: Visit) -> int:
    return int(visit.key.rpartition(":")[2])
