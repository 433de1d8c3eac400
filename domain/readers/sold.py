"""Purchases by who gets them. Rule: "Money": a deal's owner, else the keeper, on the purchase's day."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select, true

from domain.readers.attribution import Scope, counted_on, of_clients
from domain.readers.funnels import keeper_on, owner_on
from domain.tables import Deal, DealOwner, Keeper, Purchase, PurchaseLine


def sold_by(scope: Scope) -> ColumnElement[bool]:
    """Purchases of the scope's clients and products whose seller is in scope on their day."""
    return and_(_sellers(scope), of_clients(scope, Purchase.client_id), _with_products(scope))


def _sellers(scope: Scope) -> ColumnElement[bool]:
    """Only what any of them ever kept or led is asked for its seller of the day: most of a company's are not."""
    if scope.members is None:
        return true()
    kept = select(Keeper.client_id).where(Keeper.member_id.in_(scope.members))
    led = select(DealOwner.deal_id).where(DealOwner.member_id.in_(scope.members))
    day = _column(Purchase.day)
    seller = case(
        (Purchase.deal_id.is_not(None), owner_on(_column(Purchase.deal_id), day)),
        else_=keeper_on(_column(Purchase.client_id), day),
    )
    return and_(or_(Purchase.client_id.in_(kept), Purchase.deal_id.in_(led)), counted_on(scope, seller, day))


def _with_products(scope: Scope) -> ColumnElement[bool]:
    """Purchases that have some of the scope's products, or came of a deal about one."""
    if scope.product_ids is None:
        return true()
    lines = select(PurchaseLine.purchase_id).where(PurchaseLine.product_id.in_(scope.product_ids))
    deals = select(Deal.id).where(Deal.product_id.in_(scope.product_ids))
    return or_(Purchase.id.in_(lines), Purchase.deal_id.in_(deals))


def _column(column: Any) -> ColumnElement[Any]:
    """A mapped attribute as the plain column that expressions are typed with."""
    return column  # type: ignore[no-any-return]
