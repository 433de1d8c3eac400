"""The black funnel over a real database. Rule: "Black funnel"."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.black import Leak
from domain.defaults import STAGES
from domain.errors import BadChoice, NotAllowed
from domain.periods import Period, month_of
from domain.readers.black import BlackReport, black_deals, black_report
from domain.readers.cuts import cuts_of, member_code
from domain.readers.looks import Look
from domain.tables import Competitor, Deal, DealState
from domain.use_cases.deals import DealDraft, lose_deal, move_deal, open_deal, reopen_deal
from tests.harness import MONDAY
from tests.use_cases.cohort import Way, add_deal
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
NOVEMBER = month_of(TODAY)
KEYS = tuple(stage.key for stage in STAGES)
OFFER = KEYS.index("offer")
WON, LOST = DealState.WON, DealState.LOST


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def report(sales: Sales, who: str = "Глеб", period: Period = NOVEMBER, cuts: str = "") -> BlackReport:
    return await sales.read(black_report, sales.ids[who], Look(period, cuts), sales.now.date())


async def rows_of(sales: Sales, what: str) -> Any:
    return await sales.read(black_deals, sales.ids["Глеб"], Look(NOVEMBER), sales.now.date(), what, 0)


async def test_a_deal_lost_in_october_counts_there_wherever_it_began(sales: Sales) -> None:
    """The example: 30 moved on, 20 lost, 8 of them came in September → 40 %."""
    anna = sales.ids["Анна"]
    october, september = date(2026, 10, 12), date(2026, 9, 14)

    def job(session: Session) -> None:
        for number in range(30):
            add_deal(
                session,
                anna,
                Way(KEYS[: OFFER + 2], WON if number % 2 else DealState.OPEN, october),
                created_on=october,
            )
        for number in range(20):
            began = september if number < 8 else october
            add_deal(session, anna, Way(KEYS[: OFFER + 1], LOST, october), created_on=began, amount=105_000_00)

    await sales.write(job)
    found = (await report(sales, period=month_of(october))).funnel
    offer = found.stages[OFFER]
    assert (offer.left, offer.leak.number, offer.share.value) == (50, 20, Fraction(2, 5))
    assert found.total == Leak(20, 2_100_000_00, 0)


async def test_each_owner_has_his_own_and_together_they_are_the_total(sales: Sales) -> None:
    def job(session: Session) -> None:
        for owner, number in (("Анна", 3), ("Борис", 2)):
            for _ in range(number):
                add_deal(
                    session, sales.ids[owner], Way(KEYS[:2], LOST, TODAY), amount=None if owner == "Борис" else 100
                )

    await sales.write(job)
    found = await report(sales)
    assert dict(found.funnel.owners) == {sales.ids["Анна"]: Leak(3, 300, 0), sales.ids["Борис"]: Leak(2, 0, 2)}
    assert found.funnel.total == Leak(5, 300, 2)
    own = await report(sales, "Анна")
    assert own.funnel.total == Leak(3, 300, 0)
    cut = await report(sales, "Вера", cuts=member_code(sales.ids["Борис"]))
    assert cut.funnel.total == Leak(2, 0, 2)
    with pytest.raises(NotAllowed):
        await report(sales, "Анна", cuts=member_code(sales.ids["Борис"]))


async def test_a_reopened_deal_is_not_lost(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client, 500_00))).deal_id
    await sales.run(lose_deal, "Анна", deal, "price")
    assert (await report(sales)).funnel.total == Leak(1, 500_00, 0)
    await sales.run(reopen_deal, "Анна", deal)
    assert (await report(sales)).is_empty


async def test_who_jumped_over_a_stage_has_passed_it(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client, 500_00))).deal_id
    await sales.run(move_deal, "Анна", deal, "offer")
    await sales.run(lose_deal, "Анна", deal, "price")
    found = (await report(sales)).funnel
    assert [(stage.moved, stage.leak.number) for stage in found.stages] == [(1, 0), (1, 0), (1, 0), (0, 1), (0, 0)]


async def test_the_source_of_the_deal_goes_before_the_clients(sales: Sales) -> None:
    client = await sales.client("Ромашка", source="сайт")

    def job(session: Session) -> None:
        for source in (None, "выставка"):
            deal = add_deal(session, sales.ids["Анна"], Way(KEYS[:2], LOST, TODAY), client_id=client)
            session.get_one(Deal, deal).source = source

    await sales.write(job)
    assert {key for key, _ in (await report(sales)).funnel.sources} == {"сайт", "выставка"}


async def test_what_went_to_a_competitor_says_to_which(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.write(lambda s: s.add(Competitor(name="Стулград")))
    deal = (await sales.run(open_deal, "Анна", DealDraft(client, 500_00))).deal_id
    await sales.run(lose_deal, "Анна", deal, "competitor", competitor="Стулград")
    found = await report(sales)
    assert [(found.competitors[key or 0], leak.number) for key, leak in found.funnel.competitors] == [("Стулград", 1)]


async def test_a_deal_that_stands_twice_its_time_without_a_task_is_a_silent_loss(sales: Sales) -> None:
    long_ago = date(2026, 9, 1)
    await sales.write(lambda s: add_deal(s, sales.ids["Анна"], Way(KEYS[:1]), created_on=long_ago, amount=700_00))
    found = await report(sales)
    assert (found.silent.number, found.silent.amount, found.funnel.total.number) == (1, 700_00, 0)
    assert (await rows_of(sales, "silent")).total == 1
    assert (await report(sales, "Борис")).silent.number == 0


async def test_the_rows_behind_every_figure_are_as_many(sales: Sales) -> None:
    def job(session: Session) -> None:
        for stage in range(1, 4):
            for number in range(stage):
                amount = None if number == 0 else 100
                add_deal(session, sales.ids["Анна"], Way(KEYS[:stage], LOST, TODAY), amount=amount)

    await sales.write(job)
    funnel = (await report(sales)).funnel
    assert (await rows_of(sales, "all")).total == funnel.total.number == 6
    assert (await rows_of(sales, "amountless")).total == funnel.total.amountless == 3
    for place, stage in enumerate(funnel.stages):
        assert (await rows_of(sales, f"s{place}")).total == stage.leak.number
    for what in ("", "s9", "won", "x"):
        with pytest.raises(BadChoice):
            await rows_of(sales, what)


async def test_a_channel_narrows_the_losses(sales: Sales) -> None:
    net = await sales.client("Сетевой", channel="сеть")

    def job(session: Session) -> None:
        for _ in range(2):
            add_deal(session, sales.ids["Анна"], Way(KEYS[:2], LOST, TODAY), client_id=net)
        add_deal(session, sales.ids["Анна"], Way(KEYS[:2], LOST, TODAY))

    await sales.write(job)
    code = next(cut.code for cut in await sales.read(cuts_of, sales.ids["Глеб"]) if cut.name == "сеть")
    assert (await report(sales, cuts=code)).funnel.total.number == 2
