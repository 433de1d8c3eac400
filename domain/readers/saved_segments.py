"""One's own segments, and the clients of one as rows and as a split. Rule: "Segments", Target segment."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.analytics.target_segment import StatesAsked
from domain.paging import paged
from domain.periods import Period
from domain.purchases import silence_rules
from domain.readers.listing import PAGE, Column, Listing, Row, Unit, page_of_ids
from domain.readers.target_segment import A_YEAR, kept_facts
from domain.settings import company
from domain.tables import Client, Keeper, Member, Product, Purchase, Segment, TeamMembership
from domain.target_segments import LIFECYCLES, TargetSegment, from_json
from domain.use_cases.segments import own_segment
from domain.worktime import DAY

CHUNK = 5000
COLUMNS = (
    Column("client"),
    Column("segment-year", Unit.MONEY),
    Column("segment-keeper", says_missing=True),
    Column("segment-last", Unit.DAY, says_missing=True),
    Column("segment-channel"),
)


@dataclass(frozen=True, slots=True)
class SegmentView:
    """One's own segment; without a name it is being built. `names`: of its keepers and products, by id."""

    id: int
    name: str | None
    asks: TargetSegment
    keepers: dict[int, str]
    products: dict[int, str]


@dataclass(frozen=True, slots=True)
class SegmentLine:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class SegmentList:
    """A page of the saved ones, the last changed first."""

    segments: tuple[SegmentLine, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Split:
    """How many clients of a segment each channel, region and keeper (None = none) has."""

    channels: Counter[str | None]
    regions: Counter[str | None]
    keepers: Counter[str | None]


def segment_view(session: Session, viewer_id: int, segment_id: int) -> SegmentView:
    """Raises Gone."""
    segment = own_segment(session, viewer_id, segment_id)
    asks = from_json(segment.filter)
    products = [rule.product_id for rule in asks.purchases if rule.product_id is not None]
    return SegmentView(
        segment.id,
        segment.name,
        asks,
        dict(session.execute(select(Member.id, Member.name).where(Member.id.in_(asks.keepers))).tuples().all()),
        dict(session.execute(select(Product.id, Product.name).where(Product.id.in_(products))).tuples().all()),
    )


def segment_list(session: Session, viewer_id: int, page: int) -> SegmentList:
    saved = (Segment.owner_id == viewer_id, Segment.name.is_not(None), Segment.deleted_at.is_(None))
    total = session.scalar(select(func.count(Segment.id)).where(*saved)) or 0
    page, pages = paged(page, total, PAGE)
    rows = session.execute(
        select(Segment.id, Segment.name)
        .where(*saved)
        .order_by(Segment.changed_at.desc(), Segment.id.desc())
        .offset(page * PAGE)
        .limit(PAGE)
    )
    return SegmentList(tuple(SegmentLine(row.id, row.name or "") for row in rows), page, pages)


def segment_rows(session: Session, ids: Sequence[int], today: date, page: int | None = 0) -> Listing:
    """The clients of a segment, in the order they were found in; `page` None = all of them."""
    chosen, page_ = page_of_ids(ids, page)
    rows = (row for chunk in _chunks(chosen) for row in _client_rows(session, chunk, today))
    return Listing("segment", "client", COLUMNS, tuple(rows), len(ids), page_)


def segment_split(session: Session, ids: Sequence[int]) -> Split:
    split = Split(Counter(), Counter(), Counter())
    for chunk in _chunks(ids):
        rows = select(Client.channel, Client.region, Member.name, func.count(Client.id)).where(Client.id.in_(chunk))
        rows = rows.outerjoin(Keeper, (Keeper.client_id == Client.id) & Keeper.until.is_(None))
        rows = rows.outerjoin(Member, Member.id == Keeper.member_id)
        for channel, region, keeper, number in session.execute(
            rows.group_by(Client.channel, Client.region, Member.name)
        ):
            split.channels[channel or None] += number
            split.regions[region or None] += number
            split.keepers[keeper] += number
    return split


def members_of_team(session: Session, team_id: int) -> list[int]:
    """Who is in the team now; whose team it is was asked before."""
    rows = select(TeamMembership.member_id).where(TeamMembership.team_id == team_id, TeamMembership.until.is_(None))
    return list(session.scalars(rows.order_by(TeamMembership.member_id)))


def states_of(session: Session, today: date) -> StatesAsked:
    """What the states of clients on a day are computed from."""
    return StatesAsked(today, range(len(LIFECYCLES)), silence_rules(company(session)), kept_facts(session))


def _client_rows(session: Session, ids: Sequence[int], today: date) -> Iterator[Row]:
    year = Period(today - A_YEAR * DAY, today + DAY)
    bought = (
        select(Purchase.client_id, func.sum(Purchase.amount).label("revenue"))
        .where(Purchase.client_id.in_(ids), Purchase.day >= year.start, Purchase.day < year.end)
        .group_by(Purchase.client_id)
        .subquery()
    )
    found: dict[int, Any] = {
        row.id: row
        for row in session.execute(
            select(
                Client.id,
                Client.name,
                Member.name.label("keeper"),
                Client.channel,
                bought.c.revenue,
                Client.last_purchase_on,
            )
            .outerjoin(Keeper, (Keeper.client_id == Client.id) & Keeper.until.is_(None))
            .outerjoin(Member, Member.id == Keeper.member_id)
            .outerjoin(bought, bought.c.client_id == Client.id)
            .where(Client.id.in_(ids))
        )
    }
    for row in (found[client_id] for client_id in ids if client_id in found):
        yield Row(row.id, (row.name, int(row.revenue or 0), row.keeper, row.last_purchase_on, row.channel))


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield array("q", ids[start : start + CHUNK]).tolist()
