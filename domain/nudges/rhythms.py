"""Clients who buy: their rhythm, until when they are in time, what they usually buy for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, func, select
from sqlalchemy.orm import Session

from domain.clients import clients_of
from domain.purchases import rhythm_of, silence_rules
from domain.readers.silent import usual_purchase
from domain.settings import company
from domain.tables import Client, Purchase
from domain.worktime import DAY


@dataclass(frozen=True, slots=True)
class Buyer:
    """A client who has bought."""

    id: int
    name: str
    rhythm: Fraction
    last_purchase_on: date
    purchase_days: int

    @property
    def expected_by(self) -> date:
        """The last day on which his next purchase is in time."""
        return self.last_purchase_on + floor(self.rhythm) * DAY


def awake_buyers(session: Session, keepers: Collection[int], today: date) -> list[Buyer]:
    """Of these keepers' clients, neither closed nor declared lost nor sleeping on that day."""
    return buyers(session, keepers, Client.silent_from > today)


def buyers(session: Session, keepers: Collection[int], *which: ColumnElement[bool]) -> list[Buyer]:
    """Of these keepers' clients who have bought, neither closed nor declared lost."""
    rules = silence_rules(company(session))
    rows: Iterable[Row[Any]] = session.execute(
        select(
            Client.id,
            Client.name,
            Client.first_purchase_on,
            Client.last_purchase_on,
            Client.purchase_days,
            Client.silent_from,
        ).where(
            Client.id.in_(clients_of(set(keepers))),
            *which,
            Client.last_purchase_on.is_not(None),
            Client.closed_at.is_(None),
            Client.lost_at.is_(None),
        )
    )
    return [Buyer(row.id, row.name, rhythm_of(row, rules), row.last_purchase_on, row.purchase_days) for row in rows]


def usual_purchases(session: Session, client_ids: Collection[int]) -> dict[int, int]:
    """Mean of each client's last purchases, kopecks."""
    rows = session.execute(select(Client.id, usual_purchase()).where(Client.id.in_(client_ids)))
    return {client_id: max(0, int(usual or 0)) for client_id, usual in rows}


def bought_in_a_year(today: date) -> ScalarSelect[int]:
    """What the client has bought for in the 365 days up to today, kopecks; within a select of clients."""
    return (
        select(func.coalesce(func.sum(Purchase.amount), 0))
        .where(Purchase.client_id == Client.id, Purchase.day > today - 365 * DAY, Purchase.day <= today)
        .correlate(Client)
        .scalar_subquery()
    )
