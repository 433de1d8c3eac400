"""Clients in order as each may see them."""

from datetime import date, timedelta

import pytest
import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.top import Order
from domain.errors import BadChoice
from domain.periods import last_days
from domain.purchases import rebuild_purchase_facts
from domain.readers.looks import Look
from domain.readers.top import TopReport, rows_by, top_by
from domain.tables import Purchase
from tests.harness import MONDAY
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
LOOK = Look(last_days(TODAY))
TIMES = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def bought(sales: Sales, name: str, *purchases: tuple[int, int, int | None], keeper: str = "Анна") -> int:
    """Days ago, kopecks, cost."""
    client = await sales.client(name, keeper=keeper)

    def job(session: Session) -> None:
        for ago, amount, cost in purchases:
            day: date = TODAY - timedelta(days=ago)
            session.add(Purchase(client_id=client, amount=amount, cost=cost, day=day, is_return=False, **TIMES))
        session.flush()
        rebuild_purchase_facts(session)

    await sales.write(job)
    return client


async def names(sales: Sales, order: Order, who: str = "Глеб") -> list[str]:
    found: TopReport = await sales.read(top_by(order), sales.ids[who], LOOK, TODAY)
    listing = await sales.read(rows_by(order), sales.ids[who], LOOK, TODAY, "all", None)
    told = [found.lines[one.client_id].name for one in found.ranking]
    assert [row.values[0] for row in listing.rows] == told
    assert listing.total == found.number
    return told


async def test_each_order_has_its_first(sales: Sales) -> None:
    await bought(sales, "Выросла", (100, 100, 90), (10, 900, 850))
    await bought(sales, "Упала", (100, 5000, 100), (10, 800, 100))
    await bought(sales, "Без себестоимости", (10, 700, None))
    await bought(sales, "Потеряна", (500, 900, 300), (470, 900, 300), (440, 900, 300))
    await bought(sales, "Чужая", (10, 50, 10), keeper="Борис")
    assert await names(sales, Order.SALES) == ["Выросла", "Упала", "Без себестоимости", "Чужая"]
    assert await names(sales, Order.PROFIT) == ["Упала", "Выросла", "Чужая", "Без себестоимости"]
    assert await names(sales, Order.GROWTH) == ["Выросла", "Без себестоимости", "Чужая"]
    assert await names(sales, Order.FALL) == ["Упала"]
    assert await names(sales, Order.LOST) == ["Потеряна"]
    assert await names(sales, Order.SALES, "Борис") == ["Чужая"]
    assert await names(sales, Order.LOST, "Борис") == []


async def test_whom_to_see_are_those_who_have_fallen_most(sales: Sales) -> None:
    await bought(sales, "Упала", (100, 5000, None), (10, 800, None))
    await bought(sales, "Ушла", (100, 6000, None))
    found = await sales.read(top_by(Order.SALES), sales.ids["Анна"], LOOK, TODAY)
    assert [(found.lines[one.client_id].name, one.change) for one in found.to_see] == [
        ("Ушла", -6000),
        ("Упала", -4200),
    ]


async def test_a_forged_list_is_refused(sales: Sales) -> None:
    with pytest.raises(BadChoice):
        await sales.read(rows_by(Order.SALES), sales.ids["Анна"], LOOK, TODAY, "everything")
