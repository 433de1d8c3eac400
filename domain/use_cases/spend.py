"""What the owner enters of marketing money. Rule: "Marketing, unit economics"."""

from dataclasses import dataclass
from datetime import date

from domain.date_words import add_months
from domain.errors import BadAmount, BadChoice
from domain.money import LARGEST
from domain.tables import Audit, Member, Spend
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.clients import cleaned
from domain.zones import today_of

MONTHS_AHEAD = 12
OLDEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class SpendEntered:
    """The source as it is written, and the kopecks that stood there before."""

    source: str
    before: int


@use_case(Right.ENTER_SPEND)
def enter_spend(tx: Tx, actor: Member, source: str, month: date, amount: int) -> SpendEntered:
    """Kopecks spent on a source in a month (its first day), instead of what stood there; 0 = nothing was.

    Raises BadName, BadAmount, BadChoice for a month that is none or is further than a year ahead.
    """
    source = cleaned(source)
    if not 0 <= amount <= LARGEST:
        raise BadAmount
    if month.day != 1 or not OLDEST <= month <= add_months(today_of(tx, actor), MONTHS_AHEAD):
        raise BadChoice
    row = tx.session.get(Spend, (source, month))
    before = row.amount if row else 0
    if row is not None and not amount:
        tx.session.delete(row)
    elif row is not None:
        row.amount = amount
    elif amount:
        tx.session.add(Spend(source=source, month=month, amount=amount))
    details = {"source": source, "month": month.isoformat(), "from": before, "to": amount}
    tx.session.add(Audit(at=tx.now, member_id=actor.id, action="spend", subject=None, details=details))
    tx.touch(Area.MONEY)
    return SpendEntered(source, before)
