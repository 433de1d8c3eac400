"""The sales plan beside the fact. Rules: "Plans" (sales plan, funnel plan), "Closing", "Money" (who gets it)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.figures import Aim
from domain.analytics.plan import at_pace
from domain.errors import BadChoice
from domain.periods import month_of
from domain.readers.cuts import Cut, CutKind, member_code
from domain.readers.looks import Look
from domain.readers.plan import PlanReport, plan_report
from domain.readers.plan_rows import plan_rows
from domain.tables import (
    ActivityKind,
    Client,
    DealState,
    FunnelPlan,
    Outcome,
    Purchase,
    SalesPlanLine,
    StageChange,
)
from tests.use_cases.month import MILLION, a_deal, at, did, long_together, paid, sales_plan, times
from tests.use_cases.sales import Sales, open_sales

TODAY = date(2026, 11, 20)
MONTH = date(2026, 11, 1)
NOVEMBER = Look(month_of(TODAY))


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    made = await open_sales(database)
    await made.write(long_together)
    return made.on(TODAY)


async def report(sales: Sales, who: str = "Глеб", look: Look = NOVEMBER, today: date = TODAY) -> PlanReport:
    return await sales.read(plan_report, sales.ids[who], look, today)


async def total(sales: Sales, what: str, look: Look = NOVEMBER) -> int:
    return int((await sales.read(plan_rows, sales.ids["Глеб"], look, TODAY, what)).total)


def bought(session: Session, client: int, *days: date) -> None:
    for day in days:
        session.add(Purchase(client_id=client, amount=MILLION, day=day, **times(at(day))))
    facts = {"first_purchase_on": min(days), "last_purchase_on": max(days), "purchase_days": len(set(days))}
    session.execute(update(Client).where(Client.id == client).values(**facts))


async def two_reps(sales: Sales) -> None:
    """Анна: 6 of 10 millions, a deal won; Борис: 3 of 5."""
    rose, mint = await sales.client("Ромашка"), await sales.client("Мята", keeper="Борис")

    def job(session: Session) -> None:
        anna, boris = sales.ids["Анна"], sales.ids["Борис"]
        deal = a_deal(session, anna, rose, state=DealState.WON, closed_on=TODAY, stage="paid", amount=6 * MILLION)
        paid(session, rose, 6 * MILLION, TODAY, deal)
        paid(session, mint, 3 * MILLION, TODAY)
        sales_plan(session, anna, MONTH, 10 * MILLION)
        sales_plan(session, boris, MONTH, 5 * MILLION)
        sales_plan(session, anna, MONTH, 2, SalesPlanLine.DEALS_WON)

    await sales.write(job)


async def test_every_line_of_every_rep_and_all_together(sales: Sales) -> None:
    await two_reps(sales)
    found = await report(sales)
    assert [(rep.name, rep.paid) for rep in found.reps] == [
        ("Анна", Aim(6 * MILLION, 10 * MILLION)),
        ("Борис", Aim(3 * MILLION, 5 * MILLION)),
    ]
    assert found.paid == Aim(9 * MILLION, 15 * MILLION)
    assert found.lines[SalesPlanLine.DEALS_WON] == Aim(1, 2)
    assert found.planless == ""


async def test_the_pace_is_by_working_days(sales: Sales) -> None:
    await two_reps(sales)
    found = await report(sales)
    assert found.passed == Fraction(14, 20), "14 of November's 20 working days are over"
    assert found.days_left == 6
    assert at_pace(found.paid, found.passed) == Fraction(9, 15) / Fraction(14, 20)


async def test_each_sees_his_own(sales: Sales) -> None:
    await two_reps(sales)
    assert [rep.name for rep in (await report(sales, "Борис")).reps] == ["Борис"]
    assert (await report(sales, "Вера")).paid == Aim(9 * MILLION, 15 * MILLION)
    of_boris = Look(NOVEMBER.period, member_code(sales.ids["Борис"]))
    assert (await report(sales, "Вера", of_boris)).paid.plan == 5 * MILLION


async def test_what_is_entered_after_the_closing_changes_no_line(sales: Sales) -> None:
    """October closes at the end of 5 November, the third working day: the 4th is a day off."""
    rose = await sales.client("Ромашка")
    day, late = date(2026, 10, 20), at(date(2026, 11, 16))

    def job(session: Session) -> None:
        anna = sales.ids["Анна"]
        sales_plan(session, anna, date(2026, 10, 1), 2 * MILLION)
        paid(session, rose, MILLION, day)
        paid(session, rose, MILLION, day, received=late)
        deal = a_deal(session, anna, rose, state=DealState.WON, closed_on=day, stage="paid")
        session.add(StageChange(deal_id=deal, to_stage="paid", to_state=DealState.WON, **times(at(day), late)))

    await sales.write(job)
    look = Look(month_of(date(2026, 10, 1)))
    found = await report(sales, look=look)
    assert (found.paid, found.late) == (Aim(MILLION, 2 * MILLION), MILLION)
    assert (found.lines[SalesPlanLine.DEALS_WON].fact, found.late_deals) == (0, 1)
    assert [await total(sales, what, look) for what in ("paid", "late", "won")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("contact", "back", "alone"),
    [(5, 1, 0), (30, 1, 0), (31, 0, 1), (None, 0, 1)],
)
async def test_reactivated_is_who_was_silent_and_reached_by_his_keeper(
    sales: Sales, contact: int | None, back: int, alone: int
) -> None:
    """He bought monthly until July; his keeper spoke with him so many days before he bought again."""
    rose, again = await sales.client("Ромашка"), date(2026, 11, 10)

    def job(session: Session) -> None:
        bought(session, rose, date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1), again)
        if contact is not None:
            spoke = at(again - timedelta(days=contact))
            outcome = Outcome.AGREED
            did(session, sales.ids["Анна"], rose, ActivityKind.CALL, spoke, outcome=outcome, effective=True)

    await sales.write(job)
    found = await report(sales)
    assert (found.lines[SalesPlanLine.REACTIVATED].fact, found.alone) == (back, alone)
    assert (await total(sales, "back"), await total(sales, "alone")) == (back, alone)


async def test_who_came_back_is_in_no_line_when_it_is_told_after_the_closing(sales: Sales) -> None:
    rose, october = await sales.client("Ромашка"), date(2026, 10, 20)

    def job(session: Session) -> None:
        bought(session, rose, date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1), october)
        late = at(date(2026, 11, 16))
        session.execute(update(Purchase).where(Purchase.day == october).values(received_at=late))

    await sales.write(job)
    look = Look(month_of(october))
    assert (await report(sales, look=look)).alone == 0
    assert await total(sales, "alone", look) == 0


async def test_who_was_not_silent_is_not_reactivated(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    days = [date(2026, 9, 20), date(2026, 10, 10), date(2026, 10, 20), date(2026, 11, 10)]
    await sales.write(lambda session: bought(session, rose, *days))
    found = await report(sales)
    assert (found.lines[SalesPlanLine.REACTIVATED].fact, found.alone) == (0, 0)


async def test_a_first_purchase_is_a_new_client(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    await sales.write(lambda session: bought(session, rose, date(2026, 11, 10)))
    assert (await report(sales)).lines[SalesPlanLine.NEW_CLIENTS].fact == 1
    assert await total(sales, "new") == 1


async def test_the_funnel_plan_stands_beside_what_came_to_each_stage(sales: Sales) -> None:
    """One deal came from a contact to an offer in November, another was at an offer in October already."""
    rose = await sales.client("Ромашка")

    def job(session: Session) -> None:
        anna = sales.ids["Анна"]
        for number, day in ((1, date(2026, 11, 10)), (2, date(2026, 10, 10))):
            deal = a_deal(session, anna, rose, amount=number * MILLION, stage="offer")
            for stage, on in (("contact", date(2026, 10, 1)), ("offer", day)):
                session.add(StageChange(deal_id=deal, to_stage=stage, to_state=DealState.OPEN, **times(at(on))))
        for stage in ("meeting_held", "offer"):
            session.add(FunnelPlan(member_id=anna, month=MONTH, stage=stage, number=4, amount=2 * MILLION, since=MONTH))

    await sales.write(job)
    found = (await report(sales)).funnel
    assert [(one.key, one.number, one.amount) for one in found] == [
        ("meeting_held", Aim(1, 4), Aim(MILLION, 2 * MILLION)),
        ("offer", Aim(1, 4), Aim(MILLION, 2 * MILLION)),
    ]


async def test_a_cut_by_clients_has_facts_and_no_plan(sales: Sales) -> None:
    await two_reps(sales)

    def job(session: Session) -> None:
        session.execute(update(Client).values(region="Омск"))
        of_stage = {"month": MONTH, "stage": "contact", "number": 4, "amount": MILLION, "since": MONTH}
        session.add(FunnelPlan(member_id=sales.ids["Анна"], **of_stage))

    await sales.write(job)
    assert (await report(sales)).funnel
    found = await report(sales, look=Look(NOVEMBER.period, Cut(CutKind.REGION, "Омск", "Омск").code))
    assert (found.paid, found.planless, found.funnel) == (Aim(9 * MILLION, None), "cut", ())


async def test_nothing_is_empty_and_what_there_is_not_is_refused(sales: Sales) -> None:
    assert (await report(sales)).is_empty
    with pytest.raises(BadChoice):
        await total(sales, "nothing")
