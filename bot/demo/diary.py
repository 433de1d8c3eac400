"""What the reps logged, and the next steps that came of it."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from itertools import pairwise
from random import Random

from bot.demo import words
from bot.demo.book import Book, Row
from bot.demo.clients import DemoClient
from bot.demo.people import Rep
from domain.tables import Activity, ActivityKind, Outcome, Task, TaskAction, TaskState
from domain.use_cases.activities import is_effective

LATE = 0.03
FOLLOWED = 0.35
ANSWERS = (Outcome.AGREED, Outcome.TALKED, Outcome.REFUSED, Outcome.NO_ANSWER)
COMMENTED = {Outcome.AGREED: 0.4, Outcome.TALKED: 0.55, Outcome.REFUSED: 0.5}
STEPS = {
    ActivityKind.CALL: TaskAction.CALL,
    ActivityKind.MEETING: TaskAction.MEETING,
    ActivityKind.OFFER: TaskAction.OFFER,
}
QUARTER = timedelta(minutes=15)


class Diary:
    """Logs activities into the book."""

    def __init__(self, book: Book, rng: Random) -> None:
        self._book = book
        self._rng = rng

    def log(
        self,
        client: DemoClient,
        kind: ActivityKind,
        at: datetime,
        outcome: Outcome | None = None,
        deal: int | None = None,
        comment: str | None = None,
        from_queue: bool = False,
    ) -> Row:
        """One activity of the client's keeper of that day; a few are logged the next working morning."""
        author = client.kept_by(at.date())
        received = self._received(author, at)
        return self._book.add(
            Activity,
            kind=kind,
            outcome=outcome,
            client_id=client.id,
            contact_id=client.contacts[0] if self._rng.random() < 0.7 else None,
            deal_id=deal,
            author_id=author.id,
            task_id=None,
            comment=comment,
            duration_s=self._rng.randint(40, 700) if kind is ActivityKind.CALL and self._rng.random() < 0.4 else None,
            from_queue=from_queue,
            happened_at=at,
            received_at=received,
            stored_at=min(received + timedelta(seconds=1), author.now),
        )

    def _received(self, author: Rep, at: datetime) -> datetime:
        if self._rng.random() < LATE:
            morning = author.day_from(author.schedule.local_date(at) + timedelta(days=1))
            logged = author.moment(morning, 0.01, 0.1) if morning else None
            if logged and logged - at < timedelta(days=3):
                return logged
        return min(at + timedelta(seconds=self._rng.randint(20, 400)), author.now)

    def call(self, client: DemoClient, at: datetime, outcome: Outcome, deal: int | None = None) -> Row:
        """A call with such words as people leave."""
        comment = None
        if self._rng.random() < COMMENTED.get(outcome, 0):
            comment = self._rng.choice(words.CALL_COMMENTS[outcome.value])
        kind = ActivityKind.CALL
        if outcome is not Outcome.NO_ANSWER and self._rng.random() < 0.1:
            kind = ActivityKind.CALL_IN
        queue = kind is ActivityKind.CALL and self._rng.random() < 0.2
        return self.log(client, kind, at, outcome, deal, comment, queue)


def add_calls(diary: Diary, rep: Rep, clients: list[DemoClient], rng: Random) -> None:
    """The rep's daily calls to whoever was his that day, and offers sent after some of them."""
    luck = rep.habit.luck
    weights = (luck, 0.33, 0.09, 0.58 - luck)
    for day in rep.days:
        mine = [client for client in clients if client.kept_by(day) is rep]
        for _ in range(max(2, round(rng.gauss(rep.habit.calls, 2)))):
            at = rep.moment(day)
            client = rng.choice(mine)
            if at is None or at <= client.created:
                continue
            (outcome,) = rng.choices(ANSWERS, weights)
            diary.call(client, at, outcome)
            if outcome is Outcome.AGREED and rng.random() < luck + 0.1:
                _offer_after(diary, rep, client, at, rng)


def _offer_after(diary: Diary, rep: Rep, client: DemoClient, call: datetime, rng: Random) -> None:
    at = call + timedelta(minutes=rng.randint(20, 90))
    if at < rep.now - QUARTER and rep.schedule.is_working(at):
        diary.log(client, ActivityKind.OFFER, at, comment=rng.choice(words.OFFER_COMMENTS))


# What follows from the whole story


def add_followed_steps(book: Book, clients: list[DemoClient], rng: Random) -> None:
    """Tasks that were born of one activity and done by the next one with the same client."""
    who = {client.id: client for client in clients}
    for client_id, rows in _by_client(book).items():
        for before, after in pairwise(rows):
            waited = after["happened_at"] - before["received_at"]
            if (
                after["kind"] in STEPS
                and before["author_id"] == after["author_id"]
                and before["kind"] is not ActivityKind.PAYMENT
                and timedelta(hours=1) < waited < timedelta(days=45)
                and rng.random() < FOLLOWED
            ):
                _done_task(book, who[client_id], before, after, rng)


def _done_task(book: Book, client: DemoClient, before: Row, after: Row, rng: Random) -> None:
    rep = client.kept_by(after["happened_at"].date())
    due = _due(rep, before, after, rng)
    rings = rng.random() < 0.65
    action = STEPS[after["kind"]]
    meeting = action is TaskAction.MEETING
    task = book.add(
        Task,
        assignee_id=after["author_id"],
        author_id=after["author_id"],
        client_id=client.id,
        deal_id=after["deal_id"],
        address_id=client.address if meeting else None,
        action=action,
        text=rng.choice(words.TASK_TEXTS[action.value]),
        due_on=rep.schedule.local_date(due),
        due_at=due if rings or meeting else None,
        ends_at=due + timedelta(hours=1) if meeting else None,
        attempt=1 if before["outcome"] is Outcome.NO_ANSWER else 0,
        state=TaskState.DONE,
        closed_at=after["received_at"],
        born_of=before["id"],
        happened_at=before["happened_at"],
        received_at=before["received_at"],
        stored_at=before["stored_at"],
    )
    after["task_id"] = task["id"]


def _due(rep: Rep, before: Row, after: Row, rng: Random) -> datetime:
    """Most are done in their quarter of an hour, a quarter of them a day or two late."""
    exact: datetime = after["happened_at"]
    exact -= timedelta(minutes=exact.minute % 15, seconds=exact.second)
    if rng.random() < 0.25:
        day = rep.day_until(rep.schedule.local_date(exact) - timedelta(days=rng.randint(1, 2)))
        earlier = rep.schedule.at(day, time(rng.randint(10, 16)))
        if before["received_at"] < earlier < exact:
            return earlier
    return exact


def settle_flags(book: Book, clients: list[DemoClient]) -> None:
    """Cold, effective, last touched: what the use case would have found at that moment."""
    stepped = {row["born_of"] for row in book.rows(Task)}
    who = {client.id: client for client in clients}
    for client_id, rows in _by_client(book).items():
        client, known = who[client_id], False
        first = min(client.days, default=None)
        for row in rows:
            bought = first is not None and first < row["happened_at"].date()
            row["is_cold"] = row["kind"] is ActivityKind.CALL and not bought and not known
            row["is_effective"] = is_effective(
                row["kind"], row["outcome"], bool(row["comment"]) or row["id"] in stepped
            )
            known = known or row["is_effective"]
        client.row["last_touched_at"] = rows[-1]["happened_at"]


def _by_client(book: Book) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(book.rows(Activity), key=lambda row: row["happened_at"]):
        found[row["client_id"]].append(row)
    return found
