"""What is done with what was typed."""

from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager

from domain.calendar_words import parse_calendar
from domain.dates import NotADate
from domain.errors import BadDay
from domain.hours_text import parse_hours
from domain.readers.thresholds import checked_threshold
from domain.use_cases.calendar import correct_calendar
from handlers.forms import bot_of, leave
from handlers.screen import visit_of
from handlers.settings.days import send_month
from handlers.settings.scopes import save_digest, save_hours, save_zone
from handlers.settings.screens import send_settings
from handlers.settings.thresholds import send_try


async def zone_typed(message: Message, widget: Any, manager: DialogManager) -> None:
    scope = manager.dialog_data["scope"]
    visit = visit_of(manager)
    await save_zone(visit, scope, (message.text or "").strip() or "?")
    await _settings_done(manager, scope)


async def hours_typed(message: Message, widget: Any, manager: DialogManager) -> None:
    scope = manager.dialog_data["scope"]
    await save_hours(visit_of(manager), scope, parse_hours(message.text or ""))
    await _settings_done(manager, scope)


async def calendar_typed(message: Message, widget: Any, manager: DialogManager) -> None:
    """«31.12 выходной»; then the month of the first day said."""
    visit = visit_of(manager)
    try:
        days = parse_calendar(message.text or "", visit.now, visit.who.zone)
    except NotADate:
        raise BadDay from None
    await visit.run(correct_calendar, days)
    await leave(manager)
    await send_month(bot_of(manager), visit, days[0][0])


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
