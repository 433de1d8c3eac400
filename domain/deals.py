"""Whose deal it is, where it stands, what is paid of it. Rules: "Deals", "Money"."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clients import client_open_to, current_keeper, seen_members
from domain.errors import DealClosed, Gone, NotAllowed
from domain.tables import (
    Activity,
    ActivityKind,
    Client,
    Deal,
    DealOwner,
    DealState,
    Invoice,
    Member,
    Payment,
    Stage,
    StageChange,
)
from domain.use_case import Area, Tx


def stages(session: Session) -> list[Stage]:
    """The pipeline, first stage first."""
    return list(session.scalars(select(Stage).order_by(Stage.position)))


def won_stage(pipeline: Sequence[Stage]) -> Stage:
    """The stage of a won deal; the last one where none is marked."""
    return next((stage for stage in reversed(pipeline) if stage.is_won), pipeline[-1])


def stage_of_kind(pipeline: Sequence[Stage], kind: ActivityKind) -> Stage | None:
    """The stage that this kind of activity implies."""
    return next((stage for stage in pipeline if stage.activity_kind == kind.value), None)


def position_of(pipeline: Sequence[Stage], key: str) -> int:
    return next(stage.position for stage in pipeline if stage.key == key)


def deal_owner(session: Session, deal_id: int) -> Member | None:
    return session.scalar(
        select(Member)
        .join(DealOwner, DealOwner.member_id == Member.id)
        .where(DealOwner.deal_id == deal_id, DealOwner.until.is_(None))
    )


def deal_open_to(session: Session, member: Member, deal_id: int) -> Deal:
    """The deal, if its owner or its client's keeper is one whom this member sees.

    Raises Gone, ClientNotYours, NotAllowed.
    """
    deal = session.get(Deal, deal_id)
    if deal is None:
        raise Gone
    seen = seen_members(session, member.id, member.role)
    owner = deal_owner(session, deal_id)
    if seen is None or (owner is not None and owner.id in seen):
        return deal
    if deal.client_id is None:
        raise NotAllowed
    client_open_to(session, member, deal.client_id)
    return deal


def open_deal_of(session: Session, member: Member, deal_id: int) -> Deal:
    """The same, still open. Raises DealClosed as well."""
    deal = deal_open_to(session, member, deal_id)
    if deal.state is not DealState.OPEN:
        raise DealClosed
    return deal


def only_open_deal(session: Session, client_id: int) -> int | None:
    """The client's only open deal: what is done with him is about it."""
    rows = select(Deal.id).where(Deal.client_id == client_id, Deal.state == DealState.OPEN).limit(2)
    deals = session.scalars(rows).all()
    return deals[0] if len(deals) == 1 else None


def responsible(session: Session, client: Client, actor: Member) -> int:
    """Whose a new deal is: the client's keeper's."""
    keeper = current_keeper(session, client.id)
    return keeper.id if keeper else actor.id


def paid_of_deal(session: Session, deal_id: int) -> int:
    """Kopecks paid of the deal by now."""
    return session.scalar(select(func.coalesce(func.sum(Payment.amount), 0)).where(Payment.deal_id == deal_id)) or 0


def invoiced_of_deal(session: Session, deal_id: int) -> int:
    """Kopecks of all invoices of the deal."""
    return session.scalar(select(func.coalesce(func.sum(Invoice.amount), 0)).where(Invoice.deal_id == deal_id)) or 0


def paid_of_invoice(session: Session, invoice_id: int) -> int:
    """Kopecks paid of it so far."""
    paid = select(func.coalesce(func.sum(Payment.amount), 0)).where(Payment.invoice_id == invoice_id)
    return session.scalar(paid) or 0


def whole_of_deal(session: Session, deal: Deal) -> int | None:
    """Kopecks of the whole deal: its amount, else what was invoiced; None when neither is known."""
    return deal.amount or invoiced_of_deal(session, deal.id) or None


def change_stage(
    tx: Tx,
    actor: Member,
    deal: Deal,
    stage: str,
    state: DealState,
    *,
    activity_id: int | None = None,
    happened_at: datetime | None = None,
) -> StageChange:
    """Move the deal and keep the move, with its time and author."""
    at = happened_at or tx.now
    change = StageChange(
        deal_id=deal.id,
        from_stage=deal.stage,
        to_stage=stage,
        from_state=deal.state,
        to_state=state,
        lost_reason=deal.lost_reason if state is DealState.LOST else None,
        author_id=actor.id,
        activity_id=activity_id,
        **tx.fact_times(at),
    )
    tx.session.add(change)
    deal.stage, deal.state, deal.stage_since = stage, state, at
    tx.session.flush()
    tx.touch(Area.DEALS)
    return change


def take_back_moves(tx: Tx, deal: Deal) -> None:
    """Undo the last moves of an open deal that rest on activities cancelled since, as if they had never been made.

    A move made after them, by hand or by another fact, stays, and so do they.
    """
    made = (
        select(StageChange, Activity.cancelled_at)
        .outerjoin(Activity, Activity.id == StageChange.activity_id)
        .where(StageChange.deal_id == deal.id)
        .order_by(StageChange.id.desc())
    )
    tx.session.flush()
    for change, cancelled_at in tx.session.execute(made).all():
        if cancelled_at is None or deal.state is not DealState.OPEN or change.from_stage is None:
            return
        undo_move(tx, deal, change)


def undo_move(tx: Tx, deal: Deal, last: StageChange) -> None:
    """The deal's last move was a slip: no report is to count it, so its row goes."""
    deal.stage, deal.state = last.from_stage or deal.stage, last.from_state or DealState.OPEN
    tx.session.delete(last)
    tx.session.flush()
    before = select(StageChange.happened_at).where(StageChange.deal_id == deal.id).order_by(StageChange.id.desc())
    deal.stage_since = tx.session.scalar(before.limit(1)) or deal.happened_at
    tx.touch(Area.DEALS)


def advance_to(
    tx: Tx, actor: Member, deal: Deal, kind: ActivityKind, activity_id: int | None, happened_at: datetime | None = None
) -> bool:
    """Move an open deal to the stage that this activity implies, unless it is there or further; whether it moved."""
    pipeline = stages(tx.session)
    stage = stage_of_kind(pipeline, kind)
    if stage is None or deal.state is not DealState.OPEN or stage.is_won:
        return False
    if stage.position <= position_of(pipeline, deal.stage):
        return False
    change_stage(tx, actor, deal, stage.key, DealState.OPEN, activity_id=activity_id, happened_at=happened_at)
    return True
