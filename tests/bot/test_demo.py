"""The demo company: alive on the day it is opened, the same for the same instant, and nowhere at odds with itself."""

import shutil
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.database import Database, sqlite_engine
from bot.demo import DEMO_PEOPLE, seed_demo
from domain.doctoring import mend_last_touched
from domain.periods import month_of, one_day
from domain.phones import parse_phone
from domain.purchases import rebuild_purchase_facts
from domain.readers.digest import digest_of
from domain.readers.funnel_report import funnel_report
from domain.readers.looks import Look
from domain.search import find_clients
from domain.tables import Absence as AbsenceRow
from domain.tables import (
    Activity,
    ActivityPlan,
    Base,
    Client,
    Contact,
    Deal,
    DealOwner,
    DealState,
    Fact,
    Invoice,
    Keeper,
    Member,
    Payment,
    Phone,
    Purchase,
    PurchaseLine,
    Role,
    SalesPlan,
    StageChange,
    Task,
    TaskAction,
    TaskState,
)
from domain.worktime import Absence, Schedule
from handlers.desk.periods import default_period

MOSCOW = ZoneInfo("Europe/Moscow")
FRIDAY = datetime(2026, 11, 20, 12, 30, tzinfo=MOSCOW)
OTHER_DAYS = [
    datetime(2026, 11, 22, 3, tzinfo=MOSCOW),
    datetime(2028, 2, 29, 23, 50, tzinfo=MOSCOW),
]


class Demo:
    """A session over a seeded database, with short ways to ask it."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.now = now

    def all(self, statement: Any) -> list[Any]:
        return list(self.session.execute(statement))

    def count(self, statement: Any) -> int:
        return int(self.session.scalar(select(func.count()).select_from(statement.subquery())) or 0)

    def rows(self, table: type[Base]) -> list[Any]:
        return list(self.session.scalars(select(table)))

    def schedules(self) -> dict[int, Schedule]:
        away: dict[int, list[Absence]] = defaultdict(list)
        for row in self.rows(AbsenceRow):
            away[row.member_id].append(Absence(row.first_day, row.last_day))
        return {
            row.id: Schedule(ZoneInfo(row.zone) if row.zone else MOSCOW, absences=tuple(away[row.id]))
            for row in self.rows(Member)
        }


def _seeded(template: Path, path: Path, now: datetime) -> Iterator[Demo]:
    shutil.copy(template, path)
    engine = sqlite_engine(f"sqlite:///{path}", writer=True)
    with Session(engine) as session:
        seed_demo(session, now)
        session.commit()
        yield Demo(session, now)
    engine.dispose()


@pytest.fixture(scope="module")
def demo(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Opened on a Friday at half past twelve."""
    yield from _seeded(sqlite_template, tmp_path_factory.mktemp("demo") / "demo.db", FRIDAY)


# Who is there


def test_three_reps_a_manager_an_owner_and_no_stranger(demo: Demo) -> None:
    found = demo.all(select(Member.telegram_id, Member.name, Member.role).order_by(Member.id))
    assert found == [(number, name, Role(role)) for number, name, role in DEMO_PEOPLE if role != "stranger"]


def test_120_clients_each_with_one_keeper_a_contact_and_a_phone(demo: Demo) -> None:
    assert demo.count(select(Client.id)) == 120
    keepers = select(Keeper.client_id).where(Keeper.until.is_(None)).group_by(Keeper.client_id)
    assert demo.count(keepers.having(func.count() == 1)) == 120
    for table in (Contact, Phone):
        assert len({row.client_id for row in demo.rows(table)}) == 120


def test_names_show_what_screens_must_bear(demo: Demo) -> None:
    names = [row.name for row in demo.rows(Client)]
    assert len(set(names)) == 120
    assert any(len(name) > 60 for name in names)
    assert any("«" in name for name in names)
    assert any("ё" in name.lower() for name in names)
    assert any("&" in name for name in names)


