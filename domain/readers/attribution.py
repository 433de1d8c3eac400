"""Who gets a fact: an activity, its author; a deal, its owner; a team, its members on that day. Rule: "Money".

Of which clients and products a report is narrowed to stands beside it. Days are reckoned in each author's own zone, so
that a report over all is the sum of the reports by rep.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.clients import seen_members
from domain.periods import Period
from domain.readers.expressions import plain_column
from domain.settings import company
from domain.tables import Client, Deal, Keeper, Member, Role, TeamMembership
from domain.zones import instant, zone_of


@dataclass(frozen=True, slots=True)
class Stint:
    """Days on which a member counts: from `since` up to, not including, `until`; None = without bound."""

    member_id: int
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or self.until > day)


WITHOUT = ""
"""As a channel, region or source: the clients who have none."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures, and of which clients and products.

    `stints` None = everybody's, those without an owner too. A channel, region or source None = any, WITHOUT = none.
    `product_ids` of a product or of a group of them.
    """

    stints: tuple[Stint, ...] | None = None
    member_id: int | None = None
    team_id: int | None = None
    channel: str | None = None
    region: str | None = None
    source: str | None = None
    product_ids: tuple[int, ...] | None = None

    @property
    def members(self) -> frozenset[int] | None:
        return None if self.stints is None else frozenset(stint.member_id for stint in self.stints)

    @property
    def is_all(self) -> bool:
        """Everybody's figures of every client."""
        return self == EVERYBODY


EVERYBODY = Scope()


def is_of_people(scope: Scope) -> bool:
    """Not narrowed to some clients or products."""
    return all(one is None for one in (scope.channel, scope.region, scope.source, scope.product_ids))


def of_member(member_id: int) -> Scope:
    return Scope((Stint(member_id),), member_id=member_id)


def of_team(session: Session, team_id: int) -> Scope:
    """A team: its members, each for the days he was in it."""
    return Scope(_stints(session, [team_id]), team_id=team_id)


def seen_scope(session: Session, member_id: int, role: Role) -> Scope:
    """All that a member may see figures of: himself, his teams, everybody."""
    if role is Role.OWNER:
        return EVERYBODY
    if role is Role.REP:
        return of_member(member_id)
    return Scope((Stint(member_id), *_stints(session, led_teams(session, member_id), but=member_id)))


def led_teams(session: Session, manager_id: int) -> list[int]:
    """Teams that this manager leads now."""
    led = select(TeamMembership.team_id).where(
        TeamMembership.member_id == manager_id, TeamMembership.leads.is_(True), TeamMembership.until.is_(None)
    )
    return list(session.scalars(led.order_by(TeamMembership.team_id)))


def members_on(scope: Scope, day: date) -> frozenset[int]:
    """Who is in a scope of people on a day."""
    return frozenset(stint.member_id for stint in scope.stints or () if stint.holds(day))


def may_see_member(session: Session, viewer_id: int, role: Role, member_id: int) -> bool:
    seen = seen_members(session, viewer_id, role)
    return seen is None or member_id in seen


def may_see_team(session: Session, viewer_id: int, role: Role, team_id: int) -> bool:
    return role is Role.OWNER or (role is Role.MANAGER and team_id in led_teams(session, viewer_id))


def _stints(session: Session, team_ids: Sequence[int], but: int | None = None) -> tuple[Stint, ...]:
    rows = session.execute(
        select(TeamMembership.member_id, TeamMembership.since, TeamMembership.until)
        .where(TeamMembership.team_id.in_(team_ids))
        .order_by(TeamMembership.member_id, TeamMembership.since)
    )
    return tuple(Stint(row.member_id, row.since, row.until) for row in rows if row.member_id != but)


def counted_members(session: Session, whose: Scope, day: date) -> dict[int, Member]:
    """Who is in scope on a day and not dismissed by then."""
    wanted = select(Member)
    if whose.stints is not None:
        wanted = wanted.where(Member.id.in_(members_on(whose, day)))
    return {member.id: member for member in session.scalars(wanted) if not _left(session, member, day)}


def _left(session: Session, member: Member, day: date) -> bool:
    at = member.dismissed_at
    return at is not None and at.astimezone(zone_of(session, member)).date() <= day


# As conditions of SQL


