"""What the black funnel is computed from, and the deals behind each of its figures. Rule: "Black funnel".

A deal moved on from every stage between where it stood and where it came to, those passed by too, so that what left a
stage agrees with what reached the next. It counts once: who was lost in the period at a stage did not move on from it.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, Subquery, and_, case, func, literal, not_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from domain.analytics.black import BlackFunnel, Lost, Moved, black_funnel
from domain.errors import BadChoice
from domain.periods import Period
from domain.readers.attribution import Scope, counted_on, dated_in, of_deals
from domain.readers.cuts import chosen_cuts, scope_of
from domain.readers.expressions import plain_column
from domain.readers.funnels import FUNNEL_AREAS, owned_by, owner_on
from domain.readers.listing import Column, Listing, Row, Unit, page_of
from domain.readers.looks import Frame, Look, framed
from domain.readers.pipeline import is_stuck
from domain.settings import company
from domain.tables import Client, Competitor, Deal, DealState, LostReason, Member, Stage, StageChange
from domain.use_case import Area
from domain.zones import instant

BLACK_AREAS = FUNNEL_AREAS | {Area.TASKS}


@dataclass(frozen=True, slots=True)
class Silent:
    """Open deals stuck so long that they are lost in silence: shown apart, never added. Kopecks."""

    number: int
    amount: int


@dataclass(frozen=True, slots=True)
class BlackReport:
    """`stages`: key and own word of each but the won one. `names`: of owners and competitors; reasons' own words."""

    frame: Frame
    funnel: BlackFunnel
    silent: Silent
    stages: tuple[tuple[str, str | None], ...]
    owners: dict[int, str]
    competitors: dict[int, str]
    reasons: dict[str, str | None]
    silent_times: int

    @property
    def is_empty(self) -> bool:
        return not self.funnel.total.number and not self.silent.number


def black_report(session: Session, viewer_id: int, look: Look, today: date) -> BlackReport:
    """Losses of the period as far as the viewer sees them. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, BLACK_AREAS)
    stages = _stages(session)
    reasons = session.execute(select(LostReason.key, LostReason.name, LostReason.asks_competitor)).all()
    return BlackReport(
        frame=frame,
        funnel=black_funnel(
            [stage.key for stage in stages],
            _moved(session, scope, look.period, stages),
            _lost(session, scope, look.period, stages),
            won_amounts=_won_amounts(session, scope, look.period),
            to_competitor=frozenset(row.key for row in reasons if row.asks_competitor),
            few=frame.few,
        ),
        silent=_silent(session, scope, viewer_id, today),
        stages=tuple((stage.key, stage.name) for stage in stages),
        owners={row.id: row.name for row in session.execute(select(Member.id, Member.name))},
        competitors={row.id: row.name for row in session.execute(select(Competitor.id, Competitor.name))},
        reasons={row.key: row.name for row in reasons},
        silent_times=company(session).silent_times,
    )


def _stages(session: Session) -> list[Any]:
    """All but the won one, in their order."""
    rows = session.execute(select(Stage.key, Stage.name, Stage.position).order_by(Stage.position))
    return list(rows)[:-1]


# Losses


def lost_in(scope: Scope, period: Period) -> tuple[ColumnElement[bool], ...]:
    """Deals whose last loss is dated in the period, of those who owned them on that day."""
    closed = func.coalesce(Deal.closed_on, literal(date.max, Date()))
    return Deal.state == DealState.LOST, dated_in(Deal.closed_on, period), owned_by(scope, closed)


def _lost(session: Session, scope: Scope, period: Period, stages: list[Any]) -> list[Lost]:
    place = {stage.key: number for number, stage in enumerate(stages)}
    losses = (
        select(
            Deal.stage,
            owner_on(plain_column(Deal.id), plain_column(Deal.closed_on)).label("owner_id"),
            Deal.lost_reason,
            func.coalesce(Deal.source, Client.source).label("source"),
            Deal.competitor_id,
            Deal.amount,
        )
        .outerjoin(Client, Client.id == Deal.client_id)
        .where(*lost_in(scope, period))
        .subquery()
    )
    alike = (losses.c.stage, losses.c.owner_id, losses.c.lost_reason, losses.c.source, losses.c.competitor_id)
    rows = session.execute(
        select(
            *alike,
            func.count().label("number"),
            func.sum(func.coalesce(losses.c.amount, 0)).label("amount"),
            func.sum(case((losses.c.amount.is_(None), 1), else_=0)).label("amountless"),
        ).group_by(*alike)
    )
    return [
        Lost(
            place.get(row.stage, len(stages) - 1),
            row.owner_id,
            row.lost_reason,
            row.source,
            row.competitor_id,
            row.number,
            int(row.amount),
            int(row.amountless),
        )
        for row in rows
    ]


# Moves


def _moved(session: Session, scope: Scope, period: Period, stages: list[Any]) -> list[Moved]:
    place = {stage.position: number for number, stage in enumerate(stages)}
    moves = _moves(session, scope, period)
    owned = select(moves.c.position, owner_on(moves.c.deal_id, moves.c.day).label("owner_id"), moves.c.day).subquery()
    rows = session.execute(
        select(owned.c.position, owned.c.owner_id, func.count().label("number"))
        .where(counted_on(scope, owned.c.owner_id, owned.c.day))
        .group_by(owned.c.position, owned.c.owner_id)
    )
    return [Moved(place[row.position], row.owner_id, row.number) for row in rows]


def _moves(session: Session, scope: Scope, period: Period) -> Subquery:
    """Deal, position of a stage it moved on from in the period, and the day (of UTC) it first did."""
    before, after, passed, lost_at = aliased(Stage), aliased(Stage), aliased(Stage), aliased(Stage)
    first = select(func.min(Stage.position)).scalar_subquery()
    stayed = and_(Deal.state == DealState.LOST, dated_in(Deal.closed_on, period), passed.position >= lost_at.position)
    day = type_coerce(func.min(func.date(StageChange.happened_at)), Date())
    return (
        select(StageChange.deal_id, passed.position, day.label("day"))
        .join(Deal, Deal.id == StageChange.deal_id)
        .join(lost_at, lost_at.key == Deal.stage)
        .join(after, after.key == StageChange.to_stage)
        .outerjoin(before, before.key == StageChange.from_stage)
        .join(
            passed,
            and_(passed.position >= func.coalesce(before.position, first), passed.position < after.position),
        )
        .where(*_happened(session, period), of_deals(scope), not_(stayed))
        .group_by(StageChange.deal_id, passed.position)
        .subquery()
    )


def _happened(session: Session, period: Period) -> list[ColumnElement[bool]]:
    """Within the period by the company's days."""
    if period.is_all:
        return []
    zone, at = company(session).tz, StageChange.happened_at
    return [at >= instant(period.start, time.min, zone), at < instant(period.end, time.min, zone)]


