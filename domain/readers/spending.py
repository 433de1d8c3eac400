"""Marketing money of a period: a month's is spread evenly over its days. Rule: "Marketing, unit economics"."""

from collections import defaultdict
from datetime import date
from fractions import Fraction
from math import floor

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.periods import Period, month_of
from domain.tables import Spend


def spent(session: Session, period: Period) -> dict[str, int]:
    """Kopecks by source."""
    rows = select(Spend.source, Spend.month, Spend.amount)
    if not period.is_all:
        rows = rows.where(Spend.month >= period.start.replace(day=1), Spend.month < period.end)
    exact: dict[str, Fraction] = defaultdict(Fraction)
    for row in session.execute(rows):
        exact[row.source] += row.amount * _share(row.month, period)
    return {source: floor(amount + Fraction(1, 2)) for source, amount in exact.items()}


def _share(first: date, period: Period) -> Fraction:
    """Part of a month's days that are in the period."""
    month = month_of(first)
    days = (min(month.end, period.end) - max(month.start, period.start)).days
    return Fraction(days, month.days)
