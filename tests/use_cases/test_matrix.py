"""Who takes a product, who has stopped, who never took it."""

from datetime import timedelta
from decimal import Decimal

import pytest
import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.errors import BadChoice, NotAllowed
from domain.periods import ALL_TIME, last_days
from domain.readers.looks import Look
from domain.readers.matrix import MatrixReport, matrix_clients, matrix_report
from domain.tables import Product, Purchase, PurchaseLine
from tests.harness import MONDAY
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
LOOK = Look(last_days(TODAY))
TIMES = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def goods(sales: Sales, *names: str, groups: tuple[str, ...] = ()) -> list[int]:
    def job(session: Session) -> list[int]:
        made = [
            Product(name=name, search_name=name, group=groups[number % len(groups)] if groups else None)
            for number, name in enumerate(names)
        ]
        session.add_all(made)
        session.flush()
        return [product.id for product in made]

    return await sales.write(job)


async def takes(sales: Sales, client: int, product: int, ago: int, amount: int = 100) -> None:
    def job(session: Session) -> None:
        row = Purchase(client_id=client, amount=amount, day=TODAY - timedelta(days=ago), is_return=False, **TIMES)
        session.add(row)
        session.flush()
        session.add(PurchaseLine(purchase_id=row.id, product_id=product, quantity=Decimal(1), amount=amount))

    await sales.write(job)


async def told(sales: Sales, who: str = "Глеб", look: Look = LOOK) -> dict[str, tuple[int, int, int]]:
    found: MatrixReport = await sales.read(matrix_report, sales.ids[who], look, TODAY)
    return {item.cut.name: (item.bought, item.stopped, item.never) for item in found.items}


async def test_bought_stopped_never(sales: Sales) -> None:
    table, chair = await goods(sales, "стол", "стул")
    rose, mint, lily = [await sales.client(name) for name in ("Ромашка", "Мята", "Лютик")]
    gone = await sales.client("Ушла")
    await takes(sales, rose, table, 5, 900)
    await takes(sales, rose, chair, 200, 400)
    await takes(sales, mint, table, 5)
    await takes(sales, lily, chair, 5, 50)
    await takes(sales, lily, table, 800)
    await takes(sales, gone, chair, 200)
    assert await told(sales) == {"стол": (2, 0, 1), "стул": (1, 1, 1)}
    assert await told(sales, look=Look(ALL_TIME)) == await told(sales)

    async def names(what: str) -> list[str]:
        listing = await sales.read(matrix_clients, sales.ids["Глеб"], LOOK, TODAY, what)
        return [row.values[0] for row in listing.rows]

    assert await names(f"sp{chair}") == ["Ромашка"]
    assert await names(f"np{chair}") == ["Мята"]
    assert await names(f"bp{table}") == ["Ромашка", "Мята"]
    assert await names(f"np{table}") == ["Лютик"]


async def test_a_rep_offers_to_his_own(sales: Sales) -> None:
    (table,) = await goods(sales, "стол")
    await takes(sales, await sales.client("Ромашка"), table, 5)
    await takes(sales, await sales.client("Мята", keeper="Борис"), table, 5)
    assert await told(sales, "Анна") == {"стол": (1, 0, 0)}
    assert await told(sales) == {"стол": (2, 0, 0)}


async def test_many_products_are_shown_by_groups(sales: Sales) -> None:
    names = [f"товар {number}" for number in range(9)]
    products = await goods(sales, *names, groups=("столы", "стулья", "шкафы"))
    rose = await sales.client("Ромашка")
    await takes(sales, rose, products[0], 5)
    await takes(sales, rose, products[3], 5)
    await takes(sales, rose, products[1], 200)
    assert await told(sales) == {"столы": (1, 0, 0), "стулья": (0, 1, 0)}


async def test_a_forged_field_is_refused(sales: Sales) -> None:
    (table,) = await goods(sales, "стол")
    for what in ("all", "", f"xp{table}", "s", "st1", "n" + "p" * 9):
        with pytest.raises((BadChoice, NotAllowed)):
            await sales.read(matrix_clients, sales.ids["Анна"], LOOK, TODAY, what)
