"""A small company in memory, to live through days tick by tick: what was enqueued when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from domain.tables import (
    Absence,
    AbsenceKind,
    Base,
    CalendarDay,
    Member,
    Notification,
    NotificationState,
    Role,
    Task,
    TaskAction,
    TaskState,
)
from scheduler import ticks
from scheduler.kind import Kind
from scheduler.kinds import KINDS

MOSCOW = ZoneInfo("Europe/Moscow")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
STEP = timedelta(minutes=5)


def moscow(*when: int) -> datetime:
    """That moment on a Moscow clock."""
    return datetime(*when, tzinfo=MOSCOW)  # type: ignore[arg-type,misc]


@dataclass(slots=True)
class World:
    """`told`: every push with the instant it was enqueued; sent at once, as a notifier would."""

    kinds: tuple[Kind, ...] = KINDS
    told: list[tuple[datetime, str]] = field(default_factory=list)
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        engine = create_engine("sqlite://", poolclass=StaticPool)
        Base.metadata.create_all(engine)
        self.session = Session(engine, expire_on_commit=False)

    def member(self, name: str = "Анна", role: Role = Role.REP, **columns: Any) -> int:
        number = len(self.session.scalars(select(Member.id)).all()) + 1
        values = {"telegram_id": 1000 + number, "joined_at": LONG_AGO, **columns}
        member = Member(name=name, role=role, **values)
        self.session.add(member)
        self.session.flush()
        return member.id

    def task(self, member_id: int, at: datetime, action: TaskAction = TaskAction.CALL, minutes: int = 60) -> int:
        task = Task(
            assignee_id=member_id,
            action=action,
            due_on=at.date(),
            due_at=at,
            ends_at=at + timedelta(minutes=minutes) if action is TaskAction.MEETING else None,
            happened_at=LONG_AGO,
            received_at=LONG_AGO,
            stored_at=LONG_AGO,
        )
        self.session.add(task)
        self.session.flush()
        return task.id

    def done(self, task_id: int) -> None:
        self.session.get_one(Task, task_id).state = TaskState.DONE

    def moved(self, task_id: int, at: datetime) -> None:
        task = self.session.get_one(Task, task_id)
        task.due_at, task.due_on, task.occurrence = at, at.date(), task.occurrence + 1

    def away(self, member_id: int, first: date, last: date) -> None:
        self.session.add(Absence(member_id=member_id, kind=AbsenceKind.VACATION, first_day=first, last_day=last))

    def day_off(self, day: date) -> None:
        self.session.add(CalendarDay(day=day, working=False))

    def tick(self, now: datetime) -> list[str]:
        """What this tick enqueues."""
        last = self.session.scalar(select(func.max(Notification.id))) or 0
        ticks.tick(self.session, now.astimezone(UTC), self.kinds)
        new = sorted(self.session.scalars(select(Notification.key).where(Notification.id > last)))
        self.told += [(now.astimezone(UTC), key) for key in new]
        self.session.execute(
            update(Notification)
            .where(Notification.state == NotificationState.WAITING)
            .values(state=NotificationState.SENT, sent_at=now.astimezone(UTC))
        )
        self.session.expire_all()
        return new

    def live(self, since: datetime, until: datetime) -> list[str]:
        """Step from due instant to due instant; the keys that were enqueued."""
        before, now = len(self.told), since
        while now is not None and now <= until:
            self.tick(now)
            now = self.next_due(now)  # type: ignore[assignment]
        self.tick(until)
        return [key for _, key in self.told[before:]]

    def live_evenly(self, since: datetime, until: datetime) -> list[str]:
        """The same, tick after tick."""
        before = len(self.told)
        for now in _every(STEP, since, until):
            self.tick(now)
        return [key for _, key in self.told[before:]]

    def next_due(self, after: datetime) -> datetime | None:
        return ticks.next_due(self.session, after.astimezone(UTC), self.kinds)

    def pushes(self, kind: str) -> list[Notification]:
        return list(self.session.scalars(select(Notification).where(Notification.kind == kind)))

    def all_pushes(self) -> list[Notification]:
        return list(self.session.scalars(select(Notification)))

    def at(self, kind: str, zone: ZoneInfo = MOSCOW) -> list[str]:
        """When pushes of a kind were enqueued, on a clock."""
        keys = {push.key for push in self.pushes(kind)}
        return [f"{instant.astimezone(zone):%d.%m %H:%M}" for instant, key in self.told if key in keys]


def _every(step: timedelta, since: datetime, until: datetime) -> Iterator[datetime]:
    while since <= until:
        yield since
        since += step
