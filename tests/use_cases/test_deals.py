"""Rule: "Deals"."""

from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import Database
from domain.errors import (
    AmountUnknown,
    BadAmount,
    BadChoice,
    ClientNotYours,
    CompetitorNeeded,
    DealClosed,
    InThePast,
    NotAllowed,
    WordsNeeded,
)
from domain.periods import ALL_TIME
from domain.readers.attribution import EVERYBODY
from domain.readers.deals import deal_view
from domain.readers.funnels import deal_funnel_of
from domain.readers.mornings import morning_of
from domain.readers.pipeline import deal_page, pipeline, planned_days
from domain.tables import (
    Activity,
    ActivityKind,
    ClientCompetitor,
    Competitor,
    Deal,
    DealOwner,
    DealState,
    LostReason,
    Member,
    Notification,
    Outcome,
    Payment,
    Product,
    Purchase,
    PurchaseLine,
    Role,
    Stage,
    StageChange,
    Task,
    TaskAction,
    TaskState,
)
from domain.use_cases.activities import ActivityDraft, log_activity
from domain.use_cases.client_endings import close_client
from domain.use_cases.deals import (
    DealDraft,
    hand_deal,
    lose_deal,
    move_deal,
    open_deal,
    reopen_deal,
    set_amount,
)
from domain.use_cases.money import issue_invoice, record_payment
from domain.use_cases.tasks import TaskDraft, plan_task
from tests.counted import count_day
from tests.use_cases.sales import Sales, open_sales

K = 100


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def _rows(sales: Sales, *columns: Any) -> Any:
    rows = select(*columns).order_by(columns[0].class_.id)
    return await sales.read(lambda session: [tuple(row) for row in session.execute(rows)])


async def _a_deal(sales: Sales, amount: int | None = 120_000 * K, keeper: str = "Анна") -> int:
    client = await sales.client("Ромашка", keeper)
    return (await sales.run(open_deal, keeper, DealDraft(client, amount))).deal_id


async def test_a_new_company_has_the_stages_and_reasons_of_the_book(sales: Sales) -> None:
    stages = await sales.read(lambda s: list(s.scalars(select(Stage.key).order_by(Stage.position))))
    assert stages == ["contact", "meeting_set", "meeting_held", "offer", "invoice", "paid"]
    reasons = await sales.read(lambda s: set(s.scalars(select(LostReason.key).where(LostReason.scope == "deal"))))
    assert reasons == {"price", "competitor", "no_need", "no_decision_maker", "timing", "other"}


async def test_every_stage_change_is_kept_with_time_and_author(sales: Sales) -> None:
    deal = await _a_deal(sales)
    await sales.on(date(2026, 11, 24)).run(move_deal, "Вера", deal, "offer")
    assert await _rows(sales, StageChange.from_stage, StageChange.to_stage, StageChange.author_id) == [
        (None, "contact", sales.ids["Анна"]),
        ("contact", "offer", sales.ids["Вера"]),
    ]
    assert (await _rows(sales, StageChange.happened_at))[1] == (sales.now,)


async def test_a_stage_change_writes_the_matching_activity_and_one_logged_already_is_not_doubled(sales: Sales) -> None:
    deal = await _a_deal(sales)
    await sales.run(move_deal, "Анна", deal, "offer")
    assert await _rows(sales, Activity.kind, Activity.deal_id) == [(ActivityKind.OFFER, deal)]
    client = (await _rows(sales, Deal.client_id))[0][0]
    logged = await sales.run(log_activity, "Анна", ActivityDraft(client, ActivityKind.MEETING_SET))
    await sales.run(move_deal, "Анна", deal, "meeting_set", activity_id=logged.activity_id)
    assert len(await _rows(sales, Activity.id)) == 2


async def test_a_step_back_invents_no_activity(sales: Sales) -> None:
    deal = await _a_deal(sales)
    await sales.run(move_deal, "Анна", deal, "offer")
    await sales.run(move_deal, "Анна", deal, "meeting_held")
    assert await _rows(sales, Activity.kind) == [(ActivityKind.OFFER,)]


