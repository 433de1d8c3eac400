"""After a sale: is the client content? Rule: the row «after-sale» of the pushes.

Asked some days ⚙ after the delivery of a first purchase, or of one who buys seldom; then it is too late to ask.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.nudges.nudge import Fact, Kind, Nudge, NudgeKind
from domain.nudges.rhythms import Buyer, buyers
from domain.settings import company
from domain.tables import Activity, ActivityKind, Client, Purchase
from domain.worktime import DAY, Schedule

SELDOM = 30
"""Days between purchases from which each delivery is asked about."""
WORTH_ASKING = 14
"""Days after the day to ask: later nobody remembers the delivery."""


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """His clients whose delivery it is time to ask about, the largest purchase first; of those who sleep too: what was
    paid long ago may be delivered now."""
    days = company(session).after_sale_days
    earliest = today - (days + WORTH_ASKING) * DAY
    seldom = [one for one in buyers(session, {member_id}) if one.purchase_days == 1 or one.rhythm >= SELDOM]
    shipped = _shipments(session, [one.id for one in seldom], earliest, schedule)
    delivered = {one: max(one.last_purchase_on, shipped.get(one.id, date.min)) for one in seldom}
    asked = {one: day for one, day in delivered.items() if earliest <= day <= today - days * DAY}
    amounts = _bought(session, [one.id for one in asked])
    found = [_nudge(one, day, amounts.get(one.id, 0)) for one, day in asked.items()]
    return sorted(found, key=lambda nudge: (-nudge.worth, nudge.client_id or 0))


def _shipments(session: Session, client_ids: Collection[int], earliest: date, schedule: Schedule) -> dict[int, date]:
    """The day of each client's last shipment."""
    since: datetime = schedule.day_bounds(earliest)[0]
    rows = session.execute(
        select(Activity.client_id, func.max(Activity.happened_at))
        .where(
            Activity.client_id.in_(client_ids),
            Activity.happened_at >= since,
            Activity.kind == ActivityKind.SHIPMENT,
            Activity.cancelled_at.is_(None),
        )
        .group_by(Activity.client_id)
    )
    return {client_id: schedule.local_date(shipped_at) for client_id, shipped_at in rows}


def _bought(session: Session, client_ids: Collection[int]) -> dict[int, int]:
    """What each client bought on his last day, kopecks."""
    rows = session.execute(
        select(Purchase.client_id, func.sum(Purchase.amount))
        .join(Client, (Client.id == Purchase.client_id) & (Client.last_purchase_on == Purchase.day))
        .where(Purchase.client_id.in_(client_ids), Purchase.is_return.is_(False))
        .group_by(Purchase.client_id)
    )
    return {client_id: int(amount) for client_id, amount in rows}


def _nudge(buyer: Buyer, delivered: date, amount: int) -> Nudge:
    facts: dict[str, Fact] = {"day": delivered, "first": int(buyer.purchase_days == 1)}
    return Nudge(
        NudgeKind.AFTER_SALE, f"client:{buyer.id}", buyer.id, buyer.name, max(0, amount), facts, since=delivered
    )


KIND = Kind(NudgeKind.AFTER_SALE, due)
