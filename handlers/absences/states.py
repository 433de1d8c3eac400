"""Days typed instead of tapped."""

from aiogram.fsm.state import State, StatesGroup


class AwayForm(StatesGroup):
    days = State()
