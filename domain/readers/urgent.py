"""What a push says of a request or a claim."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import client_open_to
from domain.errors import ClientNotYours, Gone
from domain.readers.logging import Person, people_of
from domain.tables import Activity, ActivityKind, Member, Task, TaskState


@dataclass(frozen=True, slots=True)
class Urgent:
    """`task_id`: the open task of a claim; `answer_by`: the deadline of its first answer, None = it was answered."""

    kind: ActivityKind
    client_id: int
    client: str
    author: str
    comment: str | None
    people: tuple[Person, ...]
    task_id: int | None
    answer_by: datetime | None


def urgent_news(session: Session, viewer_id: int, activity_id: int) -> Urgent | None:
    """None once it was cancelled, or the client is no longer the viewer's."""
    activity = session.get(Activity, activity_id)
    if activity is None or activity.cancelled_at is not None:
        return None
    try:
        client = client_open_to(session, session.get_one(Member, viewer_id), activity.client_id)
    except (ClientNotYours, Gone):
        return None
    task = session.scalar(select(Task).where(Task.born_of == activity.id, Task.state == TaskState.OPEN).limit(1))
    return Urgent(
        activity.kind,
        client.id,
        client.name,
        session.get_one(Member, activity.author_id).name,
        activity.comment,
        people_of(session, client.id),
        task.id if task else None,
        task.due_at if task else None,
    )
