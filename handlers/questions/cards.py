"""How a question looks to who is asked, and its answer to who asked."""

from domain.readers.questions import QuestionView
from domain.use_cases.questions import ANSWERS
from handlers.plain import Card, button, in_rows
from handlers.questions.links import AnswerInWords, AnswerQuestion
from handlers.screen import cut
from handlers.tasks.wording import what_words
from handlers.visit import Visit
from handlers.wording import short_sum_words
from handlers.words import Html, Words

NAME = 60


def question_card(words: Words, view: QuestionView) -> Card:
    """What is asked, the answers in one tap, or in words."""
    said = [
        button(words.plain(_key(view.kind, code)), AnswerQuestion(question_id=view.id, code=code).pack())
        for code in ANSWERS[view.kind]
    ]
    own = button(words.plain("question-in-words"), AnswerInWords(question_id=view.id).pack())
    return Card(asked_text(words, view), in_rows([*said, own], 2))


def asked_text(words: Words, view: QuestionView) -> Html:
    """«Вера спрашивает: «Ромашка», перезвонить. Что мешает?»"""
    return words(f"question-{view.kind}", asker=view.asker, what=subject_words(words, view))


def subject_words(words: Words, view: QuestionView) -> Html | str:
    if view.task is not None:
        return what_words(words, view.task)
    name = words.plain("quoted", name=cut(view.client, NAME)) if view.client else cut(view.deal or "", NAME)
    return ", ".join(filter(None, (name, short_sum_words(view.amount, words.language) if view.amount else "")))


def in_words_card(visit: Visit, view: QuestionView, refused: Html | None = None) -> Card:
    """The answers in one tap stay. `refused`: why what was written was not taken."""
    parts = filter(None, (refused, asked_text(visit.words, view), visit("question-type")))
    return Card(Html("\n".join(parts)), question_card(visit.words, view).rows)


def answered_card(words: Words, view: QuestionView) -> Card:
    """In place of the question: what was answered."""
    return Card(words("question-thanks", name=view.asker, answer=answer_words(words, view)))


def told_card(words: Words, view: QuestionView) -> Card:
    """To who asked."""
    answer = answer_words(words, view)
    if view.kind == "plan":
        return Card(words("question-told-plan", name=view.member, answer=answer))
    return Card(words("question-told", name=view.member, what=subject_words(words, view), answer=answer))


def answer_words(words: Words, view: QuestionView) -> str:
    return view.words if view.words is not None else words.plain(_key(view.kind, view.code or ""))


def _key(kind: str, code: str) -> str:
    return f"question-{kind}-{code.replace('_', '-')}"
