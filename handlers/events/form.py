"""A mark by steps: what kind of thing, the day, the words."""

from datetime import date, timedelta
from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group

from domain.dates import NotADate, parse_past_when
from domain.errors import BadDate
from domain.tables import EventKind
from domain.use_cases.events import EventDraft
from handlers.events.marks import noted
from handlers.forms import bot_of, leave, left
from handlers.plain import send
from handlers.screen import B, Choice, Form, Given, Screen, T, choices, visit_of
from handlers.visit import Visit
from handlers.wording import day_words

DAYS_BACK = (0, 1, 2, 7)


class EventForm(StatesGroup):
    kind = State()
    day = State()
    words = State()


def event_form() -> Form:
    """A new dialog of one mark."""
    close = Button(B("event-close"), id="close", on_click=left)
    return Form(
        Screen(
            T("event-ask-kind"),
            Group(choices("kind", "kinds", kind_chosen), width=2),
            close,
            state=EventForm.kind,
            getter=kind_getter,
        ),
        Screen(
            T("event-ask-day"),
            Group(choices("day", "days", day_chosen), width=2),
            close,
            MessageInput(day_said, content_types=ContentType.TEXT),
            state=EventForm.day,
            getter=day_getter,
        ),
        Screen(
            Given("text"),
            close,
            MessageInput(words_said, content_types=ContentType.TEXT),
            state=EventForm.words,
            getter=words_getter,
        ),
    )


async def new_event(callback: CallbackQuery, visit: Visit, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(
        EventForm.kind, {"form": f"event:{visit.key}"}, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND
    )


async def kind_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    say = visit_of(dialog_manager).words.plain
    kinds = [Choice(kind.value, say("event-kind", kind=kind.value)) for kind in EventKind]
    return {"kinds": kinds, "subject": dialog_manager.dialog_data["form"]}


async def day_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    visit = visit_of(dialog_manager)
    days = [visit.today - timedelta(days=back) for back in DAYS_BACK]
    labels = [day_words(day, visit.today, visit.words.language) for day in days]
    offered = [Choice(day.isoformat(), label) for day, label in zip(days, labels, strict=True)]
    return {"days": offered, "subject": dialog_manager.dialog_data["form"]}


async def words_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    day = day_words(date.fromisoformat(data["day"]), visit.today, visit.words.language)
    return {"text": visit("event-ask-words", day=day, kind=data["kind"]), "subject": data["form"]}


async def kind_chosen(_: CallbackQuery, __: Any, manager: DialogManager, kind: str) -> None:
    manager.dialog_data["kind"] = EventKind(kind).value
    await manager.switch_to(EventForm.day)


async def day_chosen(_: CallbackQuery, __: Any, manager: DialogManager, day: str) -> None:
    await _of_day(manager, date.fromisoformat(day))


async def day_said(message: Message, _: Any, manager: DialogManager) -> None:
    visit = visit_of(manager)
    try:
        day = parse_past_when(message.text or "", visit.now, visit.who.zone).day
    except NotADate:
        raise BadDate from None
    await _of_day(manager, day)


async def _of_day(manager: DialogManager, day: date) -> None:
    manager.dialog_data["day"] = day.isoformat()
    await manager.switch_to(EventForm.words)


async def words_said(message: Message, _: Any, manager: DialogManager) -> None:
    """The last step: it is noted, and the list shows it."""
    data, visit = manager.dialog_data, visit_of(manager)
    draft = EventDraft(EventKind(data["kind"]), date.fromisoformat(data["day"]), message.text or "", data["form"])
    card = await noted(visit, draft)
    await leave(manager)
    await send(bot_of(manager), visit.who.telegram_id, card)
