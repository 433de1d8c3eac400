"""Purchases by who gets them. Rule: "Money": a deal's owner, else the keeper, on the purchase's day."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select, true
from sqlalchemy.orm import aliased

from domain.readers.attribution import Scope, counted_on, of_clients
from domain.readers.expressions import plain_column
from domain.readers.funnels import keeper_on, owner_on
from domain.tables import Deal, DealOwner, Keeper, Purchase, PurchaseLine


def sold_by(scope: Scope) -> ColumnElement[bool]:
    """Purchases of the scope's clients and products whose seller is in scope on their day."""
    return and_(_sellers(scope), of_clients(scope, Purchase.client_id), _with_products(scope))


def _sellers(scope: Scope) -> ColumnElement[bool]:
    """Only what any of them ever kept or led is asked for its day: most of a company's is not."""
    if scope.members is None:
        return true()
    kept = select(Keeper.client_id).where(Keeper.member_id.in_(scope.members))
    led = select(DealOwner.deal_id).where(DealOwner.member_id.in_(scope.members))
    held = case(
        (Purchase.deal_id.is_not(None), _held(DealOwner, DealOwner.deal_id, Purchase.deal_id, scope)),
        else_=_held(Keeper, Keeper.client_id, Purchase.client_id, scope),
    )
    return and_(or_(Purchase.client_id.in_(kept), Purchase.deal_id.in_(led)), held)


def _held(table: type[Keeper] | type[DealOwner], key: Any, what: Any, scope: Scope) -> ColumnElement[bool]:
    """Who of the scope had it on the purchase's day; before the first one is written down, the first."""
    had, earlier = aliased(table), aliased(table)
    had_key, earlier_key = getattr(had, key.key), getattr(earlier, key.key)
    before = or_(earlier.since < had.since, and_(earlier.since == had.since, earlier.id < had.id))
    someone = select(1).where(earlier_key == had_key, earlier.until > Purchase.day, before).correlate(had, Purchase)
    return (
        select(1)
        .where(
            had_key == what,
            or_(had.until.is_(None), had.until > Purchase.day),
            or_(had.since <= Purchase.day, ~someone.exists()),
            counted_on(scope, plain_column(had.member_id), plain_column(Purchase.day)),
        )
        .correlate(Purchase)
        .exists()
    )


def seller() -> ColumnElement[Any]:
    """Who gets a purchase; None where nobody kept its client."""
    day = plain_column(Purchase.day)
    return case(
        (Purchase.deal_id.is_not(None), owner_on(plain_column(Purchase.deal_id), day)),
        else_=keeper_on(plain_column(Purchase.client_id), day),
    )


def _with_products(scope: Scope) -> ColumnElement[bool]:
    """Purchases that have some of the scope's products, or came of a deal about one."""
    if scope.product_ids is None:
        return true()
    lines = select(PurchaseLine.purchase_id).where(PurchaseLine.product_id.in_(scope.product_ids))
    deals = select(Deal.id).where(Deal.product_id.in_(scope.product_ids))
    return or_(Purchase.id.in_(lines), Purchase.deal_id.in_(deals))
