"""The scorecard from the tables. Rules: "Scorecard words", "Plans", "Deals", "Money" (who gets it)."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
import pytest_asyncio
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.reps import Middle, Scorecard
from domain.analytics.shares import Share
from domain.errors import BadChoice
from domain.periods import ALL_TIME, Period, month_of, quarter_of
from domain.readers.cuts import member_code
from domain.readers.looks import Look
from domain.readers.reps import RepsReport, rep_rows, reps_report
from domain.tables import (
    Absence,
    AbsenceKind,
    ActivityKind,
    Client,
    DealState,
    Keeper,
    Member,
    Outcome,
    Role,
    Task,
    TaskAction,
    TaskState,
)
from domain.worktime import DAY
from tests.harness import MONDAY, MOSCOW
from tests.use_cases.month import (
    MILLION,
    a_client,
    a_deal,
    at,
    did,
    long_together,
    paid,
    sales_plan,
    times,
)
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
NOVEMBER = month_of(TODAY)
FRIDAY = date(2026, 11, 20)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    opened = await open_sales(database)
    await opened.write(long_together)
    return opened


async def report(sales: Sales, who: str = "Глеб", look: Look | None = None, today: date = TODAY) -> RepsReport:
    return await sales.read(reps_report, sales.ids[who], look or Look(NOVEMBER), today)


async def card(sales: Sales, name: str = "Анна", look: Look | None = None) -> Scorecard:
    return next(one for one in (await report(sales, look=look)).cards if one.name == name)


def a_task(session: Session, member_id: int, due_on: date, done_at: datetime | None = None, **columns: object) -> None:
    state = TaskState.DONE if done_at else TaskState.OPEN
    values = {"state": state, "closed_at": done_at, **columns}
    session.add(Task(assignee_id=member_id, action=TaskAction.CALL, due_on=due_on, **values, **times(at(FRIDAY))))


async def test_payments_stand_beside_the_plans_of_the_months_begun(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        client = a_client(session, anna)
        for month in (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)):
            sales_plan(session, anna, month, 10 * MILLION)
            paid(session, client, 3 * MILLION, month + timedelta(days=4))

    await sales.write(job)
    assert (await card(sales)).work.plan.share == Fraction(3, 10)
    found = await card(sales, look=Look(quarter_of(TODAY)))
    assert (found.work.plan.fact, found.work.plan.plan) == (6 * MILLION, 20 * MILLION)
    assert (await card(sales, look=Look(Period(FRIDAY, TODAY)))).work.plan.plan is None


async def test_a_request_waits_in_the_keepers_working_hours(sales: Sales) -> None:
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]

    def job(session: Session) -> None:
        client, other = a_client(session, anna), a_client(session, anna)
        did(session, boris, client, ActivityKind.REQUEST, at(FRIDAY, time(17)))
        did(session, anna, client, ActivityKind.CALL, at(TODAY, time(10)), outcome=Outcome.NO_ANSWER)
        did(session, anna, client, ActivityKind.CALL, at(TODAY, time(12)), outcome=Outcome.AGREED)
        did(session, boris, other, ActivityKind.REQUEST, at(FRIDAY, time(14)))

    await sales.write(job)
    found = (await card(sales)).work
    assert found.response == Middle(Fraction(3), 2)  # 2 hours over the week-end, and 4 by now
    assert found.unanswered == 1
    assert (await card(sales, "Борис")).work.response == Middle()


async def test_a_request_after_midnight_is_of_the_keeper_of_that_day(sales: Sales) -> None:
    """At half past midnight in Moscow it is still yesterday by UTC."""
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]

    def job(session: Session) -> None:
        client = a_client(session, anna)
        session.flush()
        session.execute(update(Keeper).where(Keeper.client_id == client).values(until=FRIDAY))
        session.add(Keeper(client_id=client, member_id=boris, since=FRIDAY))
        did(session, anna, client, ActivityKind.REQUEST, at(FRIDAY, time(0, 30)))
        did(session, boris, client, ActivityKind.CALL, at(FRIDAY, time(10)), outcome=Outcome.AGREED)

    await sales.write(job)
    assert (await card(sales, "Борис")).work.response.number == 1
    assert (await card(sales)).work.response == Middle()


async def test_a_request_of_today_is_not_late_yet(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        did(session, anna, a_client(session, anna), ActivityKind.REQUEST, at(TODAY, time(9)))

    await sales.write(job)
    assert (await card(sales)).work.response == Middle()


async def test_won_deals_of_those_closed_and_their_days(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        for days, state in ((4, DealState.WON), (10, DealState.WON), (2, DealState.LOST)):
            since = FRIDAY - timedelta(days=days)
            a_deal(session, anna, state=state, closed_on=FRIDAY, since=since)

    await sales.write(job)
    found = (await card(sales)).work
    assert found.won == Share(2, 3)
    assert found.cycle == Middle(Fraction(7), 2)


async def test_stuck_deals_and_those_with_a_next_step(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        a_deal(session, anna, since=date(2026, 9, 1))
        waiting = a_deal(session, anna, since=date(2026, 9, 1))
        a_deal(session, anna, since=FRIDAY)
        a_task(session, anna, TODAY + timedelta(days=3), deal_id=waiting)
        closed = a_client(session, anna)
        session.get_one(Client, closed).closed_at = MONDAY
        a_deal(session, anna, closed, since=date(2026, 9, 1))

    await sales.write(job)
    found = (await card(sales)).work
    assert (found.stuck, found.stepped) == (Share(1, 3), Share(1, 3))


async def test_a_task_is_in_time_by_the_end_of_its_day_and_only_days_gone_by_count(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        a_task(session, anna, FRIDAY, at(FRIDAY, time(23, 59)))
        a_task(session, anna, FRIDAY, datetime.combine(FRIDAY + timedelta(days=1), time(0, 1), MOSCOW))
        a_task(session, anna, FRIDAY)
        a_task(session, anna, TODAY)
        a_task(session, anna, FRIDAY, state=TaskState.CANCELLED)

    await sales.write(job)
    found = (await card(sales)).work
    assert (found.in_time, found.tasks) == (Share(1, 3), 2)


async def test_tasks_of_the_days_he_was_away_are_not_counted(sales: Sales) -> None:
    anna, thursday = sales.ids["Анна"], FRIDAY - DAY

    def job(session: Session) -> None:
        a_task(session, anna, thursday)
        a_task(session, anna, thursday - DAY, done_at=at(thursday - DAY))
        session.add(Absence(member_id=anna, kind=AbsenceKind.SICK, first_day=thursday, last_day=thursday))

    await sales.write(job)
    assert (await card(sales)).work.in_time == Share(1, 1)


async def test_in_time_is_by_ones_own_midnight(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        session.get_one(Member, anna).zone = "Asia/Vladivostok"
        a_task(session, anna, FRIDAY, at(FRIDAY, time(18)))  # an hour past midnight there
        did(
            session,
            anna,
            a_client(session, anna),
            ActivityKind.CALL,
            at(FRIDAY, time(16)),
            received=at(FRIDAY, time(18)),
        )

    await sales.write(job)
    found = (await card(sales)).work
    assert (found.in_time, found.same_day) == (Share(0, 1), Share(0, 1))


async def test_facts_logged_the_same_day_and_what_is_in_hand(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        client = a_client(session, anna)
        did(session, anna, client, ActivityKind.CALL, at(FRIDAY), 3)
        did(session, anna, client, ActivityKind.CALL, at(FRIDAY), received=at(TODAY))
        a_client(session, anna)

    await sales.write(job)
    found = (await card(sales)).work
    assert (found.same_day, found.clients, found.contacts) == (Share(3, 4), 2, 4)


async def third_and_fourth(sales: Sales) -> None:
    """Two more reps, of no team, so that the company has a median."""

    def job(session: Session) -> None:
        for name in ("Егор", "Жанна"):
            session.add(Member(name=name, role=Role.REP, joined_at=MONDAY))

    await sales.write(job)


async def test_a_rep_sees_himself_a_manager_his_team_the_owner_all(sales: Sales) -> None:
    await third_and_fourth(sales)

    async def seen(who: str, look: Look | None = None) -> set[str]:
        return {one.name for one in (await report(sales, who, look)).cards}

    assert await seen("Анна") == {"Анна"}
    assert await seen("Вера") == {"Анна", "Борис"}
    assert await seen("Глеб") == {"Анна", "Борис", "Егор", "Жанна"}
    assert await seen("Вера", Look(NOVEMBER, member_code(sales.ids["Борис"]))) == {"Борис"}


async def test_who_has_left_is_in_the_months_he_worked(sales: Sales) -> None:
    def job(session: Session) -> None:
        left = {"dismissed_at": at(date(2026, 11, 10))}
        session.execute(update(Member).where(Member.id == sales.ids["Борис"]).values(**left))

    await sales.write(job)
    assert {one.name for one in (await report(sales)).cards} == {"Анна"}
    october = Look(month_of(date(2026, 10, 5)))
    assert {one.name for one in (await report(sales, look=october)).cards} == {"Анна", "Борис"}


async def test_a_team_of_two_is_beside_the_company(sales: Sales) -> None:
    await third_and_fourth(sales)

    def job(session: Session) -> None:
        for number, (id_,) in enumerate(session.query(Member.id).where(Member.role == Role.REP)):
            did(session, id_, a_client(session, id_), ActivityKind.CALL, at(FRIDAY), 10 * number + 5)

    await sales.write(job)
    assert (await card(sales)).beside == "company"


async def test_the_rows_of_who_needs_help_and_of_all(sales: Sales) -> None:
    found = await report(sales)
    everybody = await sales.read(rep_rows, found, "all", 0)
    assert (everybody.total, everybody.opens, len(everybody.rows[0].values)) == (2, "member", len(everybody.columns))
    assert (await sales.read(rep_rows, found, "help", None)).total == 0
    with pytest.raises(BadChoice):
        await sales.read(rep_rows, found, "nobody", 0)


async def test_all_time_is_the_last_year_and_a_month_ahead_is_empty(sales: Sales) -> None:
    found = await report(sales, look=Look(ALL_TIME))
    assert (found.frame.period.days, found.frame.period.last) == (366, TODAY)
    assert (await report(sales, look=Look(month_of(date(2027, 1, 1))))).is_empty


async def test_forty_reps_take_as_many_questions_as_two(sales: Sales) -> None:
    def questions(session: Session) -> int:
        asked = 0

        def count(*args: object) -> None:
            nonlocal asked
            asked += 1

        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", count)
        reps_report(session, sales.ids["Глеб"], Look(NOVEMBER), TODAY)
        event.remove(engine, "before_cursor_execute", count)
        return asked

    two = await sales.read(questions)
    await sales.write(
        lambda s: s.add_all(Member(name=f"Менеджер {n}", role=Role.REP, joined_at=MONDAY) for n in range(38))
    )
    assert 0 < await sales.read(questions) == two
