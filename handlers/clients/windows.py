"""The forms of a client laid out: new, one field at a time, lost."""

from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row

from handlers.clients import actions, dates
from handlers.clients.getters import (
    ask_getter,
    choose_getter,
    closing_getter,
    new_getter,
    reason_getter,
    similar_getter,
    words_getter,
)
from handlers.clients.states import Edit, Loss, NewClient
from handlers.filters import CONTACT, PLACE, WORDS
from handlers.forms import left
from handlers.screen import B, Form, Given, Screen, choices


def new_client() -> Form:
    """A new dialog of adding a client."""
    return Form(_name(), _similar(), takes=WORDS | CONTACT)


def edit() -> Form:
    """A new dialog of filling a client in."""
    return Form(_choose(), _ask(), *dates.screens(), _closing(), takes=WORDS | CONTACT | PLACE)


def loss() -> Form:
    """A new dialog of a client lost."""
    return Form(_reason(), _words())


def _name() -> Screen:
    return Screen(
        Given("text"),
        Button(B("client-close-form"), id="close", on_click=left),
        MessageInput(actions.named),
        state=NewClient.name,
        getter=new_getter,
    )


def _similar() -> Screen:
    return Screen(
        Given("text"),
        Column(
            choices("same", "own", actions.same, int),
        ),
        Button(B("client-another"), id="another", on_click=actions.another),
        Button(B("client-close-form"), id="close", on_click=left),
        MessageInput(actions.named),
        state=NewClient.similar,
        getter=similar_getter,
    )


def _choose() -> Screen:
    return Screen(
        Given("text"),
        Group(
            choices("field", "fields", actions.field_chosen),
            width=2,
        ),
        Button(B("client-date-button"), id="date", on_click=dates.to_text),
        Row(
            Button(B("client-lost-button"), id="lost", on_click=actions.to_loss, when="not_lost"),
            Button(B("client-not-lost-button"), id="not_lost", on_click=actions.not_lost, when="lost"),
            Button(B("client-close-button"), id="closing", on_click=actions.to_closing),
        ),
        Button(B("client-done"), id="done", on_click=actions.done),
        state=Edit.choose,
        getter=choose_getter,
    )


def _ask() -> Screen:
    return Screen(
        Given("text"),
        Column(
            choices("choice", "choices", actions.value_chosen),
        ),
        Row(
            Button(B("client-skip"), id="skip", on_click=actions.skipped, when="in_turn"),
            Button(B("back"), id="back", on_click=actions.to_fields, when="one"),
            Button(B("client-done"), id="done", on_click=actions.done),
        ),
        MessageInput(actions.value_said),
        state=Edit.ask,
        getter=ask_getter,
    )


def _closing() -> Screen:
    return Screen(
        Given("text"),
        Button(B("client-close-sure"), id="sure", on_click=actions.closed),
        Button(B("back"), id="back", on_click=actions.to_fields),
        state=Edit.closing,
        getter=closing_getter,
    )


def _reason() -> Screen:
    return Screen(
        Given("text"),
        Column(
            choices("reason", "reasons", actions.reason_chosen),
        ),
        Button(B("client-done"), id="done", on_click=actions.done),
        state=Loss.reason,
        getter=reason_getter,
    )


def _words() -> Screen:
    return Screen(
        Given("text"),
        Button(B("client-done"), id="done", on_click=actions.done),
        MessageInput(actions.words_said),
        state=Loss.words,
        getter=words_getter,
    )
