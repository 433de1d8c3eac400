"""The tick: a restart, a missed tick, a second replica or a clock jump neither loses nor doubles a push."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.outbox import enqueue
from domain.tables import Notification, NotificationState
from scheduler.kind import Kind
from scheduler.kinds import KINDS


def tick(session: Session, now: datetime, kinds: tuple[Kind, ...] = KINDS) -> int:
    """Put into the outbox what is due by now and not yet there; how many pushes were new."""
    return sum(enqueue(session, kind.due(session, now), now) for kind in kinds)


def next_due(session: Session, after: datetime, kinds: tuple[Kind, ...] = KINDS) -> datetime | None:
    """The earliest instant later than `after` at which something falls due, as far as is known now."""
    waiting = session.scalar(
        select(func.min(Notification.due_at)).where(
            Notification.state == NotificationState.WAITING, Notification.due_at > after
        )
    )
    known = [waiting, *(kind.next_due(session, after) for kind in kinds)]
    return min((instant for instant in known if instant is not None), default=None)
