"""A week before a period of an activated client ends short, whoever has its bonus is told."""

from datetime import date, timedelta

import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.nudges.nudge import Nudge
from domain.nudges.today import today_nudges
from domain.use_cases.company import choose_threshold
from tests.use_cases.buying import buy
from tests.use_cases.month import handed_over
from tests.use_cases.sales import Sales, open_sales

FIRST = date(2026, 11, 23)
WEEK_BEFORE = FIRST + timedelta(days=53)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def activated(sales: Sales, *bought: tuple[int, int]) -> int:
    client = await sales.client("Ромашка")

    def write(session: Session) -> None:
        for day, roubles in bought:
            buy(session, client, FIRST + timedelta(days=day), roubles * 100)

    await sales.write(write)
    return client


async def told(sales: Sales, day: date, name: str = "Анна") -> list[Nudge]:
    nudges = await sales.read(lambda s: today_nudges(s, sales.ids[name], day))
    return [one for one in nudges if one.kind == "bonus"]


async def test_a_week_before_the_end_it_says_how_much_is_missing(sales: Sales) -> None:
    await activated(sales, (0, 500_000), (31, 200_000))
    assert await told(sales, WEEK_BEFORE - timedelta(days=1)) == []
    assert [(one.worth, one.facts["days"]) for one in await told(sales, WEEK_BEFORE)] == [(300_000_00, 7)]


async def test_who_bought_enough_or_has_lost_his_term_is_not_told(sales: Sales) -> None:
    await activated(sales, (0, 500_000), (35, 500_000))
    assert await told(sales, WEEK_BEFORE) == []
    assert await told(sales, FIRST + timedelta(days=95)) == []  # the third period was short
    assert len(await told(sales, FIRST + timedelta(days=85))) == 1


async def test_what_went_to_another_keeper_is_nobodys_nudge(sales: Sales) -> None:
    client = await activated(sales, (0, 500_000))
    await sales.write(lambda s: handed_over(s, client, sales.ids["Борис"], FIRST + timedelta(days=10)))
    assert await told(sales, WEEK_BEFORE) == []
    assert await told(sales, WEEK_BEFORE, "Борис") == []


async def test_the_owners_periods_count(sales: Sales) -> None:
    await activated(sales, (0, 500_000))
    await sales.run(choose_threshold, "Глеб", "bonus_days", "60")
    assert await told(sales, WEEK_BEFORE) == []
    assert len(await told(sales, FIRST + timedelta(days=113))) == 1
