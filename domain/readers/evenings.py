"""The evening check: plan against fact of the day, what hindered, what was not answered. Rule: "Plans", "Tone"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.readers.day import Some, some_tasks
from domain.readers.plan_day import PlanFact, plan_of_day, sales_plan_met
from domain.schedules import schedule_of
from domain.tables import Member, PlanLine, Shortfall, Task

MOST_UNANSWERED = 5


@dataclass(frozen=True, slots=True)
class Evening:
    """`plan` is empty without one, and once the month's sales plan is met; `reasons`: what was said already."""

    day: date
    plan: tuple[PlanFact, ...]
    reasons: Mapping[PlanLine, str]
    unanswered: Some

    @property
    def unexplained(self) -> PlanFact | None:
        """A line that fell short and of which nothing was said, the focus line first."""
        left = [fact for fact in self.plan if fact.is_short and fact.line not in self.reasons]
        return min(left, key=lambda fact: not fact.is_focus, default=None)


def evening_of(session: Session, member_id: int, day: date, now: datetime) -> Evening | None:
    """What to say at the end of that day; None on leave, or when there is nothing to say."""
    schedule = schedule_of(session, session.get_one(Member, member_id))
    if schedule.is_absent(schedule.local_date(now)):
        return None
    plan = () if sales_plan_met(session, member_id, day) else plan_of_day(session, member_id, day)
    unanswered = _unanswered(session, member_id, day, now)
    if not plan and not unanswered.total:
        return None
    return Evening(day, plan, _reasons(session, member_id, day), unanswered)


def _reasons(session: Session, member_id: int, day: date) -> dict[PlanLine, str]:
    rows = session.execute(
        select(Shortfall.line, Shortfall.reason).where(Shortfall.member_id == member_id, Shortfall.day == day)
    )
    return {row.line: row.reason for row in rows}


def _unanswered(session: Session, member_id: int, day: date, now: datetime) -> Some:
    """Tasks of that day whose hour has gone by without an answer."""
    return some_tasks(session, member_id, Task.due_on == day, Task.due_at <= now, limit=MOST_UNANSWERED)
