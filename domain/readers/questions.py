"""A question as both sides see it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from domain.errors import Gone
from domain.readers.tasks import TaskLine
from domain.tables import Client, Deal, Invoice, Member, Question, Task


@dataclass(frozen=True, slots=True)
class QuestionView:
    """`code`: the answer of those offered; `words`: one's own. `message_id`: under which message it was asked."""

    id: int
    kind: str
    asker: str
    member: str
    message_id: int | None
    client: str | None
    task: TaskLine | None
    deal: str | None
    amount: int | None
    code: str | None
    words: str | None

    @property
    def is_answered(self) -> bool:
        return self.code is not None or self.words is not None


def question_view(session: Session, member_id: int, question_id: int) -> QuestionView:
    """The question, if this member asked it or was asked. Raises Gone."""
    asker = aliased(Member)
    row = session.execute(
        select(Question, asker.name, Member.name)
        .join(asker, asker.id == Question.asked_by)
        .join(Member, Member.id == Question.member_id)
        .where(Question.id == question_id)
    ).first()
    if row is None or member_id not in (row[0].asked_by, row[0].member_id):
        raise Gone
    question, asked_by, asked = row
    subject_id = int(question.about["subject_id"])
    code, words = _parted(question.answer or "")
    client, task, deal, amount = _subject(session, question.kind, subject_id)
    return QuestionView(
        question.id,
        question.kind,
        asked_by,
        asked,
        question.about["message_id"],
        client,
        task,
        deal,
        amount,
        code,
        words,
    )


def kept_code(code: str) -> str:
    """An answer of those offered, as `Question.answer` has it."""
    return f"={code}"


def kept_words(words: str) -> str:
    """One's own words, as `Question.answer` has them: never taken for a code."""
    return f"={words}" if words.startswith("=") else words


def _parted(answer: str) -> tuple[str | None, str | None]:
    """Code or words of an answer."""
    if answer.startswith("=="):
        return None, answer.removeprefix("=")
    return (answer.removeprefix("="), None) if answer.startswith("=") else (None, answer or None)


def _subject(
    session: Session, kind: str, subject_id: int
) -> tuple[str | None, TaskLine | None, str | None, int | None]:
    """Client's name, the task, the deal's title, ₽ in kopecks: what there is of them."""
    if kind == "task":
        task = session.get_one(Task, subject_id)
        name = _name(session, task.client_id)
        line = TaskLine(task.id, task.action, task.text, task.due_on, task.due_at, task.client_id, name)
        return name, line, None, None
    if kind == "deal":
        deal = session.get_one(Deal, subject_id)
        return _name(session, deal.client_id), None, deal.title, deal.amount
    if kind == "invoice":
        invoice = session.get_one(Invoice, subject_id)
        return _name(session, invoice.client_id), None, None, invoice.amount
    return (_name(session, subject_id) if kind == "client" else None), None, None, None


def _name(session: Session, client_id: int | None) -> str | None:
    return session.scalar(select(Client.name).where(Client.id == client_id)) if client_id is not None else None
