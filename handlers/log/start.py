"""Ways into «Записать»."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode

from domain.readers.logging import log_subject
from handlers.links import StartLog
from handlers.log.states import Log
from handlers.visit import Visit

QUERY_LENGTH = 200


def form_data(
    visit: Visit,
    *,
    client: int = 0,
    task: int = 0,
    deal: int = 0,
    query: str | None = None,
    same: str | None = None,
    files: int = 0,
    not_yours: dict[str, str] | None = None,
) -> dict[str, Any]:
    """What the form starts with. `same`: what happened is known; `files`: those that wait for a client."""
    return {
        "form": f"log:{visit.key}",
        "client": client,
        "task": task,
        "deal": deal,
        "query": query,
        "same": same,
        "files": files,
        "not_yours": not_yours,
    }


async def press_log(message: Message, visit: Visit, dialog_manager: DialogManager) -> None:
    """«➕ Записать» and /log."""
    await dialog_manager.start(Log.client, form_data(visit), mode=StartMode.RESET_STACK)


async def tap_log(
    callback: CallbackQuery, callback_data: StartLog, visit: Visit, dialog_manager: DialogManager
) -> None:
    """«Записать» about what is known already: straight to what happened."""
    known = callback_data
    about = await visit.read(log_subject, visit.who.id, visit.today, known.client_id, known.task_id, known.deal_id)
    if about is None:
        await dialog_manager.start(Log.client, form_data(visit), mode=StartMode.RESET_STACK)
        return
    data = form_data(visit, client=about.client_id, task=about.task_id or 0, deal=about.deal_id or 0)
    await dialog_manager.start(Log.outcome, data, mode=StartMode.RESET_STACK)
