"""«Записать» laid out: whom, what happened, how much."""

from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row

from handlers.filters import CONTACT, FILES, WORDS
from handlers.forms import left
from handlers.log import actions
from handlers.log.getters import amount_getter, client_getter, name_getter, outcome_getter
from handlers.log.states import Log
from handlers.screen import B, Form, Given, Screen, choices


def dialog() -> Form:
    """A new dialog of «Записать»."""
    return Form(_client(), _name(), _outcome(), _more(), _amount(), takes=WORDS | CONTACT | FILES)


def _client() -> Screen:
    return Screen(
        Given("text"),
        Column(choices("client", "clients", actions.client_chosen, int)),
        Button(Given("new_named"), id="named", on_click=actions.new_named, when="new_named"),
        Row(
            Button(B("log-new-client"), id="new", on_click=actions.new_client, when="new_unnamed"),
            Button(B("log-close"), id="close", on_click=left),
        ),
        MessageInput(actions.heard),
        state=Log.client,
        getter=client_getter,
    )


def _name() -> Screen:
    return Screen(
        Given("text"),
        Button(B("back"), id="back", on_click=actions.to_clients),
        MessageInput(actions.named),
        state=Log.name,
        getter=name_getter,
    )


def _outcome() -> Screen:
    return Screen(
        Given("text"),
        Group(
            choices("first", "first", actions.happened),
            Button(B("log-more"), id="more", on_click=actions.to_more),
            width=2,
        ),
        Row(
            Button(B("back"), id="back", on_click=actions.to_clients),
            Button(B("log-open-client"), id="card", on_click=actions.to_card),
        ),
        MessageInput(actions.heard),
        state=Log.outcome,
        getter=outcome_getter,
    )


def _more() -> Screen:
    return Screen(
        Given("text"),
        Group(choices("rest", "rest", actions.happened), width=2),
        Button(B("back"), id="back", on_click=actions.to_outcomes),
        MessageInput(actions.heard),
        state=Log.more,
        getter=outcome_getter,
    )


def _amount() -> Screen:
    return Screen(
        Given("text"),
        Button(Given("known"), id="known", on_click=actions.known_amount, when="known"),
        Button(B("log-amount-unsaid"), id="unsaid", on_click=actions.amount_unsaid, when="unsaid"),
        Button(B("back"), id="back", on_click=actions.to_outcomes),
        MessageInput(actions.amount_said),
        state=Log.amount,
        getter=amount_getter,
    )
