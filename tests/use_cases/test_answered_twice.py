"""One nudge answered by two persons: each one's second tap finds his own first."""

from datetime import date

import pytest_asyncio
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.database import Database
from domain.tables import Activity, Invoice
from domain.use_cases.nudges import answer_nudge
from tests.harness import MONDAY
from tests.use_cases.month import times
from tests.use_cases.sales import Sales, open_sales


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def test_a_double_tap_after_a_colleagues_answer_logs_one_call(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    due_on = date(2026, 11, 20)

    def billed(session: Session) -> int:
        bill = Invoice(client_id=client_id, amount=100_00, issued_on=due_on, due_on=due_on, **times(MONDAY))
        session.add(bill)
        session.flush()
        return bill.id

    subject = f"invoice:{await sales.write(billed)}"
    await sales.run(answer_nudge, "Анна", "unpaid", subject, "no_answer")
    first = await sales.run(answer_nudge, "Вера", "unpaid", subject, "talked")
    second = await sales.run(answer_nudge, "Вера", "unpaid", subject, "talked")
    assert (second.answer_id, second.again) == (first.answer_id, True)
    assert await sales.read(lambda s: s.scalar(select(func.count(Activity.id)))) == 2
