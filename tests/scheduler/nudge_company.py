"""A company for ninety mornings: what its clients buy, pay and promise, and what its reps answer to the bot."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from math import floor
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update

from domain.defaults import ensure_defaults
from domain.errors import Refusal
from domain.nudges.nudge import Nudge
from domain.nudges.today import NAMED
from domain.purchases import rebuild_purchase_facts
from domain.tables import (
    Base,
    Client,
    ClientDate,
    Contact,
    Deal,
    DealOwner,
    DealState,
    Invoice,
    Keeper,
    Member,
    Notification,
    NotificationState,
    Payment,
    Purchase,
    Sex,
    Stage,
    Task,
    TaskAction,
    TaskState,
)
from domain.use_case import Cause, Tx, UseCase
from domain.use_cases.deals import DealDraft, lose_deal, open_deal
from domain.use_cases.money import issue_invoice, record_payment, record_shipment
from domain.use_cases.nudges import answer_nudge
from domain.use_cases.tasks import TaskDraft, plan_task
from tests.scheduler.brute_force import ONE, Person
from tests.scheduler.nudge_reckoning import (
    expected,
)
from tests.scheduler.world import LONG_AGO, World

SINCE, UNTIL = date(2026, 12, 10), date(2027, 3, 10)
ZONES = ("Europe/Kaliningrad", "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Kamchatka")
REPS, CLIENTS = 6, 300
LEAVES = (
    (0, date(2026, 12, 28), date(2027, 1, 17)),
    (1, date(2027, 2, 15), date(2027, 2, 26)),
    (2, date(2027, 1, 11), date(2027, 1, 12)),
    (3, date(2027, 2, 1), date(2027, 2, 2)),
)
RHYTHMS = (7, 10, 14, 20, 30, 30, 45, 60)
PLANNED = {"contact": 4, "meeting_set": 6, "meeting_held": 6, "offer": 9, "invoice": 3}
CHANNELS = ("розница", "сеть", "B2G", None)
NOON = time(9, tzinfo=UTC)
"""When things happen: after every morning, and on the same day in all the zones."""
TIMES = {"happened_at": LONG_AGO, "received_at": LONG_AGO, "stored_at": LONG_AGO}


@dataclass(slots=True)
class Company:
    """Six reps and their clients; lived morning by morning."""

    seed: int
    world: World = field(default_factory=World)
    people: list[Person] = field(default_factory=list)
    rhythms: dict[int, int] = field(default_factory=dict)
    said: defaultdict[tuple[int, str], list[tuple[date, str, str]]] = field(default_factory=lambda: defaultdict(list))
    channels: dict[int, str | None] = field(default_factory=dict)
    bought: defaultdict[int, set[date]] = field(default_factory=lambda: defaultdict(set))
    working: dict[int, set[date]] = field(default_factory=dict)
    expected: dict[int, Fraction] = field(default_factory=dict)
    """The rhythm of others like him, as it was when he bought last: it is not reckoned anew until he does."""
    acts: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        ensure_defaults(self.session)
        for key, days in PLANNED.items():
            self.session.execute(update(Stage).where(Stage.key == key).values(planned_days=days))
        for number in range(REPS):
            zone = ZONES[number % len(ZONES)]
            member = self.world.member(f"Менеджер {number}", zone=zone)
            self.people.append(Person(member, "rep", ZoneInfo(zone), LONG_AGO))
        for number, first, last in LEAVES:
            self.people[number].away.append((first, last))
            self.world.away(self.people[number].id, first, last)
        ever = [SINCE + number * ONE for number in range(-40, 160)]
        self.working = {one.id: {day for day in ever if one.hours(day)} for one in self.people}
        for number in range(CLIENTS):
            self._client(number)
        self.session.flush()
        rebuild_purchase_facts(self.session)
        for client in self.rhythms:
            self._expect(client)

    @property
    def session(self) -> Any:
        return self.world.session

    # How it began

    def _client(self, number: int) -> None:
        keeper = self.people[number % REPS].id
        ends = SINCE + timedelta(days=self.random.randrange(160)) if number % 9 == 0 else None
        channel = self.random.choice(CHANNELS)
        client = self._put(
            Client,
            name=f"Клиент {number}",
            search_name=f"клиент {number}",
            channel=channel,
            contract_ends_on=ends,
        )
        self.session.add(Keeper(client_id=client, member_id=keeper, since=date(2025, 1, 1)))
        self._people_of(client)
        self.channels[client] = channel
        self.rhythms[client] = self.random.choice(RHYTHMS)
        self._history(client)
        if number % 4 == 0:
            self._deal(client, keeper)

    def _put(self, table: type[Base], **columns: Any) -> int:
        row = table(**columns, **TIMES)
        self.session.add(row)
        self.session.flush()
        return row.id  # type: ignore[attr-defined, no-any-return]

    def _people_of(self, client: int) -> None:
        for number in range(self.random.choice((0, 1, 1, 2))):
            sex = self.random.choice((Sex.MALE, Sex.FEMALE, Sex.FEMALE, None))
            born = date(1980, 1, 1) + timedelta(days=self.random.randrange(366)) if self.random.random() < 0.6 else None
            name = f"Кто-то {client}-{number}"
            self.session.add(Contact(client_id=client, name=name, search_name=name.lower(), sex=sex, birthday=born))
        if self.random.random() < 0.2:
            yearly = self.random.random() < 0.5
            day = SINCE + timedelta(days=self.random.randrange(90))
            self.session.add(
                ClientDate(
                    client_id=client, text="Юбилей", day=day.replace(year=2015) if yearly else day, yearly=yearly
                )
            )

    def _history(self, client: int) -> None:
        """Bought in his rhythm until some day; some never, some once, some less and less."""
        if self.random.random() < 0.1:
            return
        rhythm, usual = self.rhythms[client], self.random.randrange(20_000_00, 400_000_00)
        silent = self.random.choice((0, 0, 0, 0, 30, 60, 150))
        day = SINCE - timedelta(days=silent + self.random.randrange(rhythm))
        less = self.random.random() < 0.25
        for number in range(self.random.choice((1, 2, 4, 9, 12, 14))):
            amount = usual // 3 if less and number < 3 else usual + self.random.randrange(usual // 5)
            self.bought[client].add(day)
            cost = amount * self.random.choice((5, 8)) // 10
            self.session.add(Purchase(client_id=client, day=day, amount=amount, cost=cost, **TIMES))
            day -= timedelta(days=max(1, rhythm + self.random.randrange(-rhythm // 4, rhythm // 4 + 1)))

    def _deal(self, client: int, owner: int) -> None:
        stage = self.random.choice(list(PLANNED))
        since = datetime.combine(SINCE - timedelta(days=self.random.randrange(1, 12)), NOON)
        lost = self.random.random() < 0.3
        deal = self._put(
            Deal,
            client_id=client,
            amount=self.random.randrange(10_000_00, 500_000_00),
            created_on=since.date(),
            stage=stage,
            state=DealState.LOST if lost else DealState.OPEN,
            stage_since=since,
            closed_on=since.date() if lost else None,
            lost_reason="price" if lost else None,
            return_on=SINCE + timedelta(days=self.random.randrange(80)) if lost else None,
        )
        self.session.add(DealOwner(deal_id=deal, member_id=owner, since=since.date()))

    # How it goes on

    def do(self, person: Person, at: datetime, case: UseCase[Any, Any], *args: Any, **kwargs: Any) -> None:
        """A use case as the program runs it; what it refuses has not happened."""
        self.acts += 1
        tx = Tx(self.session, Cause(f"act:{self.acts}", at, at))
        with suppress(Refusal), self.session.begin_nested():
            case.perform(tx, self.session.get_one(Member, person.id), *args, **kwargs)
            self.session.flush()
            return
        self.refused[case.name] += 1

    def _buys(self, client: int) -> None:
        """He may have bought: what is expected of him is reckoned anew."""
        days = select(Purchase.day).where(Purchase.client_id == client, Purchase.is_return.is_(False))
        self.bought[client] = set(self.session.scalars(days))
        self._expect(client)

    def _expect(self, client: int) -> None:
        """The program keeps it as the day on which he falls asleep: in two thirds of a day, of no less than 21."""
        rhythm = Fraction(30)
        if len(self.bought[client]) < 3:
            rhythm = expected(self.channels[client], [(self.channels[one], self.bought[one]) for one in self.channels])
        self.expected[client] = Fraction(2, 3) * floor(max(rhythm * Fraction(3, 2), Fraction(21)))

    def happen(self, day: date) -> None:
        """What people buy, pay, begin and promise on a day."""
        at = datetime.combine(day, NOON)
        for client, rhythm in self.rhythms.items():
            person = self.people[(client - 1) % REPS]
            if self.random.random() < (0.35 if client % 3 else 0.9) / rhythm:
                self.do(person, at, record_shipment, client, amount=self.random.randrange(5_000_00, 300_000_00))
                self._buys(client)
        for person in self.people:
            self._business(person, at)

    def _business(self, person: Person, at: datetime) -> None:
        client = self.random.choice([one for one in self.rhythms if (one - 1) % REPS == person.id - self.people[0].id])
        chance, today = self.random.random(), person.day(at)
        if chance < 0.35:
            self.do(person, at, issue_invoice, client, amount=self.random.randrange(10_000_00, 90_000_00))
        elif chance < 0.5:
            self.do(person, at, open_deal, DealDraft(client, amount=self.random.randrange(10_000_00, 90_000_00)))
        self._pay(person, at)
        deals = select(Deal.id, Deal.client_id).join(DealOwner, DealOwner.deal_id == Deal.id)
        mine = self.session.execute(
            deals.where(DealOwner.member_id == person.id, Deal.state == DealState.OPEN).order_by(Deal.id)
        ).all()
        if mine and self.random.random() < 0.4:
            deal = self.random.choice(mine)
            step = TaskDraft(
                TaskAction.CALL, today + self.random.randrange(1, 6) * ONE, client_id=deal.client_id, deal_id=deal.id
            )
            self.do(person, at, plan_task, step)
        if mine and self.random.random() < 0.1:
            back = today + timedelta(days=self.random.randrange(1, 50))
            self.do(person, at, lose_deal, self.random.choice(mine).id, "price", return_on=back)
        self._close_tasks(person, today)

    def _pay(self, person: Person, at: datetime) -> None:
        """Now and then a bill, or a part of it."""
        paid = select(func.coalesce(func.sum(Payment.amount), 0)).where(Payment.invoice_id == Invoice.id)
        left = (Invoice.amount - paid.scalar_subquery()).label("left")
        rows = select(Invoice.id, Invoice.client_id, left).where(Invoice.author_id == person.id, left > 0)
        for bill in self.session.execute(rows.order_by(Invoice.id)).all():
            if self.random.random() < 0.08:
                part = bill.left if self.random.random() < 0.6 else bill.left // 2 + 1
                self.do(person, at, record_payment, bill.client_id, amount=part, invoice_id=bill.id)
                self._buys(bill.client_id)

    def _close_tasks(self, person: Person, today: date) -> None:
        """Half of what was promised is done."""
        due = select(Task.id).where(Task.assignee_id == person.id, Task.state == TaskState.OPEN, Task.due_on <= today)
        done = [task for task in self.session.scalars(due.order_by(Task.id)) if self.random.random() < 0.5]
        self.session.execute(update(Task).where(Task.id.in_(done)).values(state=TaskState.DONE))

    def keeper(self, client: int) -> int:
        return self.people[(client - 1) % REPS].id

    # A morning

    def hear(self, person: Person, day: date, nudges: Sequence[Nudge]) -> None:
        """Half of what could be said finds its place in the message; some of it is answered."""
        said = [one for one in nudges if self.random.random() < 0.5]
        self._say(person, day, said)
        for nudge in said:
            if self.random.random() < 0.3:
                self._answer(person, day, nudge)

    def _say(self, person: Person, day: date, nudges: list[Nudge]) -> None:
        """Some of them, as the notifier keeps what a morning message named."""
        named = [[one.kind, one.subject, one.name] for one in nudges]
        at = person.at(day, time(9))
        self.session.add(
            Notification(
                key=f"morning:{person.id}:{day}",
                kind="morning",
                recipient_id=person.id,
                about={"day": str(day), NAMED: named},
                priority=1,
                due_at=at,
                state=NotificationState.SENT,
                sent_at=at,
                created_at=at,
            )
        )
        for one in nudges:
            self.said[person.id, one.name].append((day, one.kind.value, one.subject))
        self.session.flush()

    def _answer(self, person: Person, day: date, nudge: Nudge) -> None:
        """In one tap: later, called, gone; what a kind does not have is not answered."""
        at = person.at(day, time(9, 40))
        later = day + self.random.choice((1, 2, 3, 5, 9, 15, 40)) * ONE
        day_ahead = {"later": later, "promised": later}
        answer = self.random.choice(ANSWERS[nudge.kind.value])
        if answer:
            reason = "debt" if answer == "gone" else None
            act = (nudge.kind.value, nudge.subject, answer, day_ahead.get(answer), reason)
            self.do(person, at, answer_nudge, *act)


ANSWERS: dict[str, tuple[str | None, str | None, str | None]] = {
    "loyal": ("later", "talked", "no_answer"),
    "unpaid": ("promised", "talked", None),
    "after_sale": ("content", "content", None),
    "stuck": ("later", "talked", None),
    "stepless": ("later", "talked", None),
    "silent": ("later", "gone", "no_answer"),
    "takes_less": ("later", "season", "talked"),
    "feast": (None, None, None),
    "contract": ("later", None, None),
    "reanimation": ("later", "talked", None),
}
"""Of each kind, what a rep may do with it in the simulation."""
