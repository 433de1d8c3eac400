"""What a morning asks of the whole company is counted once a day, kept, and the same as the report of that day says."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest_asyncio
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.database import Database
from bot.day_figures import DayFigures
from bot.jobs import Jobs
from domain.analytics.classes import Abc, AbcXyz, Letter, ProfitClass, ProfitXyz, Xyz
from domain.analytics.day_classes import COLUMNS, changed_classes
from domain.analytics.segment_report import segment_report
from domain.clock import ManualClock
from domain.day_figures import CHUNK, DAY_FIGURES, ask, wanted
from domain.jobs import claim, create_job, do_step, next_waiting
from domain.nudges.nudge import NudgeKind
from domain.nudges.today import today_nudges
from domain.periods import month_of
from domain.purchases import rebuild_purchase_facts
from domain.readers.day_classes import class_figures
from domain.readers.looks import Look
from domain.readers.segment_report import segment_data
from domain.tables import Client, ClientClass, Job, JobState, Purchase
from tests.harness import MONDAY, MOSCOW, Office, add_client
from tests.use_cases.buying import buy
from tests.use_cases.sales import Sales, open_sales
from tests.worker import shared_worker

TODAY = MONDAY.date()
NEXT_SUMMER = date(2027, 7, 5)
KEPT = select(*(ClientClass.__table__.c[name] for name in COLUMNS)).order_by(ClientClass.client_id)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


@pytest_asyncio.fixture
async def trading(sales: Sales) -> Sales:
    """Sixty clients of three channels who buy by chance over two years, some without a cost."""
    chance = random.Random(4)
    clients = [await sales.client(f"Клиент {n}", channel=("розница", "опт", None)[n % 3]) for n in range(60)]

    def job(session: Session) -> None:
        for number, client in enumerate(clients):
            session.get_one(Client, client).potential = chance.choice((None, 10**8, 10**10))
            for _ in range(chance.choice((1, 2, 3, 4, 6, 30))):
                amount = chance.randrange(1, 10**8)
                cost = None if number % 10 == 3 else round(amount * chance.uniform(0.5, 1.2))
                buy(session, client, date(2025, 6, 1) + timedelta(chance.randrange(540)), amount, cost)

    await sales.write(job)
    return sales


def jobs_of(database: Database) -> Jobs:
    figures = DayFigures(database, shared_worker)
    return Jobs(database, ManualClock(MONDAY), {DAY_FIGURES: figures.of})


async def count(database: Database, day: date = TODAY) -> None:
    job_id = await database.write(lambda session: ask(session, day, MONDAY))
    assert (await jobs_of(database).run_until_done(job_id)).state is JobState.DONE


async def kept(database: Database) -> list[Any]:
    return await database.read(lambda session: list(session.execute(KEPT)))


async def assert_as_the_report(sales: Sales, day: date) -> None:
    found = segment_report(await sales.read(segment_data, sales.ids["Глеб"], Look(month_of(day)), day)).segments
    rows = [row for row in await kept(sales.database) if row.abc]
    cells = Counter(AbcXyz(Abc(row.abc), Xyz(row.xyz)) for row in rows)
    loyal = Counter(
        ProfitXyz(ProfitClass(row.profit_class) if row.profit_class else None, Xyz(row.xyz)) for row in rows
    )
    letters = Counter(Letter(row.letter) for row in rows if row.letter)
    told = Counter[Letter]()
    for channel in found.letters:
        told.update({letter: cell.clients for letter, cell in channel.cells.items()})
    assert cells == {place: cell.clients for place, cell in found.abc_xyz.items()}
    assert loyal == {place: cell.clients for place, cell in found.loyal.items()}
    assert letters == told


async def test_what_is_kept_is_what_segments_and_letters_show_that_day(trading: Sales) -> None:
    await count(trading.database)
    assert len(await kept(trading.database)) > 40
    await assert_as_the_report(trading, TODAY)


async def test_another_day_who_bought_long_ago_has_no_class_any_more(trading: Sales) -> None:
    await count(trading.database)
    await count(trading.database, NEXT_SUMMER)
    rows = await kept(trading.database)
    assert {row.abc for row in rows} == {0, 1, 2, 3}
    await assert_as_the_report(trading, NEXT_SUMMER)


async def test_only_clients_of_another_class_are_written(trading: Sales) -> None:
    await count(trading.database)
    everything = {row.client_id for row in await kept(trading.database)}
    assert changed_classes(await trading.read(class_figures, TODAY)).after(0, CHUNK) == []

    def change(session: Session) -> None:
        row = session.get_one(ClientClass, min(everything))
        row.letter, row.abc = (row.letter + 1) % 6, row.abc % 3 + 1
        session.execute(delete(ClientClass).where(ClientClass.client_id == max(everything)))

    await trading.write(change)
    changed = changed_classes(await trading.read(class_figures, TODAY)).after(0, CHUNK)
    assert [row["client_id"] for row in changed] == [min(everything), max(everything)]


async def many_buyers(sales: Sales) -> None:
    """More than two chunks of them."""
    times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}

    def job(session: Session) -> None:
        clients = [{"name": f"К{n}", "search_name": f"к{n}", "purchase_days": 1, **times} for n in range(2 * CHUNK + 9)]
        session.execute(insert(Client), clients)
        ids = session.scalars(select(Client.id)).all()
        rows = [
            {"client_id": one, "day": date(2026, 5, 5), "amount": 1000 + one, "cost": one, "is_return": False, **times}
            for one in ids
        ]
        session.execute(insert(Purchase), rows)
        rebuild_purchase_facts(session)

    await sales.write(job)


async def test_a_kill_in_the_middle_loses_no_client(sales: Sales) -> None:
    await many_buyers(sales)
    database, clients = sales.database, 2 * CHUNK + 9
    job_id = await sales.write(lambda session: ask(session, TODAY, MONDAY))
    held = await sales.write(lambda session: claim(session, job_id, MONDAY))
    work = DayFigures(database, shared_worker).of({"day": TODAY.isoformat()})
    prepared: Any = await work.prepare(0)
    await sales.write(lambda session: do_step(session, held, work, prepared, MONDAY))
    assert len(await kept(database)) == CHUNK

    later = ManualClock(MONDAY + timedelta(minutes=5))
    again = Jobs(database, later, {DAY_FIGURES: DayFigures(database, shared_worker).of})
    assert (await again.run_until_done(job_id)).state is JobState.DONE
    assert len(await kept(database)) == clients
    await assert_as_the_report(sales, TODAY)


async def test_a_company_without_purchases_needs_no_worker(sales: Sales) -> None:
    assert (await sales.read(class_figures, TODAY)).is_empty
    await count(sales.database)
    assert await kept(sales.database) == []


async def test_they_are_wanted_once_a_day_of_the_company_and_one_at_a_time(sales: Sales) -> None:
    late, midnight = datetime(2026, 11, 23, 20, 59, tzinfo=UTC), datetime(2026, 11, 23, 21, tzinfo=UTC)
    assert await sales.read(wanted, late) == TODAY
    job_id = await sales.write(lambda session: ask(session, TODAY, late))
    assert await sales.read(wanted, midnight) is None, "yesterday's are being counted"
    assert (await jobs_of(sales.database).run_until_done(job_id)).state is JobState.DONE
    assert await sales.read(wanted, late) is None
    assert await sales.read(wanted, midnight) == TODAY + timedelta(days=1)


# Through the program


async def loyal_names(office: Office, day: date) -> list[str | None]:
    anna = office.anna.member_id or 0
    found = await office.read(lambda session: today_nudges(session, anna, day))
    return [nudge.client for nudge in found if nudge.kind is NudgeKind.LOYAL]


async def ten_buyers(office: Office) -> None:
    """Every month till the end of October, each for less than the one before."""

    def write(session: Session) -> None:
        for number in range(10):
            client_id = add_client(session, office.anna.member_id or 0, f"Клиент {number}")
            for month in range(1, 11):
                buy(session, client_id, date(2026, month, 20), (10 - number) * 1_000_000, (10 - number) * 500_000)
        rebuild_purchase_facts(session)

    await office.write(write)


async def test_a_morning_before_the_first_count_names_nobody_loyal_and_after_it_does(office: Office) -> None:
    await ten_buyers(office)
    await office.until(datetime(2026, 11, 24, 9, 5, tzinfo=MOSCOW))
    assert "💚" not in office.anna.screen.text
    assert await office.program.jobs.run_next()
    assert (await loyal_names(office, date(2026, 11, 25)))[0] == "Клиент 0"
    await office.until(datetime(2026, 11, 25, 9, 5, tzinfo=MOSCOW))
    assert "💚 «Клиент 0»" in office.anna.screen.text


async def test_a_tick_asks_for_them_once_a_day(office: Office) -> None:
    for _ in range(3):
        await office.program.tick()
    days = await office.read(lambda session: [one["day"] for one in session.scalars(select(Job.parameters))])
    assert days == ["2026-11-23"]
    assert await office.program.jobs.run_next()
    assert not await office.program.jobs.run_next()


async def test_what_a_person_asked_for_is_done_before_them(sales: Sales) -> None:
    await sales.write(lambda session: ask(session, TODAY, MONDAY))
    asked = await sales.write(lambda session: create_job(session, DAY_FIGURES, {}, MONDAY, author_id=sales.ids["Глеб"]))
    assert await sales.read(next_waiting, [DAY_FIGURES], MONDAY) == asked
