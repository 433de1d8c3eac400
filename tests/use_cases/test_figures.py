"""A rep's month: whose money, which plan, which day. Rules: "Money", "Plans", "Activities"."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.database import Database
from domain.errors import NotAllowed
from domain.readers.figures import Figures, figures_of
from domain.tables import (
    Absence,
    AbsenceKind,
    ActivityKind,
    CalendarDay,
    Client,
    DealState,
    Member,
    Outcome,
    PlanLine,
    PlanPer,
    Role,
    SalesPlanLine,
    Team,
    TeamMembership,
)
from tests.harness import MONDAY
from tests.use_cases.month import (
    LONG_AGO,
    MILLION,
    a_client,
    a_deal,
    activity_plan,
    at,
    bought,
    did,
    handed_over,
    long_together,
    paid,
    sales_plan,
)
from tests.use_cases.sales import Sales, open_sales

NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    opened = await open_sales(database)
    await opened.write(long_together)
    return opened


async def figures(sales: Sales, of: str = "Анна", by: str | None = None, month: date = NOVEMBER) -> Figures:
    return await sales.read(figures_of, sales.ids[by or of], sales.ids[of], month, sales.now)


def share_of(found: Figures, step: str) -> tuple[int, int]:
    own = next(one.own for one in found.conversions if one.step == step)
    return own.part, own.whole


async def test_a_clients_money_is_his_keepers_on_the_payments_day(sales: Sales) -> None:
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]

    def job(session: Session) -> None:
        client = a_client(session, anna)
        paid(session, client, 3 * MILLION, date(2026, 11, 9))
        handed_over(session, client, boris, date(2026, 11, 10))
        paid(session, client, MILLION, date(2026, 11, 10))

    await sales.write(job)
    assert (await figures(sales)).paid.fact == 3 * MILLION
    assert (await figures(sales, "Борис")).paid.fact == MILLION


async def test_a_deals_money_and_win_are_its_owners_even_if_another_keeps_the_client(sales: Sales) -> None:
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]

    def job(session: Session) -> None:
        client, day = a_client(session, anna), date(2026, 11, 9)
        a_deal(session, anna, client)
        deal = a_deal(session, boris, client, state=DealState.WON, closed_on=day)
        paid(session, client, MILLION, day, deal)

    await sales.write(job)
    found = await figures(sales, "Борис")
    assert (found.paid.fact, found.won.fact, found.won_amount) == (MILLION, 1, MILLION)
    others = await figures(sales)
    assert (others.paid.fact, others.won.fact) == (0, 0)


async def test_money_of_last_month_is_not_this_months(sales: Sales) -> None:
    def job(session: Session) -> None:
        client = a_client(session, sales.ids["Анна"])
        paid(session, client, MILLION, date(2026, 10, 31))
        paid(session, client, 2 * MILLION, date(2026, 11, 1))

    await sales.write(job)
    assert (await figures(sales)).paid.fact == 2 * MILLION
    assert (await figures(sales, month=OCTOBER)).paid.fact == MILLION


async def test_a_plan_changed_today_does_not_rewrite_last_month(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        sales_plan(session, anna, OCTOBER, 5 * MILLION, until=date(2026, 11, 23))
        sales_plan(session, anna, OCTOBER, MILLION, since=date(2026, 11, 23))
        sales_plan(session, anna, NOVEMBER, 6 * MILLION, until=date(2026, 11, 10))
        sales_plan(session, anna, NOVEMBER, 4 * MILLION, since=date(2026, 11, 10))

    await sales.write(job)
    assert (await figures(sales, month=OCTOBER)).paid.plan == 5 * MILLION
    assert (await figures(sales)).paid.plan == 4 * MILLION


async def test_how_much_is_left_for_each_working_day(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        paid(session, a_client(session, anna), 4 * MILLION, date(2026, 11, 9))
        sales_plan(session, anna, NOVEMBER, 10 * MILLION)

    await sales.write(job)
    found = await figures(sales)
    assert found.paid.share == Fraction(2, 5)
    assert (found.days_left, found.paid.left_a_day(found.days_left)) == (6, MILLION)
    assert found.passed == Fraction(15, 20), "4 November is a day off: 20 working days, Monday the 23rd is the 15th"


async def test_money_entered_after_the_month_was_closed_changes_no_plan(sales: Sales) -> None:
    """October closes at the end of the 3rd working day of November: the 5th, as the 4th is a day off."""

    def job(session: Session) -> None:
        client = a_client(session, sales.ids["Анна"])
        paid(session, client, MILLION, date(2026, 10, 30), received=at(date(2026, 11, 5), time(23)))
        paid(session, client, 2 * MILLION, date(2026, 10, 30), received=at(date(2026, 11, 6), time(1)))

    await sales.write(job)
    found = await figures(sales, month=OCTOBER)
    assert (found.paid.fact, found.paid_late) == (MILLION, 2 * MILLION)


async def test_a_new_client_is_one_whose_first_purchase_is_this_month(sales: Sales) -> None:
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]
    day = date(2026, 11, 9)

    def job(session: Session) -> None:
        for first in (day, day, date(2026, 10, 9)):
            client = session.get_one(Client, a_client(session, anna))
            client.first_purchase_on = first
            bought(session, client.id, first)
            bought(session, client.id, day)
        by_deal = session.get_one(Client, a_client(session, anna))
        by_deal.first_purchase_on = day
        bought(session, by_deal.id, day, a_deal(session, boris, by_deal.id))
        sales_plan(session, anna, NOVEMBER, 4, SalesPlanLine.NEW_CLIENTS)

    await sales.write(job)
    found = await figures(sales)
    assert (found.new_clients.fact, found.new_clients.plan) == (2, 4)
    assert (await figures(sales, "Борис")).new_clients.fact == 1


# Days of the activity plan


async def test_a_day_is_the_reps_own_in_yekaterinburg(sales: Sales) -> None:
    """At 23:30 in Moscow on 31 October it is already November in the Urals."""
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        session.get_one(Member, anna).zone = "Asia/Yekaterinburg"
        did(session, anna, a_client(session, anna), ActivityKind.CALL, at(date(2026, 10, 31), time(23, 30)))

    await sales.write(job)
    assert share_of(await figures(sales), "effective") == (0, 1)
    assert share_of(await figures(sales, month=OCTOBER), "effective") == (0, 0)


async def test_the_month_begins_in_the_urals_two_hours_before_moscow(sales: Sales) -> None:
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]
    await sales.write(lambda session: setattr(session.get_one(Member, anna), "zone", "Asia/Yekaterinburg"))
    sales.on(date(2026, 11, 30), time(23))
    december = date(2026, 12, 1)
    assert (await figures(sales, month=december)).month.start == december
    assert (await sales.read(figures_of, boris, boris, december, sales.now)).month.start == NOVEMBER


async def test_what_was_logged_by_noon_of_the_next_working_day_counts(sales: Sales) -> None:
    anna, friday = sales.ids["Анна"], date(2026, 11, 20)

    def job(session: Session) -> None:
        client = a_client(session, anna)
        activity_plan(session, anna, PlanLine.CALLS, 4, since=friday)
        did(session, anna, client, ActivityKind.CALL, at(friday))
        for late in (at(date(2026, 11, 23), time(11, 59)), at(date(2026, 11, 23), time(12, 1))):
            did(session, anna, client, ActivityKind.CALL, at(friday), received=late)

    await sales.write(job)
    sales.on(date(2026, 11, 23), time(18))
    found = await figures(sales)
    assert [(day.day, day.lines[0].fact) for day in found.worked] == [(friday, 2), (date(2026, 11, 23), 0)]
    assert found.completion == Fraction(1, 4)


async def test_leave_is_not_counted_and_a_shortened_day_asks_for_less(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        activity_plan(session, anna, PlanLine.CALLS, 9, since=date(2026, 11, 18))
        session.add(
            Absence(
                member_id=anna,
                kind=AbsenceKind.VACATION,
                first_day=date(2026, 11, 19),
                last_day=date(2026, 11, 20),
            )
        )
        session.add(CalendarDay(day=date(2026, 11, 18), working=True, shortened_minutes=180))
        did(session, anna, a_client(session, anna), ActivityKind.CALL, at(date(2026, 11, 18)), 6)

    await sales.write(job)
    found = await figures(sales)
    assert [day.day for day in found.worked] == [date(2026, 11, 18), date(2026, 11, 23)]
    assert found.worked[0].completion == 1, "six of nine hours were worked, six of nine calls are the plan"
    assert found.passed == Fraction(13, 18)


async def test_a_weekly_line_and_a_meeting_that_was_not_held(sales: Sales) -> None:
    anna, monday = sales.ids["Анна"], date(2026, 11, 16)

    def job(session: Session) -> None:
        client = a_client(session, anna)
        activity_plan(session, anna, PlanLine.MEETINGS, 5, PlanPer.WEEK, since=monday, until=date(2026, 11, 21))
        did(session, anna, client, ActivityKind.MEETING, at(monday), 4, outcome=Outcome.AGREED)
        did(session, anna, client, ActivityKind.MEETING, at(monday), 3, outcome=Outcome.NOT_HELD)

    await sales.write(job)
    found = await figures(sales)
    assert [day.completion for day in found.worked] == [Fraction(4, 5)] * 5


async def test_the_bonus_is_whole_once_the_sales_plan_is_met(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        activity_plan(session, anna, PlanLine.CALLS, 10)
        sales_plan(session, anna, NOVEMBER, MILLION)

    await sales.write(job)
    assert (await figures(sales)).bonus == 0
    await sales.write(lambda s: paid(s, a_client(s, anna), MILLION, date(2026, 11, 23)))
    assert (await figures(sales)).bonus == 1


# Beside the others


async def test_conversions_stand_beside_the_median_of_the_team(sales: Sales) -> None:
    def job(session: Session) -> None:
        newcomer = Member(name="Дина", role=Role.REP, telegram_id=1, joined_at=MONDAY)
        session.add(newcomer)
        session.flush()
        team = session.query(Team.id).scalar()
        session.add(TeamMembership(team_id=team, member_id=newcomer.id, since=LONG_AGO))
        for member_id, effective in ((sales.ids["Анна"], 4), (sales.ids["Борис"], 1), (newcomer.id, 2)):
            client = a_client(session, member_id)
            when = at(date(2026, 11, 9))
            did(session, member_id, client, ActivityKind.CALL, when, effective, effective=True)
            did(session, member_id, client, ActivityKind.CALL, when, 5 - effective)

    await sales.write(job)
    found = await figures(sales)
    effective = next(one for one in found.conversions if one.step == "effective")
    assert (share_of(found, "effective"), effective.median) == ((4, 5), Fraction(2, 5))
    assert found.compared_with == "team"
    assert effective.own.interval() == pytest.approx((0.3755, 0.9638), abs=1e-3)


async def test_two_reps_are_not_compared_with_each_other(sales: Sales) -> None:
    def job(session: Session) -> None:
        for name in ("Анна", "Борис"):
            did(session, sales.ids[name], a_client(session, sales.ids[name]), ActivityKind.CALL, at(date(2026, 11, 9)))

    await sales.write(job)
    found = await figures(sales)
    assert found.compared_with is None
    assert all(one.median is None for one in found.conversions)


async def test_each_has_his_own_won_of_closed(sales: Sales) -> None:
    day = date(2026, 11, 9)

    def job(session: Session) -> None:
        for name, won, lost in (("Анна", 1, 2), ("Борис", 3, 1)):
            for state, number in ((DealState.WON, won), (DealState.LOST, lost)):
                for _ in range(number):
                    a_deal(session, sales.ids[name], state=state, closed_on=day)

    await sales.write(job)
    assert share_of(await figures(sales), "won") == (1, 3)
    found = await figures(sales, "Борис")
    assert (share_of(found, "won"), found.won.fact) == ((3, 4), 3)


# Who may look


async def test_a_rep_sees_only_his_own(sales: Sales) -> None:
    with pytest.raises(NotAllowed):
        await figures(sales, "Борис", by="Анна")


async def test_a_manager_sees_his_reps_and_not_anothers(sales: Sales) -> None:
    assert (await figures(sales, "Борис", by="Вера")).name == "Борис"

    def moved(session: Session) -> None:
        north = Team(name="Север")
        session.add(north)
        session.flush()
        session.execute(
            update(TeamMembership).where(TeamMembership.member_id == sales.ids["Борис"]).values(team_id=north.id)
        )

    await sales.write(moved)
    with pytest.raises(NotAllowed):
        await figures(sales, "Борис", by="Вера")
    assert (await figures(sales, "Борис", by="Глеб")).name == "Борис"


async def test_a_dismissed_member_sees_nothing_more(sales: Sales) -> None:
    def dismissed(session: Session) -> None:
        session.get_one(Member, sales.ids["Анна"]).dismissed_at = datetime(2026, 11, 22, tzinfo=UTC)

    await sales.write(dismissed)
    with pytest.raises(NotAllowed):
        await figures(sales)
    assert (await figures(sales, by="Глеб")).name == "Анна"


async def test_a_month_ahead_is_the_present_one(sales: Sales) -> None:
    found = await figures(sales, month=date(2027, 3, 1))
    assert (found.month.start, found.day, found.later) == (NOVEMBER, MONDAY.date(), False)


async def test_there_is_nothing_before_the_first_month(sales: Sales) -> None:
    assert not (await figures(sales)).earlier
    await sales.write(
        lambda s: did(s, sales.ids["Анна"], a_client(s, sales.ids["Анна"]), ActivityKind.CALL, at(LONG_AGO))
    )
    found = await figures(sales)
    assert found.earlier
    assert (await figures(sales, month=OCTOBER)).later
    assert found.day - found.month.start == timedelta(days=22)
