"""Group tasks before they are given out: whose, and for which days. Rule: "Segments", Target segment."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.errors import BadNumber
from domain.group_days import TooManyTasks, busiest, spread
from domain.schedules import schedules_from
from domain.settings import company
from domain.tables import GroupClient, Keeper, Member, Task, TaskState
from domain.use_cases.group_tasks import LARGEST, Share, untouched_of
from domain.worktime import DAY

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class KeeperShare:
    """One keeper's part: how many tasks, how many a day at most, until when."""

    id: int
    name: str
    tasks: int
    a_day: int
    last: date


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """Who is to get what and when. `nobodys`: clients without a keeper, who get no task; `most` a day ⚙.

    `days` ⚙ from the start make the result.
    """

    shares: tuple[Share, ...]
    keepers: tuple[KeeperShare, ...]
    untouched: int
    nobodys: int
    most: int
    days: int

    @property
    def tasks(self) -> int:
        return len(self.shares) - self.untouched

    @property
    def a_day(self) -> int:
        return max((keeper.a_day for keeper in self.keepers), default=0)

    @property
    def last(self) -> date | None:
        return max((keeper.last for keeper in self.keepers), default=None)


def group_plan(session: Session, ids: Sequence[int], due_on: date, percent: int, seed: str, now: datetime) -> GroupPlan:
    """The tasks of these clients by keeper and day, from each one's next working day on, the first clients first.

    Raises BadNumber for more than can be given out at once.
    """
    if len(ids) > LARGEST:
        raise BadNumber(most=LARGEST)
    kept = _kept(session, ids)
    untouched = untouched_of(list(kept), percent, seed)
    by_keeper: dict[int, list[int]] = defaultdict(list)
    for client_id in ids:
        if client_id in kept and client_id not in untouched:
            by_keeper[kept[client_id]].append(client_id)
    members = {member.id: member for member in session.scalars(select(Member).where(Member.id.in_(by_keeper)))}
    days = _days(session, {keeper: len(clients) for keeper, clients in by_keeper.items()}, members, due_on, now)
    given = {
        client: Share(client, keeper, day)
        for keeper, clients in by_keeper.items()
        for client, day in zip(clients, days[keeper], strict=True)
    }
    shares = [given.get(client) or Share(client, kept[client], None) for client in ids if client in kept]
    keepers = [
        KeeperShare(keeper, members[keeper].name, len(days[keeper]), busiest(days[keeper]), days[keeper][-1])
        for keeper in sorted(by_keeper, key=lambda keeper: (-len(by_keeper[keeper]), members[keeper].name))
    ]
    chosen = company(session)
    nobodys = len(ids) - len(kept)
    return GroupPlan(
        tuple(shares), tuple(keepers), len(untouched), nobodys, chosen.group_tasks_a_day, chosen.group_days
    )


def _days(
    session: Session, numbers: dict[int, int], members: dict[int, Member], due_on: date, now: datetime
) -> dict[int, list[date]]:
    """The days of each keeper's tasks, beside what other groups have given him. Raises BadNumber."""
    schedules = schedules_from(session, members.values(), now.date() - DAY)
    most, found = company(session).group_tasks_a_day, {}
    for keeper, number in numbers.items():
        schedule = schedules[keeper]
        tomorrow = schedule.local_date(now) + DAY
        try:
            found[keeper] = spread(number, schedule, tomorrow, due_on, most, _taken(session, keeper, tomorrow))
        except TooManyTasks as bad:
            raise BadNumber(most=LARGEST) from bad
    return found


def _taken(session: Session, member_id: int, since: date) -> dict[date, int]:
    """Open tasks of other groups, by day."""
    rows = (
        select(Task.due_on, func.count(Task.id))
        .join(GroupClient, GroupClient.task_id == Task.id)
        .where(Task.assignee_id == member_id, Task.state == TaskState.OPEN, Task.due_on >= since)
    )
    return dict(session.execute(rows.group_by(Task.due_on)).tuples().all())


def _kept(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Who keeps each of the clients, of those who have somebody."""
    found: dict[int, int] = {}
    for start in range(0, len(ids), CHUNK):
        rows = select(Keeper.client_id, Keeper.member_id).where(
            Keeper.client_id.in_(list(ids[start : start + CHUNK])), Keeper.until.is_(None)
        )
        rows = rows.join(Member, Member.id == Keeper.member_id).where(Member.dismissed_at.is_(None))
        found.update(session.execute(rows).tuples().all())
    return found
