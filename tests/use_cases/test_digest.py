"""The digest's figures: whose they were on the day, what stands open now. Rules: "Money", "Tone"."""

from datetime import date, time
from fractions import Fraction

import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.database import Database
from domain.errors import NotAllowed
from domain.periods import Period, month_of, one_day, week_of
from domain.readers.digest import Digest, digest_of
from domain.readers.plan_day import sales_plan_met
from domain.tables import (
    Absence,
    AbsenceKind,
    ActivityKind,
    DealState,
    Member,
    PlanLine,
    PlanPer,
    StageChange,
    Task,
    TaskAction,
    TaskState,
    Team,
    TeamMembership,
)
from domain.use_cases.deals import lose_deal, move_deal
from tests.use_cases.month import (
    LONG_AGO,
    MILLION,
    a_client,
    a_deal,
    activity_plan,
    at,
    did,
    handed_over,
    long_together,
    paid,
    sales_plan,
    times,
)
from tests.use_cases.sales import Sales, open_sales

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
NOVEMBER = date(2026, 11, 1)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    opened = await open_sales(database)
    await opened.write(long_together)
    return opened.on(FRIDAY, time(18, 42))


async def digest(sales: Sales, by: str = "Вера", period: Period | None = None) -> Digest:
    return await sales.read(digest_of, sales.ids[by], period or one_day(FRIDAY), sales.now)


