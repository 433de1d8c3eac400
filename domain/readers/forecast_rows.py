"""The payments, deals and clients that a forecast is made of."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from domain.analytics.forecast import Forecast
from domain.errors import BadChoice
from domain.periods import DAY, Period
from domain.readers.client_lines import client_lines
from domain.readers.cuts import scope_of
from domain.readers.listing import Column, Listing, Row, Unit, page_of_ids
from domain.readers.payment_rows import payments_listing
from domain.tables import Client, Deal, DealOwner, Member, Stage

AT_ONCE = 500
DEALS = (
    Column("client", says_missing=True),
    Column("unpaid", Unit.MONEY),
    Column("chance", Unit.SHARE),
    Column("expected", Unit.SUM),
    Column("deal"),
    Column("stage", Unit.STAGE),
    Column("owner", says_missing=True),
)
CLIENTS = (
    Column("client"),
    Column("expected", Unit.SUM),
    Column("last-bought", Unit.DAY),
    Column("owner", says_missing=True),
)
DealRow = tuple[int, int, float]


def forecast_rows(session: Session, found: Forecast, what: str, page: int | None) -> Listing:
    """`what`: "paid", "late", "deals" with their chances, "clients" who are to buy again. Raises BadChoice."""
    if what in ("paid", "late"):
        scope = scope_of(session, found.viewer_id, found.frame.cuts)
        so_far = Period(found.moment.start, found.moment.on + DAY)
        return payments_listing(session, scope, so_far, f"forecast-{what}", page, late=what == "late")
    if what == "deals":
        deals, page = page_of_ids(found.deal_rows, page)
        return Listing("forecast-deals", "deal", DEALS, _deals(session, deals), len(found.deal_rows), page or 0)
    if what == "clients":
        clients, page = page_of_ids(found.client_rows, page)
        return Listing("forecast-clients", "client", CLIENTS, _clients(session, clients), len(found.client_rows), page)
    raise BadChoice


def _deals(session: Session, deals: Sequence[DealRow]) -> tuple[Row, ...]:
    known: dict[int, Row] = {}
    by_id = {deal[0]: deal for deal in deals}
    for start in range(0, len(deals), AT_ONCE):
        ids = [deal_id for deal_id, _, _ in deals[start : start + AT_ONCE]]
        rows = session.execute(
            select(Deal.id, Client.name, Deal.title, Deal.stage, Stage.name, Member.name)
            .join(Stage, Stage.key == Deal.stage)
            .outerjoin(Client, Client.id == Deal.client_id)
            .outerjoin(DealOwner, and_(DealOwner.deal_id == Deal.id, DealOwner.until.is_(None)))
            .outerjoin(Member, Member.id == DealOwner.member_id)
            .where(Deal.id.in_(ids))
        )
        known.update({row[0]: _deal(by_id[row[0]], *row[1:]) for row in rows})
    return tuple(known[deal_id] for deal_id, _, _ in deals if deal_id in known)


def _deal(deal: DealRow, client: str | None, title: str | None, stage: str, own: str | None, owner: str | None) -> Row:
    deal_id, unpaid, chance = deal
    return Row(deal_id, (client, unpaid, chance, round(unpaid * chance), title, (stage, own), owner))


def _clients(session: Session, clients: Sequence[tuple[int, int]]) -> tuple[Row, ...]:
    lines = client_lines(session, [client_id for client_id, _ in clients])
    return tuple(
        Row(client_id, (line.name, expected, line.last, line.keeper))
        for client_id, expected in clients
        if (line := lines.get(client_id)) is not None
    )