def happened_in(
    session: Session,
    scope: Scope,
    period: Period,
    author: InstrumentedAttribute[int],
    at: InstrumentedAttribute[datetime],
) -> ColumnElement[bool]:
    """Instants within the period by their author's own days, of the authors in scope on that day."""
    zones = zones_of(session, scope.members)
    stints = tuple(Stint(member_id) for member_id in zones) if scope.stints is None else scope.stints
    grouped: dict[tuple[date | None, date | None, ZoneInfo], list[int]] = defaultdict(list)
    for stint in stints:
        start, end = _both(stint, period)
        if start is None or end is None or start < end:
            grouped[start, end, zones.get(stint.member_id) or company(session).tz].append(stint.member_id)
    parts = [
        and_(author.in_(members), *_between(at, start, end, zone)) for (start, end, zone), members in grouped.items()
    ]
    return or_(false(), *parts)


def _both(stint: Stint, period: Period) -> tuple[date | None, date | None]:
    """The days of both, as bounds; all time has none."""
    start, end = (None, None) if period.is_all else (period.start, period.end)
    start = max((day for day in (start, stint.since) if day is not None), default=None)
    end = min((day for day in (end, stint.until) if day is not None), default=None)
    return start, end


def _between(
    at: InstrumentedAttribute[datetime], start: date | None, end: date | None, zone: ZoneInfo
) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    if start is not None:
        parts.append(at >= instant(start, time.min, zone))
    if end is not None:
        parts.append(at < instant(end, time.min, zone))
    return parts


def zones_of(session: Session, members: frozenset[int] | None) -> dict[int, ZoneInfo]:
    """The zone of each member (None: of everybody)."""
    default = company(session).tz
    rows = session.execute(select(Member.id, Member.zone).where(true() if members is None else Member.id.in_(members)))
    return {row.id: ZoneInfo(row.zone) if row.zone else default for row in rows}


def counted_on(scope: Scope, member: ColumnElement[Any], day: ColumnElement[Any]) -> ColumnElement[bool]:
    """Facts dated by a day, of the members in scope on that day."""
    if scope.stints is None:
        return true()
    grouped: dict[tuple[date | None, date | None], list[int]] = defaultdict(list)
    for stint in scope.stints:
        grouped[stint.since, stint.until].append(stint.member_id)
    parts = [
        and_(
            member.in_(members),
            *([day >= since] if since is not None else []),
            *([day < until] if until is not None else []),
        )
        for (since, until), members in grouped.items()
    ]
    return or_(false(), *parts)


def kept_by(scope: Scope, client_id: Any) -> ColumnElement[bool]:
    """Clients whose keeper now is in scope. Rule: "Money": the base, the keeper on the report's date."""
    if scope.members is None:
        return true()
    kept = select(Keeper.client_id).where(Keeper.until.is_(None), Keeper.member_id.in_(scope.members))
    return plain_column(client_id).in_(kept)


def of_clients(scope: Scope, client_id: Any) -> ColumnElement[bool]:
    """Facts of the clients of the scope's channel, region and source."""
    chosen = ((Client.channel, scope.channel), (Client.region, scope.region), (Client.source, scope.source))
    conditions = [
        column == value if value else or_(column.is_(None), column == WITHOUT)
        for column, value in chosen
        if value is not None
    ]
    return plain_column(client_id).in_(select(Client.id).where(*conditions)) if conditions else true()


def of_deals(scope: Scope) -> ColumnElement[bool]:
    """Deals of the scope's clients and products; by their own source where they have one, else by the client's."""
    products = true() if scope.product_ids is None else Deal.product_id.in_(scope.product_ids)
    if scope.source is None:
        return and_(products, of_clients(scope, Deal.client_id))
    own = and_(Deal.source == scope.source, of_clients(replace(scope, source=None), Deal.client_id))
    return and_(products, or_(own, and_(Deal.source.is_(None), of_clients(scope, Deal.client_id))))


def of_facts(scope: Scope, client_id: Any, deal_id: Any) -> ColumnElement[bool]:
    """Activities, invoices and payments of the scope's clients; of its products, by their deal."""
    if scope.product_ids is None:
        return of_clients(scope, client_id)
    return and_(
        of_clients(scope, client_id),
        plain_column(deal_id).in_(select(Deal.id).where(Deal.product_id.in_(scope.product_ids))),
    )


def dated_in(day: InstrumentedAttribute[Any], period: Period) -> ColumnElement[bool]:
    """Days within the period; all time has everything, what has no date too."""
    return true() if period.is_all else and_(day >= period.start, day < period.end)
