"""«📅 Добавить дату»: what it is, the day, whose, once or every year."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column

from domain.dates import NotADate, PastDate, parse_when
from domain.errors import BadDate
from domain.use_cases.clients import cleaned
from domain.use_cases.contacts import add_date
from handlers.clients.actions import finish, to_fields
from handlers.clients.getters import contacts_of, view_of
from handlers.clients.states import Edit
from handlers.screen import B, Given, Screen, choices, visit_of
from handlers.wording import date_words

EVERY_YEAR, ONCE = "yearly", "once"


def screens() -> tuple[Screen, ...]:
    """The screens of a date, part of filling a client in."""
    back = Button(B("back"), id="back", on_click=to_fields)
    return (
        Screen(Given("text"), back, MessageInput(text_said), state=Edit.date_text, getter=text_getter),
        Screen(Given("text"), back, MessageInput(day_said), state=Edit.date_day, getter=day_getter),
        Screen(
            Given("text"),
            Column(choices("whose", "people", whose_chosen, int)),
            Button(B("client-date-nobodys"), id="nobody", on_click=nobodys),
            back,
            state=Edit.date_whose,
            getter=whose_getter,
        ),
        Screen(
            Given("text"),
            Button(B("client-date-yearly"), id=EVERY_YEAR, on_click=often_chosen),
            Button(B("client-date-once"), id=ONCE, on_click=often_chosen, when="ahead"),
            back,
            state=Edit.date_often,
            getter=often_getter,
        ),
    )


# What is shown


async def text_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    view = await view_of(dialog_manager)
    text = visit_of(dialog_manager)("client-date-ask", name=view.name)
    return {"text": text, "subject": dialog_manager.dialog_data["form"]}


async def day_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    return {"text": visit_of(dialog_manager)("client-date-ask-day", text=data["date_text"]), "subject": data["form"]}


async def whose_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    view = await view_of(dialog_manager)
    return {
        "text": visit_of(dialog_manager)("client-date-ask-whose", date=_said(dialog_manager)),
        "people": contacts_of(view),
        "subject": f"{dialog_manager.dialog_data['form']}:{_said(dialog_manager)}",
    }


async def often_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """A day gone by can only come again every year."""
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    return {
        "text": visit("client-date-ask-often", date=_said(dialog_manager)),
        "ahead": date.fromisoformat(data["date_day"]) >= visit.today,
        "subject": f"{data['form']}:{_said(dialog_manager)}",
    }


def _said(manager: DialogManager) -> str:
    data, visit = manager.dialog_data, visit_of(manager)
    day = date_words(date.fromisoformat(data["date_day"]), visit.today, visit.words.language)
    return f"{day}: {data['date_text']}"


# What is done


async def to_text(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await manager.switch_to(Edit.date_text)


async def text_said(message: Message, _: Any, manager: DialogManager) -> None:
    manager.dialog_data["date_text"] = cleaned(message.text or "")
    await manager.switch_to(Edit.date_day)


async def day_said(message: Message, _: Any, manager: DialogManager) -> None:
    """A day gone by is one too: the firm was founded on it."""
    visit = visit_of(manager)
    try:
        day = parse_when(message.text or "", visit.now, visit.who.zone).day
    except PastDate as gone_by:
        day = gone_by.when.day
    except NotADate:
        raise BadDate from None
    manager.dialog_data.update(date_day=day.isoformat(), date_whose=None)
    known = contacts_of(await view_of(manager))
    await manager.switch_to(Edit.date_whose if known else Edit.date_often)


async def whose_chosen(_: CallbackQuery, __: Any, manager: DialogManager, contact_id: int) -> None:
    manager.dialog_data["date_whose"] = contact_id
    await manager.switch_to(Edit.date_often)


async def nobodys(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The client's own, no person's."""
    manager.dialog_data["date_whose"] = None
    await manager.switch_to(Edit.date_often)


async def often_chosen(_: CallbackQuery, tapped: Button, manager: DialogManager) -> None:
    data, visit = manager.dialog_data, visit_of(manager)
    day, yearly = date.fromisoformat(data["date_day"]), tapped.widget_id == EVERY_YEAR
    await visit.run(add_date, data["client"], data["date_text"], day, yearly, data["date_whose"])
    await finish(manager, data["client"], visit("client-date-kept", date=_said(manager)))
