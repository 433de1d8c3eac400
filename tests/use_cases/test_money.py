"""Rule: "Money", its worked example and what follows from it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.database import Database
from domain.errors import AmountUnknown, BadAmount, ClientNotYours, InTheFuture, NotAllowed, NothingToPay
from domain.next_steps import Step
from domain.purchases import client_rhythm, rebuild_purchase_facts
from domain.tables import (
    Activity,
    ActivityKind,
    Audit,
    Client,
    Deal,
    DealState,
    Invoice,
    Outcome,
    Payment,
    Purchase,
    Setting,
    StageChange,
    Task,
    TaskAction,
)
from domain.use_cases.activities import ActivityDraft, log_activity
from domain.use_cases.client_endings import declare_lost
from domain.use_cases.company import choose_threshold
from domain.use_cases.deals import DealDraft, lose_deal, open_deal
from domain.use_cases.money import (
    issue_invoice,
    record_payment,
    record_return,
    record_shipment,
)
from domain.use_cases.money_back import cancel_payment
from domain.use_cases.next_steps import set_next_step
from tests.use_cases.sales import Sales, open_sales

K = 100  # kopecks in a rouble


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def _rows(sales: Sales, *columns: Any) -> Sequence[Any]:
    """As they were written, the first one first."""
    table = getattr(columns[0], "class_", None)
    rows = select(*columns).order_by(table.id) if table is not None else select(*columns)
    return await sales.read(lambda session: [tuple(row) for row in session.execute(rows)])


async def _payments(sales: Sales) -> Sequence[Any]:
    return await _rows(sales, Payment.invoice_id, Payment.amount)


async def _deal(sales: Sales, deal_id: int) -> Deal:
    def detached(session: Session) -> Deal:
        deal = session.get_one(Deal, deal_id)
        session.expunge(deal)
        return deal

    return await sales.read(detached)


async def test_an_order_paid_in_halves_is_one_purchase_and_the_rhythm_is_counted_by_days(sales: Sales) -> None:
    """100 000 in halves on 1 and 20 Sep, next orders 1 Oct, 1 Nov → 3 purchase days, rhythm 30.5 days."""
    client = await sales.client("Ромашка")
    bill = await sales.on(date(2026, 9, 1)).run(issue_invoice, "Анна", client, amount=100_000 * K)
    await sales.run(record_payment, "Анна", client, 50_000 * K, invoice_id=bill.invoice_id)
    await sales.on(date(2026, 9, 20)).run(record_payment, "Анна", client, 50_000 * K)
    await sales.on(date(2026, 10, 1)).run(record_payment, "Анна", client, 70_000 * K)
    await sales.on(date(2026, 11, 1)).run(record_payment, "Анна", client, 80_000 * K)

    facts = await sales.facts(client)
    assert (facts.first_purchase_on, facts.last_purchase_on) == (date(2026, 9, 1), date(2026, 11, 1))
    assert facts.purchase_days == 3
    assert await sales.read(lambda s: client_rhythm(s, s.get_one(Client, client))) == Fraction(61, 2)
    assert facts.silent_from == date(2026, 11, 1) + timedelta(days=46)  # 30.5 × 1.5 = 45.75 days of silence
    assert await _rows(sales, Purchase.day, Purchase.amount) == [
        (date(2026, 9, 1), 100_000 * K),
        (date(2026, 10, 1), 70_000 * K),
        (date(2026, 11, 1), 80_000 * K),
    ]


async def test_an_invoice_is_due_after_the_clients_own_term_else_the_channels_else_five_days(sales: Sales) -> None:
    await sales.write(
        lambda s: s.add(
            Setting(scope="company", key="payment_term_by_channel", value={"B2G": 30}, changed_at=sales.now)
        )
    )
    own = await sales.client("Своя", channel="B2G", payment_term_days=14)
    channels = await sales.client("Канал", channel="B2G")
    plain = await sales.client("Простая", channel="сеть")
    for client in (own, channels, plain):
        await sales.run(issue_invoice, "Анна", client, amount=1_000 * K)
    assert await _rows(sales, Invoice.issued_on, Invoice.due_on) == [
        (date(2026, 11, 23), date(2026, 12, 7)),
        (date(2026, 11, 23), date(2026, 12, 23)),
        (date(2026, 11, 23), date(2026, 11, 28)),
    ]


async def test_a_payment_without_an_invoice_named_settles_the_oldest_unpaid_first(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    old = await sales.on(date(2026, 11, 2)).run(issue_invoice, "Анна", client, amount=100 * K)
    new = await sales.on(date(2026, 11, 9)).run(issue_invoice, "Анна", client, amount=200 * K)
    await sales.run(record_payment, "Анна", client, 150 * K)
    assert await _payments(sales) == [(old.invoice_id, 100 * K), (new.invoice_id, 50 * K)]
    await sales.run(record_payment, "Анна", client)  # «оплачен целиком»
    assert (await _payments(sales))[-1] == (new.invoice_id, 150 * K)
    with pytest.raises(NothingToPay):
        await sales.run(record_payment, "Анна", client)


async def test_a_named_invoice_is_settled_though_an_older_one_is_unpaid(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.on(date(2026, 11, 2)).run(issue_invoice, "Анна", client, amount=100 * K)
    new = await sales.on(date(2026, 11, 9)).run(issue_invoice, "Анна", client, amount=200 * K)
    await sales.run(record_payment, "Анна", client, invoice_id=new.invoice_id)
    assert await _payments(sales) == [(new.invoice_id, 200 * K)]


async def test_an_invoice_moves_its_deal_and_is_logged_once(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = await sales.run(open_deal, "Анна", DealDraft(client, amount=120_000 * K))
    await sales.run(issue_invoice, "Анна", client, form_key="f1")
    again = await sales.run(issue_invoice, "Анна", client, form_key="f1")
    assert again.again
    assert (await _deal(sales, deal.deal_id)).stage == "invoice"
    assert await _rows(sales, Invoice.amount, Invoice.deal_id) == [(120_000 * K, deal.deal_id)]
    assert await _rows(sales, Activity.kind, Activity.deal_id) == [(ActivityKind.INVOICE, deal.deal_id)]


async def test_a_deal_paid_in_parts_is_won_by_the_last_of_them_and_is_one_purchase(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = await sales.on(date(2026, 11, 2)).run(open_deal, "Анна", DealDraft(client, amount=100_000 * K))
    await sales.on(date(2026, 11, 3)).run(record_payment, "Анна", client, 40_000 * K, deal_id=deal.deal_id)
    assert (await _deal(sales, deal.deal_id)).state is DealState.OPEN
    await sales.on(date(2026, 11, 20)).run(record_payment, "Анна", client, deal_id=deal.deal_id)

    won = await _deal(sales, deal.deal_id)
    assert (won.state, won.stage, won.closed_on) == (DealState.WON, "paid", date(2026, 11, 20))
    assert await _rows(sales, Purchase.day, Purchase.amount, Purchase.deal_id) == [
        (date(2026, 11, 3), 100_000 * K, deal.deal_id)
    ]
    assert await _payments(sales) == [(None, 40_000 * K), (None, 60_000 * K)]


async def test_a_deal_is_won_by_the_share_that_the_company_asks_for(sales: Sales) -> None:
    await sales.run(choose_threshold, "Глеб", "won_share", "50 %")
    client = await sales.client("Ромашка")
    deal = await sales.run(open_deal, "Анна", DealDraft(client, amount=100_000 * K))
    for paid, state in ((49_999 * K, DealState.OPEN), (1 * K, DealState.WON)):
        await sales.run(record_payment, "Анна", client, paid, deal_id=deal.deal_id)
        assert (await _deal(sales, deal.deal_id)).state is state


async def test_a_shipment_before_the_payment_dates_the_purchase(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = await sales.on(date(2026, 11, 2)).run(open_deal, "Анна", DealDraft(client, amount=100_000 * K))
    await sales.on(date(2026, 11, 5)).run(record_shipment, "Анна", client, deal.deal_id)
    await sales.on(date(2026, 11, 19)).run(record_payment, "Анна", client, deal_id=deal.deal_id)
    assert await _rows(sales, Purchase.day, Purchase.amount) == [(date(2026, 11, 5), 100_000 * K)]
    assert (await sales.facts(client)).purchase_days == 1


async def test_a_return_lowers_the_money_and_is_never_a_purchase_day(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.on(date(2026, 11, 2)).run(record_payment, "Анна", client, 1_000 * K)
    before = await sales.facts(client)
    await sales.on(date(2026, 11, 20)).run(record_return, "Анна", client, 300 * K)
    after = await sales.facts(client)
    assert (after.last_purchase_on, after.purchase_days) == (before.last_purchase_on, 1)
    assert (await _rows(sales, func.sum(Purchase.amount)))[0][0] == 700 * K


async def test_a_purchase_cancels_a_declared_loss(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.on(date(2026, 11, 2)).run(declare_lost, "Анна", client, "debt")
    assert (await sales.facts(client)).lost_reason == "debt"
    await sales.on(date(2026, 11, 20)).run(record_payment, "Анна", client, 1_000 * K)
    facts = await sales.facts(client)
    assert (facts.lost_at, facts.lost_reason) == (None, None)
    assert [row[0] for row in await _rows(sales, Audit.action)] == ["loss_cancelled"]


async def test_a_payment_of_earlier_days_told_today_does_not_cancel_todays_loss(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.on(date(2026, 11, 20)).run(declare_lost, "Анна", client, "debt")
    await sales.run(record_payment, "Анна", client, 1_000 * K, paid_on=date(2026, 11, 10))
    assert (await sales.facts(client)).lost_reason == "debt"


async def test_the_day_of_a_payment_is_the_members_own(sales: Sales) -> None:
    """Half past midnight in Yekaterinburg is still yesterday in UTC."""
    await sales.write(lambda s: s.execute(update_zone(sales.ids["Анна"])))
    client = await sales.client("Ромашка")
    sales.now = datetime.fromisoformat("2026-11-23T20:30:00+00:00")
    await sales.run(record_payment, "Анна", client, 1_000 * K)
    assert await _rows(sales, Payment.paid_on) == [(date(2026, 11, 24),)]


def update_zone(member_id: int) -> Any:
    from domain.tables import Member

    return update(Member).where(Member.id == member_id).values(zone="Asia/Yekaterinburg")


async def test_money_that_is_no_money_is_refused(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    with pytest.raises(BadAmount):
        await sales.run(record_payment, "Анна", client, -5)
    with pytest.raises(BadAmount):
        await sales.run(issue_invoice, "Анна", client, amount=0)
    with pytest.raises(InTheFuture):
        await sales.run(record_payment, "Анна", client, 100, paid_on=date(2026, 11, 24))
    deal = await sales.run(open_deal, "Анна", DealDraft(client))
    with pytest.raises(AmountUnknown):
        await sales.run(record_payment, "Анна", client, deal_id=deal.deal_id)
    with pytest.raises(ClientNotYours):
        await sales.run(record_payment, "Борис", client, 100)
    assert await _rows(sales, Payment.id) == []


async def test_the_same_form_of_a_payment_pays_once(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    first = await sales.run(record_payment, "Анна", client, 1_000 * K, form_key="f")
    again = await sales.run(record_payment, "Анна", client, 1_000 * K, form_key="f")
    assert again.again
    assert again.payment_id == first.payment_id
    assert len(await _payments(sales)) == 1


async def test_a_slip_of_the_finger_is_taken_back_the_same_day(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = await sales.run(open_deal, "Анна", DealDraft(client, amount=1_000 * K))
    paid = await sales.run(record_payment, "Анна", client, deal_id=deal.deal_id)
    with pytest.raises(NotAllowed):
        await sales.run(cancel_payment, "Вера", paid.payment_id)
    await sales.run(cancel_payment, "Анна", paid.payment_id)
    back = await _deal(sales, deal.deal_id)
    assert (back.state, back.stage, back.closed_on) == (DealState.OPEN, "contact", None)
    assert await _payments(sales) == []
    assert (await sales.facts(client)).purchase_days == 0
    assert (await sales.facts(client)).last_touched_at is None
    assert [row[0] for row in await _rows(sales, Audit.action)] == ["payment_cancelled"]
    assert len(await _rows(sales, StageChange.id)) == 1  # no funnel counts a stage that was a slip


async def _world(sales: Sales) -> Any:
    """All that money touches, as it stands."""
    tables: tuple[tuple[Any, ...], ...] = (
        (Purchase.client_id, Purchase.deal_id, Purchase.day, Purchase.amount, Purchase.happened_at),
        (Payment.invoice_id, Payment.amount, Payment.paid_on),
        (Deal.stage, Deal.state, Deal.stage_since, Deal.closed_on, Deal.amount, Deal.lost_reason, Deal.lost_words),
        (Deal.return_on, Deal.competitor_id),
        (StageChange.to_stage, StageChange.to_state, StageChange.happened_at),
        (Client.first_purchase_on, Client.last_purchase_on, Client.purchase_days, Client.silent_from),
        (Client.lost_at, Client.lost_reason, Client.lost_note),
        (Task.state, Task.closed_at),
    )
    calls = select(Activity.kind, Activity.is_cold).where(Activity.cancelled_at.is_(None)).order_by(Activity.id)
    logged = await sales.read(lambda session: [tuple(row) for row in session.execute(calls)])
    return [*[await _rows(sales, *columns) for columns in tables], logged]


async def test_after_a_slip_all_is_as_if_it_had_never_been(sales: Sales) -> None:
    """A lost client with a lost deal, half paid long ago and billed for the rest, is called before and after."""
    client = await sales.client("Ромашка")
    opened = await sales.on(date(2026, 9, 1)).run(open_deal, "Анна", DealDraft(client, amount=1_000 * K))
    deal = opened.deal_id
    await sales.run(issue_invoice, "Анна", client, deal, 1_000 * K)
    await sales.on(date(2026, 9, 20)).run(record_payment, "Анна", client, 400 * K, deal_id=deal)
    await sales.run(lose_deal, "Анна", deal, "other", words="ушли в отпуск", return_on=date(2026, 12, 1))
    await sales.on(date(2026, 11, 19)).run(declare_lost, "Анна", client, "debt", words="долг")
    await sales.on(date(2026, 11, 23)).run(log_activity, "Анна", ActivityDraft(client, ActivityKind.CALL))
    before = await _world(sales)
    paid = await sales.on(date(2026, 11, 23), time(11)).run(
        record_payment, "Анна", client, 600 * K, deal_id=deal, paid_on=date(2026, 9, 2)
    )
    other = await sales.run(record_payment, "Анна", client, 50 * K, invoice_id=None)
    assert (await _deal(sales, deal)).state is DealState.WON
    assert (await sales.facts(client)).lost_at is None
    await sales.run(cancel_payment, "Анна", other.payment_id)
    await sales.run(cancel_payment, "Анна", paid.payment_id)
    assert await _world(sales) == before


async def test_a_first_payment_taken_back_leaves_the_order_to_the_second(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client))).deal_id
    first = await sales.run(record_payment, "Анна", client, 300 * K, deal_id=deal, paid_on=date(2026, 11, 20))
    await sales.on(date(2026, 11, 23), time(11)).run(record_payment, "Анна", client, 200 * K, deal_id=deal)
    assert await _rows(sales, Purchase.day, Purchase.amount) == [(date(2026, 11, 20), 500 * K)]
    await sales.run(cancel_payment, "Анна", first.payment_id)
    assert await _rows(sales, Purchase.day, Purchase.amount) == [(date(2026, 11, 23), 200 * K)]
    assert (await sales.facts(client)).first_purchase_on == date(2026, 11, 23)


async def test_a_shipped_order_stays_a_purchase_without_its_payment(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client, amount=1_000 * K))).deal_id
    paid = await sales.run(record_payment, "Анна", client, deal_id=deal, paid_on=date(2026, 11, 20))
    await sales.on(date(2026, 11, 23), time(11)).run(
        record_shipment, "Анна", client, deal, shipped_on=date(2026, 11, 22)
    )
    await sales.run(cancel_payment, "Анна", paid.payment_id)
    assert await _rows(sales, Purchase.day, Purchase.amount) == [(date(2026, 11, 22), 1_000 * K)]
    assert (await _deal(sales, deal)).state is DealState.OPEN


async def test_a_deal_paid_twice_over_stays_won_without_one_of_them(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client, amount=1_000 * K))).deal_id
    first = await sales.run(record_payment, "Анна", client, 1_000 * K, deal_id=deal, paid_on=date(2026, 11, 20))
    await sales.on(date(2026, 11, 23), time(11)).run(record_payment, "Анна", client, 1_000 * K, deal_id=deal)
    await sales.run(cancel_payment, "Анна", first.payment_id)
    kept = await _deal(sales, deal)
    assert (kept.state, kept.closed_on) == (DealState.WON, date(2026, 11, 23))


async def test_a_payment_before_the_call_makes_it_warm_and_its_slip_cold_again(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(log_activity, "Анна", ActivityDraft(client, ActivityKind.CALL, Outcome.NO_ANSWER))
    assert await _rows(sales, Activity.kind, Activity.is_cold) == [("call", True)]
    paid = await sales.run(record_payment, "Анна", client, 1_000 * K, paid_on=date(2026, 11, 21))
    assert (await _rows(sales, Activity.kind, Activity.is_cold))[0] == ("call", False)
    await sales.run(cancel_payment, "Анна", paid.payment_id)
    assert (await _rows(sales, Activity.kind, Activity.is_cold))[0] == ("call", True)


async def test_what_was_promised_with_a_payment_goes_with_it(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    paid = await sales.run(record_payment, "Анна", client, 1_000 * K)
    (activity_id,) = (await _rows(sales, Activity.id))[0]
    await sales.run(set_next_step, "Анна", activity_id, Step(TaskAction.CALL, date(2026, 11, 27)))
    await sales.run(cancel_payment, "Анна", paid.payment_id)
    assert await _rows(sales, Task.state) == [("cancelled",)]


async def test_a_slip_is_not_taken_back_tomorrow(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    paid = await sales.run(record_payment, "Анна", client, 1_000 * K)
    with pytest.raises(NotAllowed):
        await sales.on(date(2026, 11, 24)).run(cancel_payment, "Анна", paid.payment_id)


async def test_doctor_makes_the_facts_anew_from_the_purchases(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    for month in (8, 9, 10):
        await sales.on(date(2026, month, 1)).run(record_payment, "Анна", client, 1_000 * K)
    right = await sales.facts(client)
    await sales.write(
        lambda s: s.execute(update(Client).values(purchase_days=9, first_purchase_on=None, silent_from=None))
    )
    assert await sales.write(rebuild_purchase_facts) == 1
    mended = await sales.facts(client)
    for name in ("first_purchase_on", "last_purchase_on", "purchase_days", "silent_from"):
        assert getattr(mended, name) == getattr(right, name)
    assert await sales.write(rebuild_purchase_facts) == 0


async def test_a_client_who_bought_once_is_measured_by_his_channel(sales: Sales) -> None:
    weekly = await sales.client("Частая", channel="сеть")
    for day in (1, 61, 121):  # every 60 days
        await sales.on(date(2026, 1, 1) + timedelta(days=day)).run(record_payment, "Анна", weekly, 1_000 * K)
    once = await sales.client("Разовая", channel="сеть")
    await sales.on(date(2026, 11, 1)).run(record_payment, "Анна", once, 1_000 * K)
    assert (await sales.facts(once)).silent_from == date(2026, 11, 1) + timedelta(days=91)  # 60 × 1.5 = 90


async def test_money_told_late_keeps_its_day_and_the_log_says_when_it_was_told(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(record_payment, "Анна", client, 1_000 * K, paid_on=date(2026, 11, 2))
    assert await _rows(sales, Payment.paid_on, Payment.received_at) == [(date(2026, 11, 2), sales.now)]
    assert await _rows(sales, Activity.happened_at) == [(sales.now,)]
