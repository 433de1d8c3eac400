"""Purchases written straight into the tables, with what is kept of them with the client."""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from domain.tables import Client, Purchase
from tests.harness import MOSCOW


def buy(
    session: Session, client_id: int, day: str | date, amount: int, cost: int | None = 0, *, returned: bool = False
) -> int:
    on = date.fromisoformat(day) if isinstance(day, str) else day
    at = datetime.combine(on, time(12), MOSCOW)
    purchase = Purchase(
        client_id=client_id,
        day=on,
        amount=-amount if returned else amount,
        cost=cost,
        is_return=returned,
        happened_at=at,
        received_at=at,
        stored_at=at,
    )
    session.add(purchase)
    session.flush()
    if not returned:
        client = session.get_one(Client, client_id)
        client.first_purchase_on = min(client.first_purchase_on or on, on)
        client.last_purchase_on = max(client.last_purchase_on or on, on)
        client.purchase_days += 1
        session.flush()
    return purchase.id
