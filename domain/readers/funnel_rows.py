"""The very deals behind a figure of the deal funnel."""

import re
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from domain.errors import BadChoice
from domain.periods import Period
from domain.readers.attribution import Scope
from domain.readers.cuts import chosen_cuts, scope_of
from domain.readers.funnels import cohort_of, reached_stage, undated_of
from domain.readers.listing import Column, Listing, Row, Unit, page_of
from domain.readers.looks import Look
from domain.tables import Client, Deal, DealOwner, DealState, Member, Stage

_STAGE = re.compile(r"s([0-9]{1,2})")
_STATES = {"won": DealState.WON, "lost": DealState.LOST, "open": DealState.OPEN}
COLUMNS = (
    Column("client", says_missing=True),
    Column("deal"),
    Column("amount", Unit.MONEY, says_missing=True),
    Column("stage", Unit.STAGE),
    Column("state", Unit.WORD),
    Column("owner", says_missing=True),
)


def funnel_deals(session: Session, viewer_id: int, look: Look, today: date, what: str, page: int | None = 0) -> Listing:
    """The deals behind one figure, the largest first.

    `what`: "all", "won", "lost", "open", "undated", "clientless", "amountless", or "s2" = reached the third stage.
    Raises BadChoice, NotAllowed, Gone.
    """
    scope = scope_of(session, viewer_id, chosen_cuts(session, viewer_id, look.cuts))
    stages = list(session.execute(select(Stage.key, Stage.name, Stage.position).order_by(Stage.position)))
    wanted = _wanted(scope, look.period, today, what, [row.position for row in stages])
    rows, total, page = page_of(session, _rows(wanted), wanted, page)
    about = stages[int(what[1:])] if _STAGE.fullmatch(what) else None
    return Listing(
        title="stage" if about else what,
        opens="deal",
        columns=COLUMNS,
        rows=tuple(_row(*row) for row in rows),
        total=total,
        page=page,
        about=(about.key, about.name) if about else None,
    )


def _row(
    deal_id: int,
    client: str | None,
    title: str | None,
    amount: int | None,
    stage: str,
    own: str | None,
    state: DealState,
    owner: str | None,
) -> Row:
    ended = state.value if state is DealState.LOST else None
    return Row(deal_id, (client, title, amount, (stage, own), ended, owner))  # fmt: skip


def _wanted(scope: Scope, period: Period, today: date, what: str, positions: list[int]) -> Select[int]:
    cohort = cohort_of(scope, period, today)
    if what == "undated":
        return undated_of(scope, today)
    if what in _STATES:
        return cohort.where(Deal.state == _STATES[what])
    if what == "clientless":
        return cohort.where(Deal.client_id.is_(None))
    if what == "amountless":
        return cohort.where(Deal.amount.is_(None))
    if (stage := _STAGE.fullmatch(what)) and int(stage[1]) < len(positions):
        return reached_stage(cohort, positions[int(stage[1])], positions[-1])
    if what != "all":
        raise BadChoice
    return cohort


def _rows(wanted: Select[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Deal.id, Client.name.label("client"), Deal.title, Deal.amount, Deal.stage, Stage.name.label("stage_name"),
            Deal.state, Member.name.label("owner"),
        )
        .join(Stage, Stage.key == Deal.stage)
        .outerjoin(Client, Client.id == Deal.client_id)
        .outerjoin(DealOwner, and_(DealOwner.deal_id == Deal.id, DealOwner.until.is_(None)))
        .outerjoin(Member, Member.id == DealOwner.member_id)
        .where(Deal.id.in_(wanted))
        .order_by(func.coalesce(Deal.amount, 0).desc(), Deal.id)
    )  # fmt: skip
