"""What a file is, which column is what."""

from aiogram.fsm.state import State, StatesGroup


class ImportForm(StatesGroup):
    what = State()
    columns = State()
    column = State()
