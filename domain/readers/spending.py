"""Marketing money of a period: a month's is spread evenly over its days. Rule: "Marketing, unit economics"."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.codes import short_code
from domain.date_words import add_months
from domain.errors import Gone
from domain.periods import Period, month_of
from domain.readers.attribution import WITHOUT, Scope
from domain.readers.members import checked
from domain.tables import Client, Deal, Spend
from domain.use_case import Right


def spent(session: Session, period: Period) -> dict[str, int]:
    """Kopecks by source."""
    rows = select(Spend.source, Spend.month, Spend.amount)
    if not period.is_all:
        rows = rows.where(Spend.month >= period.start.replace(day=1), Spend.month < period.end)
    exact: dict[str, Fraction] = defaultdict(Fraction)
    for row in session.execute(rows):
        exact[row.source] += row.amount * _share(row.month, period)
    return {source: floor(amount + Fraction(1, 2)) for source, amount in exact.items()}


def spent_on_new(session: Session, scope: Scope, period: Period) -> tuple[int, int]:
    """Kopecks spent in a period, and the new clients they were spent for: of the whole company, or of one source."""
    whole = spent(session, period).items()
    day = Client.first_purchase_on
    came = select(func.count(Client.id)).where(day >= period.start, day < period.end)
    if scope.source is not None:
        came = came.where(func.coalesce(Client.source, WITHOUT) == scope.source)
    spend = sum(amount for source, amount in whole if scope.source in (None, source))
    return spend, session.scalar(came) or 0


def _share(first: date, period: Period) -> Fraction:
    """Part of a month's days that are in the period."""
    month = month_of(first)
    days = (min(month.end, period.end) - max(month.start, period.start)).days
    return Fraction(days, month.days)


# As it is entered


MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SourceSpend:
    """Kopecks of the present month and of the one before; `code` tells it from the others in a button."""

    source: str
    code: str
    present: int
    previous: int


@dataclass(frozen=True, slots=True)
class SourceMonths:
    """Kopecks by month, the latest first; nothing = 0."""

    source: str
    code: str
    months: Mapping[date, int]


def known_sources(session: Session) -> list[str]:
    """Of clients, of deals, and those that money was spent on."""
    columns = (Client.source, Deal.source, Spend.source)
    found = {source for column in columns for source in session.scalars(select(column).distinct()) if source}
    return sorted(found)


def spend_by_source(session: Session, viewer_id: int, today: date) -> list[SourceSpend]:
    """Every known source. Raises NotAllowed."""
    checked(session, viewer_id, Right.ENTER_SPEND)
    present = today.replace(day=1)
    months = (present, add_months(present, -1))
    rows = session.execute(select(Spend.source, Spend.month, Spend.amount).where(Spend.month.in_(months)))
    amounts = {(row.source, row.month): row.amount for row in rows}
    return [
        SourceSpend(source, short_code(source), *(amounts.get((source, month), 0) for month in months))
        for source in known_sources(session)
    ]


def spend_by_month(session: Session, viewer_id: int, code: str, today: date) -> SourceMonths:
    """The last twelve months of a source, and what else was entered for it. Raises NotAllowed, Gone."""
    checked(session, viewer_id, Right.ENTER_SPEND)
    source = next((one for one in known_sources(session) if short_code(one) == code), None)
    if source is None:
        raise Gone
    first = today.replace(day=1)
    shown = dict.fromkeys((add_months(first, -back) for back in range(MONTHS_SHOWN)), 0)
    ahead = select(Spend.month, Spend.amount).where(Spend.source == source, Spend.month >= min(shown))
    entered = {row.month: row.amount for row in session.execute(ahead)}
    return SourceMonths(source, code, dict(sorted((shown | entered).items(), reverse=True)))
