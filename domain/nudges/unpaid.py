"""«Дожим»: invoices past their day and not paid in full, the largest first."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from domain.clients import clients_of
from domain.nudges.nudge import LOOKED_AT, Kind, Nudge, NudgeKind
from domain.tables import Client, Invoice, Payment
from domain.worktime import Schedule


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """Of his clients."""
    return [_nudge(row) for row in session.execute(overdue(today, Invoice.client_id.in_(clients_of({member_id}))))]


def overdue(today: date, *which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """`id`, `client_id`, `client`, `left` (kopecks), `due_on` of invoices past their day."""
    paid = (
        select(func.coalesce(func.sum(Payment.amount), 0))
        .where(Payment.invoice_id == Invoice.id)
        .correlate(Invoice)
        .scalar_subquery()
    )
    left = (Invoice.amount - paid).label("left")
    return (
        select(Invoice.id, Invoice.client_id, Client.name.label("client"), left, Invoice.due_on)
        .join(Client, Client.id == Invoice.client_id)
        .where(Invoice.due_on < today, Client.closed_at.is_(None), left > 0, *which)
        .order_by(left.desc(), Invoice.id)
        .limit(LOOKED_AT)
    )


def _nudge(row: Row[*tuple[Any, ...]]) -> Nudge:
    return Nudge(
        NudgeKind.UNPAID,
        f"invoice:{row.id}",
        row.client_id,
        row.client,
        int(row.left),
        {"due": row.due_on},
        since=row.due_on,
    )


KIND = Kind(NudgeKind.UNPAID, due)
