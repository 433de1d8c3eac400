"""What the buttons of tasks do. Each can be tapped twice without harm."""

from datetime import date, time

from aiogram.filters.callback_data import CallbackData

from domain.errors import BadChoice
from handlers.forged import YEARS

NO_HOUR = ""


class CompleteTask(CallbackData, prefix="tdone"):
    task_id: int


class MoveTask(CallbackData, prefix="tmove"):
    """`how`: "ask" opens the choice, "2h" and "day" move at once."""

    task_id: int
    how: str = "ask"


class MoveMonth(CallbackData, prefix="tmon"):
    """The calendar; `month` «202611», empty = the present one."""

    task_id: int
    month: str = ""


class MoveDay(CallbackData, prefix="tday"):
    """The hours of a day «20261127»."""

    task_id: int
    day: str


class MoveTo(CallbackData, prefix="tto"):
    """To that day and hour («1100», or none) of the assignee's clock."""

    task_id: int
    day: str
    hour: str = NO_HOUR


class CancelTask(CallbackData, prefix="tcan"):
    task_id: int
    sure: bool = False


class HandTask(CallbackData, prefix="thand"):
    """To whom; 0 = not chosen yet."""

    task_id: int
    member_id: int = 0


def day_of(digits: str) -> date:
    """«20261127» as a day. Raises BadChoice."""
    try:
        day = date.fromisoformat(digits)
    except ValueError:
        raise BadChoice from None
    if day.year not in YEARS:
        raise BadChoice
    return day


def hour_of(digits: str) -> time | None:
    """«1100» as an hour, nothing as none. Raises BadChoice."""
    if not digits:
        return None
    try:
        return time.fromisoformat(digits)
    except ValueError:
        raise BadChoice from None


def move_to(task_id: int, day: date, hour: time | None) -> str:
    """The callback data that moves to this very day and hour."""
    return MoveTo(task_id=task_id, day=f"{day:%Y%m%d}", hour=f"{hour:%H%M}" if hour else NO_HOUR).pack()
