"""«Берёт меньше»: the last 3 purchases against the 6 before. Rule: the row «берёт меньше» of the pushes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clients import clients_of
from domain.nudges.nudge import LOOKED_AT, Fact, Kind, Nudge, NudgeKind, Sum
from domain.nudges.promises import promised_clients
from domain.settings import company
from domain.tables import Client, Purchase
from domain.worktime import Schedule

LAST = 3
BEFORE = 6


@dataclass(frozen=True, slots=True)
class Less:
    """Means of the last purchases and of those before them, whole kopecks."""

    now: int
    usual: int


def took_less(amounts: Sequence[int], share: Fraction) -> Less | None:
    """`amounts` of purchases, the latest first. None where nine have not been, or the last are no less."""
    last, before = amounts[:LAST], amounts[LAST : LAST + BEFORE]
    if len(before) < BEFORE or sum(before) <= 0:
        return None
    if Fraction(sum(last), LAST) >= share * Fraction(sum(before), BEFORE):
        return None
    return Less(sum(last) // LAST, sum(before) // BEFORE)


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """His clients who do not sleep and to whom nothing is promised, who falls short by most first."""
    share = Fraction(str(company(session).takes_less_share))
    promised = promised_clients(session, member_id)
    found = []
    for client_id, name, last_on, amounts in _amounts(session, member_id, today):
        less = took_less(amounts, share)
        if less is not None and client_id not in promised:
            found.append(_nudge(client_id, name, last_on, less))
    return sorted(found, key=lambda nudge: (-nudge.worth, nudge.client_id or 0))[:LOOKED_AT]


def _amounts(session: Session, member_id: int, today: date) -> list[tuple[int, str, date, Sequence[int]]]:
    """Client, name, day of the last purchase and the last nine amounts, the latest first."""
    place = func.row_number().over(partition_by=Purchase.client_id, order_by=(Purchase.day.desc(), Purchase.id.desc()))
    mine = select(Client.id).where(
        Client.id.in_(clients_of({member_id})),
        Client.silent_from > today,
        Client.closed_at.is_(None),
        Client.lost_at.is_(None),
        Client.purchase_days > 1,
    )
    latest = (
        select(Purchase.client_id, Purchase.day, Purchase.amount, place.label("place"))
        .where(Purchase.client_id.in_(mine), Purchase.is_return.is_(False))
        .subquery()
    )
    rows = session.execute(
        select(Client.id, Client.name, latest.c.day, latest.c.amount)
        .join(latest, latest.c.client_id == Client.id)
        .where(latest.c.place <= LAST + BEFORE)
        .order_by(Client.id, latest.c.place)
    )
    found: dict[tuple[int, str], list[tuple[date, int]]] = defaultdict(list)
    for client_id, name, day, amount in rows:
        found[client_id, name].append((day, amount))
    return [(*who, last[0][0], [amount for _, amount in last]) for who, last in found.items()]


def _nudge(client_id: int, name: str, last_on: date, less: Less) -> Nudge:
    share = round(100 * less.now / less.usual)
    facts: dict[str, Fact] = {"now": Sum(less.now), "usual": Sum(less.usual), "share": share}
    worth = less.usual - less.now
    return Nudge(NudgeKind.TAKES_LESS, f"client:{client_id}", client_id, name, worth, facts, since=last_on)


KIND = Kind(NudgeKind.TAKES_LESS, due)
