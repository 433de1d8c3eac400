"""An answer to a nudge kept: it hides the nudge. Of one member unique within his day: a second tap finds the first."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.nudges.nudge import NudgeKind
from domain.tables import Member, NudgeAnswer
from domain.use_case import Area, Tx
from domain.zones import today_of


def answered_today(tx: Tx, actor: Member, kind: str, subject: str) -> NudgeAnswer | None:
    """The actor's own answer of today."""
    return _of_form(tx.session, _form_key(tx, actor, kind, subject))


def note_answer(
    tx: Tx,
    actor: Member,
    kind: NudgeKind,
    subject: str,
    client_id: int | None,
    answer: str,
    until: date | None = None,
    made: Mapping[str, int] | None = None,
) -> NudgeAnswer:
    """Write the answer within a use case."""
    form_key = _form_key(tx, actor, kind, subject)
    row = NudgeAnswer(
        kind=kind,
        subject=subject,
        client_id=client_id,
        member_id=actor.id,
        answer=answer,
        until=until,
        made=dict(made or {}),
        answered_at=tx.now,
        form_key=None if _of_form(tx.session, form_key) else form_key,
    )
    tx.session.add(row)
    tx.session.flush()
    tx.touch(Area.TASKS)
    return row


def _form_key(tx: Tx, actor: Member, kind: str, subject: str) -> str:
    return f"nudge:{actor.id}:{kind}:{subject}:{today_of(tx, actor)}"


def _of_form(session: Session, form_key: str) -> NudgeAnswer | None:
    return session.scalar(select(NudgeAnswer).where(NudgeAnswer.form_key == form_key))
