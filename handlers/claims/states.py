from aiogram.fsm.state import State, StatesGroup


class Closing(StatesGroup):
    """«Закрыть рекламацию»: what was done."""

    words = State()
