"""What the evening check asks about."""

from datetime import time

import pytest_asyncio

from bot.database import Database
from domain.readers.evenings import evening_of
from domain.tables import TaskAction
from domain.use_cases.tasks import TaskDraft, plan_task
from tests.harness import MONDAY
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def test_a_call_promised_for_the_evening_is_not_unanswered_yet(sales: Sales) -> None:
    for hour in (15, 20):
        await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, TODAY, time(hour)))
    found = await sales.read(evening_of, sales.ids["Анна"], TODAY, sales.on(TODAY, time(18)).now)
    assert found is not None
    assert found.unanswered.total == 1
