"""The activity plan against the facts, by rep and day. Rules: "Plans" (Activity plan), "Activities"."""

from datetime import date, time
from fractions import Fraction

import pytest
import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.activity import RepActivity, lines_done
from domain.errors import BadChoice
from domain.periods import Period, month_of, year_of
from domain.readers.activity import ActivityReport, activity_report, activity_rows
from domain.readers.looks import Look
from domain.tables import Absence, AbsenceKind, Activity, ActivityKind, ActivityPlan, PlanLine, PlanPer
from tests.harness import MONDAY
from tests.use_cases.month import (
    LONG_AGO,
    MILLION,
    a_client,
    activity_plan,
    at,
    did,
    long_together,
    paid,
    sales_plan,
)
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
OCTOBER = month_of(date(2026, 10, 1))
FRIDAY = date(2026, 11, 20)
WORKED = [date(2026, 10, day) for day in range(1, 31) if date(2026, 10, day).weekday() < 5]


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    opened = await open_sales(database)
    await opened.write(long_together)
    return opened


async def report(sales: Sales, who: str = "Глеб", look: Look | None = None, today: date = TODAY) -> ActivityReport:
    return await sales.read(activity_report, sales.ids[who], look or Look(OCTOBER), today)


async def anna(sales: Sales, look: Look | None = None) -> RepActivity:
    return next(rep for rep in (await report(sales, look=look)).reps if rep.name == "Анна")


async def test_a_morning_without_a_call_yet_is_nobodys_zero(sales: Sales) -> None:
    member, today = sales.ids["Анна"], date(2026, 10, 30)

    def job(session: Session) -> None:
        activity_plan(session, member, PlanLine.CALLS, 1)
        client = a_client(session, member)
        for day in WORKED[:-1]:
            did(session, member, client, ActivityKind.CALL, at(day))

    await sales.write(job)
    found = await report(sales, today=today)
    morning = next(rep for rep in found.reps if rep.name == "Анна")
    assert morning.completion == 1
    assert len(morning.worked) == len(WORKED) - 1
    assert (await anna(sales)).completion == Fraction(len(WORKED) - 1, len(WORKED))


async def the_book(sales: Sales, *, empty: int = 0, cold: int = 30) -> None:
    """30 cold calls, 10 warm ones and 20 offers a day, done on all but the last days of October."""
    member = sales.ids["Анна"]

    def job(session: Session) -> None:
        client = a_client(session, member)
        for line, number in ((PlanLine.COLD_CALLS, 30), (PlanLine.WARM_CALLS, 10), (PlanLine.OFFERS, 20)):
            activity_plan(session, member, line, number)
        for day in WORKED[: len(WORKED) - empty]:
            session.add_all(
                Activity(
                    kind=ActivityKind.CALL,
                    is_cold=number < cold,
                    client_id=client,
                    author_id=member,
                    happened_at=at(day),
                    received_at=at(day),
                    stored_at=at(day),
                )
                for number in range(cold + 10)
            )
            did(session, member, client, ActivityKind.OFFER, at(day), 20)

    await sales.write(job)


async def test_29_of_30_every_day_is_98_9_percent_and_the_whole_bonus(sales: Sales) -> None:
    await the_book(sales, cold=29)
    found = await anna(sales)
    assert (len(found.worked), found.completion, found.bonus) == (22, Fraction(89, 90), Fraction(1))
    assert found.days_done == 0
    assert not found.falls_short


async def test_three_empty_days_of_21_are_85_7_percent_and_0_95(sales: Sales) -> None:
    await the_book(sales, empty=3)
    whole = Period(WORKED[1], date(2026, 11, 1), OCTOBER.span)
    found = await anna(sales, Look(whole))
    assert (len(found.worked), found.days_done) == (21, 18)
    assert found.completion == Fraction(6, 7)
    assert found.bonus == Fraction(6, 7) / Fraction(9, 10)
    assert found.falls_short


async def test_once_the_sales_plan_is_met_the_bonus_is_whole(sales: Sales) -> None:
    await the_book(sales, empty=10)
    assert (await anna(sales)).bonus == Fraction(12, 22) / Fraction(9, 10)

    def job(session: Session) -> None:
        sales_plan(session, sales.ids["Анна"], OCTOBER.start, MILLION)
        paid(session, a_client(session, sales.ids["Анна"]), MILLION, date(2026, 10, 30))

    await sales.write(job)
    assert (await anna(sales)).bonus == 1


