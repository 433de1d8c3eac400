"""How long deals have stood at each stage, of which their planned days come. Rule: "Deals"."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.schedules import company_schedule
from domain.statistics import percentile
from domain.tables import DealState, Stage, StageChange
from domain.worktime import Schedule

LATEST = 400
"""Stays on a stage that say how long it usually takes."""


@dataclass(frozen=True, slots=True)
class PastStays:
    """`days`: working days that three of four of so many deals stood at the stage at most."""

    number: int
    days: int


def past_stays(session: Session) -> dict[str, PastStays]:
    """The latest stays on each stage that deals have left, by the company's calendar."""
    schedule = company_schedule(session)
    known = {stage: _working_days(session, stage, schedule) for stage in session.scalars(select(Stage.key))}
    return {
        stage: PastStays(len(days), max(1, ceil(percentile(days, Fraction(3, 4)))))
        for stage, days in known.items()
        if days
    }


def _working_days(session: Session, stage: str, schedule: Schedule) -> list[int]:
    left = (
        select(StageChange.deal_id, StageChange.happened_at)
        .where(StageChange.from_stage == stage, StageChange.from_state == DealState.OPEN)
        .order_by(StageChange.happened_at.desc())
        .limit(LATEST)
        .subquery()
    )
    entered = (
        select(func.max(StageChange.happened_at))
        .where(
            StageChange.deal_id == left.c.deal_id,
            StageChange.to_stage == stage,
            StageChange.to_state == DealState.OPEN,
            StageChange.happened_at <= left.c.happened_at,
        )
        .correlate(left)
        .scalar_subquery()
    )
    return [
        schedule.working_days_between(schedule.local_date(since), schedule.local_date(until))
        for since, until in session.execute(select(entered, left.c.happened_at))
        if since
    ]
