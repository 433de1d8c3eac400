"""What the typed forms say."""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.visit import Visit


async def about_threshold(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"name": visit.words.plain(f"threshold-{dialog_manager.dialog_data['field']}")}
