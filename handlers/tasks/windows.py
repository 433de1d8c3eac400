"""A new task laid out: with whom, what, when, in what words."""

from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row

from handlers.forms import left
from handlers.screen import B, Form, Given, Screen, choices
from handlers.tasks import actions, getters
from handlers.tasks.states import TaskForm


def dialog() -> Form:
    """A new dialog of «Новое дело»."""
    return Form(_client(), _action(), _when(), _day(), _hour(), _text())


def _client() -> Screen:
    return Screen(
        Given("text"),
        Column(choices("client", "clients", actions.client_chosen, int)),
        Row(
            Button(B("task-no-client"), id="none", on_click=actions.no_client),
            Button(B("task-close"), id="close", on_click=left),
        ),
        MessageInput(actions.client_said),
        state=TaskForm.client,
        getter=getters.client_getter,
    )


def _action() -> Screen:
    return Screen(
        Given("text"),
        Group(choices("action", "actions", actions.action_chosen), width=2),
        Button(B("back"), id="back", on_click=actions.to_client),
        state=TaskForm.action,
        getter=getters.action_getter,
    )


def _when() -> Screen:
    return Screen(
        Given("text"),
        Group(choices("when", "whens", actions.when_chosen), width=2),
        Button(B("task-move-calendar"), id="calendar", on_click=actions.to_calendar),
        Button(B("back"), id="back", on_click=actions.to_action),
        MessageInput(actions.when_said),
        state=TaskForm.when,
        getter=getters.when_getter,
    )


def _day() -> Screen:
    return Screen(
        Given("text"),
        Group(choices("day", "days", actions.day_chosen), width=7),
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
        Group(choices("hour", "hours", actions.hour_chosen), width=4),
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
