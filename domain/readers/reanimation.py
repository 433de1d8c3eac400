"""Whom to win back: lost clients, and lost deals whose «вернуться» has come, with why. Rule: the row «reanimation»."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, Select, case, func, or_, select
from sqlalchemy.orm import Session

from domain.among import among
from domain.clients import clients_of
from domain.purchases import rhythm_of, silence_rules
from domain.rhythm import Lifecycle, lifecycle
from domain.settings import Company, company
from domain.tables import (
    Client,
    Competitor,
    Deal,
    DealOwner,
    DealState,
    LostReason,
    Product,
    Purchase,
    PurchaseLine,
)

MOST = 300
YEAR = 365


@dataclass(frozen=True, slots=True)
class Gone:
    """A client lost, or a deal of his (`deal_id`). Kopecks: `profit` a year that he brought, None = unknown;
    `potential` a year; of a deal `amount`. `reason` None: he fell silent and nobody knows why.
    """

    client_id: int
    client: str
    deal_id: int | None
    since: date
    profit: int | None
    potential: int | None
    amount: int | None
    silent_days: int | None
    reason: str | None
    reason_name: str | None
    words: str | None

    @property
    def worth(self) -> int:
        """Past profit a year, else what he might bring; of a deal its amount. Kopecks."""
        return max(0, self.amount or self.profit or self.potential or 0)


def gone(session: Session, member_ids: Collection[int] | None, today: date) -> list[Gone]:
    """Of these keepers' clients (None = of everybody's), the most past profit first, then potential.

    A client comes once; whom somebody works with already (an open deal) does not come at all.
    """
    kept = clients_of(None if member_ids is None else set(member_ids))
    clients = _lost_clients(session, kept, today)
    taken = {one.client_id for one in clients}
    deals = [one for one in _lost_deals(session, kept, member_ids, today) if one.client_id not in taken]
    found = [*clients, *deals]
    return sorted(found, key=lambda one: (-one.worth, -(one.potential or 0), one.client_id))[:MOST]


def _in_work(client_id: Any) -> Any:
    return select(Deal.id).where(Deal.client_id == client_id, Deal.state == DealState.OPEN).exists()


def _lost_clients(session: Session, kept: Select[int], today: date) -> list[Gone]:
    chosen = company(session)
    rules = silence_rules(chosen)
    rows = session.execute(
        select(Client, LostReason.name.label("reason_name"))
        .outerjoin(LostReason, LostReason.key == Client.lost_reason)
        .where(
            Client.id.in_(kept),
            Client.closed_at.is_(None),
            Client.close_asked_at.is_(None),
            or_(Client.silent_from <= today, Client.lost_at.is_not(None)),
            ~_in_work(Client.id),
        )
    ).all()
    lost = [row for row in rows if _is_lost(row.Client, today, chosen, rules)]
    profits = past_profits(session, [row.Client.id for row in lost], chosen)
    return [_of_client(row, profits.get(row.Client.id), today, chosen) for row in lost]


def _is_lost(client: Client, today: date, chosen: Company, rules: Any) -> bool:
    if client.lost_at is not None:
        return True
    return lifecycle(today, client.last_purchase_on, rhythm_of(client, rules), rules=rules) is Lifecycle.LOST


def _of_client(row: Row[*tuple[Any, ...]], profit: int | None, today: date, chosen: Company) -> Gone:
    client: Client = row.Client
    last = client.last_purchase_on
    since = client.lost_at.astimezone(chosen.tz).date() if client.lost_at else last
    yearly = _a_year(profit, client.first_purchase_on, last)
    return Gone(
        client_id=client.id,
        client=client.name,
        deal_id=None,
        since=since or today,
        profit=yearly,
        potential=client.potential,
        amount=None,
        silent_days=(today - last).days if last else None,
        reason=client.lost_reason,
        reason_name=row.reason_name,
        words=client.lost_note,
    )


def _a_year(profit: int | None, first: date | None, last: date | None) -> int | None:
    """Of one who bought for less than a year, all of it."""
    if profit is None or first is None or last is None:
        return None
    return int(profit / max(Fraction(1), Fraction((last - first).days, YEAR)))


def _lost_deals(session: Session, kept: Select[int], member_ids: Collection[int] | None, today: date) -> list[Gone]:
    """Each member's own, of clients he may open."""
    other = select(Deal.id).join(DealOwner, (DealOwner.deal_id == Deal.id) & DealOwner.until.is_(None))
    mine = other if member_ids is None else other.where(DealOwner.member_id.in_(member_ids))
    rows = session.execute(
        select(Deal, Client.name.label("client"), Client.potential, LostReason.name.label("reason_name"))
        .add_columns(Competitor.name.label("competitor"))
        .join(Client, Client.id == Deal.client_id)
        .outerjoin(LostReason, LostReason.key == Deal.lost_reason)
        .outerjoin(Competitor, Competitor.id == Deal.competitor_id)
        .where(
            Deal.state == DealState.LOST,
            Deal.return_on <= today,
            Deal.id.in_(mine),
            Deal.client_id.in_(kept),
            Client.closed_at.is_(None),
            ~_in_work(Client.id).correlate(Client),
        )
        .order_by(Deal.amount.desc().nulls_last(), Deal.id)
        .limit(MOST)
    )
    return [_of_deal(row, today) for row in rows]


