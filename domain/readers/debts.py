"""Unpaid invoices as one person may see them. Rule: "Money": the deal's owner gets its money, else the keeper."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, case, func, literal, select, true
from sqlalchemy.orm import Session

from domain.analytics.debts import Age, Debts, Unpaid, age_of, debts
from domain.errors import BadChoice
from domain.periods import Period
from domain.readers.attribution import Scope, counted_on, dated_in, of_facts
from domain.readers.cuts import chosen_cuts, scope_of
from domain.readers.expressions import plain_column
from domain.readers.funnels import keeper_on, owner_on
from domain.readers.listing import Column, Listing, Row, Unit, page_of
from domain.readers.looks import Frame, Look, framed
from domain.tables import Client, Invoice, Member, Payment
from domain.use_case import Area

DEBT_AREAS = frozenset({Area.MONEY, Area.CLIENTS, Area.DEALS, Area.MEMBERS, Area.SETTINGS})
COLUMNS = (
    Column("client"),
    Column("invoice"),
    Column("rest", Unit.MONEY),
    Column("due", Unit.DAY),
    Column("late", Unit.DAYS),
    Column("owner", says_missing=True),
)


@dataclass(frozen=True, slots=True)
class DebtReport:
    """`clients`, `owners`: names of those in `debts`."""

    frame: Frame
    debts: Debts
    clients: dict[int, str]
    owners: dict[int, str]

    @property
    def is_empty(self) -> bool:
        return not self.debts.total.number


def debt_report(session: Session, viewer_id: int, look: Look, today: date) -> DebtReport:
    """Invoices issued in the period and unpaid as of today. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, DEBT_AREAS)
    unpaid = _unpaid(scope, look.period, today)
    rows = session.execute(unpaid).all()
    return DebtReport(
        frame=frame,
        debts=debts([Unpaid(row.client_id, row.owner_id, row.due_on, int(row.rest)) for row in rows], today),
        clients={row.client_id: row.client for row in rows},
        owners={row.id: row.name for row in session.execute(select(Member.id, Member.name))},
    )


def debt_invoices(
    session: Session, viewer_id: int, look: Look, today: date, what: str, page: int | None = 0
) -> Listing:
    """The invoices behind one figure, the longest unpaid first.

    `what`: "all", "overdue" or an age. Raises BadChoice, NotAllowed, Gone.
    """
    scope = scope_of(session, viewer_id, chosen_cuts(session, viewer_id, look.cuts))
    unpaid = _unpaid(scope, look.period, today, _aged(what, today))
    ordered = unpaid.order_by(Invoice.due_on, Invoice.id)
    found, total, page = page_of(session, ordered, unpaid.with_only_columns(Invoice.id), page)
    names = {row.id: row.name for row in session.execute(select(Member.id, Member.name))}
    rows = (
        Row(client_id, (client, number, int(rest), due_on, _late(due_on, today), names.get(owner_id or 0)))
        for _, client_id, client, number, due_on, rest, owner_id in found
    )
    return Listing(f"debts-{what}", "client", COLUMNS, tuple(rows), total, page, order="longest")


def _late(due_on: date, today: date) -> int | None:
    return None if age_of(due_on, today) is Age.NOT_DUE else (today - due_on).days


def _aged(what: str, today: date) -> ColumnElement[bool]:
    week, month = today - timedelta(days=7), today - timedelta(days=30)
    conditions: dict[str, ColumnElement[bool]] = {
        "all": true(),
        "overdue": Invoice.due_on < today,
        Age.NOT_DUE: Invoice.due_on >= today,
        Age.WEEK: (Invoice.due_on < today) & (Invoice.due_on >= week),
        Age.MONTH: (Invoice.due_on < week) & (Invoice.due_on >= month),
        Age.LONGER: Invoice.due_on < month,
    }
    if what not in conditions:
        raise BadChoice
    return conditions[what]


def _unpaid(
    scope: Scope, period: Period, today: date, aged: ColumnElement[bool] | None = None
) -> Select[*tuple[Any, ...]]:
    """Invoice id, client_id, client, number, due_on, rest, owner_id."""
    paid = (
        select(func.coalesce(func.sum(Payment.amount), 0))
        .where(Payment.invoice_id == Invoice.id)
        .correlate(Invoice)
        .scalar_subquery()
    )
    day = literal(today, Date())
    owner = case(
        (Invoice.deal_id.is_not(None), owner_on(plain_column(Invoice.deal_id), day)),
        else_=keeper_on(plain_column(Invoice.client_id), day),
    )
    return (
        select(
            Invoice.id, Invoice.client_id, Client.name.label("client"), Invoice.number, Invoice.due_on,
            (Invoice.amount - paid).label("rest"), owner.label("owner_id"),
        )
        .join(Client, Client.id == Invoice.client_id)
        .where(
            Invoice.amount > paid,
            dated_in(Invoice.issued_on, period),
            counted_on(scope, owner, day),
            of_facts(scope, Invoice.client_id, Invoice.deal_id),
            true() if aged is None else aged,
        )
    )  # fmt: skip
