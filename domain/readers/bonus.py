"""What `/bonus` is computed from, and the clients behind it. Rule: "Base growth bonus".

A client is activated by his first purchase; the bonus is of whoever it was, and stays his when the client goes over.
"""

from array import array
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    select,
    true,
)
from sqlalchemy.orm import Session

from domain.among import among
from domain.analytics.bonus import Behind, BonusReport
from domain.analytics.bonus_figures import (
    ACTIVATED_NUMBERS,
    NOBODY,
    PERIODS,
    SUMS,
    BonusData,
    BonusRules,
    TeamShare,
)
from domain.analytics.bonus_terms import TermState
from domain.errors import BadChoice
from domain.periods import Period, month_of
from domain.readers.attribution import Scope, counted_members, counted_on, led_teams, of_clients, of_team
from domain.readers.client_figures import plain_rows
from domain.readers.client_lines import client_lines
from domain.readers.columns import day_letters, ordinal
from domain.readers.expressions import day_after, plain_column
from domain.readers.funnels import keeper_on, owner_on
from domain.readers.late_purchases import clients_told_late, told_late
from domain.readers.listing import Column, Listing, Row, Unit, page_of_ids
from domain.readers.looks import Halves, Look, framed
from domain.readers.month_money import paid_by, sales_plans
from domain.settings import Company, company
from domain.tables import Client, Member, Purchase, Role, SalesPlanLine, Team
from domain.use_case import Area

BONUS_AREAS = frozenset({Area.CLIENTS, Area.DEALS, Area.MONEY, Area.MEMBERS, Area.PLANS, Area.SETTINGS})

TermColumns = tuple[dict[str, "array[int]"], list[str | None]]
"""Activated clients as `BonusData` has them: the numbers, the channels."""


def _data(session: Session, viewer_id: int, look: Look, today: date) -> BonusData:
    """Of all purchases, whenever they were told of. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, BONUS_AREAS)
    on = min(look.period.last, today)
    chosen = company(session)
    numbers, channel = _activated(session, _terms(scope, on, chosen))
    return BonusData(
        frame=frame,
        on=on,
        activated=numbers,
        channel=channel,
        rules=bonus_rules(chosen),
        names={row.id: row.name for row in session.execute(select(Member.id, Member.name))},
        teams=tuple(_teams(session, viewer_id, look.period, on)),
    )


def _counted_apart(
    session: Session, viewer_id: int, look: Look, today: date
) -> tuple[frozenset[int], TermColumns | None]:
    """Whoever has purchases told of after the closing, few; and they without those."""
    scope, _ = framed(session, viewer_id, look, BONUS_AREAS)
    on = min(look.period.last, today)
    late = told_late(session, on)
    apart = clients_told_late(session, late)
    if not apart:
        return apart, None
    return apart, _activated(session, _terms(scope, on, company(session), not_(late)), {"ids": list(apart)})


def _whole(data: BonusData, apart: tuple[frozenset[int], TermColumns | None]) -> BonusData:
    clients, counted = apart
    return data if counted is None else data.with_others_of(clients, *counted)


bonus_data = Halves(_data, _counted_apart, _whole)
"""Everybody's activated clients as of the period's end, or today."""


def bonus_rules(chosen: Company) -> BonusRules:
    """The company's settings."""
    return BonusRules(
        days=chosen.bonus_days,
        tolerance=Fraction(str(chosen.bonus_tolerance)),
        ended=chosen.bonus_ended,
        factor=Fraction(str(chosen.bonus_factor)),
        by_channel={channel: Fraction(str(factor)) for channel, factor in chosen.bonus_factor_by_channel.items()},
    )


# Activated clients


def _activated(session: Session, terms: Select[Any], given: Mapping[str, Any] | None = None) -> TermColumns:
    numbers = {name: array("q") for name in ACTIVATED_NUMBERS}
    channels: list[str | None] = []
    names = ("client_id", "rep_id", "length", "shown", *SUMS)
    for part in plain_rows(session, terms, given):
        *columns, start, channel = zip(*part, strict=True)
        for name, column in zip(names, columns, strict=True):
            numbers[name].extend(column)
        numbers["start"].extend(map(ordinal, start))
        channels.extend(channel)
    return numbers, channels


def _terms(scope: Scope, on: date, chosen: Company, counts: ColumnElement[bool] | None = None) -> Select[Any]:
    """A row for each client who bought by a day: his first purchase, whose it was, ₽ of the periods since.

    `counts`: of these clients («ids») only such purchases.
    """
    begun = _begun(scope, on, chosen, None if counts is None else _first_that(counts))
    ends = [begun.c[f"end{number}"] for number in range(PERIODS)]
    starts = [begun.c.start, *ends]
    sums = (
        cast(func.sum(case((and_(Purchase.day >= start, Purchase.day < end), Purchase.amount), else_=0)), BigInteger)
        for start, end in pairwise(starts)
    )
    alike = (begun.c.start, begun.c.channel, begun.c.rep_id, begun.c.length, begun.c.shown)
    start, channel, rep, length, shown = map(func.min, alike)
    return (
        select(Purchase.client_id, rep, length, shown, *sums, day_letters(start), channel)
        .join(begun, begun.c.client_id == Purchase.client_id)
        .where(Purchase.day >= begun.c.start, Purchase.day < ends[-1], Purchase.day <= on)
        .where(true() if counts is None else counts)
        .group_by(Purchase.client_id)
    )


