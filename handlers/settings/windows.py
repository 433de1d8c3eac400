"""Forms of the settings: what is typed instead of tapped."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from handlers.forms import left
from handlers.screen import B, Form, Screen, T
from handlers.settings.actions import (
    calendar_typed,
    digest_typed,
    hours_typed,
    threshold_typed,
    zone_typed,
)
from handlers.settings.getters import about_threshold
from handlers.settings.states import SettingForm

Typed = Callable[[Message, Any, DialogManager], Awaitable[None]]


def setting_dialog() -> Dialog:
    return Form(
        _typed("settings-type-zone", zone_typed, SettingForm.zone),
        _typed("settings-type-hours", hours_typed, SettingForm.hours),
        _typed("settings-type-digest", digest_typed, SettingForm.digest),
        _typed("calendar-type", calendar_typed, SettingForm.calendar),
        _typed("settings-type-threshold", threshold_typed, SettingForm.threshold, getter=about_threshold),
    )


def _typed(key: str, typed: Typed, state: State, **kwargs: Any) -> Screen:
    return Screen(
        T(key),
        MessageInput(typed, content_types=ContentType.TEXT),
        Button(B("settings-close"), id="close", on_click=left),
        state=state,
        **kwargs,
    )
