"""The very payments behind a sum, by who gets them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.periods import Period
from domain.readers.attribution import Scope, counted_on
from domain.readers.funnels import payments_with_recipient
from domain.readers.listing import Column, Listing, Row, Unit, page_of
from domain.readers.month_money import entered_late
from domain.tables import Client, Member

COLUMNS = (
    Column("client"),
    Column("amount", Unit.MONEY),
    Column("paid-on", Unit.DAY),
    Column("owner", says_missing=True),
)


def payments_listing(
    session: Session, scope: Scope, period: Period, title: str, page: int | None, *, late: bool = False
) -> Listing:
    """Payments of the period entered before their month was closed, or (`late`) after; the largest first."""
    paid = payments_with_recipient(scope, period)
    was_late = entered_late(session, paid.c.paid_on, paid.c.received_at, period)
    wanted = (counted_on(scope, paid.c.recipient_id, paid.c.paid_on), was_late if late else ~was_late)
    rows = (
        select(paid.c.client_id, Client.name, paid.c.amount, paid.c.paid_on, Member.name.label("owner"))
        .join(Client, Client.id == paid.c.client_id)
        .outerjoin(Member, Member.id == paid.c.recipient_id)
        .where(*wanted)
        .order_by(paid.c.amount.desc(), paid.c.paid_on, paid.c.client_id)
    )
    found, total, page = page_of(session, rows, select(paid.c.client_id).where(*wanted), page)
    return Listing(title, "client", COLUMNS, tuple(Row(row[0], row[1:]) for row in found), total, page)
