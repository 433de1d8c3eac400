"""What is typed."""

from aiogram.fsm.state import State, StatesGroup


class SpendForm(StatesGroup):
    which = State()
    name = State()
    amount = State()
