"""An id that came with a button is anybody's until it is checked. Rule: "Who uses it"."""

from datetime import time
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.database import Database
from domain.errors import Gone, NotAllowed
from domain.readers.call_queue import Queued, queued_client
from domain.readers.logging import colleagues
from domain.tables import Address, Contact, Deal, DealOwner, DealState, Outcome, Task, TaskAction, TaskState
from domain.use_cases.contacts import add_address
from domain.use_cases.corrections import set_companion
from domain.use_cases.dismissal import dismiss_member
from domain.use_cases.tasks import TaskDraft, plan_task
from tests.harness import MONDAY
from tests.use_cases.sales import Sales, open_sales
from tests.use_cases.test_logging import TODAY, TOMORROW, call, row


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def test_a_contact_of_another_client_is_refused(sales: Sales) -> None:
    client_id, other = await sales.client("Ромашка"), await sales.client("Лютик", contact="Ольга")
    contact_id = await sales.read(lambda s: s.scalars(select(Contact.id).where(Contact.client_id == other)).one())
    with pytest.raises(Gone):
        await call(sales, client_id, Outcome.AGREED, contact_id=contact_id)
    await call(sales, other, Outcome.AGREED, contact_id=contact_id)


async def test_a_deal_without_a_client_is_its_owners_only(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")

    def nobodys(session: Any) -> int:
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        deal = Deal(stage="contact", state=DealState.OPEN, stage_since=MONDAY, **times)
        session.add(deal)
        session.flush()
        session.add(DealOwner(deal_id=deal.id, member_id=sales.ids["Борис"], since=TODAY))
        return deal.id

    deal_id = await sales.write(nobodys)
    with pytest.raises(NotAllowed):
        await call(sales, client_id, Outcome.AGREED, deal_id=deal_id)


async def test_a_colleagues_task_is_not_closed_by_ones_own_call(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    draft = TaskDraft(TaskAction.CALL, TODAY, time(12), client_id, assignee_id=sales.ids["Борис"])
    planned = await sales.run(plan_task, "Вера", draft)
    await call(sales, client_id, Outcome.AGREED, task_id=planned.task_id)
    assert (await row(sales, Task, planned.task_id)).state is TaskState.OPEN
    queued = await sales.read(queued_client, sales.ids["Анна"], Queued(client_id, planned.task_id), MONDAY.date())
    assert queued is not None
    assert queued.why.action is None


async def test_who_was_there_is_told_to_the_author_only(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.AGREED)
    assert await sales.read(colleagues, sales.ids["Анна"], activity_id)
    with pytest.raises(Gone):
        await sales.read(colleagues, sales.ids["Борис"], activity_id)


async def test_a_dismissed_colleague_was_not_there(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.AGREED)
    await sales.run(dismiss_member, "Глеб", sales.ids["Борис"], ())
    with pytest.raises(Gone):
        await sales.run(set_companion, "Анна", activity_id, sales.ids["Борис"], True)


async def test_a_task_takes_no_address_and_no_activity_of_another(sales: Sales) -> None:
    client_id, other = await sales.client("Ромашка"), await sales.client("Лютик")
    await sales.run(add_address, "Анна", other, "Мира, 1")
    address_id = await sales.read(lambda s: s.scalars(select(Address.id)).one())
    activity_id = await call(sales, other, Outcome.AGREED)
    for foreign in ({"address_id": address_id}, {"born_of": activity_id}):
        with pytest.raises(Gone):
            await sales.run(plan_task, "Анна", TaskDraft(TaskAction.MEETING, TOMORROW, client_id=client_id, **foreign))
