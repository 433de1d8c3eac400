"""What `/norms` is computed from, and the clients behind its figures. Rule: "Marketing, unit economics"."""

from array import array
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, true, type_coerce
from sqlalchemy.orm import Session

from domain.analytics.client_figures import ClientFigures
from domain.analytics.norms import YEAR_NUMBERS, Norm, NormsData, NormsReport, Touched
from domain.errors import BadChoice
from domain.periods import Period
from domain.purchases import silence_rules
from domain.readers.client_base import base_figures, month_ends
from domain.readers.client_figures import bought_in, line_costs, plain_rows, scanned
from domain.readers.client_lines import client_lines
from domain.readers.expressions import how_many, kopecks, kopecks_sum
from domain.readers.kept_clients import clients_in
from domain.readers.listing import Column, Listing, Row, Unit, page_of_ids
from domain.readers.looks import Halves, Look, framed
from domain.readers.margins import IS_NEW, sale_costs
from domain.readers.segments import report_day, segment_rules, segment_windows
from domain.readers.spending import spent_on_new
from domain.settings import company
from domain.tables import CONTACT_KINDS, Activity, Client, Purchase
from domain.use_case import Area
from domain.zones import instant

NORM_AREAS = frozenset({Area.CLIENTS, Area.MONEY, Area.MEMBERS, Area.SETTINGS, Area.ACTIVITIES, Area.DEALS})
COLUMNS = (Column("client"), Column("bought-last", Unit.DAY, says_missing=True), Column("owner", says_missing=True))


def _data(session: Session, viewer_id: int, look: Look, today: date) -> NormsData:
    """Without what was sold to each client. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, NORM_AREAS)
    chosen, on = company(session), report_day(look.period, today)
    window, _ = segment_windows(chosen, on)
    ours = None if scope.is_all else clients_in(scope, on)
    last_day = min(look.period.last, today)
    spend, came = spent_on_new(session, scope, window)
    existing, potential = _touched(session, window, ours)
    return NormsData(
        frame=frame,
        window=window,
        base=base_figures(session, last_day, scope, months=0, also=month_ends(last_day)[:1]),
        rules=segment_rules(chosen),
        silence=silence_rules(chosen),
        new=_new(session, window, ours),
        spend=spend,
        came=came,
        costs=sale_costs(chosen),
        existing=existing,
        potential=potential,
    )


def _sold_to(session: Session, viewer_id: int, look: Look, today: date) -> ClientFigures:
    """What was sold to each client in the year."""
    scope, _ = framed(session, viewer_id, look, NORM_AREAS)
    on = report_day(look.period, today)
    window, _ = segment_windows(company(session), on)
    return _sold(session, window, None if scope.is_all else clients_in(scope, on))


norms_data = Halves(_data, _sold_to, lambda data, figures: replace(data, figures=figures))
"""The year before the end of the period."""


def _of(ours: Select[int] | None) -> ColumnElement[bool]:
    return true() if ours is None else Client.id.in_(ours)


def _new(session: Session, window: Period, ours: Select[int] | None) -> Mapping[int, int]:
    """Who bought first in the window: days from then to its end."""
    first = Client.first_purchase_on
    rows = select(Client.id, first).where(first >= window.start, first < window.end, _of(ours))
    return {client: (window.end - day).days for client, day in session.execute(rows) if day is not None}


def _sold(session: Session, window: Period, ours: Select[int] | None) -> ClientFigures:
    """Columns as in YEAR_NUMBERS, in one pass by client, so that nothing is put in order."""
    numbers = {name: array("q") for name in YEAR_NUMBERS}
    channels: list[str | None] = []
    for part in plain_rows(session, _sums(window, ours)):
        *columns, channel = zip(*part, strict=True)
        for column, values in zip(numbers.values(), columns, strict=True):
            column.extend(values)
        channels.extend(channel)
    of_whom = [] if ours is None else [Purchase.client_id.in_(ours)]
    return ClientFigures(numbers, channels, line_costs(session, bought_in(window), *of_whom))


def _sums(window: Period, ours: Select[int] | None) -> Any:
    amount, is_sale = Purchase.amount, not_(Purchase.is_return)
    return (
        select(
            Client.id,
            kopecks_sum(amount),
            func.count().filter(is_sale),
            kopecks(func.coalesce(func.sum(Purchase.cost), 0)),
            kopecks(func.coalesce(func.sum(amount).filter(Purchase.cost.is_(None)), 0)),
            kopecks(func.coalesce(func.sum(amount).filter(IS_NEW), 0)),
            func.count().filter(and_(is_sale, IS_NEW)),
            Client.channel,
        )
        .join(Purchase, Purchase.client_id == scanned(Client.id))
        .where(bought_in(window), _of(ours))
        .group_by(Client.id)
    )


def _existing(window: Period) -> ColumnElement[bool]:
    """Bought before the window, and in it or later."""
    return and_(Client.first_purchase_on < window.start, Client.last_purchase_on >= window.start)


def _potential(window: Period) -> ColumnElement[bool]:
    """Had bought nothing by the window's end."""
    return or_(Client.first_purchase_on.is_(None), Client.first_purchase_on >= window.end)


def _touched(session: Session, window: Period, ours: Select[int] | None) -> tuple[Touched, Touched]:
    """Contacts with existing clients and with potential ones, those closed left out.

    Who was met in the window counts from that day.
    """
    start, end = (instant(day, time.min, company(session).tz) for day in (window.start, window.end))
    kinds = (_existing(window), _potential(window))
    met_at = type_coerce(scanned(Client.happened_at), Client.happened_at.type)  # most of the table is read
    kept = (Client.closed_at.is_(None), or_(*kinds), met_at < end, _of(ours))
    contacts = (
        select(*map(how_many, kinds))
        .select_from(Client)
        .join(Activity, Activity.client_id == scanned(Client.id))
        .where(
            *kept,
            Activity.kind.in_(CONTACT_KINDS),
            Activity.cancelled_at.is_(None),
            Activity.happened_at >= start,
            Activity.happened_at < end,
        )
    )
    numbers = session.execute(contacts).one()
    before = session.execute(select(*map(how_many, kinds)).where(*kept, met_at < start)).one()
    days = [(number or 0) * window.days for number in before]
    for is_existing, at in session.execute(
        select(kinds[0], Client.happened_at).where(*kept, Client.happened_at >= start)
    ):
        days[0 if is_existing else 1] += (end - at).days
    existing, potential = (Touched(number or 0, each) for number, each in zip(numbers, days, strict=True))
    return existing, potential


def norms_rows(session: Session, found: NormsReport, what: str, page: int | None = 0) -> Listing:
    """The clients behind a figure: "top", "lost", "unprofitable". Raises BadChoice for one without any."""
    ids = {norm.value: clients for norm, clients in found.ids.items()}
    if what not in ids:
        raise BadChoice
    shown, page = page_of_ids(ids[what], page)
    lines = client_lines(session, shown)
    rows = tuple(Row(id_, (lines[id_].name, lines[id_].last, lines[id_].keeper)) for id_ in shown)
    total, order = len(ids[what]), "latest" if what == Norm.LOST.value else "largest"
    told, window = {"what": what}, found.window
    return Listing("norms", "client", COLUMNS, rows, total, page, told=told, order=order, period=window)
