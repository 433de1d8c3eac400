"""The evening check at the end of a rep's working day: plan against fact, and what was not answered.

Until the next working day begins there are no working hours to hear it late in: late, it is not sent.
Who has no plan and nothing unanswered is not asked (at sending).
"""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.schedules import ON_TIME
from domain.tables import Role
from scheduler.kind import Kind
from scheduler.roster import Worker, roster


def due(session: Session, now: datetime) -> list[Push]:
    """For every rep whose working day has just ended."""
    pushes = (_evening(worker, now) for worker in roster(session, now).values() if worker.role is Role.REP)
    return [push for push in pushes if push is not None]


def next_due(session: Session, after: datetime) -> datetime | None:
    """The next end of somebody's day."""
    ends = (_next_end(worker, after) for worker in roster(session, after).values() if worker.role is Role.REP)
    return min((end for end in ends if end is not None), default=None)


def _next_end(worker: Worker, after: datetime) -> datetime | None:
    return next((end for _, end in worker.working_days(after) if end > after), None)


def _evening(worker: Worker, now: datetime) -> Push | None:
    work = worker.last_work_ended(now)
    if work is None or worker.joined_at > work[1] or now - work[1] > ON_TIME or worker.is_away(now):
        return None
    day = worker.schedule.local_date(work[0])
    return Push(
        f"evening:{worker.id}:{day}",
        "evening",
        worker.id,
        work[1],
        work[1] + ON_TIME,
        {"day": day.isoformat()},
    )


KIND = Kind("evening", due, next_due)
