"""What `/norms` is computed from, and the clients behind its figures. Rule: "Marketing, unit economics"."""

from collections.abc import Mapping
from datetime import date, time

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, func, or_, select, true, type_coerce
from sqlalchemy.orm import Session

from domain.analytics.norms import Norm, NormsData, NormsReport, Side, Touched
from domain.errors import BadChoice
from domain.periods import Period
from domain.purchases import silence_rules
from domain.readers.client_base import base_figures, month_ends
from domain.readers.client_figures import bought_in, client_figures, scanned
from domain.readers.client_lines import client_lines
from domain.readers.kept_clients import clients_in
from domain.readers.listing import Column, Listing, Row, Unit, page_of_ids
from domain.readers.looks import Look, framed
from domain.readers.margins import SIDE, sale_costs
from domain.readers.segments import report_day, segment_rules, segment_windows
from domain.readers.spending import spent_on_new
from domain.settings import company
from domain.tables import CONTACT_KINDS, Activity, Client, Purchase
from domain.use_case import Area
from domain.zones import instant

NORM_AREAS = frozenset({Area.CLIENTS, Area.MONEY, Area.MEMBERS, Area.SETTINGS, Area.ACTIVITIES, Area.DEALS})
COLUMNS = (Column("client"), Column("bought-last", Unit.DAY, says_missing=True), Column("owner", says_missing=True))


def norms_data(session: Session, viewer_id: int, look: Look, today: date) -> NormsData:
    """The year before the end of the period. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, NORM_AREAS)
    chosen, on = company(session), report_day(look.period, today)
    window, _ = segment_windows(chosen, on)
    ours = None if scope.is_all else clients_in(scope, on)
    first, repeat = _sides(session, window, ours)
    last_day = min(look.period.last, today)
    spend, came = spent_on_new(session, scope, window)
    return NormsData(
        frame=frame,
        window=window,
        figures=client_figures(session, window),
        base=base_figures(session, last_day, scope, months=0, also=month_ends(last_day)[:1]),
        rules=segment_rules(chosen),
        silence=silence_rules(chosen),
        only=None if ours is None else frozenset(session.scalars(ours)),
        new=_new(session, window, ours),
        spend=spend,
        came=came,
        first=first,
        repeat=repeat,
        costs=sale_costs(chosen),
        existing=_touched(session, window, ours, _existing(window)),
        potential=_touched(session, window, ours, _potential(window)),
    )


def _of(ours: Select[int] | None) -> ColumnElement[bool]:
    return true() if ours is None else Client.id.in_(ours)


def _new(session: Session, window: Period, ours: Select[int] | None) -> Mapping[int, int]:
    """Who bought first in the window: days from then to its end."""
    first = Client.first_purchase_on
    rows = select(Client.id, first).where(first >= window.start, first < window.end, _of(ours))
    return {client: (window.end - day).days for client, day in session.execute(rows) if day is not None}


def _sides(session: Session, window: Period, ours: Select[int] | None) -> tuple[Side, Side]:
    """First sales and repeat ones."""
    sums = (
        select(SIDE, func.sum(case((Purchase.is_return, 0), else_=1)), cast(func.sum(Purchase.amount), BigInteger))
        .select_from(Purchase)
        .join(Client, Client.id == Purchase.client_id)
        .where(bought_in(window), _of(ours))
        .group_by(SIDE)
    )
    found = {side: Side(int(sales), int(revenue)) for side, sales, revenue in session.execute(sums)}
    return found.get(1, Side()), found.get(0, Side())


def _existing(window: Period) -> ColumnElement[bool]:
    """Bought before the window, and in it or later."""
    return and_(Client.first_purchase_on < window.start, Client.last_purchase_on >= window.start)


def _potential(window: Period) -> ColumnElement[bool]:
    """Had bought nothing by the window's end."""
    return or_(Client.first_purchase_on.is_(None), Client.first_purchase_on >= window.end)


def _touched(session: Session, window: Period, ours: Select[int] | None, whom: ColumnElement[bool]) -> Touched:
    """Contacts with these clients, those closed left out; who was met in the window counts from that day."""
    start, end = (instant(day, time.min, company(session).tz) for day in (window.start, window.end))
    met_at = type_coerce(scanned(Client.happened_at), Client.happened_at.type)  # most of the table is read
    kept = (Client.closed_at.is_(None), whom, _of(ours))
    contacts = (
        select(func.count())
        .select_from(Client)
        .join(Activity, Activity.client_id == scanned(Client.id))
        .where(
            *kept,
            met_at < end,
            Activity.kind.in_(CONTACT_KINDS),
            Activity.cancelled_at.is_(None),
            Activity.happened_at >= start,
            Activity.happened_at < end,
        )
    )
    before = session.scalar(select(func.count(Client.id)).where(*kept, met_at < start)) or 0
    met = session.scalars(select(Client.happened_at).where(*kept, met_at >= start, met_at < end))
    return Touched(session.scalar(contacts) or 0, before * window.days + sum((end - at).days for at in met))


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
