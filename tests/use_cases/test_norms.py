"""Us and the known averages, over a real database. Rule: "Marketing, unit economics"."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.norms import Norm, NormsReport, gap, norms_report
from domain.errors import BadChoice
from domain.periods import month_of
from domain.readers.cuts import member_code
from domain.readers.looks import Look
from domain.readers.norms import norms_data, norms_rows
from domain.tables import Activity, ActivityKind, Setting, Spend
from tests.harness import MONDAY, MOSCOW
from tests.use_cases.buying import buy
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
LONG_AGO = date(2024, 1, 10)
BEFORE, DURING = date(2025, 10, 20), date(2026, 5, 1)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    made = await open_sales(database)
    return made.on(LONG_AGO)


async def report(sales: Sales, who: str = "Глеб", cuts: str = "") -> NormsReport:
    look = Look(month_of(TODAY), cuts)
    return norms_report(await sales.read(norms_data, sales.ids[who], look, TODAY))


async def bought(sales: Sales, name: str, *days: date, amount: int = 100, cost: int = 60, keeper: str = "Анна") -> int:
    client = await sales.client(name, keeper)
    await sales.write(lambda session: [buy(session, client, day, amount, cost) for day in days] and None)
    return client


def monthly(first: date, last: date) -> list[date]:
    return [first + timedelta(days) for days in range(0, (last - first).days + 1, 28)]


def call(session: Session, client: int, author: int, day: date, kind: ActivityKind = ActivityKind.CALL) -> None:
    at = datetime.combine(day, time(12), MOSCOW)
    times = {"happened_at": at, "received_at": at, "stored_at": at}
    session.add(Activity(kind=kind, client_id=client, author_id=author, **times))


async def test_the_share_of_the_best_fifth_and_of_those_without_profit(sales: Sales) -> None:
    for number, amount in enumerate((800, 50, 50, 50, 50)):
        await bought(sales, f"Клиент {number}", DURING, amount=amount, cost=50 if number == 4 else 10)
    found = await report(sales)
    assert found.values[Norm.TOP] == Fraction(4, 5)
    assert found.values[Norm.UNPROFITABLE] == Fraction(1, 5)
    listed = await sales.read(norms_rows, found, "unprofitable", 0)
    assert [row.values[0] for row in listed.rows] == ["Клиент 4"]
    assert (await sales.read(norms_rows, found, "top", 0)).total == 1


async def test_lost_a_year_is_of_those_who_bought_a_year_ago(sales: Sales) -> None:
    year_ago = monthly(date(2025, 6, 1), date(2025, 11, 20))
    await bought(sales, "Остался", *year_ago, *monthly(date(2025, 12, 10), date(2026, 11, 15)))
    gone = await bought(sales, "Ушёл", *year_ago)
    await bought(sales, "Давно ушёл", *monthly(date(2024, 6, 1), date(2024, 12, 1)))
    await bought(sales, "Новый", date(2026, 11, 1))
    found = await report(sales)
    assert found.values[Norm.LOST] == Fraction(1, 2)
    assert [row.id for row in (await sales.read(norms_rows, found, "lost", 0)).rows] == [gone]


async def test_how_many_times_more_a_new_client_costs(sales: Sales) -> None:
    """The example of the margins: 5 000 + 5 000 + 3 000 for the first sale, 3 000 + 1 000 for a repeat one."""
    await bought(sales, "Ромашка", DURING, DURING + timedelta(30), amount=55_000_00, cost=25_000_00)

    def job(session: Session) -> None:
        costs = {"presale_new": "5000", "service_new": "3000", "presale_repeat": "3000", "service_repeat": "1000"}
        for key, value in costs.items():
            session.add(Setting(scope="company", key=key, value=value, changed_at=MONDAY))
        session.add(Spend(source="сайт", month=DURING, amount=5_000_00))

    assert (await report(sales)).values[Norm.COST] is None
    await sales.write(job)
    assert (await report(sales)).values[Norm.COST] == Fraction(13, 4)


async def test_months_to_pay_back_a_new_client(sales: Sales) -> None:
    """365 days ÷ 12 a month: two months of 3 000 ₽ profit each since the first purchase, 12 000 ₽ spent for two."""
    for name in ("Ромашка", "Лютик"):
        await bought(sales, name, date(2026, 8, 9), amount=10_000_00, cost=0)
    await bought(sales, "Старый", BEFORE, DURING)
    await sales.write(lambda session: session.add(Spend(source="сайт", month=DURING, amount=12_000_00)))
    found = (await report(sales)).values[Norm.PAYBACK]
    a_month = Fraction(10_000_00) / (Fraction(84) / Fraction(365, 12))
    assert found == Fraction(6_000_00) / a_month


async def test_contacts_a_year_with_who_buys_and_who_never_has(sales: Sales) -> None:
    buyer = await bought(sales, "Покупает", BEFORE, DURING)
    never = await sales.client("Не покупал")
    new = await sales.on(date(2026, 8, 20)).client("Появился в августе")
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        for month in range(1, 9):
            call(session, buyer, anna, date(2026, month, 5), ActivityKind.CALL_IN)
        call(session, buyer, anna, date(2025, 1, 5))
        call(session, buyer, anna, date(2026, 5, 6), ActivityKind.NOTE)
        call(session, never, anna, date(2026, 5, 5))
        call(session, new, anna, date(2026, 9, 5))

    await sales.write(job)
    found = await report(sales)
    assert found.values[Norm.EXISTING] == 8
    assert found.values[Norm.POTENTIAL] == Fraction(2 * 365, 365 + 72)


async def test_each_sees_the_figures_of_his_own_clients(sales: Sales) -> None:
    await bought(sales, "Ромашка", DURING, amount=100, cost=200)
    await bought(sales, "Лютик", DURING, keeper="Борис")
    anna, boris = [await report(sales, "Вера", member_code(sales.ids[name])) for name in ("Анна", "Борис")]
    assert anna.values[Norm.UNPROFITABLE] == 1
    assert boris.values[Norm.UNPROFITABLE] == 0
    assert (await report(sales)).values[Norm.UNPROFITABLE] == Fraction(1, 2)


async def test_nothing_is_known_of_an_empty_company(sales: Sales) -> None:
    found = await report(sales)
    assert found.is_empty
    assert found.worse == ()
    for what in ("", "cost", "x"):
        with pytest.raises(BadChoice):
            await sales.read(norms_rows, found, what, 0)


def test_worse_and_better_than_usual() -> None:
    assert gap(Norm.LOST, Fraction(26, 100)) == -1
    assert gap(Norm.EXISTING, Fraction(8)) == 1
    assert gap(Norm.POTENTIAL, Fraction(3)) == Fraction(-1, 2)
    assert gap(Norm.TOP, Fraction(1)) == gap(Norm.COST, Fraction(1)) == 0
