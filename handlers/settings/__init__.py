"""Settings: one's own, the company's, plans."""

from aiogram import Router
from aiogram.filters import Command

from handlers.links import OpenPlans
from handlers.settings import links, plans, screens, thresholds
from handlers.settings.windows import plan_dialog, setting_dialog

__all__ = ["router"]


def router() -> Router:
    made = Router(name="settings")
    made.message.register(screens.settings_said, Command("settings"))
    for data, handler in (
        (links.OpenSettings, screens.settings_opened),
        (links.AskSetting, screens.setting_asked),
        (links.SetZone, screens.zone_set),
        (links.SetHours, screens.hours_set),
        (links.SetDigest, screens.digest_set),
        (links.SetTheme, screens.theme_set),
        (links.TypeSetting, screens.typing_asked),
        (OpenPlans, plans.plans_opened),
        (links.AskLine, plans.line_asked),
        (links.AskSales, plans.sales_asked),
    ):
        made.callback_query.register(handler, data.filter())
    made.include_routers(thresholds.router(), setting_dialog(), plan_dialog())
    return made
