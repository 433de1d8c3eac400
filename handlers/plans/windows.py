"""Forms of the plans: what is typed instead of tapped."""

from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram_dialog import Dialog
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from handlers.forms import left
from handlers.plans.actions import exception_typed, line_typed, sales_typed, stage_typed
from handlers.plans.getters import about_exception, about_line, about_sales, about_stage
from handlers.plans.states import PlanForm
from handlers.screen import B, Form, Screen, T


def plan_dialog() -> Dialog:
    return Form(
        _typed("plans-type-line", line_typed, PlanForm.line, about_line),
        _typed("plans-type-exception", exception_typed, PlanForm.exception, about_exception),
        _typed("plans-type-sales", sales_typed, PlanForm.sales, about_sales),
        _typed("plans-type-stage", stage_typed, PlanForm.stage, about_stage),
    )


def _typed(key: str, typed: Any, state: State, getter: Any) -> Screen:
    return Screen(
        T(key),
        MessageInput(typed, content_types=ContentType.TEXT),
        Button(B("plans-close"), id="close", on_click=left),
        state=state,
        getter=getter,
    )
