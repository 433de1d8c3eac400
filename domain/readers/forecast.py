"""All that the forecast is computed from. Rules: "Forecast", "Money" (who gets it, closing)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy import BigInteger, ColumnElement, Date, Select, and_, case, cast, false, func, literal, or_, select
from sqlalchemy.orm import Session

from domain.analytics.forecast import ForecastFigures, KnownBuyers, KnownDeals, Moment, Moves, OpenDeals
from domain.periods import DAY, Period
from domain.readers.attribution import Scope, counted_on, is_of_people, of_deals
from domain.readers.client_figures import scanned
from domain.readers.columns import daily_text, day_letters, lines_text
from domain.readers.funnels import owned_by, payments_with_recipient
from domain.readers.kept_clients import clients_in, held_on
from domain.readers.looks import Halves, Look, framed
from domain.readers.month_money import entered_late
from domain.readers.plan import plan_of
from domain.settings import company
from domain.tables import (
    Client,
    Deal,
    DealOwner,
    DealState,
    Invoice,
    Keeper,
    Payment,
    Purchase,
    SalesPlanLine,
    Stage,
    StageChange,
)
from domain.use_case import Area
from domain.zones import instant

FORECAST_AREAS = frozenset({Area.MONEY, Area.DEALS, Area.CLIENTS, Area.PLANS, Area.MEMBERS, Area.SETTINGS})
TESTED, COMPARED = 6, 6
"""Periods before that are tested, and those before them that the first test is counted by."""
ALL_DAYS = (1 << TESTED + 1) - 1
NAMED = 20
"""The largest deals, among which the one with most unpaid is looked for."""


def _figures(session: Session, viewer_id: int, look: Look, today: date) -> ForecastFigures:
    """Of the period and its cut, without the moves of deals. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, FORECAST_AREAS)
    moments = moments_of(look.period, today)
    paid = Paid(session, scope, look.period, moments)
    is_heavy = moments[0].days > 0
    tested = [one.on for one in moments[: TESTED + 1]] if is_heavy else []
    plan, planless = plan_of(session, scope, look.period, SalesPlanLine.PAYMENTS, today)
    counts_repeats = scope.product_ids is None
    chosen = company(session)
    return ForecastFigures(
        viewer_id=viewer_id,
        frame=frame,
        moments=moments,
        paid_days=paid.days,
        late=paid.late,
        plan=plan,
        planless=planless,
        paid_since=session.scalar(select(func.min(Payment.paid_on))) or today,
        known=paid.known,
        facts=paid.facts,
        planned={row.position: row.planned_chance or 0.0 for row in session.execute(_STAGES) if not row.is_won},
        enough=chosen.chance_cases,
        open_deals=_open_deals(session, scope, today) if is_heavy else OpenDeals("", {}),
        deals=_known_deals(session, scope, moments[-1].on, tested),
        purchases=_purchases(session) if is_heavy and counts_repeats else "",
        buyers=_buyers(session, scope, tested if counts_repeats else []),
        default_rhythm=chosen.default_rhythm_days,
        counts_repeats=counts_repeats,
    )


def _moves(session: Session, viewer_id: int, look: Look, today: date) -> Moves:
    """Every move of the company's deals, for a period that has days left."""
    imported = session.scalars(select(Deal.id).where(Deal.job_id.is_not(None))).all()
    if moments_of(look.period, today)[0].days <= 0:
        return Moves(imported=imported)
    return Moves(_changes(session), _late_moves(session), imported)


forecast_figures = Halves(_figures, _moves, lambda figures, moves: replace(figures, moves=moves))
"""What is known by today of a period, and was known as many days before the end of those before it."""


def moments_of(period: Period, today: date) -> tuple[Moment, ...]:
    """The period as of today; then, where days of it are left, those before as of so many days before their ends."""
    now = Moment(min(period.last, today), period.start, min(period.last, today) if period.is_all else period.last)
    if now.days <= 0 or period.start > today:
        return (Moment(now.last, now.start, now.last),)
    before = (period.shifted(-back) for back in range(1, TESTED + COMPARED + 1))
    return (now, *(Moment(max(one.start - DAY, one.last - timedelta(now.days)), one.start, one.last) for one in before))