def _of_deal(row: Row[*tuple[Any, ...]], today: date) -> Gone:
    deal: Deal = row.Deal
    said = ", ".join(filter(None, (row.competitor, deal.lost_words)))
    return Gone(
        client_id=deal.client_id or 0,
        client=row.client,
        deal_id=deal.id,
        since=deal.return_on or today,
        profit=None,
        potential=row.potential,
        amount=deal.amount,
        silent_days=None,
        reason=deal.lost_reason,
        reason_name=row.reason_name,
        words=said or None,
    )


# Profit


def past_profits(session: Session, client_ids: Collection[int], chosen: Company) -> dict[int, int | None]:
    """Profit of all that each of these has ever bought, kopecks; None where it is not known. Rule: "Money", Profit."""
    ids = {"ids": list(client_ids)}
    sums = session.execute(
        select(
            Purchase.client_id,
            Client.channel,
            func.sum(Purchase.amount).label("revenue"),
            func.coalesce(func.sum(Purchase.cost), 0).label("cost"),
            func.coalesce(func.sum(case((Purchase.cost.is_(None), Purchase.amount))), 0).label("uncosted"),
        )
        .join(Client, Client.id == Purchase.client_id)
        .where(among(Purchase.client_id, "ids"))
        .group_by(Purchase.client_id, Client.channel),
        ids,
    ).all()
    lines = _lines(session.execute(_uncosted_lines(), ids))
    return {row.client_id: _profit(row, lines.get(row.client_id, (0, 0)), chosen) for row in sums}


def _profit(row: Row[*tuple[Any, ...]], lines: tuple[int, int], chosen: Company) -> int | None:
    sold, cost = lines
    unknown = int(row.uncosted) - sold
    margin = chosen.margin_by_channel.get(row.channel or "")
    if unknown and margin is None:
        return None
    estimated = int(unknown * Fraction(str(margin))) if unknown and margin is not None else 0
    return int(row.revenue) - unknown - int(row.cost) - cost + estimated


def _uncosted_lines() -> Select[*tuple[Any, ...]]:
    """Lines of purchases without a cost that have one themselves, or by their product."""
    return (
        select(
            Purchase.client_id,
            PurchaseLine.amount,
            PurchaseLine.cost,
            PurchaseLine.quantity,
            Product.cost.label("product_cost"),
        )
        .join(PurchaseLine, PurchaseLine.purchase_id == Purchase.id)
        .join(Product, Product.id == PurchaseLine.product_id)
        .where(
            among(Purchase.client_id, "ids"),
            Purchase.cost.is_(None),
            or_(PurchaseLine.cost.is_not(None), Product.cost.is_not(None)),
        )
    )


def _lines(rows: Iterable[Row[*tuple[Any, ...]]]) -> dict[int, tuple[int, int]]:
    """By client: ₽ of the lines whose cost is told, and that cost."""
    sold: dict[int, int] = defaultdict(int)
    cost: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows:
        sold[row.client_id] += row.amount
        cost[row.client_id] += row.cost if row.cost is not None else row.quantity * row.product_cost
    return {client: (sold[client], int(cost[client].to_integral_value(ROUND_HALF_UP))) for client in sold}
