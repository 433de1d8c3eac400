"""The forms of deals laid out: new, one question, lost."""

from operator import attrgetter
from typing import Any

from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Select

from handlers.deals import actions
from handlers.deals.getters import (
    amount_getter,
    back_getter,
    client_getter,
    competitor_getter,
    reason_getter,
    value_getter,
    words_getter,
)
from handlers.deals.states import DealAsk, DealForm, DealLoss
from handlers.screen import B, Form, Given, Label, Screen


def new_deal() -> Form:
    """A new dialog of opening a deal."""
    return Form(_client(), _amount(), on_start=actions.started)


def ask() -> Form:
    """A new dialog of one question about a deal."""
    return Form(_value(), on_start=actions.started)


def loss() -> Form:
    """A new dialog of a deal lost."""
    return Form(_reason(), _competitor(), _words(), _back(), on_start=actions.started)


def _client() -> Screen:
    return Screen(
        Given("text"),
        Column(
            Select(
                Label(),
                id="client",
                item_id_getter=attrgetter("id"),
                items="clients",
                type_factory=int,
                on_click=actions.client_chosen,
            )
        ),
        _leave(),
        MessageInput(actions.client_said),
        state=DealForm.client,
        getter=client_getter,
    )


def _amount() -> Screen:
    return Screen(
        Given("text"),
        Button(B("deal-amount-unknown"), id="unknown", on_click=actions.amount_unknown),
        _leave(),
        MessageInput(actions.amount_said),
        state=DealForm.amount,
        getter=amount_getter,
    )


def _value() -> Screen:
    return Screen(Given("text"), _leave(), MessageInput(actions.value_said), state=DealAsk.value, getter=value_getter)


def _reason() -> Screen:
    return Screen(
        Given("text"),
        _choices("reason", "reasons", actions.reason_chosen),
        _leave(),
        state=DealLoss.reason,
        getter=reason_getter,
    )


def _competitor() -> Screen:
    return Screen(
        Given("text"),
        _choices("name", "names", actions.competitor_chosen),
        _leave(),
        MessageInput(actions.competitor_said),
        state=DealLoss.competitor,
        getter=competitor_getter,
    )


def _words() -> Screen:
    return Screen(Given("text"), _leave(), MessageInput(actions.words_said), state=DealLoss.words, getter=words_getter)


def _back() -> Screen:
    return Screen(
        Given("text"),
        _choices("day", "days", actions.back_chosen),
        Button(B("deal-never-back"), id="never", on_click=actions.never_back),
        _leave(),
        MessageInput(actions.back_said),
        state=DealLoss.back,
        getter=back_getter,
    )


def _choices(name: str, items: str, on_click: Any) -> Column:
    return Column(Select(Label(), id=name, item_id_getter=attrgetter("id"), items=items, on_click=on_click))


def _leave() -> Button:
    return Button(B("client-close-form"), id="leave", on_click=actions.left)
