"""Which calls were cold, said anew after a fact before them has come, moved or gone. Rule: "Activities"."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.tables import Activity, ActivityKind, Client, Member
from domain.zones import zone_of


def mark_calls(session: Session, client_id: int, after: datetime) -> None:
    """The client's calls later than an instant: cold is who had neither bought nor been reached before."""
    session.flush()
    of_client = (Activity.client_id == client_id, Activity.cancelled_at.is_(None))
    later = (*of_client, Activity.kind == ActivityKind.CALL, Activity.happened_at > after)
    calls = session.execute(select(Activity, Member).join(Member, Member.id == Activity.author_id).where(*later)).all()
    if not calls:
        return
    reached = session.scalar(select(func.min(Activity.happened_at)).where(*of_client, Activity.is_effective.is_(True)))
    client = session.get_one(Client, client_id)
    for call, author in calls:
        known = reached is not None and reached < call.happened_at
        call.is_cold = not known and not had_bought(session, client, author, call.happened_at)


def had_bought(session: Session, client: Client, author: Member, at: datetime) -> bool:
    """Whether the first purchase had come by the author's day of that instant."""
    first = client.first_purchase_on
    return first is not None and first <= at.astimezone(zone_of(session, author)).date()
