"""Kinds of push that a member does not want to hear for a while. Rule: "What the bot pushes by itself"."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import PushMute


def is_muted(session: Session, member_id: int, kind: str, day: date) -> bool:
    """Whether the member does not want this kind on that day of his."""
    return kind in muted(session, member_id, day)


def muted(session: Session, member_id: int, day: date) -> frozenset[str]:
    """Kinds that the member does not want on that day of his."""
    rows = session.scalars(select(PushMute.kind).where(PushMute.member_id == member_id, PushMute.until >= day))
    return frozenset(rows)
