"""Purchases told of when the month they are dated in had been closed: they change no bonus. Rule: "Closing"."""

from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, select
from sqlalchemy.orm import Session

from domain.periods import DAY, Period, month_of
from domain.readers.client_figures import scanned
from domain.readers.expressions import day_after, plain_column
from domain.readers.month_money import closing, entered_late
from domain.schedules import company_schedule
from domain.settings import company
from domain.tables import Member, Purchase


def told_late(session: Session, on: date) -> ColumnElement[bool]:
    """Of purchases dated up to a day. Months that had closed before anybody was here closed nothing."""
    day, received_at = plain_column(Purchase.day), plain_column(Purchase.received_at)
    first = _first_closed(session)
    if first is None or first > on:
        return false()
    soonest = day_after(day, company(session).closing_day)  # compared first: it is cheaper than the months
    late = entered_late(session, day, received_at, Period(first, on + DAY))
    return and_(scanned(Purchase.day) >= first, received_at >= soonest, late)


def clients_told_late(session: Session, late: ColumnElement[bool]) -> frozenset[int]:
    """Who has such purchases: few. Told apart here: SQLite would go by an index, and back to each row."""
    return frozenset(session.scalars(select(Purchase.client_id).where(late)))


def _first_closed(session: Session) -> date | None:
    """The start of the first month that closed when somebody was here."""
    since = session.scalar(select(func.min(Member.joined_at)))
    if since is None:
        return None
    month, chosen = month_of(since.astimezone(company(session).tz).date()), company(session)
    before = month.shifted(-1)
    return (before if closing(company_schedule(session), chosen.closing_day, before) > since else month).start
