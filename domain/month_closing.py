"""A month closes: what each rep did of his plan is written down and is not changed any more. Rule: "Money", Closing."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.periods import Period
from domain.readers.statements import made_statements, planned_in
from domain.statements import dumped
from domain.tables import PlanStatement
from domain.use_case import Area, raise_revisions


def close_month(session: Session, month: Period, now: datetime) -> int:
    """Of every rep with a plan in the month whose statement is not written down yet; how many were."""
    known = set(session.scalars(select(PlanStatement.member_id).where(PlanStatement.month == month.start)))
    members = planned_in(session, month) - known
    if not members:
        return 0
    made = made_statements(session, members, month, month.last)
    session.add_all(
        PlanStatement(member_id=member_id, month=month.start, figures=dumped(statement), closed_at=now)
        for member_id, statement in made.items()
    )
    session.flush()
    raise_revisions(session, [Area.PLANS])
    return len(made)
