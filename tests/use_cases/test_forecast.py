"""What will have been paid by the end, read from the tables. Rules: "Forecast", "Money"."""

from datetime import date, timedelta

import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.forecast import Forecast, Verdict, forecast
from domain.errors import BadChoice, NotAllowed
from domain.periods import month_of, quarter_of
from domain.readers.cuts import member_code
from domain.readers.forecast import forecast_figures, moments_of
from domain.readers.forecast_rows import forecast_rows
from domain.readers.looks import Look
from domain.tables import Client, Deal, DealState, Product, Purchase, Stage, StageChange
from tests.use_cases.month import MILLION, a_deal, at, long_together, paid, sales_plan, times
from tests.use_cases.sales import Sales, open_sales

TODAY = date(2026, 11, 20)
NOVEMBER = month_of(TODAY)
START = NOVEMBER.start


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    made = await open_sales(database)
    await made.write(long_together)
    return made.on(TODAY)


async def found(sales: Sales, who: str = "Глеб", look: Look | None = None, today: date = TODAY) -> Forecast:
    return forecast(await sales.read(forecast_figures, sales.ids[who], look or Look(NOVEMBER), today))


async def example(sales: Sales) -> None:
    """Paid 6; open 3 at 70 %, 2 at 30 %, 5 at 10 %; plan 10 (millions)."""
    rose = await sales.client("Ромашка")

    def job(session: Session) -> None:
        anna = sales.ids["Анна"]
        paid(session, rose, 6 * MILLION, TODAY - timedelta(days=3))
        for amount, stage in ((3, "invoice"), (2, "meeting_held"), (5, "contact")):
            a_deal(session, anna, rose, amount=amount * MILLION, stage=stage, since=TODAY)
        sales_plan(session, anna, START, 10 * MILLION)

    await sales.write(job)


async def test_the_example_of_the_definitions(sales: Sales) -> None:
    await example(sales)
    report = await found(sales)
    assert (report.paid, report.total, report.plan) == (6 * MILLION, 9_200_000_00, 10 * MILLION)
    assert report.chance == pytest.approx(0.289)
    assert report.verdict is Verdict.AT_RISK
    assert report.coverage == pytest.approx(10 / 4)
    assert report.largest is not None
    assert (report.largest.amount, report.largest.without) == (5 * MILLION, 8_700_000_00)