# Money


class Paid:
    """Payments of the cut by day, and by period as of its moment and in the end."""

    def __init__(self, session: Session, scope: Scope, period: Period, moments: Sequence[Moment]) -> None:
        tested = moments[: TESTED + 1]
        whole = period if period.is_all else Period(min(one.start for one in tested), period.end)
        rows = session.execute(_paid(session, scope, whole, tested)).all()
        now = moments[0]
        self.days = tuple((row.paid_on, int(row.amount)) for row in rows if not row.late and row.paid_on >= now.start)
        self.late = sum(int(row.amount) for row in rows if row.late and row.paid_on >= now.start)
        self.known = tuple(
            sum(int(row.amount) for row in rows if row.known and one.start <= row.paid_on <= one.last) for one in tested
        )
        self.facts = tuple(
            sum(int(row.amount) for row in rows if not row.late and one.start <= row.paid_on <= one.last)
            for one in tested
        )


def _paid(session: Session, scope: Scope, whole: Period, tested: Sequence[Moment]) -> Select[date, bool, bool, int]:
    """By day; whether entered after the month was closed; whether told of by the moment of its period."""
    paid = payments_with_recipient(scope, whole)
    late = entered_late(session, paid.c.paid_on, paid.c.received_at, whole)
    known = or_(false(), *(_known_by(session, paid.c.paid_on, paid.c.received_at, one) for one in tested[1:]))
    return (
        select(
            paid.c.paid_on,
            case((late, True), else_=False).label("late"),
            case((known, True), else_=False).label("known"),
            func.sum(paid.c.amount).label("amount"),
        )
        .where(counted_on(scope, paid.c.recipient_id, paid.c.paid_on))
        .group_by(paid.c.paid_on, "late", "known")
        .order_by(paid.c.paid_on)
    )


def _known_by(
    session: Session, paid_on: ColumnElement[date], received_at: ColumnElement[object], moment: Moment
) -> ColumnElement[bool]:
    over = instant(moment.on + DAY, time.min, company(session).tz)
    return and_(paid_on >= moment.start, paid_on <= moment.on, received_at < over)


# Deals

_STAGES = select(Stage.position, Stage.key, Stage.planned_chance, Stage.is_won)
_INVOICED = select(func.sum(Invoice.amount)).where(Invoice.deal_id == Deal.id).correlate(Deal).scalar_subquery()
_WHOLE = func.coalesce(Deal.amount, _INVOICED, 0)


def _open_deals(session: Session, scope: Scope, today: date) -> OpenDeals:
    of_it = _open(scope, today)
    stood = select(Deal.id, Stage.position, day_letters(Deal.stage_since).label("since"))
    largest = (
        select(Deal.id, func.coalesce(Client.name, Deal.title, ""))
        .outerjoin(Client, Client.id == Deal.client_id)
        .where(*of_it)
        .order_by(_WHOLE.desc(), Deal.id)
        .limit(NAMED)
    )
    return OpenDeals(
        lines_text(session, stood.join(Stage, Stage.key == Deal.stage).where(*of_it)),
        {row[0]: row[1] for row in session.execute(largest)},
    )


def _open(scope: Scope, today: date) -> list[ColumnElement[bool]]:
    """Open deals of the cut; those of closed clients are in no list."""
    closed = select(Client.id).where(Client.closed_at.is_not(None))
    return [
        Deal.state == DealState.OPEN,
        or_(Deal.client_id.is_(None), Deal.client_id.not_in(closed)),
        owned_by(scope, literal(today, Date())),
    ]


