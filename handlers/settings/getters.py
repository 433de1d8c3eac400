"""What the typed forms say."""

from typing import Any

from aiogram_dialog import DialogManager

from domain.readers.thresholds import threshold_values
from domain.thresholds import threshold
from handlers.settings.thresholds import name_words
from handlers.visit import Visit


async def about_threshold(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    about, known = threshold(dialog_manager.dialog_data["field"]), await visit.read(threshold_values)
    return {"name": name_words(visit, about, known)}
