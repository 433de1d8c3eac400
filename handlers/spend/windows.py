"""Forms of the spend: which source, how much."""

from aiogram.enums import ContentType
from aiogram_dialog import Dialog
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column

from handlers.forms import left
from handlers.screen import B, Form, Screen, T, choices
from handlers.spend.actions import amount_typed, likely_chosen, name_typed, new_chosen, removed
from handlers.spend.getters import about_amount, about_which
from handlers.spend.states import SpendForm


def spend_dialog() -> Dialog:
    return Form(
        Screen(
            T("spend-which"),
            Column(choices("source", "likely", likely_chosen, int)),
            Button(B("spend-which-new"), id="new", on_click=new_chosen, when="said"),
            _close(),
            getter=about_which,
            state=SpendForm.which,
        ),
        Screen(
            T("spend-ask-name"),
            MessageInput(name_typed, content_types=ContentType.TEXT),
            _close(),
            state=SpendForm.name,
        ),
        Screen(
            T("spend-ask-amount"),
            MessageInput(amount_typed, content_types=ContentType.TEXT),
            Button(B("spend-remove"), id="remove", on_click=removed, when="entered"),
            _close(),
            getter=about_amount,
            state=SpendForm.amount,
        ),
    )


def _close() -> Button:
    return Button(B("settings-close"), id="close", on_click=left)