def test_phones_are_read_as_phones_and_nobody_has_two_alike(demo: Demo) -> None:
    phones = [row.e164 for row in demo.rows(Phone)]
    assert len(set(phones)) == len(phones)
    assert all(phone.startswith("+7900000") and parse_phone(phone).e164 == phone for phone in phones)


# The day it is opened


def test_each_rep_has_meetings_at_ten_and_two_today_and_overdue_calls(demo: Demo) -> None:
    today = demo.now.date()
    for rep in (row for row in demo.rows(Member) if row.role is Role.REP):
        zone = ZoneInfo(rep.zone) if rep.zone else MOSCOW
        tasks = [row for row in demo.rows(Task) if row.assignee_id == rep.id and row.state is TaskState.OPEN]
        meetings = [row for row in tasks if row.due_on == today and row.action is TaskAction.MEETING]
        assert {row.due_at.astimezone(zone).hour for row in meetings if row.due_at} == {10, 14}
        assert all(row.address_id and row.ends_at for row in meetings)
        assert sum(row.due_on < today for row in tasks) >= 3
        assert sum(row.due_on > today for row in tasks) >= 5
        assert any(row.due_on == today and row.due_at is None for row in tasks)


def test_there_is_something_to_say_today(demo: Demo) -> None:
    today = demo.now.date()
    assert demo.count(select(Client.id).where(Client.silent_from <= today)) >= 15
    paid = select(Payment.invoice_id)
    assert demo.count(select(Invoice.id).where(Invoice.due_on < today, Invoice.id.not_in(paid))) >= 3
    birthdays = [row.birthday.replace(year=today.year) for row in demo.rows(Contact) if row.birthday]
    assert sum(today <= day < today + timedelta(days=7) for day in birthdays) >= 3
    assert demo.count(select(Activity.id).where(Activity.happened_at > demo.now - timedelta(hours=4))) >= 5
    assert demo.count(select(ActivityPlan.id)) == 9
    months = {row.month for row in demo.rows(SalesPlan)}
    assert date(2026, 11, 1) in months
    assert len(months) >= 14


def test_the_rep_with_more_luck_wins_more_of_his_deals(demo: Demo) -> None:
    closed = demo.all(
        select(DealOwner.member_id, Deal.state, func.count())
        .join(Deal, Deal.id == DealOwner.deal_id)
        .where(Deal.state != DealState.OPEN)
        .group_by(DealOwner.member_id, Deal.state)
    )
    numbers = {(member, state): number for member, state, number in closed}
    shares = [
        numbers[member, DealState.WON] / (numbers[member, DealState.WON] + numbers[member, DealState.LOST])
        for member in (1, 2, 3)
    ]
    assert shares == sorted(shares, reverse=True)
    assert 0.2 < shares[2] < shares[0] < 0.75


# Whatever the day

ANY_DAY = {
    "a Friday noon": FRIDAY,
    "the 1st before work": datetime(2026, 12, 1, 8, tzinfo=MOSCOW),
    "1 January": datetime(2027, 1, 1, 12, tzinfo=MOSCOW),
    "a holiday": datetime(2027, 2, 23, 13, tzinfo=MOSCOW),
    "the last day of a month": datetime(2027, 6, 30, 16, tzinfo=MOSCOW),
}


@pytest.mark.parametrize("now", ANY_DAY.values(), ids=ANY_DAY)
def test_whatever_the_day_every_screen_has_something_to_show(
    sqlite_template: Path, tmp_path: Path, now: datetime
) -> None:
    for demo in _seeded(sqlite_template, tmp_path / "demo.db", now):
        _check_funnels(demo)
        _check_digest(demo)
        _check_tasks(demo)


def _check_funnels(demo: Demo) -> None:
    """The month /funnel opens with and the three before it: won, lost and open ones, of new clients too."""
    today, owner = demo.now.date(), demo.session.scalars(select(Member.id).where(Member.role == Role.OWNER)).one()
    opened = default_period(today)
    found = [funnel_report(demo.session, owner, Look(opened.shifted(-back)), today).deals for back in range(4)]
    for funnel in found:
        assert funnel.all.won >= 2
        assert funnel.all.lost >= 2
        assert funnel.new.total >= 2
        assert all(before >= after for before, after in pairwise(funnel.all.reached))
    assert all(funnel.all.won >= 10 and funnel.all.open < funnel.all.total * 2 / 3 for funnel in found[1:])
    assert sum(funnel.new.won for funnel in found) >= 3


