"""What a manager's bundle says stands on a task that nobody answered."""

from datetime import date, time

import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.readers.stakes import overdue_tasks
from domain.tables import TaskAction
from domain.use_cases.tasks import TaskDraft, plan_task
from tests.harness import MONDAY
from tests.use_cases.month import a_deal, paid
from tests.use_cases.sales import Sales, open_sales

TODAY, TUESDAY = MONDAY.date(), date(2026, 11, 24)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def test_an_advance_without_an_invoice_is_paid_too(sales: Sales) -> None:
    client_id, anna = await sales.client("Ромашка"), sales.ids["Анна"]

    def half_paid(session: Session) -> int:
        deal_id = a_deal(session, anna, client_id, amount=100_000_00)
        paid(session, client_id, 40_000_00, TODAY, deal_id)
        return deal_id

    deal_id = await sales.write(half_paid)
    draft = TaskDraft(TaskAction.CALL, TODAY, time(15), client_id=client_id, deal_id=deal_id)
    await sales.run(plan_task, "Анна", draft)
    (stake,) = await sales.read(overdue_tasks, {anna: TUESDAY})
    assert stake.worth == 60_000_00
