"""What the forms of the spend say."""

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager

from handlers.screen import Choice
from handlers.visit import Visit
from handlers.wording import month_words, sum_words


async def about_which(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    about = dialog_manager.dialog_data
    return {
        "said": about["said"],
        "month": _month(visit, about),
        "amount": sum_words(about["amount"], visit.words.language),
        "likely": [Choice(place, source) for place, source in enumerate(about["likely"])],
    }


async def about_amount(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    about = dialog_manager.dialog_data
    now = about["now"]
    return {
        "source": about["source"],
        "month": _month(visit, about),
        "entered": bool(now),
        "now": sum_words(now, visit.words.language) if now else visit.words.plain("spend-nothing"),
        "subject": f"{about['source']}:{about['month']}",
    }


def _month(visit: Visit, about: dict[str, Any]) -> str:
    return month_words(date.fromisoformat(about["month"]), visit.words.language)
