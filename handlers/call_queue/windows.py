"""«Обзвон» laid out. Protected: phones of the base go through here one after another."""

from typing import Any

from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row

from domain.tables import Outcome
from handlers.call_queue import actions
from handlers.call_queue.getters import call_getter, decide_getter, over_getter, paused_getter
from handlers.call_queue.states import Queue
from handlers.filters import FILES, WORDS
from handlers.screen import B, Form, Given, Screen


def dialog() -> Form:
    """A new dialog of «Обзвон»."""
    return Form(_call(), _decide(), _paused(), _over(), takes=WORDS | FILES, on_start=actions.started)


def _call() -> Screen:
    return Screen(
        Given("text"),
        Row(_outcome(Outcome.AGREED), _outcome(Outcome.TALKED)),
        Row(_outcome(Outcome.NO_ANSWER), _outcome(Outcome.REFUSED)),
        Row(
            Button(B("queue-skip"), id="skip", on_click=actions.skipped),
            Button(B("queue-pause"), id="pause", on_click=actions.paused),
        ),
        *_about_previous(),
        MessageInput(actions.heard),
        state=Queue.call,
        getter=call_getter,
        protect_content=True,
    )


def _decide() -> Screen:
    return Screen(
        Given("text"),
        Row(
            Button(B("queue-letter"), id="letter", on_click=actions.decided),
            Button(B("queue-contact"), id="contact", on_click=actions.decided),
            Button(B("queue-let-go"), id="let_go", on_click=actions.decided),
        ),
        MessageInput(actions.heard),
        state=Queue.decide,
        getter=decide_getter,
        protect_content=True,
    )


def _paused() -> Screen:
    return Screen(
        Given("text"),
        Button(Given("go_on"), id="go_on", on_click=actions.gone_on),
        MessageInput(actions.heard),
        state=Queue.paused,
        getter=paused_getter,
        form=False,
        protect_content=True,
    )


def _over() -> Screen:
    return Screen(
        Given("text"),
        *_about_previous(),
        MessageInput(actions.heard),
        state=Queue.over,
        getter=over_getter,
        form=False,
        protect_content=True,
    )


def _outcome(outcome: Outcome) -> Button:
    return Button(B(f"log-tap-{outcome.value}"), id=outcome.value, on_click=actions.called, when="callable")


def _about_previous() -> tuple[Any, ...]:
    return (
        Button(B("log-it-is-search"), id="search", on_click=actions.it_is_search, when="said"),
        Button(B("queue-change"), id="change", on_click=actions.changed, when="changeable"),
    )
