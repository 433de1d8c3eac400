"""Which clients a report of the base is about. Rule: "Money" (the base: the keeper on the report's date)."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import add

from sqlalchemy import ColumnElement, Date, FromClause, Select, and_, case, literal, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from domain.readers.attribution import Scope, members_on, of_clients
from domain.readers.funnels import keeper_on, owner_on
from domain.tables import Client, DealOwner, Keeper, Purchase, PurchaseLine


def clients_in(scope: Scope, on: date) -> Select[int]:
    """Ids of the scope's clients, by their keepers on that day; of a product, those who have bought it."""
    clients = select(Client.id).where(of_clients(scope, Client.id))
    if scope.product_ids is not None:
        clients = clients.where(Client.id.in_(_bought(scope.product_ids)))
    return clients if scope.stints is None else clients.where(Client.id.in_(_kept_by(scope, on)))


def _bought(product_ids: Sequence[int]) -> Select[int]:
    lines = select(Purchase.client_id).join(PurchaseLine, PurchaseLine.purchase_id == Purchase.id)
    return lines.where(PurchaseLine.product_id.in_(product_ids), Purchase.is_return.is_(False))


def _kept_by(scope: Scope, on: date) -> Select[int]:
    """Clients whose keeper on the day is in scope; before the first one is written down, the first."""
    whose = Keeper.__table__.alias("whose")
    his = whose.c.member_id.in_(scope.members or ())
    return select(whose.c.client_id).where(his, _in_hand(scope, on, whose, Keeper.client_id))


def held_on(
    scope: Scope, days: Sequence[date], held: type[Keeper] | type[DealOwner], thing: InstrumentedAttribute[int]
) -> Select[int, int]:
    """What those in scope had in hand on some of the days, and on which: 1 on the first, 2 on the second, 4 …"""
    whose = held.__table__.alias("whose")
    bits = [case((_in_hand(scope, day, whose, thing), 1 << place), else_=0) for place, day in enumerate(days)]
    found = reduce(add, bits)
    if all(members_on(scope, day) == scope.members for day in days):
        since_before = and_(whose.c.until.is_(None), whose.c.since <= min(days))
        found = case((since_before, (1 << len(days)) - 1), else_=found)
    return select(whose.c[thing.key], found.label("bits")).where(whose.c.member_id.in_(scope.members or ()))


def _in_hand(scope: Scope, on: date, whose: FromClause, thing: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Before the first one is written down, the first."""
    first_on = keeper_on if thing is Keeper.client_id else owner_on
    first = whose.c.member_id == first_on(whose.c[thing.key], literal(on, Date()))
    until = or_(whose.c.until.is_(None), whose.c.until > on)
    members = members_on(scope, on)
    counted = true() if members == scope.members else whose.c.member_id.in_(members)
    return and_(until, counted, or_(whose.c.since <= on, first))
