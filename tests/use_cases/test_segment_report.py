"""`/segments` and `/base` over a real database, and the clients behind each of their figures."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.base_report import BaseReport, base_report
from domain.analytics.classes import Abc, Loyalty, ProfitClass, ProfitXyz, Xyz
from domain.analytics.segment_places import GROUPS
from domain.analytics.segment_report import SegmentReport, report_without_dominant, segment_report
from domain.analytics.segments import NOBODY
from domain.errors import BadChoice
from domain.periods import Period, month_of, year_of
from domain.readers.base_report import base_data, base_rows
from domain.readers.cuts import cuts_of, member_code
from domain.readers.listing import Listing
from domain.readers.looks import Look
from domain.readers.segment_report import segment_data, segment_rows
from domain.readers.segments import report_day
from domain.rhythm import BaseChange, Lifecycle
from domain.tables import Event, EventKind, Product, PurchaseLine
from domain.use_cases.client_endings import close_client
from tests.harness import MONDAY
from tests.use_cases.buying import buy
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
NOW = Look(month_of(TODAY))


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


@pytest_asyncio.fixture
async def trading(sales: Sales) -> Sales:
    """Forty clients of two reps who buy by chance over two years, some without a cost."""
    chance = random.Random(11)
    clients = [await sales.client(f"Клиент {n}", ("Анна", "Борис")[n % 2], channel="розница") for n in range(40)]

    def job(session: Session) -> None:
        for number, client in enumerate(clients):
            for _ in range(chance.choice((1, 2, 3, 4, 6, 40))):
                day = date(2025, 6, 1) + timedelta(chance.randrange(540))
                amount = chance.randrange(1, 10**8)
                cost = None if number % 10 == 3 else round(amount * chance.uniform(0.5, 1.2))
                buy(session, client, day, amount, cost)

    await sales.write(job)
    return sales


async def report(sales: Sales, who: str = "Глеб", look: Look = NOW) -> SegmentReport:
    return segment_report(await sales.read(segment_data, sales.ids[who], look, TODAY))


async def rows(sales: Sales, found: SegmentReport, what: str, page: int | None = None) -> Listing:
    return await sales.read(segment_rows, found, what, page)


# Segments


def test_the_report_of_a_past_month_has_that_month_in_its_window() -> None:
    assert report_day(month_of(date(2026, 10, 5)), TODAY) == date(2026, 11, 1)
    assert report_day(month_of(TODAY), TODAY) == TODAY
    assert report_day(year_of(date(2025, 1, 1)), TODAY) == date(2026, 1, 1)


async def test_behind_every_figure_stand_as_many_clients(trading: Sales) -> None:
    found = await report(trading)
    got = found.segments
    assert got.total.clients > 30
    for place, cell in got.abc_xyz.items():
        listed = await rows(trading, found, place.abc.name + place.xyz.name)
        assert (listed.total, len(listed.rows)) == (cell.clients, cell.clients)
        assert sum(row.values[1] for row in listed.rows) == cell.revenue
        assert sum(row.values[2] or 0 for row in listed.rows) == cell.profit
    for profit in ProfitClass:
        for xyz in Xyz:
            cell = got.loyal.get(ProfitXyz(profit, xyz), NOBODY)
            assert (await rows(trading, found, f"{profit.value}{xyz.name}")).total == cell.clients
    for was, before in GROUPS.items():
        for now, after in GROUPS.items():
            if was != now:
                assert (await rows(trading, found, was + now)).total == got.flows.between(before, after)
    assert (await rows(trading, found, "in")).total == got.flows.came > 0
    assert (await rows(trading, found, "out")).total == got.flows.left
    assert (await rows(trading, found, "L")).total == got.of_loyalty(Loyalty.LOYAL).clients > 0
    assert (await rows(trading, found, "dark")).total == got.unknown.clients > 0
    assert (await rows(trading, found, "toxic")).total == got.total.toxic > 0
    letters = sum([(await rows(trading, found, f"l{letter}")).total for letter in "ABCDE"])
    assert letters + got.unknown.clients == (await rows(trading, found, "all")).total == got.total.clients


async def test_the_largest_stand_first_and_pages_follow_one_another(trading: Sales) -> None:
    found = await report(trading)
    whole = await rows(trading, found, "all")
    sums = [row.values[1] for row in whole.rows]
    assert sums == sorted(sums, reverse=True)
    pages = [await rows(trading, found, "all", page) for page in range(whole.pages)]
    assert [row.id for page in pages for row in page.rows] == [row.id for row in whole.rows]
    assert (await rows(trading, found, "all", 999)).page == whole.pages - 1


async def test_a_cell_is_a_segment_and_a_flow_is_none(trading: Sales) -> None:
    found = await report(trading)
    cell = (await rows(trading, found, "AX")).segment
    assert cell is not None
    assert (cell.classes, cell.window) == ("a1x1", Period(date(2025, 11, 1), date(2026, 11, 1)))
    assert (await rows(trading, found, "LO")).segment is None


async def test_there_are_no_rows_of_a_figure_there_is_not(trading: Sales) -> None:
    found = await report(trading)
    for what in ("", "A", "DX", "4X", "lF", "LX", "allx"):
        with pytest.raises(BadChoice):
            await rows(trading, found, what)


async def test_each_has_his_own_and_together_they_are_all(trading: Sales) -> None:
    whole = await report(trading)
    own = [await report(trading, name) for name in ("Анна", "Борис")]
    assert sum(one.segments.total.revenue for one in own) == whole.segments.total.revenue
    assert sum(one.segments.total.clients for one in own) == whole.segments.total.clients
    code = member_code(trading.ids["Анна"])
    assert (await report(trading, "Вера", Look(NOW.period, code))).segments == own[0].segments
    anna = await rows(trading, own[0], "all")
    assert {row.values[-1] for row in anna.rows} == {"Анна"}


async def test_the_rest_are_classed_without_who_brings_more_than_half(sales: Sales) -> None:
    """The example: 970, 15, 10, 4, 1 → A C C C C, without the first A A B C."""
    clients = [await sales.client(f"Клиент {number}") for number in range(5)]

    def job(session: Session) -> None:
        for client, amount in zip(clients, (970, 15, 10, 4, 1), strict=True):
            buy(session, client, "2026-05-05", amount)

    await sales.write(job)
    data = await sales.read(segment_data, sales.ids["Глеб"], NOW, TODAY)
    whole, rest = segment_report(data), report_without_dominant(data)
    assert (whole.segments.dominant, whole.names[clients[0]]) == (clients[0], "Клиент 0")
    assert {place.abc: cell.clients for place, cell in whole.segments.abc_xyz.items()} == {Abc.A: 1, Abc.C: 4}
    assert {place.abc: cell.clients for place, cell in rest.segments.abc_xyz.items()} == {Abc.A: 2, Abc.B: 1, Abc.C: 1}
    assert (rest.without, rest.segments.total.clients) == (clients[0], 4)
    segment = (await rows(sales, rest, "AZ")).segment
    assert segment is not None
    assert segment.classes == "a1x3w1"


async def test_a_product_narrows_to_those_who_bought_it(sales: Sales) -> None:
    rose, mint = await sales.client("Ромашка"), await sales.client("Мята")

    def job(session: Session) -> None:
        chair = Product(name="Стул", search_name="стул")
        session.add(chair)
        session.flush()
        for client, has in ((rose, True), (mint, False)):
            purchase = buy(session, client, "2026-05-05", 100)
            if has:
                line = PurchaseLine(purchase_id=purchase, product_id=chair.id, amount=100)
                line.quantity = 1  # type: ignore[assignment]
                session.add(line)

    await sales.write(job)
    code = next(cut.code for cut in await sales.read(cuts_of, sales.ids["Глеб"]) if cut.name == "Стул")
    found = await report(sales, look=Look(NOW.period, code))
    assert [row.id for row in (await rows(sales, found, "all")).rows] == [rose]


async def test_a_company_without_purchases_has_an_empty_report(sales: Sales) -> None:
    found = await report(sales)
    assert found.is_empty
    assert (await rows(sales, found, "all")).rows == ()


# The base


async def base(sales: Sales, who: str = "Глеб", look: Look = NOW) -> BaseReport:
    return base_report(await sales.read(base_data, sales.ids[who], look, TODAY))


async def test_behind_every_figure_of_the_base_stand_as_many_clients(trading: Sales) -> None:
    await trading.client("Ни разу не купил")
    found = await base(trading)
    last = found.last

    async def total(what: str) -> int:
        return (await trading.read(base_rows, found, what, 0)).total

    for state in (Lifecycle.ACTIVE, Lifecycle.SLEEPING, Lifecycle.LOST, Lifecycle.POTENTIAL):
        assert await total(state.value) == last.states[state] > 0
    assert await total("once") == last.once > 0
    moved = [await total(what) for what in ("came", "back", "left")]
    assert moved == [last.change.came, last.change.returned, last.change.left]
    for month in found.months:
        rows = await trading.read(base_rows, found, month_of(month.on).code, None)
        told = Counter(row.values[1] for row in rows.rows)
        assert (told["came"], told["back"], told["left"]) == (
            month.change.came,
            month.change.returned,
            month.change.left,
        )
    for what in ("closed", "", "all", month_of(found.since).code, "m"):
        with pytest.raises(BadChoice):
            await total(what)


async def test_came_returned_and_left_are_the_change_of_the_active_base(trading: Sales) -> None:
    found = await base(trading)
    assert len(found.months) == 12
    assert found.active_before + found.change.total == found.last.states[Lifecycle.ACTIVE]
    assert min(found.change.came, found.change.returned, found.change.left) > 0
    own = [await base(trading, name) for name in ("Анна", "Борис")]
    for state in (Lifecycle.ACTIVE, Lifecycle.LOST):
        assert sum(one.last.states[state] for one in own) == found.last.states[state]


async def test_who_moved_in_a_period_is_told_of_whole_months_that_have_begun(trading: Sales) -> None:
    november = month_of(TODAY)
    of_two = await base(trading, look=Look(Period(november.shifted(-1).start, november.end)))
    october, last = (month.change for month in of_two.months[-2:])
    told = BaseChange(october.came + last.came, october.returned + last.returned, october.left + last.left)
    assert of_two.change_inside == told
    for period in (november.shifted(1), Period(TODAY, november.end), Period(date(2020, 1, 1), november.end)):
        assert (await base(trading, look=Look(period))).change_inside is None


async def test_the_base_of_a_past_month_is_as_of_its_last_day(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    await sales.write(lambda session: buy(session, rose, "2026-11-10", 100))
    october = await base(sales, look=Look(month_of(date(2026, 10, 1))))
    assert (october.last.on, october.last.states[Lifecycle.ACTIVE]) == (date(2026, 10, 31), 0)
    assert (await base(sales)).last.change.came == 1


async def test_a_closed_client_is_in_no_list(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    await sales.write(lambda session: buy(session, rose, "2026-11-10", 100))
    await sales.run(close_client, "Вера", rose)
    found = await base(sales)
    assert found.last.states[Lifecycle.CLOSED] == 1
    assert found.is_empty


async def test_what_happened_around_is_marked(sales: Sales) -> None:
    times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}

    def job(session: Session) -> None:
        for day in (date(2025, 10, 1), date(2026, 3, 1), TODAY, TODAY + timedelta(1)):
            session.add(Event(day=day, kind=EventKind.PRICE, text=str(day), **times))

    await sales.write(job)
    assert [mark.text for mark, _ in (await base(sales)).marks] == ["2026-03-01", str(TODAY)]