# Beside them


def _won_amounts(session: Session, scope: Scope, period: Period) -> tuple[int, int]:
    """Number and kopecks of the deals won in the period that have an amount."""
    closed = func.coalesce(Deal.closed_on, literal(date.max, Date()))
    row = session.execute(
        select(func.count(), func.sum(Deal.amount)).where(
            Deal.state == DealState.WON,
            Deal.amount.is_not(None),
            dated_in(Deal.closed_on, period),
            owned_by(scope, closed),
        )
    ).one()
    return int(row[0]), int(row[1] or 0)


def silent_of(session: Session, scope: Scope, viewer_id: int, today: date) -> tuple[ColumnElement[bool], ...]:
    """Open deals stuck past twice ⚙ the planned days of their stage, as of today."""
    owned = owned_by(scope, literal(today, Date()))
    return Deal.state == DealState.OPEN, owned, is_stuck(session, viewer_id, today, company(session).silent_times)


def silent_number(session: Session, viewer_id: int, today: date) -> int:
    """How many there are of all that the viewer sees."""
    return _silent(session, scope_of(session, viewer_id, ()), viewer_id, today).number


def _silent(session: Session, scope: Scope, viewer_id: int, today: date) -> Silent:
    conditions = silent_of(session, scope, viewer_id, today)
    row = session.execute(select(func.count(), func.sum(Deal.amount)).where(*conditions)).one()
    return Silent(int(row[0]), int(row[1] or 0))


# The deals behind a figure


COLUMNS = (
    Column("client", says_missing=True),
    Column("deal"),
    Column("amount", Unit.MONEY, says_missing=True),
    Column("stage", Unit.STAGE),
    Column("reason", Unit.REASON),
    Column("owner", says_missing=True),
)


def black_deals(session: Session, viewer_id: int, look: Look, today: date, what: str, page: int | None = 0) -> Listing:
    """The deals behind one figure, the dearest first.

    `what`: "all" lost, "amountless", "silent", or "s2" = lost at the third stage. Raises BadChoice, NotAllowed, Gone.
    """
    scope = scope_of(session, viewer_id, chosen_cuts(session, viewer_id, look.cuts))
    stages = _stages(session)
    about = _stage_of(what, stages)
    wanted = select(Deal.id).where(*_wanted(session, scope, viewer_id, look.period, today, what, about))
    rows, total, page = page_of(session, _rows(wanted), wanted, page)
    return Listing(
        title="lost-stage" if about else f"black-{what}",
        opens="deal",
        columns=COLUMNS,
        rows=tuple(Row(id_, (client, title, amount, (key, own), reason and (reason, said), owner))
                   for id_, client, title, amount, key, own, reason, said, owner in rows),
        total=total,
        page=page,
        about=(about.key, about.name) if about else None,
    )  # fmt: skip


def _stage_of(what: str, stages: list[Any]) -> Any | None:
    known = {f"s{place}": stage for place, stage in enumerate(stages)}
    if what not in known and what not in ("all", "amountless", "silent"):
        raise BadChoice
    return known.get(what)


def _wanted(
    session: Session, scope: Scope, viewer_id: int, period: Period, today: date, what: str, about: Any | None
) -> tuple[ColumnElement[bool], ...]:
    if what == "silent":
        return silent_of(session, scope, viewer_id, today)
    lost = lost_in(scope, period)
    if about is not None:
        return *lost, Deal.stage == about.key
    return (*lost, Deal.amount.is_(None)) if what == "amountless" else lost


def _rows(wanted: Select[int]) -> Select[*tuple[Any, ...]]:
    owner = owner_on(plain_column(Deal.id), plain_column(func.coalesce(Deal.closed_on, literal(date.max, Date()))))
    return (
        select(
            Deal.id, Client.name.label("client"), Deal.title, Deal.amount, Deal.stage, Stage.name.label("stage_name"),
            Deal.lost_reason, LostReason.name.label("reason_name"), Member.name.label("owner"),
        )
        .join(Stage, Stage.key == Deal.stage)
        .outerjoin(Client, Client.id == Deal.client_id)
        .outerjoin(LostReason, LostReason.key == Deal.lost_reason)
        .outerjoin(Member, Member.id == owner)
        .where(Deal.id.in_(wanted))
        .order_by(func.coalesce(Deal.amount, 0).desc(), Deal.id)
    )  # fmt: skip
