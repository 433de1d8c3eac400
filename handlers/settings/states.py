"""What is typed instead of tapped."""

from aiogram.fsm.state import State, StatesGroup


class SettingForm(StatesGroup):
    zone = State()
    hours = State()
    digest = State()
    threshold = State()
    calendar = State()
