"""What the typed forms say."""

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager

from domain.tables import PlanLine, SalesPlanLine
from handlers.deals.words import stage_words
from handlers.plans.cards import NAME
from handlers.plans.links import USUAL
from handlers.plans.wording import line_name, weekday_name
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import day_words, month_words


async def about_line(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    about = dialog_manager.dialog_data
    line = line_name(visit, PlanLine(about["line"]))
    if about["weekday"] != USUAL:
        line = f"{line}, {weekday_name(visit, about['weekday'])}"
    example = "plans-example-line" if about["weekday"] == USUAL else "plans-example-number"
    return {"who": cut(about["name"], NAME), "line": line, "example": visit.words.plain(example)}


async def about_exception(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    about = dialog_manager.dialog_data
    day = day_words(date.fromisoformat(about["day"]), visit.today, visit.words.language)
    return {"who": cut(about["name"], NAME), "line": line_name(visit, PlanLine(about["line"])), "day": day}


async def about_sales(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    about = dialog_manager.dialog_data
    money = about["line"] == SalesPlanLine.PAYMENTS
    return {
        **_month(visit, about),
        "line": line_name(visit, SalesPlanLine(about["line"])),
        "example": visit.words.plain("plans-example-money" if money else "plans-example-number"),
    }


async def about_stage(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    about = dialog_manager.dialog_data
    return {**_month(visit, about), "stage": stage_words(visit.words, about["stage"], about["own"])}


def _month(visit: Visit, about: dict[str, Any]) -> dict[str, Any]:
    month = month_words(date.fromisoformat(about["month"]), visit.words.language)
    return {"who": cut(about["name"], NAME), "month": month}
