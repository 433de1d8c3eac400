"""The buttons with which a task is answered: an outcome in one tap, or another hour."""

from aiogram.types import InlineKeyboardButton

from domain.readers.tasks import TaskView
from domain.tables import TaskAction
from handlers.links import AnswerClaim, CloseClaim, StartLog
from handlers.log.links import AnswerTask
from handlers.plain import Rows, button, in_rows
from handlers.tasks.links import CompleteTask, MoveTask
from handlers.words import Words

OUTCOMES: dict[TaskAction, tuple[str, ...]] = {
    TaskAction.CALL: ("agreed", "talked", "no_answer", "refused"),
    TaskAction.MEETING: ("meeting", "thinking", "not_held", "meeting_refused"),
    TaskAction.OFFER: ("offer",),
    TaskAction.LETTER: ("letter",),
}
"""Codes of `handlers.log.happenings`: what the tap logs."""


def answer_rows(words: Words, view: TaskView) -> Rows:
    """What came of it, then another hour; a task about nobody is simply done."""
    return [*outcome_rows(words, view), move_row(words, view)]


def outcome_rows(words: Words, view: TaskView) -> Rows:
    if view.client_id is None or not view.client_open:
        return [[button(words.plain("task-done-button"), CompleteTask(task_id=view.id).pack())]]
    if view.action is TaskAction.CLAIM:
        return claim_rows(words, view.id, answered=view.due_at is None)
    codes = OUTCOMES.get(view.action, ())
    said = [button(words.plain(f"task-said-{code}"), _answer(view, code)) for code in codes]
    more = button(words.plain("task-said-more"), StartLog(task_id=view.id).pack())
    if len(codes) > 1:
        return [*in_rows(said, 2), [more]]
    done = button(words.plain("task-done-button"), CompleteTask(task_id=view.id).pack())
    return [[*(said or [done]), more]]


def claim_rows(words: Words, task_id: int, *, answered: bool) -> Rows:
    """First it is answered, which takes its hour away; then closed with what was done."""
    answer = [button(words.plain("claim-answer"), AnswerClaim(task_id=task_id).pack())]
    return [*([] if answered else [answer]), [button(words.plain("claim-close"), CloseClaim(task_id=task_id).pack())]]


def move_row(words: Words, view: TaskView) -> list[InlineKeyboardButton]:
    return [
        button(words.plain("task-move-2h"), MoveTask(task_id=view.id, how="2h").pack()),
        button(words.plain("task-move-day"), MoveTask(task_id=view.id, how="day").pack()),
        button(words.plain("task-move-more"), MoveTask(task_id=view.id).pack()),
    ]


def _answer(view: TaskView, code: str) -> str:
    return AnswerTask(task_id=view.id, outcome=code, occurrence=view.occurrence).pack()
