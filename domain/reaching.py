"""When and how a client was reached: what the next call is proposed from."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.next_steps import Happened
from domain.tables import CONTACT_KINDS, Activity, ActivityKind, Member, Outcome
from domain.zones import zone_of

REACHED = frozenset({Outcome.AGREED, Outcome.TALKED, Outcome.REFUSED})
COUNTED_UNANSWERED = 10


_LAST_REACHED = (
    select(Activity.happened_at)
    .where(
        Activity.client_id == bindparam("client_id"),
        Activity.cancelled_at.is_(None),
        Activity.kind.in_(CONTACT_KINDS),
        Activity.outcome.in_(REACHED),
    )
    .order_by(Activity.happened_at.desc())
    .limit(1)
)


def happened_then(
    session: Session, member_id: int, client_id: int, kind: ActivityKind, outcome: Outcome | None, now: datetime
) -> Happened:
    """The fact with the hour, on the member's clock, at which the client was last reached."""
    last = session.scalar(_LAST_REACHED, {"client_id": client_id})
    zone = zone_of(session, session.get_one(Member, member_id))
    return Happened(kind, outcome, now, last.astimezone(zone).time() if last else None)


def unanswered_in_a_row(session: Session, client_id: int) -> int:
    """How many calls to this client in a row, up to the latest, were not answered."""
    outcomes = session.scalars(
        select(Activity.outcome)
        .where(Activity.client_id == client_id, Activity.cancelled_at.is_(None), Activity.kind.in_(CONTACT_KINDS))
        .order_by(Activity.happened_at.desc(), Activity.id.desc())
        .limit(COUNTED_UNANSWERED)
    ).all()
    answered = (place for place, outcome in enumerate(outcomes) if outcome is not Outcome.NO_ANSWER)
    return next(answered, len(outcomes))
