"""Open deals that nothing is promised about: stuck past the stage's planned days, or without a next step.

Rule: "Deals".
"""

from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from domain.nudges.nudge import LOOKED_AT, Kind, Nudge, NudgeKind
from domain.readers.pipeline import planned_days
from domain.tables import Client, Deal, DealOwner, DealState, Stage, Task, TaskState
from domain.worktime import Schedule


def stuck(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """His deals that have stood at their stage longer than is planned."""
    return [one for one in _idle(session, member_id, today, schedule) if one.kind is NudgeKind.STUCK]


def stepless(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """The rest of those without an open task."""
    return [one for one in _idle(session, member_id, today, schedule) if one.kind is NudgeKind.STEPLESS]


def _idle(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """Both, the largest first."""
    planned = planned_days(session)
    return [_nudge(row, planned, schedule, today) for row in session.execute(_unpromised(member_id))]


def _unpromised(member_id: int) -> Any:
    promised = select(Task.id).where(Task.deal_id == Deal.id, Task.state == TaskState.OPEN).correlate(Deal).exists()
    return (
        select(
            Deal.id,
            Deal.client_id,
            Client.name.label("client"),
            Deal.title,
            Deal.amount,
            Stage.key,
            Stage.name.label("stage_name"),
            Deal.stage_since,
        )
        .join(DealOwner, (DealOwner.deal_id == Deal.id) & DealOwner.until.is_(None))
        .join(Stage, Stage.key == Deal.stage)
        .outerjoin(Client, Client.id == Deal.client_id)
        .where(DealOwner.member_id == member_id, Deal.state == DealState.OPEN, Client.closed_at.is_(None), ~promised)
        .order_by(Deal.amount.desc().nulls_last(), Deal.id)
        .limit(LOOKED_AT)
    )


def _nudge(row: Row[*tuple[Any, ...]], planned: dict[str, int], schedule: Schedule, today: date) -> Nudge:
    since = schedule.local_date(row.stage_since)
    days = schedule.working_days_between(since, today)
    return Nudge(
        NudgeKind.STUCK if days > planned.get(row.key, days) else NudgeKind.STEPLESS,
        f"deal:{row.id}",
        row.client_id,
        row.client or row.title,
        row.amount or 0,
        {"days": days, "stage": row.key, "stage_name": row.stage_name},
        deal_id=row.id,
        since=since,
    )


STUCK = Kind(NudgeKind.STUCK, stuck)
STEPLESS = Kind(NudgeKind.STEPLESS, stepless)
