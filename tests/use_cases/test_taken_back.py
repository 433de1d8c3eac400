"""What is cancelled or said later puts right all that followed from it. Rules: "Activities", "Deals"."""

from datetime import time, timedelta

import pytest_asyncio
from sqlalchemy import select

from bot.database import Database
from domain.tables import Activity, ActivityKind, Deal, Outcome, StageChange, Task, TaskAction, TaskState
from domain.use_cases.activities import ActivityDraft, log_activity
from domain.use_cases.comments import add_comment
from domain.use_cases.corrections import cancel_activity, correct_time
from domain.use_cases.deals import DealDraft, move_deal, open_deal
from domain.use_cases.tasks import TaskDraft, complete_task, plan_task
from tests.harness import MONDAY
from tests.use_cases.sales import Sales, open_sales
from tests.use_cases.test_logging import CALL, TODAY, call, row


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def test_a_cancelled_call_leaves_the_next_one_cold(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    first = await call(sales, client_id, Outcome.AGREED)
    sales.now = MONDAY + timedelta(hours=1)
    second = await call(sales, client_id, Outcome.NO_ANSWER)
    assert not (await row(sales, Activity, second)).is_cold
    await sales.run(cancel_activity, "Анна", first)
    assert (await row(sales, Activity, second)).is_cold


async def test_a_call_said_later_of_a_time_before_makes_the_call_between_warm(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    cold = await call(sales, client_id, Outcome.NO_ANSWER)
    before = await call(sales, client_id, Outcome.AGREED, happened_at=MONDAY - timedelta(hours=1))
    assert not (await row(sales, Activity, cold)).is_cold
    assert (await row(sales, Activity, before)).is_cold
    sales.now = MONDAY + timedelta(hours=1)
    await sales.run(correct_time, "Анна", before, MONDAY + timedelta(minutes=1))
    assert (await row(sales, Activity, cold)).is_cold


async def test_a_comment_said_later_makes_the_call_after_it_warm(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    talk = await call(sales, client_id, Outcome.TALKED)
    sales.now = MONDAY + timedelta(hours=1)
    second = await call(sales, client_id, Outcome.NO_ANSWER)
    assert (await row(sales, Activity, second)).is_cold
    await sales.run(add_comment, "Анна", talk, "думают", 7)
    assert not (await row(sales, Activity, second)).is_cold


async def _moved_by_an_offer(sales: Sales) -> tuple[int, int]:
    """A deal, and the offer that moved it an hour after it was opened."""
    client_id = await sales.client("Ромашка")
    deal_id = (await sales.run(open_deal, "Анна", DealDraft(client_id))).deal_id
    sales.now = MONDAY + timedelta(hours=1)
    logged = await sales.run(log_activity, "Анна", ActivityDraft(client_id, ActivityKind.OFFER))
    await sales.run(move_deal, "Анна", deal_id, "offer", activity_id=logged.activity_id)
    return deal_id, logged.activity_id


async def test_a_cancelled_offer_moves_its_deal_back(sales: Sales) -> None:
    deal_id, offer = await _moved_by_an_offer(sales)
    await sales.run(cancel_activity, "Анна", offer)
    deal = await row(sales, Deal, deal_id)
    assert (deal.stage, deal.stage_since) == ("contact", MONDAY)
    moves = await sales.read(lambda s: s.scalars(select(StageChange.to_stage)).all())
    assert moves == ["contact"]


async def test_a_deal_moved_on_by_hand_stays_where_it_is(sales: Sales) -> None:
    deal_id, offer = await _moved_by_an_offer(sales)
    await sales.run(move_deal, "Анна", deal_id, "meeting_set")
    await sales.run(cancel_activity, "Анна", offer)
    assert (await row(sales, Deal, deal_id)).stage == "meeting_set"


async def test_two_cancelled_in_any_order_move_the_deal_all_the_way_back(sales: Sales) -> None:
    deal_id, offer = await _moved_by_an_offer(sales)
    moved = await sales.run(move_deal, "Анна", deal_id, "invoice")
    await sales.run(cancel_activity, "Анна", offer)
    assert (await row(sales, Deal, deal_id)).stage == "invoice"
    await sales.run(cancel_activity, "Анна", moved.activity_id)
    assert (await row(sales, Deal, deal_id)).stage == "contact"


async def test_a_task_done_before_stays_done_when_the_call_about_it_is_cancelled(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    planned = await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, TODAY, time(12), client_id))
    await sales.run(complete_task, "Анна", planned.task_id)
    sales.now = MONDAY + timedelta(hours=1)
    told = await sales.run(
        log_activity, "Анна", ActivityDraft(client_id, CALL, Outcome.AGREED, task_id=planned.task_id)
    )
    await sales.run(cancel_activity, "Анна", told.activity_id)
    assert (await row(sales, Task, planned.task_id)).state is TaskState.DONE


async def test_a_call_said_to_be_earlier_is_marked_anew_itself(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    await call(sales, client_id, Outcome.AGREED)
    sales.now = MONDAY + timedelta(hours=1)
    second = await call(sales, client_id, Outcome.NO_ANSWER)
    assert not (await row(sales, Activity, second)).is_cold
    await sales.run(correct_time, "Анна", second, MONDAY - timedelta(hours=1))
    assert (await row(sales, Activity, second)).is_cold
