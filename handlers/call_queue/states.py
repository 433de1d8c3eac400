from aiogram.fsm.state import State, StatesGroup


class Queue(StatesGroup):
    """«Обзвон»: a client at a time, the third call not answered, a rest, the end."""

    call = State()
    decide = State()
    paused = State()
    over = State()