async def test_the_last_stage_is_reached_by_paying_the_rest(sales: Sales) -> None:
    deal = await _a_deal(sales)
    await sales.run(move_deal, "Анна", deal, "paid")
    assert await _rows(sales, Deal.state, Deal.stage) == [(DealState.WON, "paid")]
    assert await _rows(sales, Payment.amount) == [(120_000 * K,)]
    unknown = await sales.run(open_deal, "Анна", DealDraft(await sales.client("Лютик")))
    with pytest.raises(AmountUnknown):
        await sales.run(move_deal, "Анна", unknown.deal_id, "paid")


async def test_the_same_form_opens_one_deal(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    first = await sales.run(open_deal, "Анна", DealDraft(client, 100, form_key="f"))
    again = await sales.run(open_deal, "Анна", DealDraft(client, 100, form_key="f"))
    assert (again.deal_id, again.again) == (first.deal_id, True)


async def test_a_deal_opened_by_the_manager_is_the_keepers(sales: Sales) -> None:
    client = await sales.client("Ромашка", "Борис")
    await sales.run(open_deal, "Вера", DealDraft(client))
    assert await _rows(sales, DealOwner.member_id) == [(sales.ids["Борис"],)]


async def test_a_colleagues_deal_is_not_touched(sales: Sales) -> None:
    deal = await _a_deal(sales, keeper="Борис")
    for act in (
        sales.run(move_deal, "Анна", deal, "offer"),
        sales.run(lose_deal, "Анна", deal, "price"),
        sales.run(set_amount, "Анна", deal, 100),
    ):
        with pytest.raises(ClientNotYours):
            await act
    with pytest.raises(NotAllowed):
        await sales.run(hand_deal, "Борис", deal, sales.ids["Анна"])


async def test_a_loss_has_one_reason_and_what_it_asks_for(sales: Sales) -> None:
    deal = await _a_deal(sales)
    with pytest.raises(CompetitorNeeded):
        await sales.run(lose_deal, "Анна", deal, "competitor")
    with pytest.raises(WordsNeeded):
        await sales.run(lose_deal, "Анна", deal, "other", None, "  ")
    with pytest.raises(BadChoice):
        await sales.run(lose_deal, "Анна", deal, "debt")  # a reason of clients
    with pytest.raises(InThePast):
        await sales.run(lose_deal, "Анна", deal, "price", return_on=date(2026, 11, 22))
    assert await _rows(sales, Deal.state) == [(DealState.OPEN,)]
    await sales.run(lose_deal, "Анна", deal, "competitor", "Лютик & Ко", None, date(2027, 3, 1))
    assert await _rows(sales, Deal.state, Deal.lost_reason, Deal.return_on, Deal.closed_on) == [
        (DealState.LOST, "competitor", date(2027, 3, 1), date(2026, 11, 23))
    ]
    assert await _rows(sales, StageChange.to_stage, StageChange.lost_reason) == [
        ("contact", None),
        ("contact", "competitor"),
    ]
    with pytest.raises(DealClosed):
        await sales.run(move_deal, "Анна", deal, "offer")


async def test_one_competitor_however_it_is_spelled(sales: Sales) -> None:
    for name in ("Лютик", "«ЛЮТИК»"):
        deal = await _a_deal(sales)
        await sales.run(lose_deal, "Анна", deal, "competitor", name)
    assert await _rows(sales, Competitor.name) == [("Лютик",)]
    links = await sales.read(lambda s: len(s.execute(select(ClientCompetitor.client_id)).all()))
    assert links == 2


async def test_the_tasks_of_a_lost_deal_ring_no_more(sales: Sales) -> None:
    deal = await _a_deal(sales)
    client = (await _rows(sales, Deal.client_id))[0][0]
    await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, date(2026, 11, 25), client_id=client, deal_id=deal))
    await sales.run(lose_deal, "Анна", deal, "price")
    assert await _rows(sales, Task.state) == [(TaskState.CANCELLED,)]


async def test_a_reopened_deal_is_not_lost_and_stands_where_it_stood(sales: Sales) -> None:
    deal = await _a_deal(sales)
    await sales.run(move_deal, "Анна", deal, "offer")
    await sales.run(lose_deal, "Анна", deal, "price", return_on=date(2027, 1, 11))
    await sales.run(reopen_deal, "Анна", deal)
    assert await _rows(sales, Deal.state, Deal.stage, Deal.lost_reason, Deal.return_on) == [
        (DealState.OPEN, "offer", None, None)
    ]


