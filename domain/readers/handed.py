"""What was handed to a member and is still his. Rule: "The base is an asset: guarding it"."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.tables import Deal, DealOwner, DealState, Keeper, Member, Task, TaskState


@dataclass(frozen=True, slots=True)
class Handed:
    """How many of what; `giver` None = it was nobody's."""

    giver: str | None
    clients: int
    deals: int
    tasks: int


def handed_work(
    session: Session,
    member_id: int,
    giver_id: int | None,
    clients: Sequence[int],
    deals: Sequence[int],
    tasks: Sequence[int],
) -> Handed | None:
    """What of these ids is still his; None when nothing is: it was given back, or went further."""
    kept = select(func.count(Keeper.id)).where(
        Keeper.member_id == member_id, Keeper.until.is_(None), Keeper.client_id.in_(clients)
    )
    owned = (
        select(func.count(DealOwner.id))
        .join(Deal, Deal.id == DealOwner.deal_id)
        .where(
            DealOwner.member_id == member_id,
            DealOwner.until.is_(None),
            DealOwner.deal_id.in_(deals),
            Deal.state == DealState.OPEN,
        )
    )
    promised = select(func.count(Task.id)).where(
        Task.assignee_id == member_id, Task.state == TaskState.OPEN, Task.id.in_(tasks)
    )
    counts = [session.scalar(count) or 0 for count in (kept, owned, promised)]
    giver = session.get(Member, giver_id) if giver_id is not None else None
    return Handed(giver.name if giver else None, *counts) if any(counts) else None
