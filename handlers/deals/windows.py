"""The forms of deals laid out: new, one question, lost."""

from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column

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
from handlers.forms import left
from handlers.screen import B, Form, Given, Screen, choices


def new_deal() -> Form:
    """A new dialog of opening a deal."""
    return Form(_client(), _amount())


def ask() -> Form:
    """A new dialog of one question about a deal."""
    return Form(_value())


def loss() -> Form:
    """A new dialog of a deal lost."""
    return Form(_reason(), _competitor(), _words(), _back())


def _client() -> Screen:
    return Screen(
        Given("text"),
        Column(choices("client", "clients", actions.client_chosen, int)),
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
        Column(choices("reason", "reasons", actions.reason_chosen)),
        _leave(),
        state=DealLoss.reason,
        getter=reason_getter,
    )


def _competitor() -> Screen:
    return Screen(
        Given("text"),
        Column(choices("name", "names", actions.competitor_chosen)),
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
        Column(choices("day", "days", actions.back_chosen)),
        Button(B("deal-never-back"), id="never", on_click=actions.never_back),
        _leave(),
        MessageInput(actions.back_said),
        state=DealLoss.back,
        getter=back_getter,
    )


def _leave() -> Button:
    return Button(B("client-close-form"), id="leave", on_click=left)
