from aiogram.fsm.state import State, StatesGroup


class TaskForm(StatesGroup):
    """A new task: with whom, what, when, in what words."""

    client = State()
    action = State()
    when = State()
    day = State()
    hour = State()
    text = State()
