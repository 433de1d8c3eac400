"""Kinds of push that a member does not want to hear for a while. Rule: "What the bot pushes by itself"."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.nudges.kinds import KINDS
from domain.push_kinds import PUSH_KINDS
from domain.tables import PushMute, Role

NUDGE = "nudge:"
"""Before the name of a kind that is folded into the morning message."""


def is_muted(session: Session, member_id: int, kind: str, day: date) -> bool:
    """Whether the member does not want this kind on that day of his."""
    return kind in muted(session, member_id, day)


def muted(session: Session, member_id: int, day: date) -> frozenset[str]:
    """Kinds that the member does not want on that day of his."""
    rows = session.scalars(select(PushMute.kind).where(PushMute.member_id == member_id, PushMute.until >= day))
    return frozenset(rows)


def mutable(role: Role) -> tuple[str, ...]:
    """Kinds that a member of this role may do without: pushes of their own, and to who sells, what is folded."""
    own = tuple(name for name, kind in PUSH_KINDS.items() if kind.mutable and role in kind.roles)
    return (*own, *(f"{NUDGE}{kind.name}" for kind in KINDS)) if role is Role.REP else own


def muted_of(session: Session, days: Mapping[int, date]) -> dict[int, dict[str, date]]:
    """Kinds that these members do not want, each on a day of his, and until when."""
    rows = session.execute(
        select(PushMute.member_id, PushMute.kind, PushMute.until)
        .where(PushMute.member_id.in_(days))
        .order_by(PushMute.kind)
    )
    found: dict[int, dict[str, date]] = {}
    for row in rows:
        if row.until >= days[row.member_id]:
            found.setdefault(row.member_id, {})[row.kind] = row.until
    return found
