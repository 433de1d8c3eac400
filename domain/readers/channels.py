"""What `/channels` is computed from, and the rows behind it. Rule: "Marketing, unit economics".

A lead is a client come in the period: entered, or bought for the first time, whichever is earlier. What he bought is
counted to date, so that a period goes on paying back after its end.
"""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, case, func, literal, not_, or_, select, true
from sqlalchemy.orm import Session

from domain.analytics.channels import LEAD_NUMBERS, ChannelData, ChannelReport, DealsBrought
from domain.analytics.client_figures import ClientFigures
from domain.codes import short_code
from domain.errors import BadChoice
from domain.periods import Period
from domain.readers.attribution import EVERYBODY, WITHOUT, Scope, dated_in, kept_by, of_clients
from domain.readers.client_figures import ROWS, line_costs, scanned
from domain.readers.expressions import kopecks_sum, plain_column
from domain.readers.funnels import keeper_on, owned_by, owner_on, undated_of
from domain.readers.listing import Column, Listing, Row, Unit, page_of
from domain.readers.looks import Look, framed
from domain.readers.segments import segment_rules
from domain.readers.spending import spent
from domain.settings import company
from domain.tables import Client, Deal, DealState, Member, Purchase, Stage
from domain.use_case import Area
from domain.zones import instant

CHANNEL_AREAS = frozenset({Area.CLIENTS, Area.DEALS, Area.MONEY, Area.MEMBERS, Area.SETTINGS})
NEVER = date(9999, 12, 31)


def channel_data(session: Session, viewer_id: int, look: Look, today: date) -> ChannelData:
    """Leads, deals and spend of the period by source. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, CHANNEL_AREAS)
    deals = _deals(session, scope, look.period, today)
    spend, shared = _spend(session, scope, look.period)
    leads = leads_in(session, scope, look.period)
    known = set(session.scalars(leads.with_only_columns(_lead_source).distinct()))
    sources = tuple(sorted(known | deals.keys() | spend.keys()))
    return ChannelData(
        frame=frame,
        scope=scope,
        on=today,
        sources=sources,
        leads=_bought_by(session, leads, sources, today),
        deals=deals,
        spend=spend,
        rules=segment_rules(company(session)),
        shared=shared,
        undated=_undated(session, scope, today),
    )


def _undated(session: Session, scope: Scope, today: date) -> int:
    return session.scalar(select(func.count()).select_from(undated_of(scope, today).subquery())) or 0


# Leads


_lead_source = func.coalesce(Client.source, WITHOUT)


def leads_in(session: Session, scope: Scope, period: Period) -> Select[Any]:
    """Ids of the scope's clients who came in the period, by their keepers of today."""
    leads = select(Client.id).where(kept_by(scope, Client.id), of_clients(scope, Client.id))
    if period.is_all:
        return leads
    return leads.where(_known_by(session, period.end), not_(_known_by(session, period.start)))


def _known_by(session: Session, day: date) -> ColumnElement[bool]:
    """Entered, or bought, before the day begins for the company."""
    midnight = instant(day, time.min, company(session).tz)
    return or_(Client.happened_at < midnight, func.coalesce(Client.first_purchase_on, literal(NEVER, Date())) < day)


def _bought_by(session: Session, leads: Select[Any], sources: Sequence[str], today: date) -> ClientFigures:
    """Each lead's purchases to date, none with noughts."""
    place = {source: number for number, source in enumerate(sources)}
    numbers = {name: array("q") for name in LEAD_NUMBERS}
    channels: list[str | None] = []
    for part in session.connection().execute(_purchases(leads, today)).partitions(ROWS):
        *columns, first, source, channel = zip(*part, strict=True)
        for name, column in zip(("client_id", "revenue", "orders", "cost", "uncosted"), columns, strict=True):
            numbers[name].extend(column)
        numbers["days"].extend(0 if day is None else (today - day).days for day in first)
        numbers["source"].extend(place[one] for one in source)
        channels.extend(channel)
    lines = line_costs(session, Purchase.day <= today, Purchase.client_id.in_(leads))
    return ClientFigures(numbers, channels, lines)


def _purchases(leads: Select[Any], today: date) -> Select[*tuple[Any, ...]]:
    bought = (
        select(
            Purchase.client_id,
            kopecks_sum(Purchase.amount).label("revenue"),
            func.sum(case((Purchase.is_return, 0), else_=1)).label("orders"),
            kopecks_sum(func.coalesce(Purchase.cost, 0)).label("cost"),
            kopecks_sum(case((Purchase.cost.is_(None), Purchase.amount), else_=0)).label("uncosted"),
        )
        .where(scanned(Purchase.day) <= today, Purchase.client_id.in_(leads))
        .group_by(Purchase.client_id)
        .subquery()
    )
    sums = (
        func.coalesce(column, 0) for column in (bought.c.revenue, bought.c.orders, bought.c.cost, bought.c.uncosted)
    )
    return (
        select(Client.id, *sums, Client.first_purchase_on, _lead_source, Client.channel)
        .outerjoin(bought, bought.c.client_id == Client.id)
        .where(Client.id.in_(leads))
    )


# Deals


_deal_source = func.coalesce(Deal.source, Client.source, WITHOUT)


