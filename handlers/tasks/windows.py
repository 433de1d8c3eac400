"""A new task laid out: with whom, what, when, in what words."""

from operator import attrgetter
from typing import Any

from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, Select

from handlers.screen import B, Form, Given, Label, Screen
from handlers.tasks import actions, getters
from handlers.tasks.states import TaskForm


def dialog() -> Form:
    """A new dialog of «Новое дело»."""
    return Form(_client(), _action(), _when(), _day(), _hour(), _text(), on_start=actions.started)


def _client() -> Screen:
    return Screen(
        Given("text"),
        Column(_choice("client", "clients", actions.client_chosen, int)),
        Row(
            Button(B("task-no-client"), id="none", on_click=actions.no_client),
            Button(B("task-close"), id="close", on_click=actions.close),
        ),
        MessageInput(actions.client_said),
        state=TaskForm.client,
        getter=getters.client_getter,
    )


def _action() -> Screen:
    return Screen(
        Given("text"),
        Group(_choice("action", "actions", actions.action_chosen), width=2),
        Button(B("back"), id="back", on_click=actions.to_client),
        state=TaskForm.action,
        getter=getters.action_getter,
    )


def _when() -> Screen:
    return Screen(
        Given("text"),
        Group(_choice("when", "whens", actions.when_chosen), width=2),
        Button(B("task-move-calendar"), id="calendar", on_click=actions.to_calendar),
        Button(B("back"), id="back", on_click=actions.to_action),
        MessageInput(actions.when_said),
        state=TaskForm.when,
        getter=getters.when_getter,
    )


def _day() -> Screen:
    return Screen(
        Given("text"),
        Group(_choice("day", "days", actions.day_chosen), width=7),
        Row(
            Button(B("task-month-before"), id="before", on_click=actions.month_before),
            Button(B("task-month-after"), id="after", on_click=actions.month_after),
        ),
        Button(B("back"), id="back", on_click=actions.to_when),
        MessageInput(actions.when_said),
        state=TaskForm.day,
        getter=getters.day_getter,
    )


def _hour() -> Screen:
    return Screen(
        Given("text"),
        Group(_choice("hour", "hours", actions.hour_chosen), width=4),
        Button(B("task-no-hour"), id="none", on_click=actions.no_hour),
        Button(B("back"), id="back", on_click=actions.to_calendar),
        MessageInput(actions.when_said),
        state=TaskForm.hour,
        getter=getters.hour_getter,
    )


def _text() -> Screen:
    return Screen(
        Given("text"),
        Button(B("task-save"), id="save", on_click=actions.save),
        Button(B("back"), id="back", on_click=actions.to_when),
        MessageInput(actions.text_said),
        state=TaskForm.text,
        getter=getters.text_getter,
    )


def _choice(id_: str, items: str, on_click: Any, kind: Any = str) -> Select[Any]:
    return Select(Label(), id=id_, item_id_getter=attrgetter("id"), items=items, type_factory=kind, on_click=on_click)
