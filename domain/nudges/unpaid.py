"""«Дожим»: invoices past their day and not paid in full. Rule: the row «unpaid invoice» of the pushes.

The keeper hears of one three times ⚙, in the morning of the day, or of his next working day; then the manager does.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from domain.clients import clients_of
from domain.nudges.nudge import LOOKED_AT, Kind, Nudge, NudgeKind
from domain.settings import Company, company
from domain.tables import Client, Invoice, Payment
from domain.worktime import DAY, NoWorkingTime, Schedule

LOOKED_BACK = 180 * DAY
"""An invoice unpaid for longer is a matter of the debts report, not of a morning."""


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """Of his clients, the largest first."""
    since, days = _last_morning(schedule, today), reminders(company(session))
    rows = session.execute(_overdue(today, {member_id}, limit=LOOKED_AT))
    return [_nudge(row, today, any(since < row.due_on + number * DAY <= today for number in days)) for row in rows]


def unpaid_for_manager(session: Session, keepers: set[int], today: date) -> list[Nudge]:
    """Of these keepers' clients: the keeper was reminded for the last time before that day."""
    last = reminders(company(session))[-1]
    rows = session.execute(_overdue(today - last * DAY, keepers))
    return [_nudge(row, today, on_day=True) for row in rows]


def reminders(chosen: Company) -> tuple[int, int, int]:
    """Days after an invoice's own on which its keeper is reminded."""
    return chosen.unpaid_days_first, chosen.unpaid_days_second, chosen.unpaid_days_third


def _last_morning(schedule: Schedule, today: date) -> date:
    """His working day before: what fell between is said today."""
    try:
        return schedule.previous_or_same_working_day(today - DAY)
    except NoWorkingTime:
        return today - DAY


def _overdue(today: date, keepers: set[int], limit: int | None = None) -> Select[*tuple[Any, ...]]:
    """`id`, `client_id`, `client`, `left` (kopecks), `due_on` of invoices whose day is before this one."""
    paid = (
        select(func.coalesce(func.sum(Payment.amount), 0))
        .where(Payment.invoice_id == Invoice.id)
        .correlate(Invoice)
        .scalar_subquery()
    )
    left: ColumnElement[int] = Invoice.amount - paid
    return (
        select(Invoice.id, Invoice.client_id, Client.name.label("client"), left.label("left"), Invoice.due_on)
        .join(Client, Client.id == Invoice.client_id)
        .where(
            Invoice.client_id.in_(clients_of(keepers)),
            Invoice.due_on < today,
            Invoice.due_on >= today - LOOKED_BACK,
            Client.closed_at.is_(None),
            left > 0,
        )
        .order_by(left.desc(), Invoice.id)
        .limit(limit)
    )


def _nudge(row: Row[*tuple[Any, ...]], today: date, on_day: bool) -> Nudge:
    return Nudge(
        NudgeKind.UNPAID,
        f"invoice:{row.id}",
        row.client_id,
        row.client,
        int(row.left),
        {"due": row.due_on, "days": (today - row.due_on).days},
        since=row.due_on,
        on_day=on_day,
    )


KIND = Kind(NudgeKind.UNPAID, due, dated=True)
