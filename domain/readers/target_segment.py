"""Which clients a segment leaves of those its viewer may open: SQL narrows, classes are computed after it.

Rule: "Segments", Target segment.
"""

from array import array
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, Select, and_, extract, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.analytics.target_segment import STATE_COLUMNS, Candidates, ClassesAsked, StatesAsked
from domain.clients import seen_members
from domain.errors import NotAllowed
from domain.periods import Period, window_of
from domain.purchases import Medians, silence_rules
from domain.readers.client_base import base_figures
from domain.readers.client_figures import ROWS, client_figures, scanned
from domain.readers.segments import segment_rules
from domain.rhythm import Lifecycle, expected_rhythm, silent_from
from domain.settings import company
from domain.tables import Client, ClientDate, Contact, Keeper, Member, Product, Purchase, PurchaseLine
from domain.target_segments import (
    LIFECYCLES,
    DateOf,
    DateRule,
    PurchaseRule,
    SumRule,
    TargetSegment,
    period_of_span,
)
from domain.use_case import Area, revisions
from domain.worktime import DAY

TARGET_AREAS = frozenset({Area.CLIENTS, Area.MONEY, Area.MEMBERS, Area.SETTINGS})
A_YEAR = 365


_found: WeakKeyDictionary[Engine, OrderedDict[Any, Sequence[int]]] = WeakKeyDictionary()


def found_before(session: Session) -> tuple[dict[str, int], OrderedDict[Any, Sequence[int]]]:
    """Revisions of all that a segment is read from; and what was found over this database, for the asker to look in."""
    return revisions(session, TARGET_AREAS), _found.setdefault(session.get_bind().engine, OrderedDict())


def candidates(session: Session, viewer_id: int, segment: TargetSegment, today: date) -> Candidates:
    """What `chosen_clients` chooses from: largest ₽ of the last twelve months first. Raises NotAllowed, NotAPeriod."""
    ids = array("q")
    for part in session.connection().execute(_ids(session, viewer_id, segment, today)).partitions(ROWS):
        ids.extend(row.id for row in part)
    return Candidates(ids, _classes(session, segment, today), _states(session, segment, today))


def window_meant(session: Session, segment: TargetSegment, today: date) -> Period:
    """The window of the segment's classes."""
    months = company(session).segment_months
    return period_of_span(segment.window, today) if segment.window else window_of(today, months)


# What SQL narrows by


def _ids(session: Session, viewer_id: int, segment: TargetSegment, today: date) -> Select[int]:
    """Ids of the clients that the viewer may open and every condition but classes and lifecycle leaves."""
    year = Period(today - A_YEAR * DAY, today + DAY)
    day = scanned(Purchase.day)
    bought = select(Purchase.client_id, func.sum(Purchase.amount).label("revenue"))
    sums = bought.where(day >= year.start, day < year.end).group_by(Purchase.client_id).subquery()
    return (
        select(Client.id)
        .outerjoin(Keeper, (Keeper.client_id == Client.id) & Keeper.until.is_(None))
        .outerjoin(sums, sums.c.client_id == Client.id)
        .where(_seen(session, viewer_id), *_conditions(session, segment, today))
        .order_by(func.coalesce(sums.c.revenue, 0).desc(), Client.id)
    )


def _seen(session: Session, viewer_id: int) -> ColumnElement[bool]:
    viewer = session.get(Member, viewer_id)
    if viewer is None or viewer.dismissed_at is not None:
        raise NotAllowed
    seen = seen_members(session, viewer.id, viewer.role)
    return true() if seen is None else Keeper.member_id.in_(seen)


def _conditions(session: Session, segment: TargetSegment, today: date) -> Iterator[ColumnElement[bool]]:
    if LIFECYCLES.index(Lifecycle.CLOSED) not in segment.lifecycle:
        yield Client.closed_at.is_(None)
    for column, values in (
        (Client.channel, segment.channels),
        (Client.region, segment.regions),
        (Client.source, segment.sources),
    ):
        if values:
            yield _one_of(column, values, "")
    if segment.keepers:
        yield _one_of(Keeper.member_id, segment.keepers, 0)
    yield from (_bought(rule, today) for rule in segment.purchases)
    for sum_rule in segment.sums:
        yield from _summed(sum_rule, today)
    yield from (_dated(rule, today) for rule in segment.dates)


def _one_of(column: InstrumentedAttribute[Any], values: tuple[Any, ...], nothing: Any) -> ColumnElement[bool]:
    """Any of the values; `nothing` stands for a missing one too."""
    return or_(column.in_(values), column.is_(None)) if nothing in values else column.in_(values)


