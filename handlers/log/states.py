from aiogram.fsm.state import State, StatesGroup


class Log(StatesGroup):
    """«Записать»: whom, what happened, how much. What is saved is shown by a plain card."""

    client = State()
    name = State()
    outcome = State()
    more = State()
    amount = State()