async def test_an_amount_set_to_what_is_paid_wins_the_deal(sales: Sales) -> None:
    deal = await _a_deal(sales, None)
    client = (await _rows(sales, Deal.client_id))[0][0]
    await sales.run(record_payment, "Анна", client, 50_000 * K, deal_id=deal)
    assert await _rows(sales, Deal.state) == [(DealState.OPEN,)]
    with pytest.raises(BadAmount):
        await sales.run(set_amount, "Анна", deal, -5)
    await sales.run(set_amount, "Анна", deal, 50_000 * K)
    assert await _rows(sales, Deal.state) == [(DealState.WON,)]


async def test_a_hand_over_moves_the_future_not_the_past(sales: Sales) -> None:
    deal = await _a_deal(sales)
    await sales.on(date(2026, 11, 30)).run(hand_deal, "Вера", deal, sales.ids["Борис"])
    assert await _rows(sales, DealOwner.member_id, DealOwner.since, DealOwner.until) == [
        (sales.ids["Анна"], date(2026, 11, 23), date(2026, 11, 30)),
        (sales.ids["Борис"], date(2026, 11, 30), None),
    ]


async def test_who_got_a_deal_of_a_colleagues_client_can_work_it_while_it_is_open(sales: Sales) -> None:
    deal = await _a_deal(sales)
    client = (await _rows(sales, Deal.client_id))[0][0]
    call = ActivityDraft(client, ActivityKind.CALL, Outcome.AGREED)
    with pytest.raises(ClientNotYours):
        await sales.run(log_activity, "Борис", call)
    await sales.run(hand_deal, "Вера", deal, sales.ids["Борис"])
    await sales.run(log_activity, "Борис", call)
    await sales.run(plan_task, "Борис", TaskDraft(TaskAction.CALL, date(2026, 11, 25), client_id=client, deal_id=deal))
    await sales.run(issue_invoice, "Борис", client, deal)
    await sales.run(move_deal, "Борис", deal, "paid")
    assert await _rows(sales, Deal.state) == [(DealState.WON,)]
    with pytest.raises(ClientNotYours):
        await sales.run(log_activity, "Борис", call)


async def test_with_a_deal_go_its_tasks_and_their_reminders(sales: Sales) -> None:
    deal = await _a_deal(sales)
    client = (await _rows(sales, Deal.client_id))[0][0]
    await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, date(2026, 11, 25), client_id=client, deal_id=deal))
    before = await _rows(sales, Task.occurrence)
    await sales.run(hand_deal, "Вера", deal, sales.ids["Борис"])
    assert await _rows(sales, Task.assignee_id, Task.occurrence) == [(sales.ids["Борис"], before[0][0] + 1)]
    assert ("work_handed", sales.ids["Борис"]) in await _rows(sales, Notification.kind, Notification.recipient_id)


async def test_the_kind_of_a_deal_follows_from_what_was_bought(sales: Sales) -> None:
    deal = await _a_deal(sales)
    client = (await _rows(sales, Deal.client_id))[0][0]
    assert (await sales.read(deal_view, sales.ids["Анна"], deal, sales.now.date())).kind == "new"
    await sales.run(move_deal, "Анна", deal, "paid")
    assert (await sales.read(deal_view, sales.ids["Анна"], deal, sales.now.date())).kind == "new"

    def with_chairs(session: Session) -> int:
        chairs = Product(name="Стул", search_name="стул", group="стулья")
        tables = Product(name="Стол", search_name="стол", group="столы")
        session.add_all([chairs, tables])
        session.flush()
        bought = session.scalars(select(Purchase.id)).one()
        session.add(PurchaseLine(purchase_id=bought, product_id=chairs.id, quantity=1, amount=1))
        return tables.id

    tables = await sales.write(with_chairs)
    again = await sales.on(date(2026, 11, 24)).run(open_deal, "Анна", DealDraft(client))
    assert (await sales.read(deal_view, sales.ids["Анна"], again.deal_id, sales.now.date())).kind == "repeat"

    def about_tables(session: Session) -> None:
        session.get_one(Deal, again.deal_id).product_id = tables

    await sales.write(about_tables)
    assert (await sales.read(deal_view, sales.ids["Анна"], again.deal_id, sales.now.date())).kind == "cross"