async def test_what_was_paid_after_the_month_was_closed_meets_no_plan(sales: Sales) -> None:
    await the_book(sales, empty=10)

    def job(session: Session) -> None:
        sales_plan(session, sales.ids["Анна"], OCTOBER.start, MILLION)
        late = at(date(2026, 11, 19))
        paid(session, a_client(session, sales.ids["Анна"]), MILLION, date(2026, 10, 30), received=late)

    await sales.write(job)
    assert (await anna(sales)).sales_met is False


async def test_there_is_a_share_of_the_bonus_only_of_a_month(sales: Sales) -> None:
    await the_book(sales)
    assert (await anna(sales, Look(year_of(TODAY)))).bonus is None


@pytest.mark.parametrize(
    ("day", "hour", "in_time"),
    [(FRIDAY, time(18), True), (TODAY, time(12), True), (TODAY, time(12, 1), False)],
)
async def test_logged_by_noon_of_the_next_working_day_counts_the_rest_is_logged_later(
    sales: Sales, day: date, hour: time, in_time: bool
) -> None:
    member = sales.ids["Анна"]

    def job(session: Session) -> None:
        activity_plan(session, member, PlanLine.CALLS, 2)
        client = a_client(session, member)
        did(session, member, client, ActivityKind.CALL, at(FRIDAY), 2, received=at(day, hour))

    await sales.write(job)
    look = Look(month_of(TODAY))
    found = await anna(sales, look)
    assert found.on([FRIDAY]) == (1 if in_time else 0)
    assert found.late == ({} if in_time else {FRIDAY: 2})
    rows = await sales.read(activity_rows, await report(sales, look=look), "later", 0)
    assert (rows.total, rows.opens) == (0 if in_time else 2, "client")


async def test_days_away_are_shown_and_ask_for_nothing(sales: Sales) -> None:
    member = sales.ids["Анна"]

    def job(session: Session) -> None:
        activity_plan(session, member, PlanLine.CALLS, 1)
        values = {"first_day": date(2026, 10, 5), "last_day": date(2026, 10, 9)}
        session.add(Absence(member_id=member, kind=AbsenceKind.SICK, **values))

    await sales.write(job)
    found = await anna(sales)
    assert set(found.away.values()) == {"sick"}
    assert (len(found.away), len(found.worked)) == (5, 17)
    assert found.on(found.away) is None


async def test_a_weekly_line_is_counted_once_a_week_and_the_focus_is_known(sales: Sales) -> None:
    member = sales.ids["Анна"]

    def job(session: Session) -> None:
        activity_plan(session, member, PlanLine.MEETINGS, 5, PlanPer.WEEK)
        session.flush()
        session.query(ActivityPlan).update({"is_focus": True})
        client = a_client(session, member)
        did(session, member, client, ActivityKind.MEETING, at(date(2026, 10, 13)), 3)

    await sales.write(job)
    (line,) = lines_done([await anna(sales, Look(Period(date(2026, 10, 12), date(2026, 10, 26))))])
    assert (line.fact, line.plan, line.completion, line.is_focus) == (3, Fraction(10), Fraction(3, 10), True)


async def test_who_does_least_is_first_and_who_has_no_plan_last(sales: Sales) -> None:
    def job(session: Session) -> None:
        activity_plan(session, sales.ids["Борис"], PlanLine.CALLS, 1, since=LONG_AGO)

    await sales.write(job)
    found = await report(sales)
    assert [rep.name for rep in found.reps] == ["Борис", "Анна"]
    short = await sales.read(activity_rows, found, "short", None)
    assert [row.id for row in short.rows] == [sales.ids["Борис"]]
    with pytest.raises(BadChoice):
        await sales.read(activity_rows, found, "long", None)


async def test_a_rep_sees_his_own_plan_a_manager_his_team(sales: Sales) -> None:
    assert [rep.name for rep in (await report(sales, "Анна")).reps] == ["Анна"]
    assert len((await report(sales, "Вера")).reps) == 2
    ahead = await report(sales, look=Look(month_of(date(2027, 1, 1))))
    assert ahead.is_empty
