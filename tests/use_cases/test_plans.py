"""Plans are dated: what is changed today does not rewrite what was. Rule: "Plans"."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from fractions import Fraction

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import Database
from domain.errors import BadChoice, BadNumber, InThePast
from domain.periods import Period, month_of, week_of
from domain.plans import Norm
from domain.readers.activity_days import activity_days
from domain.readers.funnel_report import funnel_report
from domain.readers.looks import Look
from domain.readers.plan import plan_report
from domain.readers.plan_day import plan_of_day
from domain.schedules import schedule_of
from domain.tables import ActivityKind, ActivityPlan, Audit, FunnelPlan, Member, PlanLine, PlanPer
from domain.use_cases.plans import (
    change_focus,
    set_activity_plan,
    set_focus,
    set_funnel_plan,
    set_line_norms,
    set_plan_exception,
    set_weekday_plan,
)
from tests.harness import MONDAY
from tests.use_cases.month import a_client, activity_plan, at, did, long_together
from tests.use_cases.sales import Sales, open_sales

CALLS, DAY, WEEK = PlanLine.CALLS, PlanPer.DAY, PlanPer.WEEK
TODAY = MONDAY.date()
OCTOBER, NOVEMBER = month_of(date(2026, 10, 1)), month_of(TODAY)
WEDNESDAY, FRIDAY, SUNDAY = date(2026, 11, 25), date(2026, 11, 27), date(2026, 11, 29)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    opened = await open_sales(database)
    await opened.write(long_together)
    return opened


async def planned(sales: Sales, period: Period, today: date = SUNDAY) -> dict[date, list[Fraction | int]]:
    """By working day, the number of each line."""
    anna = sales.ids["Анна"]

    def read(session: Session) -> Sequence[tuple[date, list[Fraction | int]]]:
        schedule = schedule_of(session, session.get_one(Member, anna))
        days = activity_days(session, anna, schedule, period, today)
        return [(one.day, [line.plan for line in one.lines]) for one in days]

    return dict(await sales.read(read))


async def set_calls(sales: Sales, number: int, per: PlanPer = DAY) -> None:
    await sales.run(set_activity_plan, "Вера", sales.ids["Анна"], CALLS, per, number)


async def test_a_change_today_rewrites_neither_last_month_nor_the_days_of_this_week(sales: Sales) -> None:
    sales.on(date(2026, 10, 1))
    await set_calls(sales, 10)
    october = await planned(sales, OCTOBER)
    sales.on(WEDNESDAY)
    await set_calls(sales, 12)
    await set_calls(sales, 15)
    assert await planned(sales, OCTOBER) == october
    assert {tuple(of) for of in october.values()} == {(10,)}
    assert list((await planned(sales, week_of(TODAY))).values()) == [[10], [10], [15], [15], [15]]


async def test_a_line_taken_away_midweek_leaves_its_days(sales: Sales) -> None:
    sales.on(TODAY)
    await set_calls(sales, 10)
    sales.on(WEDNESDAY)
    await set_calls(sales, 0)
    assert list(await planned(sales, week_of(TODAY))) == [TODAY, TODAY + timedelta(days=1)]


async def test_a_weekly_number_begun_on_wednesday_asks_for_three_days_of_five(sales: Sales) -> None:
    sales.on(WEDNESDAY)
    await set_calls(sales, 15, WEEK)
    assert await planned(sales, week_of(TODAY)) == {WEDNESDAY + timedelta(days=n): [9] for n in range(3)}


async def test_from_a_day_to_a_week_midweek_the_days_before_stay_daily(sales: Sales) -> None:
    sales.on(TODAY)
    await set_calls(sales, 10)
    sales.on(WEDNESDAY)
    await set_calls(sales, 50, WEEK)
    assert list((await planned(sales, week_of(TODAY))).values())[:2] == [[10], [10]]


async def test_a_weekday_has_its_number_and_none_is_no_day_of_the_plan(sales: Sales) -> None:
    sales.on(TODAY)
    await set_calls(sales, 10)
    await sales.run(set_weekday_plan, "Вера", sales.ids["Анна"], CALLS, 4, 5)
    await sales.run(set_weekday_plan, "Вера", sales.ids["Анна"], CALLS, 2, 0)
    days = await planned(sales, week_of(TODAY))
    assert WEDNESDAY not in days
    assert days[FRIDAY] == [5]
    await set_calls(sales, 12)
    assert (await planned(sales, week_of(TODAY)))[FRIDAY] == [5]
    await sales.run(set_weekday_plan, "Вера", sales.ids["Анна"], CALLS, 4, None)
    assert (await planned(sales, week_of(TODAY)))[FRIDAY] == [12]


async def test_a_single_day_goes_before_its_weekday(sales: Sales) -> None:
    anna = sales.ids["Анна"]
    sales.on(TODAY)
    await set_calls(sales, 10)
    await sales.run(set_weekday_plan, "Вера", anna, CALLS, 4, 5)
    await sales.run(set_plan_exception, "Вера", anna, FRIDAY, CALLS, 3)
    await sales.run(set_plan_exception, "Вера", anna, WEDNESDAY, None, 0)
    days = await planned(sales, week_of(TODAY))
    assert (WEDNESDAY in days, days[FRIDAY]) == (False, [3])
    assert [fact.number.plan for fact in await sales.read(plan_of_day, anna, FRIDAY)] == [3]
    assert await sales.read(plan_of_day, anna, WEDNESDAY) == ()


async def test_a_day_without_a_plan_is_taken_out_of_a_weekly_number(sales: Sales) -> None:
    anna = sales.ids["Анна"]
    sales.on(TODAY)
    await set_calls(sales, 15, WEEK)
    await sales.run(set_plan_exception, "Вера", anna, FRIDAY, None, 0)
    assert {tuple(of) for of in (await planned(sales, week_of(TODAY))).values()} == {(12,)}
    (thursday,) = await sales.read(plan_of_day, anna, FRIDAY - timedelta(days=1))
    assert (thursday.number.plan, thursday.is_due) == (12, True)


async def test_a_day_gone_by_is_not_excepted_any_more(sales: Sales) -> None:
    sales.on(WEDNESDAY)
    with pytest.raises(InThePast):
        await sales.run(set_plan_exception, "Вера", sales.ids["Анна"], TODAY, None, 0)


async def test_what_was_planned_from_a_day_ahead_stays_ahead(sales: Sales) -> None:
    december = date(2026, 12, 1)

    def a_file(session: Session) -> None:
        activity_plan(session, sales.ids["Анна"], CALLS, 10, until=december)
        activity_plan(session, sales.ids["Анна"], CALLS, 20, since=december)

    await sales.write(a_file)
    sales.on(TODAY)
    await set_calls(sales, 12)
    days = await planned(sales, Period(TODAY, date(2026, 12, 5)), date(2026, 12, 4))
    assert (days[TODAY], days[december]) == ([12], [20])


async def test_the_same_again_writes_nothing(sales: Sales) -> None:
    sales.on(TODAY)
    for _ in range(2):
        await set_calls(sales, 10)
    assert len(await sales.read(lambda s: s.scalars(select(ActivityPlan)).all())) == 1
    assert len(await sales.read(lambda s: s.scalars(select(Audit)).all())) == 1


@pytest.mark.parametrize(
    ("norms", "refusal"),
    [
        ([Norm(CALLS, DAY, 5, 4)], BadChoice),
        ([Norm(CALLS, WEEK, 15), Norm(CALLS, DAY, 5, 4)], BadChoice),
        ([Norm(CALLS, DAY, 1001)], BadNumber),
    ],
)
async def test_a_weekday_alone_or_beside_a_weekly_number_is_no_plan(
    sales: Sales, norms: list[Norm], refusal: type[Exception]
) -> None:
    sales.on(TODAY)
    with pytest.raises(refusal):
        await sales.run(set_line_norms, "Вера", sales.ids["Анна"], CALLS, norms)


async def test_a_new_focus_leaves_last_months(sales: Sales) -> None:
    anna = sales.ids["Анна"]
    sales.on(date(2026, 10, 1))
    await set_calls(sales, 10)
    await sales.run(set_activity_plan, "Вера", anna, PlanLine.OFFERS, DAY, 2)
    await sales.run(set_focus, "Вера", anna, CALLS)
    sales.on(TODAY)
    await sales.run(set_focus, "Вера", anna, PlanLine.OFFERS)

    def focus_on(day: date) -> object:
        return lambda s: [
            row.line
            for row in s.scalars(select(ActivityPlan).where(ActivityPlan.is_focus.is_(True)))
            if row.since <= day and (row.until is None or row.until > day)
        ]

    assert await sales.read(focus_on(date(2026, 10, 5))) == [CALLS]  # type: ignore[arg-type]
    assert await sales.read(focus_on(TODAY)) == [PlanLine.OFFERS]  # type: ignore[arg-type]


async def test_everybodys_focus_is_changed_where_the_other_line_is_planned(sales: Sales) -> None:
    for name, lines in (("Анна", (CALLS, PlanLine.OFFERS)), ("Борис", (CALLS,))):
        sales.on(date(2026, 8, 3))
        for line in lines:
            await sales.run(set_activity_plan, "Вера", sales.ids[name], line, DAY, 5)
        await sales.run(set_focus, "Вера", sales.ids[name], CALLS)
    sales.on(TODAY)
    for expected in (1, 0):
        given = await sales.run(change_focus, "Глеб", CALLS, PlanLine.OFFERS, TODAY)
        assert given.changed == expected


async def test_a_funnel_plan_stands_beside_the_fact_and_octobers_is_not_rewritten(sales: Sales) -> None:
    anna = sales.ids["Анна"]
    sales.on(date(2026, 10, 5))
    await sales.run(set_funnel_plan, "Вера", anna, OCTOBER.start, "offer", 10, 1_000_000_00)
    sales.on(TODAY)
    await sales.run(set_funnel_plan, "Вера", anna, OCTOBER.start, "offer", 30, 0)
    await sales.run(set_funnel_plan, "Вера", anna, NOVEMBER.start, "offer", 12, 0)
    shown = []
    for month in (OCTOBER, NOVEMBER):
        report = await sales.read(plan_report, sales.ids["Глеб"], Look(month), TODAY)
        shown.append([(one.key, one.number.plan, one.amount.plan) for one in report.funnel])
    assert shown == [[("offer", 10, 1_000_000_00)], [("offer", 12, 0)]]
    assert len(await sales.read(lambda s: s.scalars(select(FunnelPlan)).all())) == 3
    funnel = await sales.read(funnel_report, sales.ids["Глеб"], Look(OCTOBER), TODAY)
    assert [(one.key, one.number.plan) for one in funnel.planned] == [("offer", 10)]


async def test_a_stage_that_is_not_there_is_no_plan(sales: Sales) -> None:
    with pytest.raises(BadChoice):
        await sales.run(set_funnel_plan, "Вера", sales.ids["Анна"], NOVEMBER.start, "сделка", 10, 0)


async def test_what_is_logged_by_noon_of_the_next_working_day_counts_for_its_day(sales: Sales) -> None:
    """Friday's calls, logged on Monday at noon and a minute later."""
    friday = date(2026, 11, 20)

    def job(session: Session) -> None:
        anna = sales.ids["Анна"]
        activity_plan(session, anna, CALLS, 10)
        client = a_client(session, anna)
        for minute in (0, 1):
            did(session, anna, client, ActivityKind.CALL, at(friday), received=at(TODAY, time(12, minute)))

    await sales.write(job)
    (fact,) = await sales.read(plan_of_day, sales.ids["Анна"], friday)
    assert fact.number.fact == 1