def _deals_in(session: Session, scope: Scope, period: Period, today: date) -> ColumnElement[bool]:
    """Deals created in the period with those who came in it, by their owners of the closing, or of today.

    Of a deal without a client its own source is known; another client's is no new one, whatever its source.
    """
    came = or_(Deal.client_id.is_(None), Deal.client_id.in_(leads_in(session, EVERYBODY, period)))
    owned = owned_by(scope, plain_column(func.coalesce(Deal.closed_on, today)))
    return and_(dated_in(Deal.created_on, period), came, owned)


def _deals(session: Session, scope: Scope, period: Period, today: date) -> dict[str, DealsBrought]:
    rows = session.execute(
        select(
            _deal_source.label("came_from"),
            func.count().label("number"),
            func.sum(case((Deal.state == DealState.WON, 1), else_=0)).label("won"),
        )
        .select_from(Deal)
        .outerjoin(Client, Client.id == Deal.client_id)
        .where(_deals_in(session, scope, period, today))
        .group_by("came_from")
    )
    return {row.came_from: DealsBrought(row.number, int(row.won)) for row in rows}


# Spend


def _spend(session: Session, scope: Scope, period: Period) -> tuple[dict[str, int], bool]:
    """Kopecks by source; of a part of the clients, in proportion to their leads. And whether it is so."""
    whole = {
        source: amount for source, amount in spent(session, period).items() if amount and scope.source in (None, source)
    }
    if replace(scope, source=None, product_ids=None) == EVERYBODY:
        return whole, False
    own, everybody = (_leads_by_source(session, one, period) for one in (scope, EVERYBODY))
    parts = {
        source: amount * own.get(source, 0) // max(1, everybody.get(source, 0)) for source, amount in whole.items()
    }
    return {source: part for source, part in parts.items() if part}, bool(whole)


def _leads_by_source(session: Session, scope: Scope, period: Period) -> dict[str, int]:
    leads = leads_in(session, scope, period).with_only_columns(
        _lead_source.label("came_from"), func.count().label("number")
    )
    return {row.came_from: row.number for row in session.execute(leads.group_by("came_from"))}


# The rows behind a figure


LEADS = (
    Column("client"),
    Column("source", says_missing=True),
    Column("bought-first", Unit.DAY, says_missing=True),
    Column("owner", says_missing=True),
)
DEALS = (
    Column("client", says_missing=True),
    Column("deal"),
    Column("amount", Unit.MONEY, says_missing=True),
    Column("stage", Unit.STAGE),
    Column("owner", says_missing=True),
)


def channel_rows(session: Session, found: ChannelReport, what: str, page: int | None = 0) -> Listing:
    """The clients or deals behind one figure.

    `what`: "leads", "unknown", or "l", "d", "w" and a source's code: its leads, deals, deals won. Raises BadChoice.
    """
    if what == "unknown":
        return _leads_listing(session, Client.id.in_(found.unknown), what, page)
    if what == "leads":
        return _leads_listing(session, Client.id.in_(leads_in(session, found.scope, found.frame.period)), what, page)
    source = next((one.source for one in found.channels if short_code(one.source) == what[1:]), None)
    if source is None or what[:1] not in ("l", "d", "w"):
        raise BadChoice
    if what[0] == "l":
        of_source = and_(Client.id.in_(leads_in(session, found.scope, found.frame.period)), _lead_source == source)
        return _leads_listing(session, of_source, "leads", page)
    return _deals_listing(session, found, source, what[0] == "w", page)


def _leads_listing(session: Session, which: ColumnElement[bool], what: str, page: int | None) -> Listing:
    wanted = select(Client.id).where(which)
    keeper = keeper_on(plain_column(Client.id), literal(NEVER, Date()))
    rows: Select[*tuple[Any, ...]] = (
        select(Client.id, Client.name, Client.source, Client.first_purchase_on, Member.name.label("owner"))
        .outerjoin(Member, Member.id == keeper)
        .where(which)
        .order_by(Client.happened_at.desc(), Client.id.desc())
    )
    found, total, page = page_of(session, rows, wanted, page)
    return Listing(f"channels-{what}", "client", LEADS, tuple(Row(row[0], row[1:]) for row in found), total, page)


def _deals_listing(session: Session, found: ChannelReport, source: str, won: bool, page: int | None) -> Listing:
    conditions = (
        _deals_in(session, found.scope, found.frame.period, found.on),
        _deal_source == source,
        Deal.state == DealState.WON if won else true(),
    )
    joined = select(Deal.id).outerjoin(Client, Client.id == Deal.client_id).where(*conditions)
    owner = owner_on(plain_column(Deal.id), plain_column(func.coalesce(Deal.closed_on, literal(NEVER, Date()))))
    rows: Select[*tuple[Any, ...]] = (
        select(
            Deal.id, Client.name, Deal.title, Deal.amount, Deal.stage, Stage.name.label("own"), Member.name.label("by")
        )
        .join(Stage, Stage.key == Deal.stage)
        .outerjoin(Client, Client.id == Deal.client_id)
        .outerjoin(Member, Member.id == owner)
        .where(*conditions)
        .order_by(func.coalesce(Deal.amount, 0).desc(), Deal.id)
    )
    shown, total, page = page_of(session, rows, joined, page)
    values = tuple(
        Row(id_, (client, title, amount, (stage, own), by)) for id_, client, title, amount, stage, own, by in shown
    )
    return Listing("channels-won" if won else "channels-deals", "deal", DEALS, values, total, page)