def _check_digest(demo: Demo) -> None:
    """The last working day and the last two months; nobody is far from his plan all the time."""
    owner = demo.session.scalars(select(Member.id).where(Member.role == Role.OWNER)).one()
    today = one_day(demo.now.date())
    now = digest_of(demo.session, owner, today, demo.now)
    assert now.standing is not None
    assert now.standing.overdue
    assert now.standing.deal is not None
    before = digest_of(demo.session, owner, now.earlier, demo.now)
    assert before.paid
    assert before.contacts
    for back in (1, 2):
        month = digest_of(demo.session, owner, month_of(today.start).shifted(-back), demo.now)
        assert month.won.number >= 10
        assert month.lost.number >= 5
        assert month.meetings
        assert month.month.share is not None
        assert 0.6 < month.month.share < 1.4
        assert all(rep.month.share is not None and 0.4 < rep.month.share < 1.8 for rep in month.reps)


def _check_tasks(demo: Demo) -> None:
    """A full working day is ahead, today or the next one; on a day off a little."""
    today, schedules = demo.now.date(), demo.schedules()
    for rep in (row for row in demo.rows(Member) if row.role is Role.REP):
        tasks = [row for row in demo.rows(Task) if row.assignee_id == rep.id and row.state is TaskState.OPEN]
        day = schedules[rep.id].next_or_same_working_day(today)
        meetings = [row for row in tasks if row.due_on == day and row.action is TaskAction.MEETING]
        assert len(meetings) >= 2
        off = [row for row in tasks if row.due_on == today]
        assert len(off) >= 9 if day == today else len(off) == 2


# Nowhere at odds with itself


@pytest.mark.parametrize("now", OTHER_DAYS, ids=str)
def test_whenever_it_is_opened_its_facts_agree(sqlite_template: Path, tmp_path: Path, now: datetime) -> None:
    for demo in _seeded(sqlite_template, tmp_path / "demo.db", now):
        _check_times(demo)
        _check_deals(demo)
        _check_money(demo)
        assert rebuild_purchase_facts(demo.session) == 0
        assert mend_last_touched(demo.session) == 0
        assert demo.all(select(Client.id).where(Client.purchase_days == 0, Client.last_purchase_on.is_not(None))) == []
        assert demo.session.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []


def _check_times(demo: Demo) -> None:
    """Happened, received, stored in this order and not ahead; what reps log, in their working hours."""
    facts: list[type[Any]] = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Fact)]
    for table in facts:
        for row in demo.rows(table):
            assert row.happened_at <= row.received_at <= row.stored_at <= demo.now.astimezone(UTC), (table, row.id)
    schedules = demo.schedules()
    for row in demo.rows(Activity):
        assert schedules[row.author_id].is_working(row.happened_at), row.id
        assert row.received_at - row.happened_at <= timedelta(days=3)
    for task in demo.rows(Task):
        assert task.closed_at is None or task.closed_at >= task.happened_at


def _check_deals(demo: Demo) -> None:
    """Moves follow one another and end where the deal stands; a deal has one owner, who keeps its client."""
    moves: dict[int, list[StageChange]] = defaultdict(list)
    for row in demo.session.scalars(select(StageChange).order_by(StageChange.happened_at, StageChange.id)):
        moves[row.deal_id].append(row)
    keepers = {row.client_id: row.member_id for row in demo.rows(Keeper) if row.until is None}
    owners = {row.deal_id: row.member_id for row in demo.rows(DealOwner) if row.until is None}
    for deal in demo.rows(Deal):
        history = moves[deal.id]
        assert history[0].from_stage is None
        for before, after in pairwise(history):
            assert (after.from_stage, after.from_state) == (before.to_stage, before.to_state)
            assert after.happened_at > before.happened_at
        assert (history[-1].to_stage, history[-1].to_state) == (deal.stage, deal.state)
        assert (deal.closed_on is None) is (deal.state is DealState.OPEN)
        assert (deal.lost_reason is None) is (deal.state is not DealState.LOST)
        assert (deal.stage == "paid") is (deal.state is DealState.WON)
        if deal.state is DealState.OPEN:
            assert owners[deal.id] == keepers[deal.client_id]


