"""Money by a slip goes with its activity, and comes when its activity came. Rules: "Money", "Activities"."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.database import Database
from domain.errors import NotAllowed
from domain.tables import Activity, Audit, Client, Deal, DealState, Invoice, Payment, Purchase, StageChange
from domain.use_cases.corrections import cancel_activity, correct_time
from domain.use_cases.deals import DealDraft, open_deal
from domain.use_cases.money import issue_invoice, record_payment, record_shipment
from tests.harness import MOSCOW
from tests.use_cases.sales import Sales, open_sales

K = 100  # kopecks in a rouble
TODAY = date(2026, 11, 23)
YESTERDAY = datetime(2026, 11, 22, 18, tzinfo=MOSCOW)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def rows(sales: Sales, *columns: Any) -> Sequence[Any]:
    return await sales.read(lambda session: [tuple(row) for row in session.execute(select(*columns))])


async def only(sales: Sales, *columns: Any) -> list[Any]:
    """Each of these columns of the only row of its table."""
    return [value for column in columns for ((value,),) in [await rows(sales, column)]]


async def last_activity(sales: Sales) -> int:
    return (await rows(sales, Activity.id))[-1][0]  # type: ignore[no-any-return]


async def test_a_shipment_said_by_a_slip_takes_its_purchase_with_it(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(record_shipment, "Анна", client, amount=1_000 * K, form_key="f")
    await sales.run(cancel_activity, "Анна", await last_activity(sales))
    assert await rows(sales, Purchase.id) == []
    assert (await sales.facts(client)).first_purchase_on is None
    assert await rows(sales, Audit.action) == [("shipment_cancelled",)]


async def test_an_order_paid_and_shipped_is_a_purchase_without_its_shipment(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client, amount=1_000 * K))).deal_id
    await sales.run(record_shipment, "Анна", client, deal, shipped_on=date(2026, 11, 21), form_key="f")
    shipped = await last_activity(sales)
    await sales.on(TODAY, time(11)).run(record_payment, "Анна", client, 400 * K, deal_id=deal)
    await sales.run(cancel_activity, "Анна", shipped)
    assert await rows(sales, Purchase.day, Purchase.amount) == [(TODAY, 1_000 * K)]


async def test_an_invoice_goes_with_its_activity_and_the_deal_goes_back(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client))).deal_id
    await sales.run(issue_invoice, "Анна", client, deal, 1_000 * K)
    await sales.run(cancel_activity, "Анна", await last_activity(sales))
    assert await rows(sales, Invoice.id) == []
    assert await rows(sales, Deal.stage) == [("contact",)]


async def test_an_invoice_of_which_something_is_paid_stays(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(issue_invoice, "Анна", client, amount=1_000 * K)
    billed = await last_activity(sales)
    await sales.run(record_payment, "Анна", client, 100 * K)
    with pytest.raises(NotAllowed):
        await sales.run(cancel_activity, "Анна", billed)
    assert len(await rows(sales, Invoice.id)) == 1
    assert await rows(sales, Activity.cancelled_at) == [(None,), (None,)]


async def test_a_payment_goes_with_its_activity_that_very_day_only(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(record_payment, "Анна", client, 1_000 * K)
    paid = await last_activity(sales)
    with pytest.raises(NotAllowed):
        await sales.on(date(2026, 11, 24)).run(cancel_activity, "Анна", paid)
    await sales.on(TODAY, time(20)).run(cancel_activity, "Анна", paid)
    assert await rows(sales, Payment.id) == await rows(sales, Purchase.id) == []


async def test_money_that_was_earlier_is_dated_earlier(sales: Sales) -> None:
    """«Было раньше» under a payment: its day, the purchase's, the client's and the deal's win are yesterday's."""
    client = await sales.client("Ромашка")
    deal = (await sales.on(date(2026, 11, 20)).run(open_deal, "Анна", DealDraft(client, amount=1_000 * K))).deal_id
    await sales.on(TODAY).run(record_payment, "Анна", client, deal_id=deal)
    await sales.run(correct_time, "Анна", await last_activity(sales), YESTERDAY)
    yesterday = YESTERDAY.date()
    assert await only(sales, Payment.paid_on, Purchase.day, Deal.closed_on) == [yesterday] * 3
    assert (await sales.facts(client)).last_purchase_on == yesterday
    won = select(StageChange.happened_at).where(StageChange.to_state == DealState.WON)
    assert await sales.read(lambda session: session.scalars(won).all()) == [YESTERDAY]


async def test_a_shipment_and_an_invoice_that_were_earlier_are_dated_earlier(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(issue_invoice, "Анна", client, amount=1_000 * K)
    await sales.run(correct_time, "Анна", await last_activity(sales), YESTERDAY)
    assert await rows(sales, Invoice.issued_on, Invoice.due_on) == [(date(2026, 11, 22), date(2026, 11, 27))]
    await sales.run(record_shipment, "Анна", client, amount=1_000 * K, form_key="f")
    await sales.run(correct_time, "Анна", await last_activity(sales), YESTERDAY)
    assert await only(sales, Purchase.day, Client.first_purchase_on) == [date(2026, 11, 22)] * 2


async def test_a_payment_dated_long_ago_keeps_its_day_when_the_log_is_corrected(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(record_payment, "Анна", client, 1_000 * K, paid_on=date(2026, 11, 2))
    await sales.run(correct_time, "Анна", await last_activity(sales), YESTERDAY)
    assert await only(sales, Payment.paid_on, Purchase.day) == [date(2026, 11, 2)] * 2
