"""Two hours ⚙ before the end of a rep's working day, if he is behind his plan (asked at sending).

Worth sending until the end of the day.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.settings import company
from domain.tables import Role
from scheduler.kind import Kind
from scheduler.roster import Worker, roster

Work = tuple[datetime, datetime]


def due(session: Session, now: datetime) -> list[Push]:
    """For every rep whose last two hours are going on."""
    ahead = timedelta(minutes=company(session).behind_ahead_min)
    pushes = (_push(worker, ahead, now) for worker in roster(session, now).values() if worker.role is Role.REP)
    return [push for push in pushes if push is not None]


def next_due(session: Session, after: datetime) -> datetime | None:
    """The next beginning of somebody's last two hours."""
    ahead = timedelta(minutes=company(session).behind_ahead_min)
    instants = (_next(worker, ahead, after) for worker in roster(session, after).values() if worker.role is Role.REP)
    return min((instant for instant in instants if instant is not None), default=None)


def _next(worker: Worker, ahead: timedelta, after: datetime) -> datetime | None:
    return next((at for work in worker.working_days(after) if (at := _begins(work, ahead)) > after), None)


def _begins(work: Work, ahead: timedelta) -> datetime:
    """A shorter day is told of at its start."""
    return max(work[0], work[1] - ahead)


def _push(worker: Worker, ahead: timedelta, now: datetime) -> Push | None:
    day = worker.schedule.local_date(now)
    work = worker.schedule.working_interval(day)
    if work is None or not _begins(work, ahead) <= now < work[1] or worker.joined_at > _begins(work, ahead):
        return None
    return Push(f"behind:{worker.id}:{day}", "behind", worker.id, _begins(work, ahead), work[1], {"day": f"{day}"})


KIND = Kind("behind", due, next_due)
