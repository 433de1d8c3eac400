"""A meeting: an hour before, with address and route; a quarter of an hour after its planned end, how it went."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.settings import company
from domain.tables import Task, TaskAction, TaskState
from scheduler.kind import Kind
from scheduler.roster import roster

LONGEST = timedelta(hours=24)
ANSWER_VALID = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class _Meeting:
    task_id: int
    assignee_id: int
    starts_at: datetime
    ends_at: datetime
    occurrence: int

    def push(self, kind: str, due_at: datetime, expires_at: datetime) -> Push:
        about = {"task_id": self.task_id, "occurrence": self.occurrence}
        key = f"{kind}:{self.task_id}:{self.starts_at:%Y-%m-%dT%H:%M}:{self.occurrence}"
        return Push(key, kind, self.assignee_id, due_at, expires_at, about)


def due_ahead(session: Session, now: datetime) -> list[Push]:
    """Meetings that begin within the hour, or are going on."""
    ahead = timedelta(minutes=company(session).meeting_ahead_min)
    people = roster(session, now)
    return [
        meeting.push("meeting", meeting.starts_at - ahead, meeting.ends_at)
        for meeting in _open(session, now - LONGEST, now + ahead)
        if now < meeting.ends_at and meeting.assignee_id in people
        if not people[meeting.assignee_id].is_away(meeting.starts_at)
    ]


def next_ahead(session: Session, after: datetime) -> datetime | None:
    """An hour before the next meeting that begins later than that."""
    ahead = timedelta(minutes=company(session).meeting_ahead_min)
    start = _next_start(session, after + ahead)
    return start - ahead if start else None


def due_after(session: Session, now: datetime) -> list[Push]:
    """Meetings that should be over and are not answered yet, for a day."""
    wait = timedelta(minutes=company(session).meeting_after_min)
    people = roster(session, now)
    return [
        meeting.push("meeting_after", meeting.ends_at + wait, meeting.ends_at + wait + ANSWER_VALID)
        for meeting in _open(session, now - LONGEST - ANSWER_VALID, now)
        if meeting.ends_at + wait <= now < meeting.ends_at + wait + ANSWER_VALID
        if meeting.assignee_id in people
        if people[meeting.assignee_id].can_hear(meeting.ends_at + wait, now)
    ]


def next_after(session: Session, after: datetime) -> datetime | None:
    """A quarter of an hour after the end of a meeting, or the next start of work of who was not to be disturbed."""
    wait = timedelta(minutes=company(session).meeting_after_min)
    lately = list(_open(session, after - LONGEST - ANSWER_VALID, after))
    people = roster(session, after)
    hearings = (people[one.assignee_id].next_hearing(after) for one in lately if one.assignee_id in people)
    start = _next_start(session, after)
    ahead = list(_open(session, start - timedelta(minutes=1), start + LONGEST)) if start else []
    ends = [one.ends_at + wait for one in [*lately, *ahead]]
    known = [*(end for end in ends if end > after), *(hearing for hearing in hearings if hearing)]
    return min(known, default=None)


_MEETING = Task.state == TaskState.OPEN, Task.action == TaskAction.MEETING
_OPEN = select(Task.id, Task.assignee_id, Task.due_at, Task.ends_at, Task.occurrence).where(
    *_MEETING, Task.due_at > bindparam("since"), Task.due_at <= bindparam("until")
)
_NEXT = select(Task.due_at).where(*_MEETING, Task.due_at > bindparam("after")).order_by(Task.due_at).limit(1)


def _open(session: Session, since: datetime, until: datetime) -> Iterator[_Meeting]:
    """Open meetings that begin later than `since` and not later than `until`."""
    length = timedelta(minutes=company(session).meeting_length_min)
    for task_id, assignee_id, starts_at, ends_at, occurrence in session.execute(
        _OPEN, {"since": since, "until": until}
    ):
        if starts_at is not None:
            yield _Meeting(task_id, assignee_id, starts_at, ends_at or starts_at + length, occurrence)


def _next_start(session: Session, after: datetime) -> datetime | None:
    return session.scalar(_NEXT, {"after": after})


AHEAD = Kind("meeting", due_ahead, next_ahead)
AFTER = Kind("meeting_after", due_after, next_after)
