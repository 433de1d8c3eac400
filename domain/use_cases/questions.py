"""A manager asks in one tap, the member answers in one, the manager is told. Rule: "What the bot pushes by itself"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from domain.clients import client_open_to
from domain.errors import BadChoice, Gone, TooLong
from domain.readers.attribution import may_see_member
from domain.readers.questions import kept_code, kept_words
from domain.tables import Deal, Invoice, Member, Question, Task
from domain.telling import tell
from domain.use_case import Right, Tx, use_case
from domain.zones import today_of

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "task": ("today", "done", "moved", "needless", "help"),
    "invoice": ("promised", "disputed", "paid", "help"),
    "client": ("today", "in_touch", "left", "help"),
    "deal": ("today", "waiting", "lost", "help"),
    "plan": ("catch_up", "clients_away", "busy", "help"),
}
"""What may be asked about, and what is answered in one tap; anything may be answered in words instead."""
TABLES: Mapping[str, Any] = {"task": Task, "invoice": Invoice, "deal": Deal}
LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Asked:
    question_id: int
    again: bool = False
    """It was asked today already: nothing was written now."""


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    question_id: int


@use_case(Right.SEE_TEAM)
def ask_member(tx: Tx, actor: Member, member_id: int, kind: str, subject_id: int, message_id: int | None) -> Asked:
    """Ask one whom the actor leads, once a day about the same. Raises BadChoice, Gone, ClientNotYours.

    `subject_id`: the id of the task, invoice, client or deal; 0 of a plan. `message_id`: the answer comes under it.
    """
    member = _whom(tx, actor, member_id)
    if kind not in ANSWERS:
        raise BadChoice
    _check_subject(tx, actor, member, kind, subject_id)
    form_key = f"ask:{actor.id}:{member_id}:{kind}:{subject_id}:{today_of(tx, actor)}"
    known = tx.session.scalar(select(Question.id).where(Question.form_key == form_key))
    if known is not None:
        return Asked(known, again=True)
    about = {"subject_id": subject_id, "message_id": message_id}
    question = Question(
        asked_by=actor.id, member_id=member_id, kind=kind, about=about, asked_at=tx.now, form_key=form_key
    )
    tx.session.add(question)
    tx.session.flush()
    tell(tx, member, "question_asked", str(question.id), {"question_id": question.id})
    return Asked(question.id)


@use_case(Right.LOG_ACTIVITY)
def answer_question(tx: Tx, actor: Member, question_id: int, code: str, words: str = "") -> QuestionAnswered:
    """Answer with a code of those offered, or in words; said again, it replaces what was said and is told again.

    Raises BadChoice, Gone, TooLong.
    """
    question = tx.session.get(Question, question_id)
    if question is None or question.member_id != actor.id:
        raise Gone
    said = words.strip()
    if len(said) > LONGEST:
        raise TooLong(length=len(said), limit=LONGEST)
    if not said and code not in ANSWERS[question.kind]:
        raise BadChoice
    answer = kept_words(said) if said else kept_code(code)
    if question.answer != answer:
        question.answer, question.answered_at = answer, tx.now
        asker = tx.session.get_one(Member, question.asked_by)
        tell(tx, asker, "question_answered", f"{question.id}:{tx.cause.key}", {"question_id": question.id})
    return QuestionAnswered(question.id)


def _whom(tx: Tx, actor: Member, member_id: int) -> Member:
    member = tx.session.get(Member, member_id)
    if member is None or member.dismissed_at is not None or member_id == actor.id:
        raise Gone
    if not may_see_member(tx.session, actor.id, actor.role, member_id):
        raise Gone
    return member


def _check_subject(tx: Tx, actor: Member, member: Member, kind: str, subject_id: int) -> None:
    """What is asked about is there, and open to both: who is asked reads its name and sum. A task is his own."""
    client_id: int | None = subject_id if kind == "client" else None
    if kind == "plan" and subject_id:
        raise BadChoice
    if kind in TABLES:
        row = tx.session.get(TABLES[kind], subject_id)
        if row is None or (kind == "task" and row.assignee_id != member.id):
            raise Gone
        client_id = row.client_id
    if client_id is not None:
        client_open_to(tx.session, actor, client_id)
        if kind != "task":
            client_open_to(tx.session, member, client_id)
