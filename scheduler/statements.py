"""The month of the activity plan, closed: to each rep his own, to who leads them those of all his reps in one message.

A month closes at the end of the 3rd ⚙ working day of the next by the company's calendar; it is told when the recipient
works next, for three working days.
"""

from collections.abc import Iterator
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
from domain.worktime import DAY, NoWorkingTime
from scheduler.kind import Kind
from scheduler.roster import Worker, roster

TOLD_FOR = 20 * DAY
"""So long after the closing it is looked whether somebody has not been told; who comes back later asks himself."""


def due(session: Session, now: datetime) -> list[Push]:
    """Of the last month closed, to whoever works now or has lately."""
    month, closed_at = last_closed(session, now)
    if now - closed_at > TOLD_FOR:
        return []
    return [push for push in _pushes(session, month, closed_at, now) if push.due_at <= now < (push.expires_at or now)]


def next_due(session: Session, after: datetime) -> datetime | None:
    """When somebody is told of the last month closed, or of the one that closes next."""
    month, closed_at = last_closed(session, after)
    following = month.shifted(1)
    closes_at = closing(company_schedule(session), company(session).closing_day, following)
    known = [
        push.due_at for of in ((month, closed_at), (following, closes_at)) for push in _pushes(session, *of, after)
    ]
    return min((instant for instant in known if instant > after), default=None)


def _pushes(session: Session, month: Period, closed_at: datetime, now: datetime) -> Iterator[Push]:
    planned = planned_in(session, month)
    if not planned:
        return
    leaders = led_reps(session, planned)
    for worker in roster(session, now).values():
        if worker.role is Role.REP and worker.id in planned:
            yield from _push("statement", worker, month, closed_at)
        elif leaders.get(worker.id):
            yield from _push("team_statements", worker, month, closed_at)


def _push(kind: str, worker: Worker, month: Period, closed_at: datetime) -> Iterator[Push]:
    try:
        due_at = worker.schedule.next_working_instant(closed_at)
    except NoWorkingTime:
        return
    if worker.joined_at <= due_at and due_at - closed_at <= TOLD_FOR:
        key, about = f"{kind}:{worker.id}:{month.start:%Y-%m}", {"month": month.start.isoformat()}
        yield Push(key, kind, worker.id, due_at, three_working_days(worker.schedule, due_at), about)


def close_told(session: Session, pushes: list[Push], now: datetime) -> None:
    """What is told of is written down with it."""
    months = {push.about["month"] for push in pushes if push.kind in ("statement", "team_statements")}
    for month in months:
        close_month(session, month_of(datetime.fromisoformat(month).date()), now)


KIND = Kind("statement", due, next_due)