def _known_deals(session: Session, scope: Scope, since: date, tested: Iterable[date]) -> KnownDeals:
    """Open now, or at some moment since a day."""
    days = list(tested)
    if not days:
        return KnownDeals("", "", None)
    known = or_(scanned(Deal.state) == DealState.OPEN, scanned(Deal.closed_on) >= since)  # most of the table
    is_open = case((Deal.state == DealState.OPEN, 1), else_=0)
    deals = lines_text(
        session, select(Deal.id, func.coalesce(Deal.client_id, 0), _WHOLE.label("whole"), is_open).where(known)
    )
    received, paid = day_letters(Payment.received_at), day_letters(Payment.paid_on)
    told = case((Deal.job_id.is_not(None), paid), (received > paid, received), else_=paid)
    payments = lines_text(
        session,
        select(Payment.deal_id, told.label("told"), Payment.amount).join(Deal, Deal.id == Payment.deal_id).where(known),
    )
    return KnownDeals(deals, payments, _whose_deals(session, scope, days))


def _whose_deals(session: Session, scope: Scope, days: Sequence[date]) -> str | None:
    """Of the cut on each of the days, as bits."""
    if scope.is_all:
        return None
    narrowed = select(Deal.id).where(of_deals(scope))
    if scope.stints is None:
        return lines_text(session, narrowed.add_columns(literal(ALL_DAYS).label("bits")))
    held = held_on(scope, days, DealOwner, DealOwner.deal_id)
    return lines_text(session, held if is_of_people(scope) else held.where(held.selected_columns[0].in_(narrowed)))


def _changes(session: Session) -> str:
    """Every move: id, deal × 1000 + the stage's position × 10 + the state after it (open, won, lost), day."""
    stage = case({row.key: row.position for row in session.execute(_STAGES)}, value=StageChange.to_stage, else_=0)
    state = case({DealState.OPEN: 0, DealState.WON: 1}, value=StageChange.to_state, else_=2)
    return lines_text(
        session,
        select(
            StageChange.id,
            (cast(StageChange.deal_id, BigInteger) * 1000 + stage * 10 + state).label("code"),
            day_letters(StageChange.happened_at).label("day"),
        ),
    )  # fmt: skip


def _late_moves(session: Session) -> Mapping[int, int]:
    """Moves told of later than on their day: the ordinal of the day. Of an imported deal all was known elsewhere."""
    rows = session.execute(
        select(StageChange.id, StageChange.received_at)
        .join(Deal, Deal.id == StageChange.deal_id)
        .where(
            StageChange.received_at > StageChange.happened_at,
            day_letters(StageChange.received_at) > day_letters(StageChange.happened_at),
            Deal.job_id.is_(None),
        )
        .order_by(StageChange.id)
    )
    return {row.id: row.received_at.date().toordinal() for row in rows}


# Clients


def _purchases(session: Session) -> str:
    """By day, client and kopecks of every purchase; a return is below zero."""
    return daily_text(session, Purchase.day, Purchase.client_id, Purchase.amount)


def _buyers(session: Session, scope: Scope, tested: Iterable[date]) -> KnownBuyers:
    days = list(tested)
    if not days:
        return KnownBuyers("", {}, None)
    channels = session.scalars(select(Client.channel).where(Client.channel.is_not(None)).distinct()).all()
    numbers = {channel: number for number, channel in enumerate(sorted(filter(None, channels)), 1)}
    channel = case(numbers, value=Client.channel, else_=0) if numbers else literal(0)
    clients = select(Client.id, channel.label("channel")).where(Client.purchase_days > 0)
    closed = select(Client.id, Client.closed_at).where(Client.closed_at.is_not(None))
    return KnownBuyers(
        lines_text(session, clients),
        {client: at.date().toordinal() for client, at in session.execute(closed) if at is not None},
        _whose_clients(session, scope, days),
    )


def _whose_clients(session: Session, scope: Scope, days: Sequence[date]) -> str | None:
    """Of the cut on each of the days, as bits."""
    if scope.is_all:
        return None
    narrowed = clients_in(replace(scope, stints=None), days[0])
    if scope.stints is None:
        return lines_text(session, narrowed.add_columns(literal(ALL_DAYS).label("bits")))
    held = held_on(scope, days, Keeper, Keeper.client_id)
    return lines_text(session, held if is_of_people(scope) else held.where(held.selected_columns[0].in_(narrowed)))
