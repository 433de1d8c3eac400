"""Facts of a month, written as the tables keep them."""

from datetime import date, datetime, time
from itertools import count
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.tables import (
    Activity,
    ActivityKind,
    ActivityPlan,
    Deal,
    DealOwner,
    DealState,
    Keeper,
    Outcome,
    Payment,
    PlanLine,
    PlanPer,
    Purchase,
    SalesPlan,
    SalesPlanLine,
    TeamMembership,
)
from tests.harness import MOSCOW, add_client

MILLION = 1_000_000_00
LONG_AGO = date(2026, 1, 12)
_numbers = count()


def at(day: date, hour: time = time(12)) -> datetime:
    return datetime.combine(day, hour, MOSCOW)


def times(happened: datetime, received: datetime | None = None) -> dict[str, Any]:
    return {"happened_at": happened, "received_at": received or happened, "stored_at": received or happened}


def long_together(session: Session) -> None:
    """Everybody has been in his team for long."""
    session.execute(update(TeamMembership).values(since=LONG_AGO))


def a_client(session: Session, keeper_id: int) -> int:
    return add_client(session, keeper_id, f"Клиент {next(_numbers)}", at=at(LONG_AGO))


def handed_over(session: Session, client_id: int, to: int, on: date) -> None:
    session.execute(update(Keeper).where(Keeper.client_id == client_id, Keeper.until.is_(None)).values(until=on))
    session.add(Keeper(client_id=client_id, member_id=to, since=on))


def paid(
    session: Session,
    client_id: int,
    amount: int,
    day: date,
    deal_id: int | None = None,
    received: datetime | None = None,
) -> None:
    values = times(at(day), received)
    session.add(Payment(client_id=client_id, deal_id=deal_id, amount=amount, paid_on=day, **values))


def bought(session: Session, client_id: int, day: date, deal_id: int | None = None) -> None:
    """An order; `first_purchase_on` is the caller's."""
    values = times(at(day))
    session.add(Purchase(client_id=client_id, deal_id=deal_id, amount=MILLION, day=day, **values))


def a_deal(
    session: Session,
    owner_id: int,
    client_id: int | None = None,
    *,
    state: DealState = DealState.OPEN,
    closed_on: date | None = None,
    amount: int | None = MILLION,
    since: date = LONG_AGO,
    stage: str = "contact",
) -> int:
    deal = Deal(
        client_id=client_id,
        amount=amount,
        stage=stage,
        state=state,
        stage_since=at(since),
        created_on=since,
        closed_on=closed_on,
        **times(at(since)),
    )
    session.add(deal)
    session.flush()
    session.add(DealOwner(deal_id=deal.id, member_id=owner_id, since=since))
    return deal.id


def did(
    session: Session,
    author_id: int,
    client_id: int,
    kind: ActivityKind,
    when: datetime,
    number: int = 1,
    *,
    outcome: Outcome | None = None,
    received: datetime | None = None,
    effective: bool = False,
) -> None:
    for _ in range(number):
        session.add(
            Activity(
                kind=kind,
                outcome=outcome,
                is_effective=effective,
                client_id=client_id,
                author_id=author_id,
                **times(when, received),
            )
        )


def sales_plan(
    session: Session,
    member_id: int,
    month: date,
    value: int,
    line: SalesPlanLine = SalesPlanLine.PAYMENTS,
    since: date = LONG_AGO,
    until: date | None = None,
) -> None:
    session.add(SalesPlan(member_id=member_id, month=month, line=line, value=value, since=since, until=until))


def activity_plan(
    session: Session,
    member_id: int,
    line: PlanLine,
    number: int,
    per: PlanPer = PlanPer.DAY,
    since: date = LONG_AGO,
    until: date | None = None,
) -> None:
    session.add(ActivityPlan(member_id=member_id, line=line, per=per, number=number, since=since, until=until))
