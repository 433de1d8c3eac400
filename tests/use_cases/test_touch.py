"""Who is under his norm of contacts is whom to call after those who were promised and those who are silent."""

from datetime import date, datetime, timedelta

import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.database import Database
from domain.nudges.nudge import Nudge
from domain.nudges.today import today_nudges
from domain.readers.call_queue import call_queue
from domain.tables import Activity, ActivityKind, Client, Outcome, Role, TaskAction
from domain.use_cases.activities import ActivityDraft, log_activity
from domain.use_cases.company import choose_threshold
from domain.use_cases.tasks import TaskDraft, plan_task
from tests.counted import count_day
from tests.harness import MOSCOW
from tests.use_cases.buying import buy
from tests.use_cases.sales import Sales, open_sales

TODAY = date(2026, 11, 24)
LONG_AGO = date(2026, 1, 12)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return (await open_sales(database)).on(TODAY)


async def buyer(sales: Sales, name: str, profit: int, potential: int | None = None) -> int:
    """Bought in June, awake today."""
    client = await sales.client(name, potential=potential, silent_from=date(2027, 3, 1))

    def bought(session: Session) -> None:
        buy(session, client, "2026-06-01", profit + 1_000_00, 1_000_00)
        long_ago = datetime(2026, 1, 12, tzinfo=MOSCOW)
        session.execute(update(Client).where(Client.id == client).values(happened_at=long_ago))

    await sales.write(bought)
    return client


async def called(sales: Sales, client: int, days_ago: int) -> None:
    at = datetime(2026, 11, 24, 12, tzinfo=MOSCOW) - timedelta(days=days_ago)

    def write(session: Session) -> None:
        call = Activity(kind=ActivityKind.CALL, outcome=Outcome.TALKED, client_id=client, author_id=sales.ids["Анна"])
        call.happened_at = call.received_at = call.stored_at = at
        session.add(call)

    await sales.write(write)


async def touches(sales: Sales, day: date = TODAY) -> list[Nudge]:
    nudges = await sales.read(lambda s: today_nudges(s, sales.ids["Анна"], day))
    return [one for one in nudges if one.kind == "touch"]


async def eight(sales: Sales) -> dict[str, int]:
    """Enough buyers to compare: the first brings most, and may bring most."""
    clients = {f"К{n}": await buyer(sales, f"К{n}", (9 - n) * 100_000_00, (9 - n) * 200_000_00) for n in range(1, 9)}
    await sales.write(lambda session: count_day(session, TODAY))
    return clients


async def test_each_class_has_its_own_norm(sales: Sales) -> None:
    clients = await eight(sales)
    for client in clients.values():
        await called(sales, client, 20)
    found = {one.client: (one.facts["letter"], one.facts["done"], one.facts["number"]) for one in await touches(sales)}
    assert found["К1"] == ("A", 1, 4)
    assert found["К4"] == ("B", 1, 2)
    assert "К8" not in found  # one a quarter


async def test_the_worthiest_come_first(sales: Sales) -> None:
    await eight(sales)
    worth = [one.worth for one in await touches(sales)]
    assert worth == sorted(worth, reverse=True)
    assert len(worth) == 8


async def test_who_was_called_yesterday_or_is_promised_a_call_is_left_alone(sales: Sales) -> None:
    clients = await eight(sales)
    await called(sales, clients["К1"], 1)
    draft = TaskDraft(TaskAction.CALL, TODAY + timedelta(days=2), client_id=clients["К2"])
    await sales.run(plan_task, "Анна", draft)
    assert not {"К1", "К2"} & {one.client for one in await touches(sales)}


async def test_a_call_logged_today_satisfies_the_norm_for_now(sales: Sales) -> None:
    client = await buyer(sales, "Ромашка", 100_000_00)
    assert [one.client for one in await touches(sales)] == ["Ромашка"]
    await sales.run(log_activity, "Анна", ActivityDraft(client, ActivityKind.CALL, Outcome.NO_ANSWER))
    assert await touches(sales) == []


async def test_who_has_not_bought_is_touched_once_in_two_months(sales: Sales) -> None:
    client = await sales.client("Ромашка")  # met today
    assert await touches(sales) == []
    assert [one.client for one in await touches(sales, TODAY + timedelta(days=60))] == ["Ромашка"]
    await called(sales, client, 0)
    assert await touches(sales, TODAY + timedelta(days=59)) == []


async def test_the_sleeping_and_the_lost_have_pushes_of_their_own(sales: Sales) -> None:
    client = await buyer(sales, "Ромашка", 100_000_00)
    await sales.write(lambda s: s.execute(update(Client).where(Client.id == client).values(silent_from=TODAY)))
    assert await touches(sales) == []


async def test_the_owner_may_ask_for_no_touches(sales: Sales) -> None:
    await buyer(sales, "Ромашка", 100_000_00)
    await sales.write(lambda session: count_day(session, TODAY))
    await sales.run(choose_threshold, "Глеб", "touch_b", "0")
    assert await touches(sales) == []


async def test_they_fill_the_days_queue_after_the_promised_and_the_silent(sales: Sales) -> None:
    client = await buyer(sales, "Ромашка", 100_000_00)
    promised = await sales.client("Василёк")
    await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, TODAY, client_id=promised))
    queue = await sales.read(lambda s: call_queue(s, sales.ids["Анна"], Role.REP, "day", TODAY))
    assert [(one.client_id, one.kind) for one in queue] == [(promised, ""), (client, "touch")]
