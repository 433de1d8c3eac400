"""Buttons of questions."""

from aiogram.filters.callback_data import CallbackData


class Ask(CallbackData, prefix="ask"):
    """Ask a member about a task, an invoice, a client, a deal (its id), or his plan (0)."""

    member_id: int
    kind: str
    subject_id: int = 0


class AnswerQuestion(CallbackData, prefix="answ"):
    question_id: int
    code: str


class AnswerInWords(CallbackData, prefix="answw"):
    question_id: int
