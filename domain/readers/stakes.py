"""What of one's people's work waits for their manager: whose it is, why, and how much money stands on it.

Rule: "What the bot pushes by itself": tasks nobody answered, and the rows that name the manager beside the keeper.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, case, select
from sqlalchemy.orm import Session

from domain.nudges.contract import contracts_for_manager
from domain.nudges.idle_deals import unpaid
from domain.nudges.loyal import loyal_for_manager
from domain.nudges.nudge import Nudge
from domain.nudges.reanimation import reanimation_for_manager
from domain.nudges.unpaid import unpaid_for_manager
from domain.readers.silent import usual_purchase
from domain.readers.tasks import TaskLine
from domain.tables import Client, Deal, DealState, Keeper, Member, Task, TaskState
from domain.worktime import DAY

TASK = "task"
OVERDUE_DAYS = 60
"""What was promised longer ago than this is nobody's hurry any more: it stands in the lists."""

FOR_MANAGERS: tuple[Callable[[Session, set[int], date], list[Nudge]], ...] = (
    loyal_for_manager,
    unpaid_for_manager,
    contracts_for_manager,
    reanimation_for_manager,
)
"""Nudges that the manager is told of beside the keeper: of these keepers' clients, on that day of theirs."""


@dataclass(frozen=True, slots=True)
class Stake:
    """`kind`: "task", or that of its nudge. `subject`: «task:17», «invoice:3», «client:5», «deal:8». ₽ in kopecks."""

    kind: str
    subject: str
    member_id: int
    member: str
    client_id: int | None
    client: str | None
    worth: int
    task: TaskLine | None = None
    nudge: Nudge | None = None

    @property
    def code(self) -> str:
        """What it is to be known by: «unpaid/invoice:3»."""
        return f"{self.kind}/{self.subject}"

    @property
    def since(self) -> date:
        """Since when it is so: said before that, it was another occasion."""
        if self.task is not None:
            return self.task.due_on
        return (self.nudge.since if self.nudge else None) or date.min

    @property
    def id(self) -> int:
        """Of the task, invoice, client or deal."""
        return int(self.subject.split(":")[1])


def overdue_tasks(session: Session, people: Mapping[int, date]) -> list[Stake]:
    """Promises with an hour, of days before each one's own today, that nobody answered. `people`: today by member."""
    if not people:
        return []
    rows = session.execute(_overdue(people, max(people.values())))
    return [_of_task(row) for row in rows if row.due_on < people[row.assignee_id]]


def _overdue(people: Collection[int], today: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Task.id,
            Task.action,
            Task.text,
            Task.due_on,
            Task.due_at,
            Task.client_id,
            Client.name.label("client"),
            Task.assignee_id,
            Member.name.label("member"),
            case((Deal.state == DealState.OPEN, unpaid()), else_=usual_purchase()).label("worth"),
        )
        .join(Member, Member.id == Task.assignee_id)
        .outerjoin(Client, Client.id == Task.client_id)
        .outerjoin(Deal, Deal.id == Task.deal_id)
        .where(
            Task.assignee_id.in_(people),
            Task.state == TaskState.OPEN,
            Task.due_on < today,
            Task.due_on >= today - OVERDUE_DAYS * DAY,
            Task.due_at.is_not(None),
            Client.closed_at.is_(None),
        )
    )


def _of_task(row: Row[*tuple[Any, ...]]) -> Stake:
    line = TaskLine(row.id, row.action, row.text, row.due_on, row.due_at, row.client_id, row.client)
    return Stake(
        TASK,
        f"task:{row.id}",
        row.assignee_id,
        row.member,
        row.client_id,
        row.client,
        max(0, int(row.worth or 0)),
        line,
    )


def nudged(session: Session, people: Mapping[int, date]) -> list[Stake]:
    """What the rows of the pushes name the manager for beside the keeper. `people`: today by member."""
    by_day: dict[date, set[int]] = defaultdict(set)
    for member_id, day in people.items():
        by_day[day].add(member_id)
    found = [nudge for day, members in by_day.items() for of in FOR_MANAGERS for nudge in of(session, members, day)]
    keepers = _keepers(session, {nudge.client_id for nudge in found if nudge.client_id is not None})
    return [_of_nudge(nudge, *keepers[nudge.client_id]) for nudge in found if nudge.client_id in keepers]


def _of_nudge(nudge: Nudge, member_id: int, member: str) -> Stake:
    known = (nudge.client_id, nudge.client, nudge.worth)
    return Stake(nudge.kind, nudge.subject, member_id, member, *known, nudge=nudge)


def _keepers(session: Session, client_ids: Collection[int]) -> dict[int | None, tuple[int, str]]:
    """Id and name of the present keeper by client."""
    rows = session.execute(
        select(Keeper.client_id, Member.id, Member.name)
        .join(Member, Member.id == Keeper.member_id)
        .where(Keeper.client_id.in_(client_ids), Keeper.until.is_(None))
    )
    return {row.client_id: (row.id, row.name) for row in rows}
