"""What the reports of the client base read from a real database. Rules: "Segments", "The client base", "Money"."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.abcde import UNKNOWN
from domain.analytics.base_movement import base_months
from domain.analytics.classes import Abc, AbcXyz, Grade, ProfitXyz, Xyz
from domain.analytics.client_figures import NUMBERS, classified
from domain.analytics.line_costs import LineCosts
from domain.analytics.segments import Segments, segments
from domain.analytics.window_figures import WindowFigures
from domain.errors import NotAllowed
from domain.periods import Period
from domain.readers.attribution import WITHOUT, Scope
from domain.readers.client_base import base_figures
from domain.readers.client_figures import client_figures
from domain.readers.cuts import chosen_cuts, member_code, scope_of
from domain.readers.kept_clients import clients_in
from domain.readers.segments import segment_figures, segment_rules, segment_windows
from domain.rhythm import STANDARD, Lifecycle
from domain.settings import Company
from domain.tables import Keeper, Product, PurchaseLine, Setting
from domain.use_cases.client_endings import close_client, declare_lost, open_again
from domain.use_cases.money import record_payment
from tests.harness import MONDAY
from tests.use_cases.buying import buy
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
WINDOW = Period(date(2025, 11, 1), date(2026, 11, 1))
YEAR = tuple(date(2025, 11, 1) + timedelta(days) for days in range(365))


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


def row(figures: WindowFigures, client_id: int) -> dict[str, int]:
    found = figures.frame().loc[client_id]
    return {name: int(found[name]) for name in NUMBERS[1:]}


async def read(sales: Sales, **how: Any) -> WindowFigures:
    return await sales.read(client_figures, WINDOW, **how)


async def report(sales: Sales, cut: Scope | None = None) -> Segments:
    got = await sales.read(segment_figures, TODAY, *([] if cut is None else [cut]))
    return segments(got.now, got.before, got.rules, got.now.others(got.only), got.only)


# A row per client


async def test_the_window_is_twelve_whole_months_and_the_earlier_one_begins_three_before() -> None:
    assert segment_windows(Company(), TODAY) == (WINDOW, Period(date(2025, 8, 1), date(2026, 8, 1)))


async def test_a_window_in_one_row(sales: Sales) -> None:
    rose = await sales.client("Ромашка", potential=500)

    def job(session: Session) -> None:
        buy(session, rose, "2025-10-31", 999)
        buy(session, rose, "2025-11-01", 100, cost=60)
        buy(session, rose, "2026-03-05", 100, cost=70)
        buy(session, rose, "2026-03-30", 100, cost=None)
        buy(session, rose, "2026-10-31", 10, cost=None, returned=True)
        buy(session, rose, "2026-11-01", 999)

    await sales.write(job)
    assert row(await read(sales), rose) == {
        "revenue": 290,
        "orders": 3,
        "units": 2,
        "span": 12,
        "once": 0,
        "cost": 130,
        "uncosted": 90,
        "potential": 500,
    }


async def test_a_client_counts_from_his_first_purchase_ever(sales: Sales) -> None:
    new, once = await sales.client("Новый"), await sales.client("Разовый")

    def job(session: Session) -> None:
        for month in (8, 9, 10):
            buy(session, new, date(2026, month, 15), 100)
        buy(session, once, "2026-08-02", 100)
        buy(session, once, "2026-08-02", 50)

    await sales.write(job)
    figures = await read(sales)
    assert [row(figures, new)[name] for name in ("units", "span", "once")] == [3, 3, 0]
    assert [row(figures, once)[name] for name in ("units", "span", "once", "orders")] == [1, 3, 1, 2]
    assert [row(await read(sales, unit_months=3), new)[name] for name in ("units", "span")] == [1, 1]


async def test_who_only_returned_something_is_not_in_the_window(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    await sales.write(lambda session: buy(session, rose, "2026-03-05", 100, returned=True))
    assert list((await read(sales)).sums["client_id"]) == []


async def test_lines_tell_the_cost_of_a_purchase_without_one(sales: Sales) -> None:
    rose = await sales.client("Ромашка")

    def job(session: Session) -> None:
        chair = Product(name="Стул", search_name="стул", cost=333)
        lamp = Product(name="Лампа", search_name="лампа")
        session.add_all([chair, lamp])
        session.flush()
        told = buy(session, rose, "2026-03-05", 5000, cost=10)
        untold = buy(session, rose, "2026-03-06", 3000, cost=None)
        for purchase, product, quantity, amount, cost in (
            (told, chair, "9", 5000, None),
            (untold, chair, "2.5", 1000, None),
            (untold, chair, "1.001", 500, None),
            (untold, chair, "1", 400, 250),
            (untold, lamp, "3", 700, None),
        ):
            line = PurchaseLine(purchase_id=purchase, product_id=product.id, amount=amount, cost=cost)
            line.quantity = Decimal(quantity)
            session.add(line)

    await sales.write(job)
    figures = await read(sales)
    assert figures.lines.by_client() == {rose: LineCosts(told=400, told_cost=250, by_product=1500, product_cost=1166)}
    rules = segment_rules(Company(margin_by_channel={"розница": 0.1}))
    frame = classified(figures, rules)
    assert (frame.uncosted[rose], frame.cost[rose], bool(frame.known[rose])) == (1100, 260, False)


async def test_stability_reads_the_squares_of_the_months(sales: Sales) -> None:
    rose = await sales.client("Ромашка")

    def job(session: Session) -> None:
        for day, amount in (("2026-09-01", 100), ("2026-09-20", 50), ("2026-10-10", 100 * 10**11)):
            buy(session, rose, day, amount)
        buy(session, rose, "2026-09-21", 30, returned=True)

    await sales.write(job)
    figures = await read(sales, by_stability=True, unit_months=3)
    assert figures.squares == {rose: 120**2 + (10**13) ** 2}
    assert row(figures, rose)["span"] == 2


@dataclass
class Written:
    """A client's purchases as they were written, to be summed up by hand."""

    rows: list[tuple[date, int, int | None, bool]] = field(default_factory=list)

    def expected(self) -> dict[str, int] | None:
        rows = [one for one in self.rows if one[0] in WINDOW]
        bought = [day for day, _, _, returned in rows if not returned]
        if not bought:
            return None
        first = min(day for day, _, _, returned in self.rows if not returned)
        start = max(first, WINDOW.start)
        return {
            "revenue": sum(amount for _, amount, _, _ in rows),
            "orders": len(bought),
            "units": len({(day.year, day.month) for day in bought}),
            "span": (WINDOW.end.year - start.year) * 12 + WINDOW.end.month - start.month,
            "once": int(len(set(bought)) == 1),
            "cost": sum(cost or 0 for _, _, cost, _ in rows),
            "uncosted": sum(amount for _, amount, cost, _ in rows if cost is None),
            "potential": UNKNOWN,
        }