def _bought(rule: PurchaseRule, today: date) -> ColumnElement[bool]:
    purchases = select(Purchase.client_id).where(
        Purchase.is_return.is_(False), _within(Purchase.day, period_of_span(rule.span, today))
    )
    if rule.is_of_product:
        product = Product.id == rule.product_id if rule.product_id is not None else Product.group == rule.group
        purchases = purchases.join(PurchaseLine, PurchaseLine.purchase_id == Purchase.id).where(
            PurchaseLine.product_id.in_(select(Product.id).where(product))
        )
    if rule.bought:
        return Client.id.in_(purchases)
    return ~purchases.where(Purchase.client_id == Client.id).correlate(Client).exists()


def _summed(rule: SumRule, today: date) -> Iterator[ColumnElement[bool]]:
    """Who bought nothing has 0 ₽."""
    total = func.sum(Purchase.amount)
    sums = select(Purchase.client_id).where(_within(Purchase.day, period_of_span(rule.span, today)))
    sums = sums.group_by(Purchase.client_id)
    if rule.low is not None and rule.low > 0:
        yield Client.id.in_(sums.having(total >= rule.low))
    if rule.high is not None:
        yield Client.id.not_in(sums.having(total > rule.high))


def _dated(rule: DateRule, today: date) -> ColumnElement[bool]:
    period = period_of_span(rule.span, today)
    if rule.of is DateOf.OWN:
        once = and_(ClientDate.yearly.is_(False), _within(ClientDate.day, period))
        yearly = and_(ClientDate.yearly.is_(True), _in_any_year(ClientDate.day, period))
        return Client.id.in_(select(ClientDate.client_id).where(or_(once, yearly)))
    if rule.of is DateOf.BIRTHDAY:
        living = select(Contact.client_id).where(Contact.archived_at.is_(None), Contact.birthday.is_not(None))
        return Client.id.in_(living.where(_in_any_year(Contact.birthday, period)))
    return _within(_COLUMNS[rule.of], period)


_COLUMNS: Mapping[DateOf, InstrumentedAttribute[Any]] = {
    DateOf.CONTRACT: Client.contract_ends_on,
    DateOf.FIRST_PURCHASE: Client.first_purchase_on,
    DateOf.LAST_PURCHASE: Client.last_purchase_on,
}


def _within(day: InstrumentedAttribute[Any], period: Period) -> ColumnElement[bool]:
    return day.is_not(None) if period.is_all else and_(day >= period.start, day < period.end)


def _in_any_year(day: InstrumentedAttribute[Any], period: Period) -> ColumnElement[bool]:
    """A day that comes back every year comes within the period."""
    if period.days >= A_YEAR:
        return true()
    place = extract("month", day) * 100 + extract("day", day)
    first, last = (each.month * 100 + each.day for each in (period.start, period.last))
    return place.between(first, last) if first <= last else or_(place >= first, place <= last)


# What is computed after it


def _classes(session: Session, segment: TargetSegment, today: date) -> ClassesAsked | None:
    if not segment.classes:
        return None
    rules = segment_rules(company(session))
    window = window_meant(session, segment, today)
    figures = client_figures(session, window, unit_months=rules.unit_months, by_stability=rules.by_stability)
    return ClassesAsked(figures, rules, segment.classes, segment.without_largest)


def _states(session: Session, segment: TargetSegment, today: date) -> StatesAsked | None:
    if not segment.lifecycle:
        return None
    rules = silence_rules(company(session))
    on = date.fromisoformat(segment.as_of) if segment.as_of else today
    if on != today:
        return StatesAsked(on, segment.lifecycle, rules, {}, base_figures(session, on, months=1))
    return StatesAsked(on, segment.lifecycle, rules, kept_facts(session))


def kept_facts(session: Session, anew: Medians | None = None) -> dict[str, "array[int]"]:
    """Of every client, as in STATE_COLUMNS; `anew`: as if his day of silence were reckoned by these medians now."""
    columns = {name: array("q") for name in STATE_COLUMNS}
    zone, rules = company(session).tz, silence_rules(company(session))
    rows = session.connection().execute(
        select(
            Client.id, Client.purchase_days, Client.first_purchase_on, Client.last_purchase_on, Client.closed_at,
            Client.lost_at, Client.silent_from, Client.channel,
        )
    )  # fmt: skip
    for part in rows.partitions(ROWS):
        for client, days, first, last, closed, lost, silent, channel in part:
            if anew is not None and last is not None:
                silent = silent_from(last, expected_rhythm(None, anew.of(channel), anew.company, rules), rules)
            values = (
                client, days, _ordinal(first), _ordinal(last), closed is not None,
                _ordinal(_day_of(lost, zone)), _ordinal(silent) - _ordinal(last) if silent and last else 0,
            )  # fmt: skip
            for name, value in zip(STATE_COLUMNS, values, strict=True):
                columns[name].append(value)
    return columns


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _day_of(at: datetime | None, zone: Any) -> date | None:
    return at.astimezone(zone).date() if at else None
