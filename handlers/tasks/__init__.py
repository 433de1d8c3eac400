"""Tasks: the list by day, one task, a new one."""

from aiogram import Router
from aiogram.filters import Command

from handlers.links import NewTask, OpenTask, OpenTasks, ShowTask
from handlers.tasks import moves
from handlers.tasks.actions import new_task
from handlers.tasks.links import CancelTask, CompleteTask, HandTask, MoveDay, MoveMonth, MoveTask, MoveTo
from handlers.tasks.windows import dialog

__all__ = ["router"]


def router() -> Router:
    made = Router(name="tasks")
    made.message.register(moves.show_list, Command("tasks"))
    taps = made.callback_query
    taps.register(moves.open_list, OpenTasks.filter())
    taps.register(moves.open_task, OpenTask.filter())
    taps.register(moves.show_task, ShowTask.filter())
    taps.register(moves.complete, CompleteTask.filter())
    taps.register(moves.move, MoveTask.filter())
    taps.register(moves.move_month, MoveMonth.filter())
    taps.register(moves.move_day, MoveDay.filter())
    taps.register(moves.move_there, MoveTo.filter())
    taps.register(moves.hand, HandTask.filter())
    taps.register(moves.cancel, CancelTask.filter())
    taps.register(new_task, NewTask.filter())
    made.include_router(dialog())
    return made
