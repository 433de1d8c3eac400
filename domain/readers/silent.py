"""Clients silent too long, the most expected roubles first: the one answer to «кто молчит».

Silent is who sleeps: past his rhythm and not yet lost. Rules: "Lifecycle", the row «reactivation» of the pushes.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, Row, Select, func, select
from sqlalchemy.orm import Session

from domain.analytics.reactivation import ReturnShares, return_shares
from domain.clients import clients_of
from domain.purchases import rhythm_of, silence_rules, sleeps
from domain.rhythm import SilenceRules
from domain.settings import company
from domain.tables import Client, Keeper, Purchase
from domain.worktime import DAY

LAST_PURCHASES = 6
SAMPLE = 2000
"""From how many clients' histories the shares are counted."""
_counted: WeakKeyDictionary[Engine, dict[date, ReturnShares]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class SilentClient:
    """`usual`: mean of his last purchases; `expected`: that × the chance that he buys within 30 days. Kopecks."""

    id: int
    name: str
    keeper_id: int | None
    last_purchase_on: date
    silent_from: date
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
    rules = silence_rules(company(session))
    rows = [row for row in session.execute(_rows(member_ids, today, usual_purchase())) if sleeps(row, today, rules)]
    if not rows:
        return SilentList((), 0, 0)
    shares = _shares(session, today)
    found = [_client(row, today, rules, shares) for row in rows if row.id not in skip]
    found.sort(key=lambda client: (-client.expected, -client.usual, client.id))
    return SilentList(tuple(found[offset : offset + limit]), len(found), sum(client.usual for client in found))


def how_many_silent(session: Session, member_ids: set[int] | None, today: date) -> int:
    """The length of the list of silent clients."""
    rules = silence_rules(company(session))
    return sum(sleeps(row, today, rules) for row in session.execute(_rows(member_ids, today)))


def usual_purchase() -> ColumnElement[Decimal | None]:
    """Mean of the client's last purchases, kopecks."""
    last = (
        select(Purchase.amount)
        .where(Purchase.client_id == Client.id, Purchase.is_return.is_(False))
        .order_by(Purchase.day.desc(), Purchase.id.desc())
        .limit(LAST_PURCHASES)
        .correlate(Client)
        .subquery()
    )
    return select(func.avg(last.c.amount)).scalar_subquery().label("usual")


def _rows(member_ids: set[int] | None, today: date, *more: ColumnElement[Any]) -> Select[Any]:
    """Who may be silent on that day; whether he is lost already only his rhythm tells."""
    return (
        select(
            Client.id,
            Client.name,
            Keeper.member_id,
            Client.first_purchase_on,
            Client.last_purchase_on,
            Client.purchase_days,
            Client.silent_from,
            *more,
        )
        .outerjoin(Keeper, (Keeper.client_id == Client.id) & Keeper.until.is_(None))
        .where(
            Client.id.in_(clients_of(member_ids)),
            Client.silent_from <= today,
            Client.closed_at.is_(None),
            Client.lost_at.is_(None),
        )
    )


def _client(row: Row[Any], today: date, rules: SilenceRules, shares: ReturnShares) -> SilentClient:
    rhythm = rhythm_of(row, rules)
    silence = (today - row.last_purchase_on).days
    usual = int(row.usual or 0)
    chance = shares.of(row.purchase_days, Fraction(silence) / rhythm if rhythm else Fraction(silence))
    return SilentClient(
        row.id,
        row.name,
        row.member_id,
        row.last_purchase_on,
        row.silent_from,
        round(rhythm),
        silence,
        usual,
        int(usual * chance),
    )


def _shares(session: Session, today: date) -> ReturnShares:
    """Counted once a day: the east has the next one while the west has still this one."""
    engine = session.get_bind().engine
    known = _counted.get(engine, {})
    if today not in known:
        near = {day: shares for day, shares in known.items() if abs(day - today) <= DAY}
        known = _counted[engine] = {**near, today: _count(session, today)}
    return known[today]


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
