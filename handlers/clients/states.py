from aiogram.fsm.state import State, StatesGroup


class NewClient(StatesGroup):
    """A new client: his name, and whether he is not known already."""

    name = State()
    similar = State()


class Edit(StatesGroup):
    """One field at a time."""

    choose = State()
    ask = State()
    date_text = State()
    date_day = State()
    date_whose = State()
    date_often = State()
    closing = State()


class Loss(StatesGroup):
    """«Потерян»: the reason, and the words it asks for."""

    reason = State()
    words = State()
