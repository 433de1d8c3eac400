"""Which clients a report of the base is about. Rule: "Money" (the base: the keeper on the report's date)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Date, Select, literal, or_, select

from domain.readers.attribution import Scope, counted_on, of_clients
from domain.readers.funnels import keeper_on
from domain.tables import Client, Keeper, Purchase, PurchaseLine


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
    whose, day = Keeper.__table__.alias("whose"), literal(on, Date())
    return select(whose.c.client_id).where(
        or_(whose.c.until.is_(None), whose.c.until > on),
        counted_on(scope, whose.c.member_id, day),
        or_(whose.c.since <= on, whose.c.member_id == keeper_on(whose.c.client_id, day)),
    )