def _first_that(counts: ColumnElement[bool]) -> Subquery:
    """The first day that counts of each of these clients."""
    day = func.min(Purchase.day).label("start")
    bought = select(Purchase.client_id, day).where(among(Purchase.client_id, "ids"), Purchase.is_return.is_(False))
    return bought.where(counts).group_by(Purchase.client_id).subquery()


def _begun(scope: Scope, on: date, chosen: Company, first: Subquery | None) -> CTE:
    """Counted once for each client, not for each of his purchases."""
    by_channel = chosen.bonus_days_by_channel
    length = (
        case(by_channel, value=Client.channel, else_=chosen.bonus_days) if by_channel else literal(chosen.bonus_days)
    )
    start = plain_column(Client.first_purchase_on) if first is None else first.c.start
    rep = func.coalesce(seller(start), NOBODY)
    counted = and_(of_clients(scope, Client.id), counted_on(scope, rep, start))
    terms = select(
        Client.id.label("client_id"),
        Client.channel,
        start.label("start"),
        length.label("length"),
        rep.label("rep_id"),
        case((counted, 1), else_=0).label("shown"),
        *(day_after(start, length * number).label(f"end{number - 1}") for number in range(1, PERIODS + 1)),
    ).where(start <= on)
    if first is not None:
        terms = terms.join(first, first.c.client_id == Client.id)
    return terms.cte("begun").prefix_with("MATERIALIZED")


def seller(day: ColumnElement[Any]) -> ColumnElement[Any]:
    """Who got the first purchase, of that day: the deal's owner then, else the keeper."""
    deal = (
        select(func.min(Purchase.deal_id))
        .where(Purchase.client_id == Client.id, Purchase.day == day, Purchase.is_return.is_(False))
        .correlate_except(Purchase)
        .scalar_subquery()
    )
    return func.coalesce(owner_on(deal, day), keeper_on(plain_column(Client.id), day))


# Teams


def _teams(session: Session, viewer_id: int, period: Period, on: date) -> Iterator[TeamShare]:
    """Payments beside the plan of the teams the viewer leads (of all, for the owner), the best first."""
    viewer = session.get_one(Member, viewer_id)
    if viewer.role is Role.REP or period.is_all:
        return
    teams = select(Team.id, Team.name).where(Team.closed_at.is_(None))
    if viewer.role is not Role.OWNER:
        teams = teams.where(Team.id.in_(led_teams(session, viewer_id)))
    shares = [share for id_, name in session.execute(teams) if (share := _team(session, id_, name, period, on))]
    yield from sorted(shares, key=lambda share: (-share.share, share.name))


def _team(session: Session, team_id: int, name: str, period: Period, on: date) -> TeamShare | None:
    """Of the whole months of the period that have begun; None without a plan."""
    scope, plan, fact = of_team(session, team_id), 0, 0
    month = month_of(period.start)
    while month.start <= on and month.start < period.end:
        day = min(month.last, on)
        plans = sales_plans(session, counted_members(session, scope, day), month.start, day)
        plan += sum(value for (_, line), value in plans.items() if line is SalesPlanLine.PAYMENTS)
        fact += sum(paid_by(session, scope, month, in_time=True).values())
        month = month.shifted(1)
    return TeamShare(name, fact, plan) if plan else None


# The clients behind a figure


COLUMNS = (
    Column("client"),
    Column("bonus-state", Unit.WORD),
    Column("bonus-first", Unit.MONEY),
    Column("bonus-advance", Unit.MONEY),
    Column("bonus-short", Unit.MONEY),
    Column("bonus-due", Unit.DAY),
)


def bonus_rows(session: Session, found: BonusReport, what: str, page: int | None = 0) -> Listing:
    """The clients behind one figure, the largest advance first. Raises BadChoice for a figure there is not."""
    if what not in found.behind:
        raise BadChoice
    behind = found.behind[what]
    rows, shown = page_of_ids(behind, page)
    lines = client_lines(session, [row.client_id for row in rows])
    values = tuple(Row(row.client_id, _values(row, lines[row.client_id].name)) for row in rows)
    return Listing(f"bonus-{what}", "client", COLUMNS, values, len(behind), shown)


def _values(row: Behind, name: str) -> tuple[Any, ...]:
    state = f"holds{row.held}" if row.state == TermState.HOLDS else TermState(row.state).name.lower()
    due = date.fromordinal(row.due) if row.due > 0 else None
    return name, state, row.first, row.advance or None, row.short or None, due
