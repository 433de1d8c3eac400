"""What is ahead on the day the demo is opened: today's tasks, overdue ones, the next days'."""

from datetime import date, datetime, time, timedelta
from random import Random

from bot.demo import words
from bot.demo.book import Book, Row
from bot.demo.clients import DemoClient
from bot.demo.people import Cast, Rep
from domain.tables import Activity, Deal, DealState, Task, TaskAction, TaskState

MEETINGS = (time(10), time(14))
CALLS = (time(9, 30), time(11, 30), time(12, 30), time(15), time(16, 30))
CALLS_OFF = (time(11, 30), time(15))
AHEAD = 8


def add_open_tasks(book: Book, cast: Cast, clients: list[DemoClient], rng: Random) -> None:
    """Each rep: a full working day, four overdue, some for the next working days; on a day off little today."""
    last = {row["client_id"]: row for row in sorted(book.rows(Activity), key=lambda row: row["happened_at"])}
    deals = {row["client_id"]: row["id"] for row in book.rows(Deal) if row["state"] is DealState.OPEN}
    for rep in cast.reps:
        mine = [client for client in clients if client.keeper is rep and "closed_at" not in client.row]
        rng.shuffle(mine)
        mine.sort(key=lambda client: client.id in deals and rng.random() < 0.6)
        planner = Planner(book, rep, cast.manager_id, mine, last, deals, rng)
        planner.today()
        planner.overdue()
        planner.ahead()


class Planner:
    """Puts the open tasks of one rep into the book; the last of his clients come first."""

    def __init__(
        self,
        book: Book,
        rep: Rep,
        manager_id: int,
        clients: list[DemoClient],
        last: dict[int, Row],
        deals: dict[int, int],
        rng: Random,
    ) -> None:
        self._book = book
        self._rep = rep
        self._manager_id = manager_id
        self._clients = clients
        self._last = last
        self._deals = deals
        self._rng = rng

    def today(self) -> None:
        """A full day; on a day off two calls somebody asked for, and the full day when work begins."""
        today, day = self._rep.today, self._working_day(self._rep.today)
        if day != today:
            for hour in CALLS_OFF:
                self._task(TaskAction.CALL, today, hour)
        for hour in MEETINGS:
            self._task(TaskAction.MEETING, day, hour)
        for hour in CALLS:
            self._task(TaskAction.CALL, day, hour)
        self._task(TaskAction.OFFER, day, None)
        self._task(TaskAction.CALL, day, None, by_manager=True)

    def overdue(self) -> None:
        for hour in (None, time(11), time(16), None):
            day = self._rep.day_until(self._rep.today - timedelta(days=self._rng.randint(1, 6)))
            self._task(TaskAction.CALL, day, hour)

    def ahead(self) -> None:
        day = self._working_day(self._rep.today)
        for _ in range(AHEAD):
            day = self._working_day(day + timedelta(days=1))
            if self._rng.random() < 0.6:
                self._task(TaskAction.MEETING, day, self._rng.choice(MEETINGS))
            self._task(TaskAction.CALL, day, self._rng.choice(CALLS) if self._rng.random() < 0.7 else None)

    def _working_day(self, day: date) -> date:
        return self._rep.schedule.next_or_same_working_day(day)

    def _task(self, action: TaskAction, day: date, hour: time | None, *, by_manager: bool = False) -> None:
        if not self._clients:
            return
        client = self._clients.pop()
        due = self._rep.schedule.at(day, hour) if hour else None
        said, born_of = self._said(client, due or self._rep.schedule.at(day, time(9)))
        self._book.add(
            Task,
            assignee_id=self._rep.id,
            author_id=self._manager_id if by_manager else self._rep.id,
            client_id=client.id,
            deal_id=self._deals.get(client.id),
            address_id=client.address if action is TaskAction.MEETING else None,
            action=action,
            text=self._rng.choice(words.TASK_TEXTS[action.value]),
            due_on=day,
            due_at=due,
            ends_at=due + timedelta(hours=1) if due and action is TaskAction.MEETING else None,
            attempt=0,
            state=TaskState.OPEN,
            closed_at=None,
            born_of=None if by_manager else born_of,
            happened_at=said,
            received_at=said,
            stored_at=said,
        )

    def _said(self, client: DemoClient, due: datetime) -> tuple[datetime, int | None]:
        """When the step was promised: at the client's last activity if that was before it, else a few days ahead."""
        row = self._last.get(client.id)
        if row and row["received_at"] < due and row["author_id"] == self._rep.id:
            return row["received_at"], row["id"]
        day = self._rep.day_until(min(due, self._rep.now).date() - timedelta(days=3))
        return self._rep.hours[day][0], None
