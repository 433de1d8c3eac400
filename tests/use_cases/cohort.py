"""Deals and activities written straight into the tables, as reports find them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count, pairwise

from sqlalchemy.orm import Session

from domain.tables import Activity, ActivityKind, Deal, DealOwner, DealState, Outcome, StageChange
from tests.harness import MOSCOW

NOVEMBER = date(2026, 11, 2)
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Way:
    """What became of a deal: the stages it stood at, in order, and how it ended."""

    stages: tuple[str, ...]
    state: DealState = DealState.OPEN
    closed_on: date | None = None


def add_deal(
    session: Session,
    owner_id: int,
    way: Way,
    *,
    client_id: int | None = None,
    created_on: date | None = NOVEMBER,
    amount: int | None = 100_000_00,
    until: date | None = None,
    then: int | None = None,
) -> int:
    """A deal of that owner (until a day, `then` of another's); its id."""
    at = _noon(created_on or NOVEMBER)
    times = {"happened_at": at, "received_at": at, "stored_at": at}
    deal = Deal(
        client_id=client_id,
        title=f"Заказ {next(_numbers)}",
        amount=amount,
        created_on=created_on,
        stage=way.stages[-1],
        state=way.state,
        stage_since=at,
        closed_on=way.closed_on,
        **times,
    )
    session.add(deal)
    session.flush()
    session.add(DealOwner(deal_id=deal.id, member_id=owner_id, since=created_on or NOVEMBER, until=until))
    if then is not None:
        session.add(DealOwner(deal_id=deal.id, member_id=then, since=until))
    for before, after in pairwise((None, *way.stages)):
        state = way.state if after == way.stages[-1] else DealState.OPEN
        session.add(StageChange(deal_id=deal.id, from_stage=before, to_stage=after, to_state=state, **times))
    session.flush()
    return deal.id


def add_activity(
    session: Session,
    author_id: int,
    client_id: int,
    kind: ActivityKind,
    outcome: Outcome | None = None,
    *,
    at: datetime | None = None,
    effective: bool = False,
    cancelled: bool = False,
) -> None:
    at = at or _noon(NOVEMBER)
    session.add(
        Activity(
            kind=kind,
            outcome=outcome,
            is_effective=effective,
            client_id=client_id,
            author_id=author_id,
            cancelled_at=at if cancelled else None,
            happened_at=at,
            received_at=at,
            stored_at=at,
        )
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), MOSCOW)
