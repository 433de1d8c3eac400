"""A rep's ordinary Monday, lived to the end: what his phone received, by kind and by sound. Rules: Loud, Silent."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest_asyncio
from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.types import Message
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import Database
from domain.push_kinds import LOUD
from domain.tables import (
    ActivityKind,
    ActivityPlan,
    Contact,
    Invoice,
    Member,
    Notification,
    NotificationState,
    PlanLine,
    PlanPer,
    Task,
    TaskAction,
)
from domain.use_case import Cause, Tx, UseCase
from domain.use_cases.activities import ActivityDraft, log_activity
from domain.use_cases.deals import DealDraft, open_deal
from domain.use_cases.money import record_payment
from domain.use_cases.questions import ask_member
from tests.dialogs.nudging import silent
from tests.harness import MOSCOW, Handset, Office, add_client, open_office

SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=MOSCOW)
DAY = date(2026, 11, 23)


MOST = 16


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=MOSCOW)


@pytest_asyncio.fixture
async def sunday(database: Database) -> AsyncIterator[Office]:
    opened = await open_office(database, start=SUNDAY)
    yield opened
    await opened.close()


@dataclass(slots=True)
class Monday:
    """Анна's day; what others do runs as the program runs it."""

    office: Office
    clients: list[int] = field(default_factory=list)

    async def do(self, who: Handset, case: UseCase[Any, Any], *args: Any, **kwargs: Any) -> Any:
        now = self.office.clock.now()

        def perform(session: Session) -> Any:
            tx = Tx(session, Cause(f"{case.name}:{now}:{who.member_id}", now, now))
            return case.perform(tx, session.get_one(Member, who.member_id), *args, **kwargs)

        return await self.office.write(perform)

    async def begin(self) -> None:
        """Four calls a day, six promises with an hour, two meetings, and clients who ask for something."""
        anna = self.office.anna.member_id or 0

        def write(session: Session) -> None:
            plan = {"line": PlanLine.CALLS, "per": PlanPer.DAY, "number": 4, "since": DAY}
            session.add(ActivityPlan(member_id=anna, **plan))
            for number, due in enumerate((at(10), at(11), at(12), at(12, 30), at(12, 45), at(15))):
                client = add_client(session, anna, f"Клиент {number}", phone=f"+7912000000{number}")
                self.clients.append(client)
                session.add(_task(anna, client, due))
            for client, hour in zip(self.clients, (13, 16), strict=False):
                session.add(_task(anna, client, at(hour), TaskAction.MEETING))
            born = add_client(session, anna, "Василёк")
            session.add(Contact(client_id=born, name="Ольга", search_name="ольга", birthday=date(1980, 11, 23)))
            friday, times = DAY - timedelta(days=3), _times(SUNDAY)
            session.add(Invoice(client_id=born, amount=90_000_00, issued_on=friday, due_on=friday, **times))

        await self.office.write(write)
        for number in range(3):
            await silent(self.office, f"Молчун {number}")

    async def live(self) -> None:
        """Four of six calls are answered, one of them with «Не ответил»; of the two meetings one is told of unasked."""
        office, anna = self.office, self.office.anna
        await office.until(at(9, 40))
        await self.do(office.vera, log_activity, ActivityDraft(self.clients[5], ActivityKind.REQUEST))
        await self._answers(at(10, 5), "⏰ 10:00", "Договорились")
        await self.do(office.vera, ask_member, anna.member_id, "plan", 0, None)
        await self._answers(at(11, 10), "⏰ 11:00", "Не ответил")
        await self.big_money(office.boris, "Лютик", teller=office.boris)
        await self._answers(at(12, 15), "⏰ 12:00", "Поговорили")
        await self._answers(at(14, 5), "🤝 13:00", "Открыть")
        await self._answers(at(14, 6), "«Клиент 0», встреча", "Прошла")
        await self.big_money(anna, "Астра", teller=office.vera)
        await self._answers(at(15, 20), "⏰ 15:00", "Договорились")
        await self._answers(at(17, 20), "Как прошло? 16:00", "Прошла")
        await office.until(at(23))

    async def _answers(self, when: datetime, begins: str, answer: str) -> None:
        await self.office.until(when)
        anna = self.office.anna
        await anna.tap(answer, on=next(one for one in anna.heard if one.text.startswith(begins)))

    async def big_money(self, owner: Handset, name: str, teller: Handset) -> None:
        """A deal of a million is paid in full."""
        client = await self.office.write(lambda session: add_client(session, owner.member_id or 0, name))
        deal = await self.do(owner, open_deal, DealDraft(client, amount=1_000_000_00))
        await self.do(teller, record_payment, client, deal_id=deal.deal_id)


def _task(member: int, client: int, due: datetime, action: TaskAction = TaskAction.CALL) -> Task:
    ends = due + timedelta(hours=1) if action is TaskAction.MEETING else None
    return Task(
        assignee_id=member, client_id=client, action=action, due_on=DAY, due_at=due, ends_at=ends, **_times(SUNDAY)
    )


def _times(when: datetime) -> dict[str, datetime]:
    return {"happened_at": when, "received_at": when, "stored_at": when}


async def test_an_ordinary_monday_of_a_rep_is_at_most_four_loud_and_sixteen_in_all(sunday: Office) -> None:
    day, anna = Monday(sunday), sunday.anna
    await day.begin()
    phone = listening(sunday, anna)
    await day.live()
    received = await by_kind(sunday, anna, phone)
    kinds = Counter(kind for kind, _ in received)
    loud = Counter(kind for kind, sounds in received if sounds and kind in LOUD)
    print(f"a Monday by kind: {dict(kinds)}; {len(received)} in all, unasked with sound {dict(loud)}")  # noqa: T201
    assert loud == {"morning": 1, "request": 1, "big_payment": 1, "evening": 1}, "no more than four"
    assert len(received) <= MOST
    assert kinds == {
        **loud,
        "task": 6,
        "task_again": 1,
        "meeting": 2,
        "meeting_after": 1,
        "question_asked": 1,
        "team_win": 1,
    }, "two unanswered are folded, he is not behind, what he told himself is not asked"


def listening(office: Office, who: Handset) -> dict[int, bool]:
    """Every message that Telegram takes for him from now on: its id, and whether it sounds."""
    heard: dict[int, bool] = {}
    send = office.session.make_request

    async def make_request(bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        sent = await send(bot, method, timeout)
        if isinstance(sent, Message) and sent.chat.id == who.person.id and method.__api_method__.startswith("send"):
            heard[sent.message_id] = not getattr(method, "disable_notification", None)
        return sent

    office.session.make_request = make_request  # type: ignore[method-assign]
    return heard


async def by_kind(office: Office, who: Handset, phone: dict[int, bool]) -> list[tuple[str, bool]]:
    """What came by itself, in order: its kind, and whether it sounded. What answers a tap of his is not among it."""
    rows = select(Notification.message_id, Notification.kind).where(
        Notification.recipient_id == who.member_id, Notification.state == NotificationState.SENT
    )
    kinds = dict(tuple(row) for row in await office.read(lambda session: session.execute(rows).all()))
    assert set(kinds) <= set(phone), "all that was sent has reached the phone"
    return [(kinds[number], sounds) for number, sounds in phone.items() if number in kinds]
