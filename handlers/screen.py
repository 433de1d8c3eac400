"""A window whose buttons know what they show, and the widgets that take their words from Fluent.

Callback data of aiogram-dialog carries the dialog and the widget, not the window, and `when` is not asked on a tap.
Here every button carries a stamp of the window and of its subject (the client, the task, the step of the queue:
whatever the getter returns as `subject`), and a tap counts only if that very button is on the screen now.
"""

from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s
from operator import attrgetter
from typing import Any

from aiogram.enums import ContentType
from aiogram.filters import Filter
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.api.entities import Context, MarkupVariant, Stack
from aiogram_dialog.api.protocols import DialogProtocol
from aiogram_dialog.dialog import OnDialogEvent
from aiogram_dialog.utils import CB_SEP, remove_intent_id
from aiogram_dialog.widgets.kbd import Select
from aiogram_dialog.widgets.kbd.select import TypeFactory
from aiogram_dialog.widgets.text import Text

from handlers.filters import WORDS, Sent, Typed
from handlers.last_screen import is_last
from handlers.visit import Visit

STAMP = 4
SHOWN = "shown"
SINCE = "since"
BUTTON_LENGTH = 60


class Screen(Window):
    """A window of ours. `form=False`: the screen is a resting place, pushes need not wait for it."""

    def __init__(self, *widgets: Any, state: State, form: bool = True, **kwargs: Any) -> None:
        super().__init__(*widgets, state=state, **kwargs)
        self._form = form

    async def render_kbd(self, data: dict[str, Any], manager: DialogManager) -> MarkupVariant:
        markup = await super().render_kbd(data, manager)
        stamp = self._stamp(data)
        visit = visit_of(manager)
        manager.current_context().widget_data[SHOWN] = [stamp, *_stamped(markup, stamp)]
        manager.current_context().widget_data[SINCE] = {"update": visit.update_id, "at": visit.now.isoformat()}
        visit.form_open = self._form
        return markup

    async def process_callback(self, callback: CallbackQuery, dialog: DialogProtocol, manager: DialogManager) -> bool:
        data = callback.data or ""
        stamp, tapped = data[:STAMP], data[STAMP:]
        shown = manager.current_context().widget_data.get(SHOWN)
        if not isinstance(shown, list) or stamp != shown[0] or tapped not in shown[1:]:
            show_present(callback, manager)
            return True
        return await super().process_callback(callback.model_copy(update={"data": tapped}), dialog, manager)

    def _stamp(self, data: dict[str, Any]) -> str:
        about = f"{self.state.state}|{data.get('subject', '')}"
        return b32encode(blake2s(about.encode(), digest_size=5).digest()).decode()[:STAMP]


def _stamped(markup: MarkupVariant, stamp: str) -> list[str]:
    """Put the stamp on every button; the plain data of each, to be remembered as what is on the screen."""
    shown: list[str] = []
    if not isinstance(markup, InlineKeyboardMarkup):
        return shown
    for button in (button for row in markup.inline_keyboard for button in row):
        if button.callback_data is not None:
            intent, data = remove_intent_id(button.callback_data)
            button.callback_data = f"{intent}{CB_SEP}{stamp}{data}"
            shown.append(data)
    return shown


def show_present(callback: CallbackQuery, manager: DialogManager) -> None:
    """The tap is about something no longer shown: nothing happens, the present screen comes where it can be seen."""
    message_id = callback.message.message_id if callback.message else None
    if message_id != manager.current_stack().last_message_id:
        manager.show_mode = ShowMode.SEND
        visit = visit_of(manager)
        if visit.tap is not None:
            visit.tap.answer(visit.words.plain("stale"))


class OfForm(Filter):
    """A button of a form carries the form's id. aiogram-dialog gives the open form every button that has none."""

    async def __call__(self, callback: CallbackQuery) -> bool:
        return CB_SEP in (callback.data or "")


class StillLast(Filter):
    """Since the form was shown no other screen was asked for: what is typed or sent may be its answer."""

    async def __call__(
        self, _: Message, visit: Visit, aiogd_context: Context | None = None, aiogd_stack: Stack | None = None
    ) -> bool:
        since: Any = aiogd_context.widget_data.get(SINCE) if aiogd_context else None
        if since is None or aiogd_stack is None or aiogd_stack.last_message_id is None:
            return True
        return await is_last(visit, aiogd_stack.last_message_id, datetime.fromisoformat(since["at"]), since["update"])


async def remember_start(start_data: Any, manager: DialogManager) -> None:
    manager.dialog_data.update(start_data or {})


class Form(Dialog):
    """A dialog of ours: commands, the keyboard and plain buttons pass it by; closed, it holds no push back.

    `takes`: what of the things sent may be an answer here; the rest is for those who know what to do with it.
    """

    def __init__(
        self,
        *windows: Window,
        takes: frozenset[ContentType] = WORDS,
        on_start: OnDialogEvent = remember_start,
        **kwargs: Any,
    ) -> None:
        super().__init__(*windows, on_start=on_start, **kwargs)
        self.message.filter(Typed())
        self.message.filter(Sent(takes))
        self.message.filter(StillLast())
        self.callback_query.filter(OfForm())

    async def process_close(self, result: Any, manager: DialogManager) -> None:
        visit_of(manager).form_open = False
        await super().process_close(result, manager)


def visit_of(manager: DialogManager) -> Visit:
    visit = manager.middleware_data["visit"]
    if not isinstance(visit, Visit):
        raise TypeError("every update of a member carries its visit")
    return visit


class T(Text):
    """A text of the member's language, HTML; its variables are the getter's values."""

    def __init__(self, key: str, when: Any = None) -> None:
        super().__init__(when=when)
        self.key = key

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return visit_of(manager).words(self.key, **_values(data))


class B(Text):
    """The same without HTML: the words on a button."""

    def __init__(self, key: str, when: Any = None) -> None:
        super().__init__(when=when)
        self.key = key

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return visit_of(manager).words.plain(self.key, **_values(data))


class Given(Text):
    """HTML that the getter has put together under this name."""

    def __init__(self, name: str, when: Any = None) -> None:
        super().__init__(when=when)
        self.name = name

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return str(data[self.name])


@dataclass(frozen=True, slots=True)
class Choice:
    """What a getter offers: a button with this label, and what a tap on it says."""

    id: str | int
    label: str


def choices(widget_id: str, items: str, on_click: Any, kind: TypeFactory[Any] = str) -> Select[Any]:
    """A button for each `Choice` that the getter gives as `items`."""
    id_of = attrgetter("id")
    return Select(Label(), id=widget_id, item_id_getter=id_of, items=items, type_factory=kind, on_click=on_click)


class Label(Text):
    """The label of a choice, cut to a button's length."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return cut(data["item"].label)


def cut(text: str, length: int = BUTTON_LENGTH) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _values(data: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in data.items() if isinstance(v, (str, int, float)) and not isinstance(v, bool)}
