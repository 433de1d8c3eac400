"""The month of the activity plan, closed: to each rep his own, to who leads them those of all his reps in one message.

A month closes at the end of the 3rd ⚙ working day of the next by the company's calendar; it is told when the recipient
works next, for three working days.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from domain.month_closing import close_month
from domain.outbox import Push
from domain.periods import Period, month_of
from domain.readers.month_money import closing
from domain.readers.statements import last_closed, led_reps, planned_in
from domain.schedules import company_schedule, three_working_days
from domain.settings import company
from domain.tables import Role
from domain.worktime import DAY
from scheduler.kind import Kind
from scheduler.roster import Worker, roster

TOLD_FOR = 20 * DAY
"""So long after the closing it is looked whether somebody has not been told; who comes back later asks himself."""
Recipient = tuple[Worker, datetime]
"""With when he is told."""


def due(session: Session, now: datetime) -> list[Push]:
    """Of the last month closed, to whoever works now or has lately."""
    month, closed_at = last_closed(session, now)
    told = [
        (worker, at)
        for worker, at in _recipients(session, closed_at, now)
        if at <= now < three_working_days(worker.schedule, at)
    ]
    return list(_pushes(session, month, told))


def next_due(session: Session, after: datetime) -> datetime | None:
    """When somebody is told of the last month closed, else of the one that closes next."""
    month, closed_at = last_closed(session, after)
    following = month.shifted(1)
    closes_at = closing(company_schedule(session), company(session).closing_day, following)
    return _next_told(session, month, closed_at, after) or _next_told(session, following, closes_at, after)


def _next_told(session: Session, month: Period, closed_at: datetime, after: datetime) -> datetime | None:
    told = [(worker, at) for worker, at in _recipients(session, closed_at, after) if at > after]
    return min((push.due_at for push in _pushes(session, month, told)), default=None)


def _recipients(session: Session, closed_at: datetime, now: datetime) -> Iterator[Recipient]:
    """Who may be told of what was closed, and when they work next after it."""
    if now - closed_at > TOLD_FOR:
        return
    for worker in roster(session, now).values():
        starts = (max(start, closed_at) for start, end in worker.working_days(closed_at) if end > closed_at)
        due_at = next(starts, None)
        if due_at is not None and worker.joined_at <= due_at <= closed_at + TOLD_FOR:
            yield worker, due_at


def _pushes(session: Session, month: Period, told: Sequence[Recipient]) -> Iterator[Push]:
    planned = planned_in(session, month) if told else set()
    leaders = led_reps(session, planned) if planned else {}
    for worker, due_at in told:
        if worker.role is Role.REP and worker.id in planned:
            yield _push("statement", worker, month, due_at)
        elif leaders.get(worker.id):
            yield _push("team_statements", worker, month, due_at)


def _push(kind: str, worker: Worker, month: Period, due_at: datetime) -> Push:
    key, about = f"{kind}:{worker.id}:{month.start:%Y-%m}", {"month": month.start.isoformat()}
    return Push(key, kind, worker.id, due_at, three_working_days(worker.schedule, due_at), about)


def close_told(session: Session, pushes: list[Push], now: datetime) -> None:
    """What is told of is written down with it."""
    months = {push.about["month"] for push in pushes if push.kind in ("statement", "team_statements")}
    for month in months:
        close_month(session, month_of(datetime.fromisoformat(month).date()), now)


KIND = Kind("statement", due, next_due)
