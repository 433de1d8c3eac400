"""Sales by month and by parts. Rules: "Money" (who gets it), the report «Динамика продаж»."""

from datetime import date
from decimal import Decimal

import pytest
import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.sales import Sold
from domain.errors import BadChoice
from domain.periods import month_of
from domain.readers.cuts import CutKind, member_code
from domain.readers.looks import Look
from domain.readers.sales import PartsReport, clients_by, sales_by, sales_report
from domain.tables import Deal, DealOwner, DealState, Keeper, Product, Purchase, PurchaseLine
from tests.harness import MONDAY
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
OCTOBER = Look(month_of(date(2026, 10, 1)))
TIMES = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def buy(
    sales: Sales,
    client: int,
    amount: int,
    day: date = date(2026, 10, 5),
    *lines: tuple[int, int],
    deal: int | None = None,
) -> None:
    """A purchase of that many kopecks, a return when negative; lines of product and kopecks."""

    def job(session: Session) -> None:
        row = Purchase(client_id=client, amount=amount, day=day, is_return=amount < 0, deal_id=deal, **TIMES)
        session.add(row)
        session.flush()
        for product, part in lines:
            session.add(PurchaseLine(purchase_id=row.id, product_id=product, quantity=Decimal(1), amount=part))

    await sales.write(job)


async def parts(sales: Sales, kind: CutKind, who: str = "Глеб", look: Look = OCTOBER) -> PartsReport:
    return await sales.read(sales_by(kind), sales.ids[who], look, TODAY)


def amounts(report: PartsReport) -> dict[int | str, int]:
    return {part.cut.key: part.sold.amount for part in report.parts}


async def test_a_return_lowers_the_sum_and_is_no_purchase(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    await buy(sales, rose, 1000)
    await buy(sales, rose, -300)
    await buy(sales, rose, 500, date(2025, 10, 9))
    course = (await sales.read(sales_report, sales.ids["Глеб"], OCTOBER, TODAY)).course
    assert (course.sold, course.year_ago) == (Sold(1, 700), Sold(1, 500))


async def test_every_part_sums_to_the_same_whole(sales: Sales) -> None:
    rose = await sales.client("Ромашка", channel="сеть", region="Тула")
    mint = await sales.client("Мята", keeper="Борис")
    await buy(sales, rose, 1000)
    await buy(sales, mint, 700)
    for kind in (CutKind.CHANNEL, CutKind.REGION, CutKind.MEMBER, CutKind.PRODUCT):
        report = await parts(sales, kind)
        assert report.sold.amount == sum(amounts(report).values()) == 1700
    assert amounts(await parts(sales, CutKind.CHANNEL)) == {"сеть": 1000, "": 700}
    assert amounts(await parts(sales, CutKind.PRODUCT)) == {0: 1700}


async def test_a_purchase_is_its_deals_owners_else_the_keepers_of_that_day(sales: Sales) -> None:
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]
    rose = await sales.client("Ромашка")

    def hand_over(session: Session) -> int:
        keeper = session.query(Keeper).filter_by(client_id=rose).one()
        keeper.since, keeper.until = date(2026, 1, 1), date(2026, 10, 10)
        session.flush()
        session.add(Keeper(client_id=rose, member_id=boris, since=date(2026, 10, 10)))
        deal = Deal(client_id=rose, stage="paid", state=DealState.WON, stage_since=MONDAY, **TIMES)
        session.add(deal)
        session.flush()
        session.add(DealOwner(deal_id=deal.id, member_id=anna, since=date(2026, 10, 15)))
        return deal.id

    deal = await sales.write(hand_over)
    await buy(sales, rose, 100, date(2026, 10, 9))
    await buy(sales, rose, 20, date(2026, 10, 10))
    await buy(sales, rose, 3, date(2026, 10, 12), deal=deal)
    assert amounts(await parts(sales, CutKind.MEMBER)) == {anna: 103, boris: 20}
    for name, amount in (("Анна", 103), ("Борис", 20)):
        report = await sales.read(sales_report, sales.ids[name], OCTOBER, TODAY)
        assert report.course.sold.amount == amount
    look = Look(OCTOBER.period, member_code(boris))
    assert (await sales.read(sales_report, sales.ids["Вера"], look, TODAY)).course.sold.amount == 20


async def test_products_are_told_by_lines_and_what_they_do_not_explain_is_nobodys(sales: Sales) -> None:
    rose = await sales.client("Ромашка")

    def goods(session: Session) -> list[int]:
        made = [Product(name=name, search_name=name) for name in ("стол", "стул")]
        session.add_all(made)
        session.flush()
        return [product.id for product in made]

    table, chair = await sales.write(goods)
    await buy(sales, rose, 1000, date(2026, 10, 5), (table, 600), (chair, 300))
    assert amounts(await parts(sales, CutKind.PRODUCT)) == {table: 600, chair: 300, 0: 100}
    cut = Look(OCTOBER.period, f"p{chair}")
    assert (await sales.read(sales_report, sales.ids["Глеб"], cut, TODAY)).course.sold == Sold(1, 300)
    rows = clients_by(CutKind.PRODUCT)
    sums = [
        (await sales.read(rows, sales.ids["Глеб"], OCTOBER, TODAY, what)).rows[0].values[1]
        for what in ("all", f"=p{table}", f"=p{chair}", "=p0")
    ]
    assert sums == [1000, 600, 300, 100]


async def test_the_rows_of_every_part_sum_to_it(sales: Sales) -> None:
    for number, (channel, keeper) in enumerate((("сеть", "Анна"), (None, "Анна"), ("сеть", "Борис"))):
        client = await sales.client(f"Клиент {number}", keeper=keeper, channel=channel)
        await buy(sales, client, 100 + number)
    for kind in (CutKind.CHANNEL, CutKind.REGION, CutKind.MEMBER):
        for part in (await parts(sales, kind)).parts:
            listing = await sales.read(clients_by(kind), sales.ids["Глеб"], OCTOBER, TODAY, f"={part.cut.code}", None)
            assert sum(row.values[1] for row in listing.rows) == part.sold.amount


async def test_a_forged_part_is_no_part(sales: Sales) -> None:
    for what in ("=zzzz", "m1", "=", "=m999"):
        with pytest.raises(BadChoice):
            await sales.read(clients_by(CutKind.MEMBER), sales.ids["Глеб"], OCTOBER, TODAY, what)
    mint = await sales.client("Мята", keeper="Борис")
    await buy(sales, mint, 700)
    boris = f"={member_code(sales.ids['Борис'])}"
    assert (await sales.read(clients_by(CutKind.MEMBER), sales.ids["Анна"], OCTOBER, TODAY, boris)).total == 0
