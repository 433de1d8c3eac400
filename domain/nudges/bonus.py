"""A period of an activated client that ends within a week and is short. Rule: "Base growth bonus"."""

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from domain.among import among
from domain.bonus_terms import HELD, Running, running
from domain.clients import clients_of
from domain.nudges.nudge import Fact, Kind, Nudge, NudgeKind, Sum
from domain.readers.bonus import bonus_rules, seller
from domain.readers.expressions import plain_column
from domain.readers.late_purchases import told_late
from domain.settings import Company, company
from domain.tables import Client, Purchase
from domain.worktime import Schedule

SOON_DAYS = 7


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """Of the clients he keeps and whose first sale was his; what is missing the most first."""
    chosen = company(session)
    known = _activated(session, member_id, today, chosen)
    bought = _bought(session, list(known), today)
    found = []
    for client_id, (name, start, days) in known.items():
        now = running(start, days, bonus_rules(chosen).tolerance, bought[client_id], today)
        if now is not None and now.short and (now.ends - today).days <= SOON_DAYS:
            found.append(_nudge(client_id, name, now, today))
    return sorted(found, key=lambda one: (-one.worth, one.client_id or 0))


def _activated(session: Session, member_id: int, today: date, chosen: Company) -> dict[int, tuple[str, date, int]]:
    """Name, first day and days of a period by client, of those whose term can still run."""
    longest = max([chosen.bonus_days, *chosen.bonus_days_by_channel.values()]) * (HELD + 1)
    rows = session.execute(
        select(Client.id, Client.name, Client.first_purchase_on, Client.channel).where(
            Client.id.in_(clients_of({member_id})),
            Client.first_purchase_on >= today - timedelta(days=longest),
            Client.closed_at.is_(None),
            seller(plain_column(Client.first_purchase_on)) == member_id,
        )
    )
    by_channel = chosen.bonus_days_by_channel
    return {
        row.id: (row.name, row.first_purchase_on, by_channel.get(row.channel or "", chosen.bonus_days))
        for row in rows
        if row.first_purchase_on is not None
    }


def _bought(session: Session, client_ids: list[int], today: date) -> dict[int, list[tuple[date, int]]]:
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    if not client_ids:
        return found
    purchases = select(Purchase.client_id, Purchase.day, Purchase.amount).where(
        among(Purchase.client_id, "ids"), not_(told_late(session, today))
    )
    for client_id, day, amount in session.execute(purchases, {"ids": client_ids}):
        found[client_id].append((day, amount))
    return found


def _nudge(client_id: int, name: str, now: Running, today: date) -> Nudge:
    facts: dict[str, Fact] = {
        "days": (now.ends - today).days,
        "ends": now.ends,
        "sold": Sum(now.sold),
        "least": Sum(now.least),
        "held": now.held,
    }
    since = now.ends - timedelta(days=SOON_DAYS)
    return Nudge(NudgeKind.BONUS, f"client:{client_id}", client_id, name, now.short, facts, since=since)


KIND = Kind(NudgeKind.BONUS, due)
