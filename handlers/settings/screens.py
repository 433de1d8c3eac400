"""Settings by taps: one's own, and the company's for the owner."""

from collections.abc import Callable

from aiogram import Bot
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode

from domain.errors import BadChoice
from domain.readers.settings import settings_of
from domain.use_cases.company import choose_theme
from handlers.home import language_card
from handlers.links import OpenSettings
from handlers.plain import Card, put_in_place, send
from handlers.settings.cards import digest_card, settings_card, zone_card
from handlers.settings.hours import show_week
from handlers.settings.links import (
    OWN,
    AskSetting,
    SetDigest,
    SetHours,
    SetTheme,
    SetZone,
    TypeSetting,
)
from handlers.settings.presets import HOURS
from handlers.settings.scopes import checked_scope, save_digest, save_hours, save_zone
from handlers.settings.states import SettingForm
from handlers.visit import Visit

ASKED: dict[str, Callable[[Visit, str], Card]] = {"zone": zone_card, "digest": digest_card}
TYPED = {"zone": SettingForm.zone, "hours": SettingForm.hours, "digest": SettingForm.digest}


async def settings_said(message: Message, bot: Bot, visit: Visit) -> None:
    await send_settings(bot, visit, OWN)


async def send_settings(bot: Bot, visit: Visit, scope: str) -> None:
    settings = await visit.read(settings_of, visit.who.id)
    await send(bot, visit.who.telegram_id, settings_card(visit, settings, scope))


async def settings_opened(callback: CallbackQuery, callback_data: OpenSettings, bot: Bot, visit: Visit) -> None:
    await _show(callback, bot, visit, checked_scope(visit, callback_data.scope))


async def setting_asked(callback: CallbackQuery, callback_data: AskSetting, bot: Bot, visit: Visit) -> None:
    scope = checked_scope(visit, callback_data.scope)
    if callback_data.name == "language":
        await put_in_place(bot, callback, language_card(visit))
        return
    if callback_data.name == "hours":
        await show_week(callback, bot, visit, scope)
        return
    if callback_data.name not in ASKED:
        raise BadChoice
    await put_in_place(bot, callback, ASKED[callback_data.name](visit, scope))


async def zone_set(callback: CallbackQuery, callback_data: SetZone, bot: Bot, visit: Visit) -> None:
    await save_zone(visit, callback_data.scope, callback_data.zone)
    await _show(callback, bot, visit, callback_data.scope)


async def hours_set(callback: CallbackQuery, callback_data: SetHours, bot: Bot, visit: Visit) -> None:
    if callback_data.preset and callback_data.preset not in HOURS:
        raise BadChoice
    await save_hours(visit, callback_data.scope, HOURS.get(callback_data.preset))
    await _show(callback, bot, visit, callback_data.scope)


async def digest_set(callback: CallbackQuery, callback_data: SetDigest, bot: Bot, visit: Visit) -> None:
    await save_digest(visit, callback_data.scope, callback_data.at)
    await _show(callback, bot, visit, callback_data.scope)


async def theme_set(callback: CallbackQuery, callback_data: SetTheme, bot: Bot, visit: Visit) -> None:
    await visit.run(choose_theme, callback_data.theme)
    await _show(callback, bot, visit, OWN)


async def typing_asked(
    callback: CallbackQuery, callback_data: TypeSetting, visit: Visit, dialog_manager: DialogManager
) -> None:
    scope = checked_scope(visit, callback_data.scope)
    if callback_data.name not in TYPED:
        raise BadChoice
    await dialog_manager.start(TYPED[callback_data.name], {"scope": scope}, mode=StartMode.RESET_STACK)


async def _show(callback: CallbackQuery, bot: Bot, visit: Visit, scope: str) -> None:
    settings = await visit.read(settings_of, visit.who.id)
    await put_in_place(bot, callback, settings_card(visit, settings, scope))
