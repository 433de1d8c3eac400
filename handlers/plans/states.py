"""What is typed instead of tapped."""

from aiogram.fsm.state import State, StatesGroup


class PlanForm(StatesGroup):
    line = State()
    exception = State()
    sales = State()
    stage = State()
