"""Saved filters of clients, the tasks given out over one, the classes of the day. Rule: "Segments"."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, Fact, Json, LongText, ref
from domain.tables.tasks import TaskAction


class Segment(Base):
    """A filter as `domain.target_segments` writes it. Without a name it is being built, and in no list."""

    __tablename__ = "segment"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = ref("member.id")
    name: Mapped[str | None]
    filter: Mapped[Json]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    form_key: Mapped[str | None] = mapped_column(unique=True)


class TaskGroup(Base, Fact):
    """One piece of work on the clients of a segment, as the segment was then; `happened_at`: its start."""

    __tablename__ = "task_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = ref("member.id")
    segment_id: Mapped[int | None] = ref("segment.id")
    name: Mapped[str]
    action: Mapped[TaskAction]
    text: Mapped[LongText | None]
    """What to say, with {имя} where the client's own name stands."""
    file_id: Mapped[str | None]
    file_kind: Mapped[str | None]
    started_on: Mapped[date] = mapped_column(index=True)
    """The author's day; everybody's days of the result run from it."""
    due_on: Mapped[date]
    untouched_percent: Mapped[int] = mapped_column(default=0)
    job_id: Mapped[int | None] = ref("job.id")
    stopped_at: Mapped[datetime | None]
    form_key: Mapped[str | None] = mapped_column(unique=True)


class GroupClient(Base):
    """A client of a group: given to his keeper as a task, or left untouched (`task_id` None) for comparison."""

    __tablename__ = "group_client"

    group_id: Mapped[int] = ref("task_group.id", primary_key=True, index=False)
    client_id: Mapped[int] = ref("client.id", primary_key=True)
    keeper_id: Mapped[int | None] = ref("member.id")
    task_id: Mapped[int | None] = ref("task.id")


class ClientClass(Base):
    """The classes a client had when they were last counted for the whole company, as `domain.analytics.classes` numbers
    them; 0 = none. It follows from purchases, so it keeps no client from going: there is no foreign key.
    """

    __tablename__ = "client_class"

    client_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    abc: Mapped[int]
    xyz: Mapped[int]
    profit_class: Mapped[int]
    letter: Mapped[int]