async def test_a_first_deal_stays_a_new_one_whatever_was_bought_after(sales: Sales) -> None:
    deal = await _a_deal(sales)
    client = (await _rows(sales, Deal.client_id))[0][0]
    await sales.run(move_deal, "Анна", deal, "paid")
    await sales.on(date(2026, 12, 1)).run(record_payment, "Анна", client, 100 * K)
    assert (await sales.read(deal_view, sales.ids["Анна"], deal, sales.now.date())).kind == "new"
    funnel = await sales.read(deal_funnel_of, EVERYBODY, ALL_TIME, sales.now.date())
    assert (funnel.new.total, funnel.again.total) == (1, 0)


async def test_the_deals_of_a_closed_client_are_in_no_list(sales: Sales) -> None:
    deal = await _a_deal(sales)
    client = (await _rows(sales, Deal.client_id))[0][0]
    me, today = sales.ids["Анна"], date(2026, 11, 23)
    assert (await sales.read(deal_page, me, Role.REP, "stepless", today)).total == 1
    await sales.run(close_client, "Вера", client)
    for viewer, role in (("Анна", Role.REP), ("Глеб", Role.OWNER)):
        listed = await sales.read(pipeline, sales.ids[viewer], role, today)
        assert (listed.stages, listed.stepless) == ((), 0)
    morning = await sales.read(morning_of, me, today)
    assert morning is not None
    assert morning.nudges == (), deal


async def test_a_deal_is_stuck_after_its_planned_working_days_and_with_a_task_ahead_it_waits(sales: Sales) -> None:
    """Ten working days by default: from Monday 2 November, with the 4th off, till Tuesday 17 November it is in time."""
    deal = await _a_deal(sales.on(date(2026, 11, 2)))
    me = sales.ids["Анна"]
    for today, stuck in ((date(2026, 11, 17), False), (date(2026, 11, 18), True), (date(2026, 11, 22), True)):
        view = await sales.read(deal_view, me, deal, today)
        listed = await sales.read(deal_page, me, Role.REP, "stuck", today)
        assert (view.stuck, listed.total) == (stuck, int(stuck)), today
    client = (await _rows(sales, Deal.client_id))[0][0]
    ahead = TaskDraft(TaskAction.CALL, date(2026, 12, 1), client_id=client, deal_id=deal)
    await sales.run(plan_task, "Анна", ahead)
    view = await sales.read(deal_view, me, deal, date(2026, 11, 18))
    assert (view.stuck, view.waits_until) == (False, date(2026, 12, 1))
    assert (await sales.read(pipeline, me, Role.REP, date(2026, 11, 18))).stuck == 0


async def test_the_planned_days_of_a_stage_come_from_twenty_deals_of_ones_own(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    start = date(2026, 10, 5)
    for number in range(20):
        opened = await sales.on(start).run(open_deal, "Анна", DealDraft(client))
        days = 2 if number < 14 else 8  # three of four stood two working days
        await sales.on(start + timedelta(days=days if days == 2 else 10)).run(
            move_deal, "Анна", opened.deal_id, "offer"
        )

    deal = (await sales.run(open_deal, "Анна", DealDraft(client))).deal_id
    await sales.write(lambda session: _works_on_mondays(session, sales.ids["Анна"]))
    await sales.write(lambda session: count_day(session, sales.now.date()))
    assert (await sales.read(deal_view, sales.ids["Анна"], deal, sales.now.date())).planned_days == 8
    days_planned = await sales.read(planned_days)
    assert days_planned["contact"] == 8
    assert days_planned["offer"] == 10


def _works_on_mondays(session: Session, member_id: int) -> None:
    """What is planned is the company's, whoever looks."""
    session.get_one(Member, member_id).work_hours = [["09:00", "18:00"], *[None] * 6]
