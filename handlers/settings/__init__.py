"""Settings: one's own, the company's."""

from aiogram import Router
from aiogram.filters import Command

from handlers.links import OpenSettings
from handlers.settings import days, hours, links, screens, thresholds
from handlers.settings.windows import setting_dialog

__all__ = ["router"]


def router() -> Router:
    made = Router(name="settings")
    made.message.register(screens.settings_said, Command("settings"))
    for data, handler in (
        (OpenSettings, screens.settings_opened),
        (links.AskSetting, screens.setting_asked),
        (links.SetZone, screens.zone_set),
        (links.SetHours, screens.hours_set),
        (links.AskDay, hours.day_asked),
        (links.SetDay, hours.day_set),
        (links.SetDigest, screens.digest_set),
        (links.SetTheme, screens.theme_set),
        (links.TypeSetting, screens.typing_asked),
    ):
        made.callback_query.register(handler, data.filter())
    made.include_routers(thresholds.router(), days.router(), setting_dialog())
    return made
