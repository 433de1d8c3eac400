"""Whose are the clients that came with deals and without a keeper."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from domain.imports.bulk import insert_rows
from domain.tables import Deal, DealOwner, Keeper
from domain.use_case import Area, Tx


def keep_clients(tx: Tx, job_id: int, client_ids: Sequence[int], since: date) -> None:
    """Of these, one without a keeper goes to the member with most of its deals, of equals the one with the latest."""
    kept = select(Keeper.client_id).where(Keeper.until.is_(None), Keeper.client_id.in_(client_ids))
    shares = (
        select(Deal.client_id, DealOwner.member_id)
        .join(DealOwner, DealOwner.deal_id == Deal.id)
        .where(
            Deal.job_id == job_id,
            Deal.client_id.in_(client_ids),
            Deal.client_id.not_in(kept),
            DealOwner.until.is_(None),
        )
        .group_by(Deal.client_id, DealOwner.member_id)
        .order_by(Deal.client_id, func.count(), func.max(Deal.created_on), DealOwner.member_id)
    )
    keepers = {row.client_id: row.member_id for row in tx.session.execute(shares)}
    rows = [{"client_id": client, "member_id": member, "since": since} for client, member in keepers.items()]
    if rows:
        insert_rows(tx.session, Keeper, rows)
        tx.touch(Area.CLIENTS)
