"""The outbox: to enqueue is to write a row in the present transaction. Rule: "What the bot pushes by itself".

How loud it comes is its kind's matter (`domain.push_kinds`).
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from domain.push_kinds import PUSH_KINDS, Volume
from domain.tables import Notification, NotificationState


class Priority(IntEnum):
    """Answers before reminders before bulk."""

    ANSWER = 0
    REMINDER = 1
    BULK = 2


@dataclass(frozen=True, slots=True)
class Push:
    """What about, for whom, when. `key` is unique for ever: the same occurrence is never enqueued twice."""

    key: str
    kind: str
    recipient_id: int
    due_at: datetime
    expires_at: datetime | None
    about: dict[str, Any] = field(default_factory=dict)
    priority: Priority = Priority.REMINDER


def enqueue(session: Session, pushes: list[Push], created_at: datetime) -> int:
    """Write the pushes that are not yet in the outbox; how many were new."""
    if not pushes:
        return 0
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    written = 0
    for start in range(0, len(pushes), 50):
        rows = [_row(push, created_at) for push in pushes[start : start + 50]]
        statement = dialect.insert(Notification).values(rows).on_conflict_do_nothing(index_elements=["key"])
        written += session.execute(statement).rowcount  # type: ignore[attr-defined]
    return written


def _row(push: Push, created_at: datetime) -> dict[str, Any]:
    return {
        "key": push.key,
        "kind": push.kind,
        "recipient_id": push.recipient_id,
        "about": push.about,
        "priority": int(push.priority),
        "due_at": push.due_at,
        "expires_at": push.expires_at,
        "silent": PUSH_KINDS[push.kind].volume is Volume.SILENT,
        "state": NotificationState.WAITING,
        "attempts": 0,
        "created_at": created_at,
    }


def already_enqueued(session: Session, keys: list[str]) -> set[str]:
    """Which of the keys the outbox has seen."""
    return set(session.scalars(select(Notification.key).where(Notification.key.in_(keys))))
