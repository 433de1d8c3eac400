"""What hindered the plan, in one tap. Rule: "What the bot pushes by itself", evening check."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import BadChoice
from domain.tables import Member, PlanLine, Shortfall
from domain.use_case import Area, Right, Tx, use_case
from domain.zones import today_of

REASONS = ("no_time", "no_answer", "no_reason", "other_work", "away", "other")
DAYS = timedelta(days=7)
"""A reason is worth hearing for a week."""


@dataclass(frozen=True, slots=True)
class Explained:
    line: str


@use_case(Right.LOG_ACTIVITY)
def explain_shortfall(tx: Tx, actor: Member, day: date, line: PlanLine, reason: str) -> Explained:
    """Why a line of one's own plan fell short on a day; said again, it replaces what was said. Raises BadChoice."""
    today = today_of(tx, actor)
    if reason not in REASONS or not today - DAYS <= day <= today:
        raise BadChoice
    known = tx.session.get(Shortfall, (actor.id, day, line))
    if known is None:
        tx.session.add(Shortfall(member_id=actor.id, day=day, line=line, reason=reason, said_at=tx.now))
    else:
        known.reason, known.said_at = reason, tx.now
    tx.touch(Area.PLANS)
    return Explained(line.value)