async def test_what_is_paid_of_a_deal_is_not_expected_again(sales: Sales) -> None:
    rose = await sales.client("Ромашка")

    def job(session: Session) -> None:
        deal = a_deal(session, sales.ids["Анна"], rose, amount=MILLION, stage="invoice", since=TODAY)
        paid(session, rose, MILLION // 4, TODAY, deal)
        a_deal(session, sales.ids["Анна"], rose, amount=None, since=TODAY)

    await sales.write(job)
    report = await found(sales)
    assert (report.paid, report.deals.amount, report.amountless) == (MILLION // 4, MILLION * 3 // 4, 1)
    assert report.total == MILLION // 4 + round(MILLION * 3 // 4 * 0.7)


async def test_each_sees_the_forecast_of_his_own(sales: Sales) -> None:
    await example(sales)
    mint = await sales.client("Мята", keeper="Борис")
    await sales.write(lambda session: paid(session, mint, MILLION, TODAY))
    assert (await found(sales, "Анна")).total == 9_200_000_00
    assert (await found(sales, "Борис")).total == MILLION
    everybody = (await found(sales)).total
    assert (await found(sales, "Вера")).total == everybody == 9_200_000_00 + MILLION
    one = Look(NOVEMBER, member_code(sales.ids["Борис"]))
    assert (await found(sales, "Вера", one)).total == MILLION
    with pytest.raises(NotAllowed):
        await found(sales, "Анна", one)


async def test_a_product_is_followed_by_its_deals_and_repeat_is_left_out(sales: Sales) -> None:
    await example(sales)

    def job(session: Session) -> None:
        chair = Product(name="Стул", search_name="стул")
        session.add(chair)
        session.flush()
        session.execute(update(Deal).where(Deal.amount == 3 * MILLION).values(product_id=chair.id))

    await sales.write(job)
    report = await found(sales, look=Look(NOVEMBER, "p1"))
    assert (report.paid, report.total, report.repeats) == (0, round(3 * MILLION * 0.7), None)
    assert (report.plan, report.planless) == (None, "cut")


async def test_history_beats_the_planned_chance(sales: Sales) -> None:
    """30 invoices stood for 5 days two months ago, 24 of them were paid within the 10 days after."""
    rose = await sales.client("Ромашка")
    begun = TODAY - timedelta(days=60)

    def job(session: Session) -> None:
        for number in range(30):
            went(session, sales.ids["Анна"], rose, begun, begun + timedelta(days=9), won=number < 24)
        a_deal(session, sales.ids["Анна"], rose, stage="invoice", since=TODAY - timedelta(days=5))

    await sales.write(job)
    report = await found(sales)
    assert report.deals.expected == round(MILLION * 0.8)


def went(
    session: Session, owner: int, client: int, begun: date, ended: date, *, won: bool, told: date | None = None
) -> int:
    """An invoice of a day, paid or lost on another; `told`: when the bot heard of the end."""
    state = DealState.WON if won else DealState.LOST
    deal = a_deal(session, owner, client, state=state, closed_on=ended, since=begun, stage="paid" if won else "invoice")
    session.add(StageChange(deal_id=deal, to_stage="invoice", to_state=DealState.OPEN, **times(at(begun))))
    session.flush()
    session.add(
        StageChange(
            deal_id=deal,
            from_stage="invoice",
            from_state=DealState.OPEN,
            to_stage="paid" if won else "invoice",
            to_state=state,
            **times(at(ended), at(told or ended)),
        )
    )
    if won:
        paid(session, client, MILLION, ended, deal, at(told or ended))
    session.flush()
    return deal


async def test_the_test_of_the_forecast_knows_only_what_was_known_then(sales: Sales) -> None:
    """Ten days before the end of October one deal was open; the other was paid already, but nobody had said so."""
    rose = await sales.client("Ромашка")

    def job(session: Session) -> None:
        anna = sales.ids["Анна"]
        paid(session, rose, MILLION, date(2026, 9, 1))
        went(session, anna, rose, date(2026, 10, 15), date(2026, 10, 25), won=True)
        went(session, anna, rose, date(2026, 10, 10), date(2026, 10, 20), won=True, told=date(2026, 10, 28))
        session.execute(update(Stage).where(Stage.key == "invoice").values(planned_chance=0.5))

    await sales.write(job)
    october = next(test for test in (await found(sales)).tests if test.start == date(2026, 10, 1))
    assert october.fact == 2 * MILLION
    assert october.forecast == MILLION, "two deals of a million open at 50 %, nothing paid yet"


async def test_who_buys_steadily_is_expected_again(sales: Sales) -> None:
    rose = await sales.client("Ромашка")

    def job(session: Session) -> None:
        days = [TODAY - timedelta(days=10 * back) for back in range(60)]
        for day in days:
            session.add(Purchase(client_id=rose, amount=MILLION, day=day, **times(at(day))))
            paid(session, rose, MILLION, day)
        facts = {"first_purchase_on": days[-1], "last_purchase_on": days[0], "purchase_days": len(days)}
        session.execute(update(Client).where(Client.id == rose).values(**facts))

    await sales.write(job)
    report = await found(sales)
    assert report.repeats is not None
    assert report.repeats.number == 1
    assert report.repeats.expected == pytest.approx(MILLION, rel=0.15), "one purchase in the ten days left"
    assert all(0.8 < float(test.share or 0) < 1.2 for test in report.tests)
    await sales.write(lambda session: a_deal(session, sales.ids["Анна"], rose, since=TODAY))
    assert (await found(sales)).repeats == type(report.repeats)(), "he has an open deal now"


async def test_a_closed_client_is_in_no_forecast(sales: Sales) -> None:
    await example(sales)
    await sales.write(lambda session: session.execute(update(Client).values(closed_at=at(TODAY))))
    assert (await found(sales)).total == 6 * MILLION


async def test_a_month_gone_by_is_what_was_paid_in_time(sales: Sales) -> None:
    rose = await sales.client("Ромашка")

    def job(session: Session) -> None:
        paid(session, rose, 5 * MILLION, date(2026, 10, 7))
        paid(session, rose, MILLION, date(2026, 10, 8), received=at(date(2026, 11, 9)))
        a_deal(session, sales.ids["Анна"], rose, since=TODAY)
        sales_plan(session, sales.ids["Анна"], date(2026, 10, 1), 5_500_000_00)

    await sales.write(job)
    report = await found(sales, look=Look(NOVEMBER.shifted(-1)))
    assert (report.paid, report.late, report.total) == (5 * MILLION, MILLION, 5 * MILLION)
    assert (report.verdict, report.tests) == (Verdict.MISSED, ())


async def test_a_plan_is_of_every_month_of_a_quarter_or_of_none(sales: Sales) -> None:
    await example(sales)
    quarter = Look(quarter_of(TODAY))
    assert (await found(sales, look=quarter)).planless == "part"

    def job(session: Session) -> None:
        for month in (10, 12):
            sales_plan(session, sales.ids["Анна"], date(2026, month, 1), MILLION)

    await sales.write(job)
    assert (await found(sales, look=quarter)).plan == 12 * MILLION


async def test_the_rows_are_those_of_the_figures(sales: Sales) -> None:
    await example(sales)
    report = await found(sales)

    async def rows(what: str, page: int | None = 0) -> list[tuple[object, ...]]:
        return [row.values for row in (await sales.read(forecast_rows, report, what, page)).rows]

    assert [(row[1], row[2]) for row in await rows("deals")] == [
        (3 * MILLION, 0.7),
        (2 * MILLION, 0.3),
        (5 * MILLION, 0.1),
    ]
    assert [row[1] for row in await rows("paid")] == [6 * MILLION]
    assert len(await rows("deals", None)) == 3
    assert await rows("clients") == []
    with pytest.raises(BadChoice):
        await rows("nothing")


async def test_nothing_at_all_is_said_to_be_nothing(sales: Sales) -> None:
    report = await found(sales)
    assert report.is_empty
    assert (report.verdict, report.planless, report.tests) == (None, "none", ())


def test_a_moment_is_as_many_days_before_the_end() -> None:
    now, *before = moments_of(NOVEMBER, TODAY)
    assert (now.on, now.days) == (TODAY, 10)
    assert [(one.on, one.last) for one in before[:2]] == [
        (date(2026, 10, 21), date(2026, 10, 31)),
        (date(2026, 9, 20), date(2026, 9, 30)),
    ]
    assert len(moments_of(NOVEMBER.shifted(-1), TODAY)) == 1
    first, *_ = moments_of(NOVEMBER, START)
    february = next(one for one in moments_of(NOVEMBER, START)[1:] if one.start.month == 2)
    assert first.days == 29
    assert february.on == date(2026, 1, 31), "February has no 29 days left"
