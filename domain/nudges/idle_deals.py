"""Open deals that nothing moves: stuck past the stage's planned days with nothing ahead, or without a next step.

Rule: "Deals".
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from domain.deals import stages
from domain.nudges.nudge import LOOKED_AT, Kind, Nudge, NudgeKind
from domain.readers.pipeline import has_step, is_stuck, planned_days
from domain.tables import ActivityKind, Client, Deal, DealOwner, DealState, Invoice, Payment, Stage, Task, TaskState
from domain.worktime import DAY, Schedule


def stuck(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """His deals that have stood at their stage longer than is planned, with no task today or ahead."""
    return _nudges(session, NudgeKind.STUCK, member_id, today, schedule)


def stepless(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """The rest of those without an open task."""
    return _nudges(session, NudgeKind.STEPLESS, member_id, today, schedule)


def next_stages(session: Session) -> dict[str, Stage]:
    """By stage, the one that a deal may be moved on to in one tap: the last is reached by paying, bills need a sum."""
    pipeline = stages(session)
    return {
        stage.key: following
        for stage, following in pairwise(pipeline)
        if not following.is_won and following.activity_kind != ActivityKind.INVOICE
    }


def _nudges(session: Session, kind: NudgeKind, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """What is unpaid of them, the largest first."""
    late = is_stuck(session, member_id, today) & ~_for_today(today)
    planned = planned_days(session)
    rows = session.execute(_deals(member_id, late if kind is NudgeKind.STUCK else ~has_step() & ~late)).all()
    oldest = min((schedule.local_date(row.stage_since) for row in rows), default=today)
    worked = schedule.working_days_in(oldest, today + DAY)
    following = next_stages(session)
    return [_nudge(row, kind, planned, following, schedule.local_date(row.stage_since), worked) for row in rows]


def _for_today(today: date) -> ColumnElement[bool]:
    """What is promised for today is in the list of the day already."""
    tasks = select(Task.id).where(Task.deal_id == Deal.id, Task.state == TaskState.OPEN, Task.due_on == today)
    return tasks.correlate(Deal).exists()


def _deals(member_id: int, which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    left = unpaid().label("left")
    return (
        select(
            Deal.id,
            Deal.client_id,
            Client.name.label("client"),
            Deal.title,
            left,
            Stage.key,
            Stage.name.label("stage_name"),
            Deal.stage_since,
        )
        .join(DealOwner, (DealOwner.deal_id == Deal.id) & DealOwner.until.is_(None))
        .join(Stage, Stage.key == Deal.stage)
        .outerjoin(Client, Client.id == Deal.client_id)
        .where(DealOwner.member_id == member_id, Deal.state == DealState.OPEN, Client.closed_at.is_(None), which)
        .order_by(left.desc(), Deal.id)
        .limit(LOOKED_AT)
    )


def unpaid() -> ColumnElement[int]:
    """Kopecks not paid yet of a deal's amount, or of its invoices where it has none."""
    return func.coalesce(Deal.amount, _total(Invoice)) - _total(Payment)


def _total(table: type[Invoice] | type[Payment]) -> ColumnElement[int]:
    total = select(func.coalesce(func.sum(table.amount), 0)).where(table.deal_id == Deal.id)
    return total.correlate(Deal).scalar_subquery()


def _nudge(
    row: Row[*tuple[Any, ...]],
    kind: NudgeKind,
    planned: dict[str, int],
    following: dict[str, Stage],
    since: date,
    worked: Sequence[date],
) -> Nudge:
    """`worked`: working days up to today, looked through once for all deals."""
    after = following.get(row.key)
    return Nudge(
        kind,
        f"deal:{row.id}",
        row.client_id,
        row.client or row.title,
        max(0, int(row.left)),
        {
            "days": len(worked) - bisect_right(worked, since),
            "planned": planned[row.key],
            "stage": row.key,
            "stage_name": row.stage_name,
            "next": after.key if after else None,
            "next_name": after.name if after else None,
        },
        deal_id=row.id,
        since=since,
    )


STUCK = Kind(NudgeKind.STUCK, stuck)
STEPLESS = Kind(NudgeKind.STEPLESS, stepless)
