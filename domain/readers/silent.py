"""Clients silent too long, the most expected roubles first. Rule: the row «reactivation» of the pushes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Row, Select, func, select
from sqlalchemy.orm import Session

from domain.analytics.reactivation import ReturnShares, return_shares
from domain.clients import clients_of
from domain.purchases import silence_rules
from domain.rhythm import lost_from, own_rhythm
from domain.settings import company
from domain.tables import Client, Keeper, Purchase

LAST_PURCHASES = 6
MOST = 1000
"""How many silent clients are looked at, the freshest silence first."""
SAMPLE = 2000
"""From how many clients' histories the shares are counted."""
_counted: WeakKeyDictionary[Engine, tuple[date, ReturnShares]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class SilentClient:
    """`usual`: mean of his last purchases; `expected`: that × the chance that he buys within 30 days. Kopecks."""

    id: int
    name: str
    keeper_id: int | None
    last_purchase_on: date
    rhythm_days: int
    silent_days: int
    usual: int
    expected: int


@dataclass(frozen=True, slots=True)
class SilentList:
    """One page; `total` clients and what a usual purchase of each would bring, kopecks."""

    clients: tuple[SilentClient, ...]
    total: int
    worth: int


def silent_clients(
    session: Session,
    member_ids: set[int] | None,
    today: date,
    limit: int = 20,
    offset: int = 0,
    skip: Collection[int] = (),
) -> SilentList:
    """Sleeping clients kept by these members (None = by anybody); closed, lost and declared lost are not among them."""
    shares = _shares(session, today)
    found = [
        client for row in session.execute(_rows(member_ids, today)) if (client := _client(session, row, today, shares))
    ]
    found.sort(key=lambda client: (-client.expected, -client.usual, client.id))
    left = [client for client in found if client.id not in skip]
    return SilentList(tuple(left[offset : offset + limit]), len(left), sum(client.usual for client in left))


def _rows(member_ids: set[int] | None, today: date) -> Select[Any]:
    last = (
        select(Purchase.amount)
        .where(Purchase.client_id == Client.id, Purchase.is_return.is_(False))
        .order_by(Purchase.day.desc(), Purchase.id.desc())
        .limit(LAST_PURCHASES)
        .correlate(Client)
        .subquery()
    )
    return (
        select(
            Client.id,
            Client.name,
            Keeper.member_id,
            Client.first_purchase_on,
            Client.last_purchase_on,
            Client.purchase_days,
            Client.silent_from,
            select(func.avg(last.c.amount)).scalar_subquery().label("usual"),
        )
        .outerjoin(Keeper, (Keeper.client_id == Client.id) & Keeper.until.is_(None))
        .where(
            Client.id.in_(clients_of(member_ids)),
            Client.silent_from <= today,
            Client.closed_at.is_(None),
            Client.lost_at.is_(None),
        )
        .order_by(Client.silent_from.desc(), Client.id)
        .limit(MOST)
    )


def _client(session: Session, row: Row[Any], today: date, shares: ReturnShares) -> SilentClient | None:
    rules = silence_rules(company(session))
    bound = (row.silent_from - row.last_purchase_on).days - 1
    rhythm = (
        own_rhythm(row.first_purchase_on, row.last_purchase_on, row.purchase_days) or bound / rules.sleeping_rhythms
    )
    if today >= lost_from(row.last_purchase_on, rhythm, rules):
        return None
    silence = (today - row.last_purchase_on).days
    usual = int(row.usual or 0)
    chance = shares.of(row.purchase_days, Fraction(silence) / rhythm if rhythm else Fraction(silence))
    return SilentClient(
        row.id,
        row.name,
        row.member_id,
        row.last_purchase_on,
        round(rhythm),
        silence,
        usual,
        int(usual * chance),
    )


def _shares(session: Session, today: date) -> ReturnShares:
    """Counted once a day."""
    engine = session.get_bind().engine
    known = _counted.get(engine)
    if known is None or known[0] != today:
        known = _counted[engine] = (today, _count(session, today))
    return known[1]


def _count(session: Session, today: date) -> ReturnShares:
    """Over an even sample of the clients who have bought."""
    histories: dict[int, list[date]] = defaultdict(list)
    for client_id, day in session.execute(_purchase_days(session)):
        histories[client_id].append(day)
    return return_shares(histories.values(), today, Fraction(company(session).default_rhythm_days))


def _purchase_days(session: Session) -> Select[int, date]:
    bought = session.scalar(select(func.count(Client.id)).where(Client.purchase_days > 0)) or 0
    every = max(1, -(-bought // SAMPLE))
    sample = select(Client.id).where(Client.purchase_days > 0, Client.id % every == 0)
    return (
        select(Purchase.client_id, Purchase.day)
        .where(Purchase.client_id.in_(sample), Purchase.is_return.is_(False))
        .distinct()
        .order_by(Purchase.client_id, Purchase.day)
    )
