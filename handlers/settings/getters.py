"""What the typed forms say."""

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager

from domain.tables import SalesPlanLine
from handlers.visit import Visit
from handlers.wording import month_words


async def about_threshold(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"name": visit.words.plain(f"threshold-{dialog_manager.dialog_data['field']}")}


async def about_plan(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    start = dialog_manager.dialog_data
    shown = {"who": start["name"], "line": visit.words.plain(f"plans-line-{start['line']}")}
    if "month" not in start:
        return shown
    money = start["line"] == SalesPlanLine.PAYMENTS
    example = visit.words.plain("plans-example-money" if money else "plans-example-number")
    month = month_words(date.fromisoformat(start["month"]), visit.words.language)
    return {**shown, "month": month, "example": example}