def _check_money(demo: Demo) -> None:
    """Lines make the purchase, payments never exceed the invoice, a won deal is paid in full on its last payment."""
    lines: dict[int, int] = defaultdict(int)
    for line in demo.rows(PurchaseLine):
        lines[line.purchase_id] += line.amount
    purchases = {row.id: row for row in demo.rows(Purchase)}
    assert all(lines[row.id] == row.amount > 0 for row in purchases.values())
    paid: dict[int, int] = defaultdict(int)
    by_deal: dict[int, list[Payment]] = defaultdict(list)
    for payment in demo.rows(Payment):
        paid[payment.invoice_id] += payment.amount
        assert purchases[payment.purchase_id].day <= payment.paid_on
        assert purchases[payment.purchase_id].client_id == payment.client_id
        if payment.deal_id:
            by_deal[payment.deal_id].append(payment)
    invoices = {row.id: row for row in demo.rows(Invoice)}
    assert all(paid[row.id] <= row.amount for row in invoices.values())
    for deal in demo.rows(Deal):
        in_full = sum(payment.amount for payment in by_deal[deal.id])
        assert (deal.state is DealState.WON) is (in_full > 0 and in_full == deal.amount)
        if deal.state is DealState.WON:
            assert deal.closed_on == max(payment.paid_on for payment in by_deal[deal.id])


# The same again


def test_two_demo_companies_of_one_instant_are_alike(sqlite_template: Path, tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        for demo in _seeded(sqlite_template, tmp_path / f"{name}.db", FRIDAY):
            found.append(
                [
                    [tuple(getattr(row, column.key) for column in table.__table__.columns) for row in demo.rows(table)]
                    for table in (Client, Activity, Deal, Payment, PurchaseLine, Task)
                ]
            )
    assert found[0] == found[1]


def test_it_is_filled_in_two_seconds(sqlite_template: Path, tmp_path: Path) -> None:
    """Processor time: what else runs on the machine proves nothing."""
    started = time.process_time()
    for _ in _seeded(sqlite_template, tmp_path / "demo.db", FRIDAY):
        assert time.process_time() - started < 2


async def test_a_company_with_people_is_left_alone(database: Database) -> None:
    """And on either database the next row gets the next number."""
    assert await database.write(lambda session: seed_demo(session, FRIDAY))
    assert not await database.write(lambda session: seed_demo(session, FRIDAY))

    def one_more(session: Session) -> int:
        member = Member(name="Новенький", role=Role.REP, joined_at=FRIDAY)
        session.add(member)
        session.flush()
        return member.id

    assert await database.write(one_more) == 6
    assert await database.read(lambda session: session.scalar(select(func.count(Client.id)))) == 120


async def test_its_clients_are_found_by_name_contact_and_phone(database: Database) -> None:
    await database.write(lambda session: seed_demo(session, FRIDAY))

    def look(session: Session) -> list[list[int]]:
        name, contact, e164, client_id = session.execute(
            select(Client.name, Contact.name, Phone.e164, Client.id)
            .join(Contact, Contact.client_id == Client.id)
            .join(Phone, Phone.contact_id == Contact.id)
            .where(func.length(Client.name) > 12)
            .limit(1)
        ).one()
        typo = name[:5] + name[6:]
        asked = (name, typo, contact, e164)
        hits = [find_clients(session, 1, Role.OWNER, query) for query in asked]
        return [[int(hit.id == client_id) for hit in found] for found in hits]

    for found in await database.read(look):
        assert any(found)
