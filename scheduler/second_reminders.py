"""Once again when a reminder was not answered: several folded into one, none during a meeting.

What was told only now (the bot was down) is not told again: the second reminder follows a first one that was sent.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.outbox import Push
from domain.settings import company
from domain.tables import Notification, NotificationState, Task, TaskAction, TaskState
from scheduler.kind import Kind
from scheduler.roster import roster
from scheduler.task_reminders import reminder_key, ringing

FOLDED = timedelta(minutes=15)
"""Second reminders come on the quarter hour, so that those of one quarter come together."""
LATE = timedelta(minutes=30)
LONGEST_WAIT = timedelta(hours=6)
"""How long a chain of meetings may put a second reminder off."""
TOLD_BEFORE = timedelta(minutes=15)
CHUNK = 500

Meetings = Mapping[int, Sequence[tuple[datetime, datetime]]]


@dataclass(frozen=True, slots=True)
class _Unanswered:
    task_id: int
    assignee_id: int
    due_at: datetime
    occurrence: int
    quarter: datetime
    comes_at: datetime

    @property
    def key(self) -> str:
        return reminder_key(self.task_id, self.due_at, self.occurrence)


def due(session: Session, now: datetime) -> list[Push]:
    """One push to each member for all his tasks whose second reminder has come."""
    ripe = [one for one in _unanswered(session, now) if one.comes_at <= now < one.comes_at + LATE]
    people = roster(session, now)
    told = _told(session, ripe)
    folded: dict[tuple[int, datetime], list[_Unanswered]] = defaultdict(list)
    for one in ripe:
        worker = people.get(one.assignee_id)
        if worker and worker.schedule.is_working(one.comes_at) and one.key in told:
            folded[one.assignee_id, one.comes_at].append(one)
    return [_push(member_id, comes_at, tasks) for (member_id, comes_at), tasks in folded.items()]


def next_due(session: Session, after: datetime) -> datetime | None:
    """The earliest second reminder of a task that is open now."""
    known = [one.comes_at for one in _unanswered(session, after) if one.comes_at > after]
    return min(known, default=None)


def _push(member_id: int, comes_at: datetime, tasks: Sequence[_Unanswered]) -> Push:
    return Push(
        f"again:{member_id}:{comes_at:%Y-%m-%dT%H:%M}",
        "task_again",
        member_id,
        comes_at,
        comes_at + LATE,
        {"tasks": [[one.task_id, one.occurrence] for one in tasks]},
    )


def _unanswered(session: Session, now: datetime) -> list[_Unanswered]:
    """Open tasks whose hour was lately, with when they are to be told again."""
    ahead = timedelta(minutes=company(session).remind_again_min)
    since = now - ahead - FOLDED - LONGEST_WAIT - LATE
    rows = ringing(session, since, now)
    meetings = _meetings(session, since) if rows else {}
    found = []
    for task_id, assignee_id, due_at, occurrence in rows:
        if due_at is not None:
            quarter = _quarter(due_at + ahead)
            comes_at = _after_meetings(quarter, meetings.get(assignee_id, ()))
            found.append(_Unanswered(task_id, assignee_id, due_at, occurrence, quarter, comes_at))
    return found


def _quarter(instant: datetime) -> datetime:
    """The quarter hour at or after an instant."""
    start = datetime(1970, 1, 1, tzinfo=UTC)
    return start + -((start - instant) // FOLDED) * FOLDED


def _after_meetings(instant: datetime, meetings: Sequence[tuple[datetime, datetime]]) -> datetime:
    """The instant, or the end of the meetings that it falls into."""
    for start, end in meetings:
        if start <= instant < end:
            instant = end
    return instant


_MEETINGS = (
    select(Task.assignee_id, Task.due_at, Task.ends_at)
    .where(
        Task.state.in_([TaskState.OPEN, TaskState.DONE]),
        Task.due_at > bindparam("since"),
        Task.due_at <= bindparam("until"),
        Task.action == TaskAction.MEETING,
        Task.ends_at.is_not(None),
    )
    .order_by(Task.due_at)
)


def _meetings(session: Session, since: datetime) -> Meetings:
    """Meetings of lately and of the next hours by member, in order."""
    rows = session.execute(_MEETINGS, {"since": since, "until": since + 2 * LONGEST_WAIT + LATE})
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for assignee_id, start, end in rows:
        if start and end:
            found[assignee_id].append((start, end))
    return found


def _told(session: Session, ripe: Sequence[_Unanswered]) -> set[str]:
    """Keys of first reminders that were sent well before the second would come."""
    before = {one.key: one.quarter - TOLD_BEFORE for one in ripe}
    keys = list(before)
    told: set[str] = set()
    for start in range(0, len(keys), CHUNK):
        rows = session.execute(
            select(Notification.key, Notification.sent_at).where(
                Notification.key.in_(keys[start : start + CHUNK]), Notification.state == NotificationState.SENT
            )
        )
        told |= {key for key, sent_at in rows if sent_at and sent_at <= before[key]}
    return told


KIND = Kind("task_again", due, next_due)
