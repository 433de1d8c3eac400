"""The very deals behind a figure of the deal funnel, page by page."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from domain.errors import BadChoice
from domain.periods import Period
from domain.readers.attribution import Scope
from domain.readers.cuts import Cut, chosen_scope
from domain.readers.funnels import cohort_of, reached_stage, undated_of
from domain.tables import Client, Deal, DealOwner, DealState, Member, Stage

PAGE = 8
_STAGE = re.compile(r"s([0-9]{1,2})")
_STATES = {"won": DealState.WON, "lost": DealState.LOST, "open": DealState.OPEN}


@dataclass(frozen=True, slots=True)
class DealRow:
    deal_id: int
    client: str | None
    title: str | None
    amount: int | None
    stage: str
    stage_name: str | None
    state: DealState
    owner: str | None


@dataclass(frozen=True, slots=True)
class DealPage:
    """Some of the deals, the largest first, and how many there are in all. `stages`: key and own word of each."""

    rows: tuple[DealRow, ...]
    total: int
    page: int
    stages: tuple[tuple[str, str | None], ...]
    cut: Cut | None

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def funnel_deals(
    session: Session, viewer_id: int, period: Period, member_id: int, team_id: int, today: date, what: str, page: int
) -> DealPage:
    """A page of the deals behind one figure.

    `what`: "all", "won", "lost", "open", "undated", "clientless", "amountless", or "s2" = reached the third stage.
    Raises BadChoice, NotAllowed, Gone.
    """
    scope, cut = chosen_scope(session, viewer_id, member_id, team_id)
    stages = list(session.execute(select(Stage.key, Stage.name, Stage.position).order_by(Stage.position)))
    wanted = _wanted(scope, period, today, what, [row.position for row in stages])
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = max(0, min(page, (total - 1) // PAGE if total else 0))
    rows = tuple(DealRow(*row) for row in session.execute(_rows(wanted).offset(page * PAGE).limit(PAGE)))
    return DealPage(rows, total, page, tuple((row.key, row.name) for row in stages), cut)


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