async def test_both_databases_give_what_one_sums_up_by_hand(sales: Sales) -> None:
    chance = random.Random(7)
    clients = [await sales.client(f"Клиент {number}") for number in range(25)]
    written = {client: Written() for client in clients}

    def job(session: Session) -> None:
        for _ in range(400):
            client, day = chance.choice(clients), date(2025, 6, 1) + timedelta(chance.randrange(540))
            amount, returned = chance.randrange(1, 10**13), chance.random() < 0.1
            cost = None if chance.random() < 0.2 else chance.randrange(10**13)
            buy(session, client, day, amount, cost, returned=returned)
            written[client].rows.append((day, -amount if returned else amount, cost, returned))

    await sales.write(job)
    figures = await read(sales)
    expected = {client: sums for client, one in written.items() if (sums := one.expected()) is not None}
    assert {client: row(figures, client) for client in figures.sums["client_id"]} == expected


# The report


async def monthly(sales: Sales, name: str, amount: int, keeper: str = "Анна", **details: Any) -> int:
    """A client who buys every month since 2025."""
    client = await sales.client(name, keeper, **details)
    days = [date(2025 + month // 12, month % 12 + 1, 10) for month in range(7, 22)]
    await sales.write(lambda session: [buy(session, client, day, amount) for day in days] and None)
    return client


async def test_the_worked_example_of_abc_from_the_database(sales: Sales) -> None:
    for number, amount in enumerate((970, 15, 10, 4, 1)):
        await monthly(sales, f"Клиент {number}", amount)
    got = await report(sales)
    assert {place: cell.clients for place, cell in got.abc_xyz.items()} == {
        AbcXyz(Abc.A, Xyz.X): 1,
        AbcXyz(Abc.C, Xyz.X): 4,
    }
    assert got.total.revenue == 12_000
    assert got.flows.counts == {(ProfitXyz(None, Xyz.X), ProfitXyz(None, Xyz.X)): 5}


async def test_who_bought_nothing_is_counted_by_potential(sales: Sales) -> None:
    await monthly(sales, "Ромашка", 10, potential=1000)
    await sales.client("Василёк", potential=1000)
    await sales.client("Лютик", potential=999)
    await sales.client("Клевер")
    closed = await sales.client("Мак", potential=5000)
    await sales.run(close_client, "Вера", closed)
    assert (await report(sales)).others == {Grade.HIGH: 1, Grade.USUAL: 1, Grade.UNKNOWN: 1}


async def scope(sales: Sales, viewer: str, of: str = "") -> Scope:
    """What a person sees of everybody, or of one."""
    code = member_code(sales.ids[of]) if of else ""

    def job(session: Session) -> Scope:
        return scope_of(session, sales.ids[viewer], chosen_cuts(session, sales.ids[viewer], code))

    return await sales.read(job)


async def test_each_sees_his_own_and_all_are_classed_together(sales: Sales) -> None:
    await monthly(sales, "Ромашка", 970)
    await monthly(sales, "Василёк", 15, keeper="Борис")
    await monthly(sales, "Лютик", 5, keeper="Глеб")

    async def seen(who: str) -> tuple[int, set[Abc]]:
        cut = await scope(sales, who)
        got = await report(sales, cut)
        return got.total.clients, {place.abc for place in got.abc_xyz}

    assert await seen("Анна") == (1, {Abc.A})
    assert await seen("Борис") == (1, {Abc.C})
    assert await seen("Вера") == (2, {Abc.A, Abc.C})
    assert await seen("Глеб") == (3, {Abc.A, Abc.C})
    with pytest.raises(NotAllowed):
        await scope(sales, "Анна", "Борис")


async def ids(sales: Sales, cut: Scope, on: date = TODAY) -> set[int]:
    return set(await sales.read(lambda session: list(session.scalars(clients_in(cut, on)))))


async def test_a_client_is_of_who_kept_him_on_the_reports_date(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    day = TODAY + timedelta(5)

    def job(session: Session) -> None:
        session.execute(update(Keeper).where(Keeper.client_id == rose).values(until=day))
        session.add(Keeper(client_id=rose, member_id=sales.ids["Борис"], since=day))

    await sales.write(job)
    anna, boris = [await scope(sales, "Глеб", name) for name in ("Анна", "Борис")]
    assert await ids(sales, anna, TODAY - timedelta(100)) == {rose}
    assert await ids(sales, anna, TODAY + timedelta(4)) == {rose}
    assert await ids(sales, anna, TODAY + timedelta(5)) == set()
    assert await ids(sales, boris, TODAY + timedelta(5)) == {rose}
    assert await ids(sales, boris, TODAY) == set()


async def test_cuts_by_channel_region_and_source(sales: Sales) -> None:
    rose = await sales.client("Ромашка", channel="розница", region="Москва", source="сайт")
    mint = await sales.client("Мята", channel="сеть", region="Москва")
    assert await ids(sales, Scope(region="Москва")) == {rose, mint}
    assert await ids(sales, Scope(region="Москва", channel="розница")) == {rose}
    assert await ids(sales, Scope(source=WITHOUT)) == {mint}
    await sales.write(lambda session: buy(session, mint, "2026-05-05", 70))
    await sales.write(lambda session: buy(session, rose, "2026-05-05", 30))
    assert (await report(sales, Scope(channel="сеть"))).total.revenue == 70


async def test_the_thresholds_are_the_companys(sales: Sales) -> None:
    def job(session: Session) -> None:
        for key, value in (("abc_a_share", 0.1), ("xyz_often_share", "1/2"), ("margin_by_channel", {"сеть": 0.3})):
            session.add(Setting(scope="company", key=key, value=value, changed_at=MONDAY))

    await sales.write(job)
    rules = (await sales.read(segment_figures, TODAY)).rules
    assert (rules.a_below, rules.often, rules.margins) == (Fraction(1, 10), Fraction(1, 2), {"сеть": Fraction(3, 10)})
    assert segment_rules(Company()).often == Fraction(2, 3)


# The base by months


async def base(sales: Sales, cut: Scope | None = None) -> list[tuple[int, int, int, int]]:
    """Active, came, returned, left of each of the last months."""
    figures = await sales.read(base_figures, sales.now.date(), *([] if cut is None else [cut]), months=3)
    return [
        (month.states[Lifecycle.ACTIVE], month.change.came, month.change.returned, month.change.left)
        for month in base_months(figures, STANDARD)
    ]


async def test_the_base_of_the_last_months(sales: Sales) -> None:
    old, new = await sales.client("Старый"), await sales.client("Новый", "Борис")

    def job(session: Session) -> None:
        for day in ("2026-06-01", "2026-06-15", "2026-06-29", "2026-07-13", "2026-11-03"):
            buy(session, old, day, 100)
        buy(session, new, "2026-10-05", 100)
        buy(session, new, "2026-10-25", 100, returned=True)

    await sales.write(job)
    assert await base(sales) == [(0, 0, 0, 0), (1, 1, 0, 0), (2, 0, 1, 0)]
    boris = await scope(sales, "Борис")
    assert await base(sales, boris) == [(0, 0, 0, 0), (1, 1, 0, 0), (1, 0, 0, 0)]


async def test_a_loss_that_a_purchase_cancelled_is_remembered(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    await sales.on(date(2026, 9, 20)).run(record_payment, "Анна", rose, 100, paid_on=date(2026, 9, 20))
    await sales.on(date(2026, 9, 25)).run(declare_lost, "Анна", rose, "debt")
    assert await base(sales.on(date(2026, 10, 5))) == [(0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0)]
    await sales.on(date(2026, 10, 10)).run(record_payment, "Анна", rose, 100, paid_on=date(2026, 10, 10))
    assert await base(sales.on(date(2026, 10, 20))) == [(0, 0, 0, 0), (0, 0, 0, 0), (1, 0, 1, 0)]


async def test_a_closed_client_is_in_no_state_but_closed(sales: Sales) -> None:
    rose = await monthly(sales, "Ромашка", 100)
    assert (await base(sales))[-1] == (1, 0, 0, 0)
    await sales.run(close_client, "Вера", rose)
    assert (await base(sales))[-1] == (0, 0, 0, 1)
    await sales.run(open_again, "Вера", rose)
    assert (await base(sales))[-1] == (1, 0, 0, 0)
