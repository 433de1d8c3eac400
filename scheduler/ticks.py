"""The tick: a restart, a missed tick, a second replica or a clock jump neither loses nor doubles a push."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.outbox import Push, already_enqueued, enqueue
from domain.tables import Notification, NotificationState
from scheduler.kind import Kind
from scheduler.kinds import KINDS
from scheduler.statements import close_told

CHUNK = 500


def tick(session: Session, now: datetime, kinds: tuple[Kind, ...] = KINDS) -> int:
    """Put into the outbox what is due by now and not yet there; how many pushes were new."""
    return put(session, missing(session, now, kinds), now)


def put(session: Session, pushes: list[Push], now: datetime) -> int:
    """Write them into the outbox, and with them what they tell of; how many were new."""
    close_told(session, pushes, now)
    return enqueue(session, pushes, now)


def missing(session: Session, now: datetime, kinds: tuple[Kind, ...] = KINDS) -> list[Push]:
    """What is due by now and not yet in the outbox: only read, so that an idle tick keeps no writer waiting."""
    due = [push for kind in kinds for push in kind.due(session, now)]
    known: set[str] = set()
    for start in range(0, len(due), CHUNK):
        known |= already_enqueued(session, [push.key for push in due[start : start + CHUNK]])
    return [push for push in due if push.key not in known]


def next_due(session: Session, after: datetime, kinds: tuple[Kind, ...] = KINDS) -> datetime | None:
    """The earliest instant later than `after` at which something falls due, as far as is known now."""
    waiting = session.scalar(
        select(func.min(Notification.due_at)).where(
            Notification.state == NotificationState.WAITING, Notification.due_at > after
        )
    )
    known = [waiting, *(kind.next_due(session, after) for kind in kinds)]
    return min((instant for instant in known if instant is not None), default=None)
