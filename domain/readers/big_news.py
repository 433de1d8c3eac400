"""What a push about a deal won, or big money, says as it stands now. Rule: "What the bot pushes by itself"."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.clients import client_open_to
from domain.deals import deal_open_to, deal_owner, whole_of_deal
from domain.errors import ClientNotYours, Gone, NotAllowed
from domain.tables import Client, Competitor, Deal, DealState, LostReason, Member, Payment, Stage


@dataclass(frozen=True, slots=True)
class DealNews:
    """A deal won or lost; kopecks. `mine`: it is the reader's own. `why`: key and own name of the reason."""

    deal_id: int
    client: str | None
    title: str | None
    amount: int
    owner: str | None
    mine: bool
    stage: str
    stage_name: str | None
    why: tuple[str, str | None] | None
    words: str | None
    competitor: str | None


@dataclass(frozen=True, slots=True)
class PaymentNews:
    client_id: int
    client: str


def won_deal(session: Session, reader_id: int, deal_id: int) -> DealNews | None:
    """None when it is won no more, or the reader may not open it."""
    return _deal(session, reader_id, deal_id, DealState.WON)


def lost_deal(session: Session, reader_id: int, deal_id: int) -> DealNews | None:
    """None when it lives again, or the reader may not open it."""
    return _deal(session, reader_id, deal_id, DealState.LOST)


def is_won(session: Session, deal_id: int) -> bool:
    """For colleagues, who may know no more of it."""
    return session.scalar(select(Deal.state).where(Deal.id == deal_id)) is DealState.WON


def payment_news(session: Session, reader_id: int, payment_id: int) -> PaymentNews | None:
    """None when it was taken back, or the client is not the reader's any more."""
    payment = session.get(Payment, payment_id)
    if payment is None:
        return None
    try:
        client = client_open_to(session, session.get_one(Member, reader_id), payment.client_id)
    except (ClientNotYours, Gone):
        return None
    return PaymentNews(client.id, client.name)


def _deal(session: Session, reader_id: int, deal_id: int, state: DealState) -> DealNews | None:
    try:
        deal = deal_open_to(session, session.get_one(Member, reader_id), deal_id)
    except (ClientNotYours, Gone, NotAllowed):
        return None
    if deal.state is not state:
        return None
    row = session.execute(_around(deal.id)).one()
    owner = deal_owner(session, deal.id)
    return DealNews(
        deal.id,
        row.client,
        deal.title,
        whole_of_deal(session, deal) or 0,
        owner.name if owner else None,
        owner is not None and owner.id == reader_id,
        deal.stage,
        row.stage_name,
        (deal.lost_reason, row.reason) if deal.lost_reason else None,
        deal.lost_words,
        row.competitor,
    )


def _around(deal_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Client.name.label("client"),
            Stage.name.label("stage_name"),
            LostReason.name.label("reason"),
            Competitor.name.label("competitor"),
        )
        .select_from(Deal)
        .join(Stage, Stage.key == Deal.stage)
        .outerjoin(Client, Client.id == Deal.client_id)
        .outerjoin(LostReason, LostReason.key == Deal.lost_reason)
        .outerjoin(Competitor, Competitor.id == Deal.competitor_id)
        .where(Deal.id == deal_id)
    )
