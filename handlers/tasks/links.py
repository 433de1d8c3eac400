"""What the buttons of tasks do. Each can be tapped twice without harm."""

from aiogram.filters.callback_data import CallbackData


class CompleteTask(CallbackData, prefix="tdone"):
    task_id: int


class MoveTask(CallbackData, prefix="tmove"):
    """`how`: "ask" opens the choice, "2h" and "day" move at once, "form" asks for a date."""

    task_id: int
    how: str = "ask"


class CancelTask(CallbackData, prefix="tcan"):
    task_id: int
    sure: bool = False


class HandTask(CallbackData, prefix="thand"):
    """To whom; 0 = not chosen yet."""

    task_id: int
    member_id: int = 0
