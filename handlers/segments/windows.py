"""What is typed about a segment, laid out: one question each."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram.types import Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from handlers.forms import left
from handlers.screen import B, Form, Given, Screen
from handlers.segments.states import SegmentForm
from handlers.segments.typed import asked_getter, name_said, span_said, sum_said

Said = Callable[[Message, Any, DialogManager], Awaitable[None]]


def segment_dialog() -> Form:
    return Form(
        _asked(name_said, SegmentForm.name),
        _asked(span_said, SegmentForm.span),
        _asked(sum_said, SegmentForm.sum),
    )


def _asked(said: Said, state: State) -> Screen:
    return Screen(
        Given("text"),
        MessageInput(said, content_types=ContentType.TEXT),
        Button(B("task-close"), id="close", on_click=left),
        state=state,
        getter=asked_getter,
    )
