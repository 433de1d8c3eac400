"""What is done with what was typed."""

from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager

from domain.hours_text import parse_hours
from domain.readers.thresholds import checked_threshold
from handlers.forms import bot_of, leave
from handlers.screen import visit_of
from handlers.settings.cards import zone_said
from handlers.settings.screens import save_digest, save_hours, save_zone, send_settings
from handlers.settings.thresholds import send_try


async def zone_typed(message: Message, widget: Any, manager: DialogManager) -> None:
    scope = manager.dialog_data["scope"]
    visit = visit_of(manager)
    await save_zone(visit, scope, zone_said(visit, (message.text or "").strip()) or "?")
    await _settings_done(manager, scope)


async def hours_typed(message: Message, widget: Any, manager: DialogManager) -> None:
    scope = manager.dialog_data["scope"]
    await save_hours(visit_of(manager), scope, parse_hours(message.text or ""))
    await _settings_done(manager, scope)


async def digest_typed(message: Message, widget: Any, manager: DialogManager) -> None:
    scope = manager.dialog_data["scope"]
    await save_digest(visit_of(manager), scope, message.text or "?")
    await _settings_done(manager, scope)


async def threshold_typed(message: Message, widget: Any, manager: DialogManager) -> None:
    """Shown first, what would move; chosen by the button under it."""
    visit, field = visit_of(manager), manager.dialog_data["field"]
    worker = manager.middleware_data["worker"]
    said = (message.text or "").strip()[:20]
    await visit.read(checked_threshold, field, said)
    await leave(manager)
    await send_try(bot_of(manager), visit, worker, field, said)


async def _settings_done(manager: DialogManager, scope: str) -> None:
    await leave(manager)
    await send_settings(bot_of(manager), visit_of(manager), scope)
