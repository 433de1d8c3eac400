from aiogram.filters.callback_data import CallbackData


class GoOn(CallbackData, prefix="qgo"):
    """Go on with the queue that was left unfinished, or begin `kind` anew."""

    kind: str
    anew: bool = False