def of_reps(found: Digest) -> dict[str | None, tuple[int, int]]:
    """What each got in the period and in the month, in roubles."""
    return {rep.name: (rep.paid // 100, rep.month.fact // 100) for rep in found.reps}


async def test_payments_of_the_day_and_of_the_month_by_rep(sales: Sales) -> None:
    def job(session: Session) -> None:
        for name, today, before in (("Анна", 1, 2), ("Борис", 3, 4)):
            client = a_client(session, sales.ids[name])
            paid(session, client, today * MILLION, FRIDAY)
            paid(session, client, before * MILLION, date(2026, 11, 9))
            paid(session, client, MILLION, date(2026, 10, 9))
            sales_plan(session, sales.ids[name], NOVEMBER, 10 * MILLION)

    await sales.write(job)
    found = await digest(sales)
    assert (found.paid, found.month.fact, found.month.plan) == (4 * MILLION, 10 * MILLION, 20 * MILLION)
    assert of_reps(found) == {"Борис": (3_000_000, 7_000_000), "Анна": (1_000_000, 3_000_000)}
    assert [rep.name for rep in found.reps] == ["Борис", "Анна"]


async def test_a_days_digest_knows_nothing_of_the_days_after(sales: Sales) -> None:
    def job(session: Session) -> None:
        client = a_client(session, sales.ids["Анна"])
        paid(session, client, MILLION, date(2026, 11, 9))
        paid(session, client, MILLION, FRIDAY)

    await sales.write(job)
    assert (await digest(sales, period=one_day(date(2026, 11, 9)))).month.fact == MILLION


async def test_the_plan_is_met_by_what_it_was_on_that_day(sales: Sales) -> None:
    anna, changed = sales.ids["Анна"], date(2026, 11, 10)

    def job(session: Session) -> None:
        sales_plan(session, anna, NOVEMBER, 6 * MILLION, since=changed)
        sales_plan(session, anna, NOVEMBER, 2 * MILLION, until=changed)
        paid(session, a_client(session, anna), 3 * MILLION, date(2026, 11, 2))

    await sales.write(job)
    assert await sales.read(sales_plan_met, anna, date(2026, 11, 9))
    assert not await sales.read(sales_plan_met, anna, changed)


async def test_a_day_is_measured_by_the_plan_that_stood_then(sales: Sales) -> None:
    def job(session: Session) -> None:
        anna, changed = sales.ids["Анна"], date(2026, 11, 10)
        sales_plan(session, anna, NOVEMBER, 6 * MILLION, until=changed)
        sales_plan(session, anna, NOVEMBER, 4 * MILLION, since=changed)

    await sales.write(job)
    assert (await digest(sales)).month.plan == 4 * MILLION
    assert (await digest(sales, period=one_day(date(2026, 11, 9)))).month.plan == 6 * MILLION


async def test_a_team_is_its_members_on_that_day(sales: Sales) -> None:
    """Boris left for the north on the 10th: what he got before stays with Vera, the rest is not hers."""

    def job(session: Session) -> None:
        boris = sales.ids["Борис"]
        north = Team(name="Север")
        session.add(north)
        session.flush()
        session.execute(
            update(TeamMembership).where(TeamMembership.member_id == boris).values(until=date(2026, 11, 10))
        )
        session.add(TeamMembership(team_id=north.id, member_id=boris, since=date(2026, 11, 10)))
        client = a_client(session, boris)
        paid(session, client, MILLION, date(2026, 11, 9))
        paid(session, client, 2 * MILLION, FRIDAY)
        sales_plan(session, boris, NOVEMBER, 10 * MILLION)

    await sales.write(job)
    found = await digest(sales)
    assert (found.paid, found.month.fact, found.month.plan) == (0, MILLION, None)
    before = await digest(sales, period=one_day(date(2026, 11, 9)))
    assert (before.paid, before.month.plan) == (MILLION, 10 * MILLION)
    assert (await digest(sales, "Глеб")).month.fact == 3 * MILLION


async def test_a_hand_over_moves_the_future_not_the_past(sales: Sales) -> None:
    def job(session: Session) -> None:
        client = a_client(session, sales.ids["Анна"])
        paid(session, client, MILLION, date(2026, 11, 19))
        handed_over(session, client, sales.ids["Борис"], FRIDAY)
        paid(session, client, 2 * MILLION, FRIDAY)

    await sales.write(job)
    assert of_reps(await digest(sales)) == {"Борис": (2_000_000, 2_000_000), "Анна": (0, 1_000_000)}


async def test_nobodys_money_is_in_the_owners_digest_by_its_own_line(sales: Sales) -> None:
    def job(session: Session) -> None:
        paid(session, a_client(session, sales.ids["Анна"]), MILLION, FRIDAY, _ownerless(session))

    await sales.write(job)
    assert of_reps(await digest(sales, "Глеб"))[None] == (1_000_000, 1_000_000)
    assert (await digest(sales)).paid == 0


def _ownerless(session: Session) -> int:
    from domain.tables import DealOwner

    deal_id = a_deal(session, 1)
    session.query(DealOwner).filter_by(deal_id=deal_id).delete()
    return deal_id


async def test_deals_won_lost_and_moved(sales: Sales) -> None:
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]

    def job(session: Session) -> tuple[int, int, int]:
        a_deal(session, boris, state=DealState.WON, closed_on=FRIDAY)
        a_deal(session, anna, state=DealState.LOST, closed_on=date(2026, 11, 19))
        clients = [a_client(session, anna) for _ in range(3)]
        first, second, third = (a_deal(session, anna, client, amount=2 * MILLION) for client in clients)
        return first, second, third

    first, second, third = await sales.write(job)
    await sales.run(move_deal, "Анна", first, "offer")
    await sales.run(move_deal, "Анна", first, "invoice")
    await sales.run(lose_deal, "Анна", second, "price")
    await sales.run(move_deal, "Анна", third, "offer")
    await sales.run(lose_deal, "Анна", third, "price")
    found = await digest(sales)
    assert (found.won.number, found.won.amount) == (1, MILLION)
    assert (found.lost.number, found.lost.amount) == (2, 4 * MILLION)
    assert (found.moved.number, found.moved.amount) == (1, 2 * MILLION)
    assert await sales.read(lambda session: session.query(StageChange).count()) > 4


async def test_the_share_of_working_days_knows_the_calendar(sales: Sales) -> None:
    """November 2026: 21 weekdays, 4 November is a day off; the 20th is the 14th working day of 20."""
    assert (await digest(sales)).passed == Fraction(14, 20)


async def test_the_activity_plan_of_the_day_stands_beside_the_facts(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        client = a_client(session, anna)
        activity_plan(session, anna, PlanLine.CALLS, 4)
        activity_plan(session, anna, PlanLine.MEETINGS, 5, PlanPer.WEEK)
        did(session, anna, client, ActivityKind.CALL, at(FRIDAY), 3)
        did(session, anna, client, ActivityKind.MEETING, at(date(2026, 11, 16)))

    await sales.write(job)
    found = await digest(sales)
    (rep,) = [one for one in found.reps if one.plan]
    assert [(one.number.fact, one.number.plan) for one in rep.plan] == [(3, 4), (1, 5)]
    assert rep.completion == (Fraction(3, 4) + Fraction(1, 5)) / 2
    assert (found.contacts, found.meetings) == (3, 0)


async def test_in_mid_week_a_weekly_line_is_not_yet_behind(sales: Sales) -> None:
    anna = sales.ids["Анна"]
    await sales.write(lambda session: activity_plan(session, anna, PlanLine.MEETINGS, 5, PlanPer.WEEK))
    found = await digest(sales, period=one_day(date(2026, 11, 18)))
    assert [rep.completion for rep in found.reps if rep.plan] == [None]


async def test_a_week_has_the_mean_of_its_days(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        activity_plan(session, anna, PlanLine.CALLS, 2, since=date(2026, 11, 16))
        did(session, anna, a_client(session, anna), ActivityKind.CALL, at(date(2026, 11, 17)), 2)

    await sales.write(job)
    found = await digest(sales, period=week_of(FRIDAY))
    assert [rep.completion for rep in found.reps if rep.name == "Анна"] == [Fraction(1, 5)]
    assert (found.earlier, found.later) == (week_of(date(2026, 11, 9)), None)


async def test_what_was_logged_when_the_day_was_over_is_named(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        client = a_client(session, anna)
        did(session, anna, client, ActivityKind.CALL, at(FRIDAY))
        did(session, anna, client, ActivityKind.CALL, at(FRIDAY), received=at(MONDAY, time(10)))

    await sales.write(job)
    sales.on(MONDAY)
    assert (await digest(sales)).logged_later == 1


async def test_who_lacks_most_of_what_the_days_ask_is_named(sales: Sales) -> None:
    def job(session: Session) -> None:
        for name, done in (("Анна", 7), ("Борис", 4)):
            paid(session, a_client(session, sales.ids[name]), done * MILLION, date(2026, 11, 9))
            sales_plan(session, sales.ids[name], NOVEMBER, 10 * MILLION)

    await sales.write(job)
    behind = (await digest(sales)).behind
    assert behind is not None
    assert (behind.name, behind.missing) == ("Борис", 3 * MILLION)


async def test_who_is_on_leave_is_not_behind_and_his_tasks_are_not_overdue(sales: Sales) -> None:
    anna, friday = sales.ids["Анна"], date(2026, 11, 20)

    def job(session: Session) -> None:
        sales_plan(session, anna, NOVEMBER, 10 * MILLION)
        session.add(Task(assignee_id=anna, action=TaskAction.CALL, due_on=LONG_AGO, **times(at(LONG_AGO))))
        session.add(Absence(member_id=anna, kind=AbsenceKind.SICK, first_day=friday, last_day=friday))

    await sales.write(job)
    found = await digest(sales)
    assert found.behind is None
    assert found.standing is not None
    assert found.standing.overdue == 0


async def test_what_stands_open_is_of_his_teams_only(sales: Sales) -> None:
    def job(session: Session) -> None:
        anna, gleb = sales.ids["Анна"], sales.ids["Глеб"]
        a_deal(session, anna, a_client(session, anna), amount=3 * MILLION, since=MONDAY)
        a_deal(session, anna, a_client(session, anna), amount=2 * MILLION)
        a_deal(session, gleb, a_client(session, gleb), amount=9 * MILLION)
        for due_on, state in ((FRIDAY, TaskState.OPEN), (LONG_AGO, TaskState.OPEN), (LONG_AGO, TaskState.DONE)):
            values = times(at(LONG_AGO))
            session.add(Task(assignee_id=anna, action=TaskAction.CALL, due_on=due_on, state=state, **values))

    await sales.write(job)
    standing = (await digest(sales)).standing
    assert standing is not None
    assert standing.deal is not None
    assert (standing.overdue, standing.stuck, standing.stepless) == (1, 1, 2)
    assert standing.deal.amount == 3 * MILLION
    of_all = (await digest(sales, "Глеб")).standing
    assert of_all is not None
    assert of_all.deal is not None
    assert of_all.deal.amount == 9 * MILLION


async def test_a_day_long_gone_asks_for_no_decision(sales: Sales) -> None:
    await sales.write(lambda session: a_deal(session, sales.ids["Анна"]))
    assert (await digest(sales, period=one_day(date(2026, 11, 18)))).standing is None
    assert (await digest(sales, period=one_day(date(2026, 11, 19)))).standing is not None


async def test_the_days_before_and_after_are_working_ones(sales: Sales) -> None:
    sales.on(MONDAY)
    found = await digest(sales, period=one_day(MONDAY))
    assert (found.earlier, found.later) == (one_day(FRIDAY), None)
    friday = await digest(sales)
    assert (friday.earlier, friday.later) == (one_day(date(2026, 11, 19)), one_day(MONDAY))


async def test_on_a_sunday_the_day_after_friday_is_today(sales: Sales) -> None:
    sales.on(date(2026, 11, 22))
    assert (await digest(sales)).later == one_day(date(2026, 11, 22))


async def test_a_month_is_a_digest_too(sales: Sales) -> None:
    def job(session: Session) -> None:
        client = a_client(session, sales.ids["Анна"])
        for day in (date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)):
            paid(session, client, MILLION, day)

    await sales.write(job)
    found = await digest(sales, period=month_of(date(2026, 10, 5)))
    assert (found.paid, found.month.fact) == (2 * MILLION, 2 * MILLION)
    assert found.passed == 1


async def test_a_day_on_which_nothing_happened_is_empty(sales: Sales) -> None:
    assert (await digest(sales)).is_empty


async def test_a_rep_and_a_dismissed_manager_have_no_digest(sales: Sales) -> None:
    with pytest.raises(NotAllowed):
        await digest(sales, "Анна")
    await sales.write(lambda s: setattr(s.get_one(Member, sales.ids["Вера"]), "dismissed_at", sales.now))
    with pytest.raises(NotAllowed):
        await digest(sales)
