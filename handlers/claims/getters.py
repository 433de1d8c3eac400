"""What the form of a claim shows."""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.screen import visit_of
from handlers.words import Html


async def asked_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    visit, data = visit_of(dialog_manager), dialog_manager.dialog_data
    asked = visit("claim-what-done", client=data["client"])
    return {"text": Html(f"{data['refused']}\n{asked}") if data["refused"] else asked, "subject": data["form"]}
