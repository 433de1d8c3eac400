from aiogram.fsm.state import State, StatesGroup


class DealForm(StatesGroup):
    """A new deal: whose, for how much."""

    client = State()
    amount = State()


class DealAsk(StatesGroup):
    """One question about a deal: its amount, a part paid, an invoice, when it is expected."""

    value = State()


class DealLoss(StatesGroup):
    """Why, to whom, when to come back."""

    reason = State()
    competitor = State()
    words = State()
    back = State()
