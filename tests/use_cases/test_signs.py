"""Signs in the tables: what is found, who may see it, what becomes of it. Rule: "Truth of reports"."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.shares import Share
from domain.analytics.signs import SignKind
from domain.errors import BadChoice, Gone, NotAllowed
from domain.periods import Period, month_of, week_of, year_of
from domain.readers.looks import Look
from domain.readers.signs import SignsReport, sign_of, sign_rows, signs_report
from domain.tables import (
    Activity,
    ActivityKind,
    Address,
    Member,
    Notification,
    Outcome,
    Role,
    Setting,
    SignAnswer,
    Team,
    TeamMembership,
)
from domain.use_cases.signs import answer_sign, ask_about_sign, explain_sign
from tests.harness import MONDAY
from tests.use_cases.month import LONG_AGO, a_client, a_deal, at, bought, long_together, times
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
NOVEMBER = Look(month_of(TODAY))
FRIDAY = date(2026, 11, 20)
EARLY = date(2026, 11, 3)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    """Анна and Борис, and Егор beside them: a team with a median."""
    opened = await open_sales(database)
    await opened.write(long_together)

    def job(session: Session) -> int:
        egor = Member(name="Егор", role=Role.REP, joined_at=MONDAY)
        session.add(egor)
        session.flush()
        team = session.scalars(select(Team)).one()
        session.add(TeamMembership(team_id=team.id, member_id=egor.id, since=LONG_AGO))
        return egor.id

    opened.ids["Егор"] = await opened.write(job)
    return opened


def said(
    session: Session, author: int, client: int, when: datetime, saved: datetime | None = None, **details: Any
) -> int:
    values = {"kind": ActivityKind.CALL, "outcome": Outcome.TALKED, **details}
    row = Activity(client_id=client, author_id=author, **values, **times(when, saved))
    session.add(row)
    session.flush()
    return row.id


async def look(sales: Sales, who: str = "Глеб", asked: Look = NOVEMBER) -> SignsReport:
    return await sales.read(signs_report, sales.ids[who], asked, TODAY)


async def kinds(sales: Sales) -> list[tuple[str, SignKind]]:
    found = await look(sales)
    return [(found.names[sign.member_id], sign.kind) for sign in found.signs]


async def a_burst(sales: Sales, **details: Any) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        client = a_client(session, anna)
        for number in range(8):
            when = at(FRIDAY, time(14)) + timedelta(seconds=20 * number)
            said(session, anna, client, at(FRIDAY, time(9, number)), when, **details)

    await sales.write(job)


async def test_eight_conversations_in_three_minutes_with_their_rows(sales: Sales) -> None:
    await a_burst(sales)
    found = await look(sales)
    (sign,) = found.signs
    assert (sign.kind, sign.day, sign.number, sign.own) == (SignKind.BURST, FRIDAY, 8, Share(1, 1))
    rows = await sales.read(sign_rows, found, sign.key, 0)
    assert (rows.total, rows.opens, len(rows.rows)) == (8, "client", 8)
    with pytest.raises(BadChoice):
        await sales.read(sign_rows, found, "b1.000000", 0)


@pytest.mark.parametrize("details", [{"outcome": Outcome.NO_ANSWER}, {"from_queue": True}])
async def test_no_answer_and_the_call_queue_are_no_burst(sales: Sales, details: dict[str, Any]) -> None:
    await a_burst(sales, **details)
    assert await kinds(sales) == []


async def test_most_of_the_day_in_the_last_half_hour_of_ones_own_work(sales: Sales) -> None:
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]

    def job(session: Session) -> None:
        session.get_one(Member, boris).work_hours = [["09:00", "20:00"]] * 5 + [None, None]
        for author in (anna, boris):
            client = a_client(session, author)
            for number in range(6):
                said(session, author, client, at(FRIDAY, time(10 + number)), at(FRIDAY, time(17, 30 + number)))

    await sales.write(job)
    assert await kinds(sales) == [("Анна", SignKind.EVENING)]
    found = await look(sales)
    assert (await sales.read(sign_rows, found, found.signs[0].key, 0)).total == 6


async def test_one_comment_on_three_clients_a_day(sales: Sales) -> None:
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]
    long, short = "Поговорили, перезвонить позже", "перезвонить"

    def job(session: Session) -> None:
        for number in range(3):
            client = a_client(session, anna)
            said(session, anna, client, at(FRIDAY, time(10 + number)), comment=f" {long}" if number else long)
            said(session, boris, client, at(FRIDAY, time(10 + number)), comment=short)
        for number in range(3):
            said(session, boris, client, at(FRIDAY, time(15 + number)), comment=long)

    await sales.write(job)
    assert await kinds(sales) == [("Анна", SignKind.SAME)]
    found = await look(sales)
    assert (await sales.read(sign_rows, found, found.signs[0].key, 0)).total == 3


async def test_durations_longer_than_the_time_between(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        client = a_client(session, anna)
        for minute in (0, 2, 30):
            said(session, anna, client, at(FRIDAY, time(10, minute)), duration_s=600)

    await sales.write(job)
    (sign,) = (await look(sales)).signs
    assert (sign.kind, sign.number) == (SignKind.OVERLAP, 2)


async def test_a_place_away_from_every_address_of_the_client(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        client, unknown = a_client(session, anna), a_client(session, anna)
        for longitude in (37.60, 37.70):
            session.add(Address(client_id=client, text="склад", latitude=55.75, longitude=longitude))
        place: dict[str, Any] = {"latitude": 55.75, "outcome": Outcome.AGREED, "kind": ActivityKind.MEETING}
        said(session, anna, client, at(FRIDAY, time(10)), longitude=37.605, **place)
        said(session, anna, client, at(FRIDAY, time(12)), longitude=37.65, **place)
        said(session, anna, unknown, at(FRIDAY, time(14)), longitude=40.0, **place)

    await sales.write(job)
    found = await look(sales)
    far = [sign for sign in found.signs if sign.kind is SignKind.FAR]
    assert [sign.number for sign in far] == [1]


async def test_back_dated_more_than_twice_as_often_as_the_team(sales: Sales) -> None:
    def job(session: Session) -> None:
        for name, late in (("Анна", 5), ("Борис", 2), ("Егор", 1)):
            client = a_client(session, sales.ids[name])
            for number in range(10):
                saved = at(TODAY, time(9, number)) if number < late else None
                said(session, sales.ids[name], client, at(FRIDAY, time(10, number)), saved)

    await sales.write(job)
    found = await look(sales)
    (sign,) = found.signs
    assert (found.names[sign.member_id], sign.kind, sign.own) == ("Анна", SignKind.BACKDATED, Share(5, 10))
    assert (await sales.read(sign_rows, found, sign.key, None)).total == 5


async def test_agreed_and_nothing_after_in_fourteen_days(sales: Sales) -> None:
    """A deal, a move of a deal or a purchase is something; what is younger than 14 days is not counted."""

    def job(session: Session) -> None:
        for name in ("Анна", "Борис", "Егор"):
            author = sales.ids[name]
            clients = [a_client(session, author) for _ in range(5)]
            for number, client in enumerate(clients):
                said(session, author, client, at(EARLY, time(10 + number)), outcome=Outcome.AGREED)
            said(session, author, clients[0], at(FRIDAY), outcome=Outcome.AGREED)
            if name != "Анна":
                a_deal(session, author, clients[0], since=EARLY)
                bought(session, clients[1], EARLY + timedelta(days=14))
                bought(session, clients[2], EARLY + timedelta(days=15))
                for client in clients[3:]:
                    a_deal(session, author, client, since=EARLY)

    await sales.write(job)
    found = await look(sales)
    (sign,) = [sign for sign in found.signs if sign.kind is SignKind.UNFOLLOWED]
    assert (found.names[sign.member_id], sign.own, sign.team) == ("Анна", Share(5, 5), Share(1, 5).value)
    assert (await sales.read(sign_rows, found, sign.key, None)).total == 5


async def test_a_rep_sees_no_signs_and_a_manager_those_of_his_team(sales: Sales) -> None:
    await a_burst(sales)
    with pytest.raises(NotAllowed):
        await look(sales, "Анна")
    assert len((await look(sales, "Вера")).signs) == 1


async def test_a_longer_time_is_looked_through_by_its_last_month(sales: Sales) -> None:
    await a_burst(sales)
    found = await look(sales, asked=Look(year_of(TODAY)))
    assert found.counted == month_of(TODAY)
    assert len(found.signs) == 1


async def test_the_question_is_sent_once_and_the_answer_closes_it(sales: Sales) -> None:
    await a_burst(sales)
    key = (await look(sales)).signs[0].key
    assert not (await sales.run(ask_about_sign, "Вера", key, 8)).again
    assert (await sales.run(ask_about_sign, "Глеб", key, 8)).again
    assert [sign.key for sign in (await look(sales)).open] == [key]
    await sales.run(answer_sign, "Анна", key, "at_once")
    found = await look(sales)
    assert (found.open, found.answers[key].answer) == ((), "at_once")
    pushes = await sales.read(lambda s: [(row.kind, row.recipient_id) for row in s.scalars(select(Notification))])
    assert pushes == [("sign_asked", sales.ids["Анна"]), ("sign_answered", sales.ids["Вера"])]


async def test_nobody_answers_for_another_and_only_what_is_offered(sales: Sales) -> None:
    await a_burst(sales)
    key = (await look(sales)).signs[0].key
    with pytest.raises(Gone):
        await sales.run(answer_sign, "Анна", key, "at_once")
    await sales.run(ask_about_sign, "Вера", key, 8)
    with pytest.raises(Gone):
        await sales.run(answer_sign, "Борис", key, "at_once")
    with pytest.raises(BadChoice):
        await sales.run(answer_sign, "Анна", key, "<b>")


async def test_explained_is_closed_and_a_rep_may_not_say_so(sales: Sales) -> None:
    await a_burst(sales)
    key = (await look(sales)).signs[0].key
    with pytest.raises(NotAllowed):
        await sales.run(explain_sign, "Анна", key)
    await sales.run(explain_sign, "Вера", key)
    assert (await look(sales)).open == ()
    kept = await sales.read(lambda s: [(row.key, row.explained_by) for row in s.scalars(select(SignAnswer))])
    assert kept == [(key, sales.ids["Вера"])]


@pytest.mark.parametrize(
    "key", ["", "b", "x1.261120", "b1.269999", "b.261120", "b1", "a1.zzz", "bⅧ.261120", "b9999999999.261120"]
)
async def test_a_forged_key_is_refused(sales: Sales, key: str) -> None:
    with pytest.raises(BadChoice):
        await sales.read(sign_of, sales.ids["Глеб"], key, TODAY)


async def test_a_sign_that_is_no_more_is_gone(sales: Sales) -> None:
    with pytest.raises(Gone):
        await sales.read(sign_of, sales.ids["Глеб"], f"b{sales.ids['Анна']}.261120", TODAY)


async def backdated(sales: Sales) -> None:
    def job(session: Session) -> None:
        for name, late in (("Анна", 5), ("Борис", 2), ("Егор", 1)):
            client = a_client(session, sales.ids[name])
            for number in range(10):
                saved = at(TODAY, time(9, number)) if number < late else None
                said(session, sales.ids[name], client, at(FRIDAY, time(10, number)), saved)

    await sales.write(job)


async def test_what_was_explained_once_is_not_shown_again_for_other_days_of_it(sales: Sales) -> None:
    """A month's sign explained is closed for its week too, and for thirty days that are mostly of it."""
    await backdated(sales)
    (sign,) = (await look(sales)).signs
    await sales.run(explain_sign, "Вера", sign.key)
    for period in (week_of(FRIDAY), Period(FRIDAY - timedelta(days=10), FRIDAY + timedelta(days=4))):
        found = await look(sales, asked=Look(period))
        assert [one.kind for one in found.signs] == [SignKind.BACKDATED]
        assert found.open == ()


async def test_a_week_explained_leaves_the_rest_of_the_month_open(sales: Sales) -> None:
    await backdated(sales)
    (sign,) = (await look(sales, asked=Look(week_of(FRIDAY)))).signs
    await sales.run(explain_sign, "Вера", sign.key)
    assert (await look(sales, asked=Look(week_of(FRIDAY)))).open == ()
    assert len((await look(sales)).open) == 1


async def test_signs_are_for_who_leads_the_rep_alone(sales: Sales) -> None:
    """Neither a manager of others nor a rep: nothing is shown, asked or explained."""
    await a_burst(sales)
    key = (await look(sales)).signs[0].key

    def another_manager(session: Session) -> int:
        other = Member(name="Зоя", role=Role.MANAGER, joined_at=MONDAY)
        team = Team(name="Север")
        session.add_all([other, team])
        session.flush()
        session.add(TeamMembership(team_id=team.id, member_id=other.id, leads=True, since=LONG_AGO))
        return other.id

    sales.ids["Зоя"] = await sales.write(another_manager)
    assert (await look(sales, "Зоя")).signs == ()
    for who in ("Зоя", "Борис", "Анна"):
        for case, about in ((ask_about_sign, (key, 8)), (explain_sign, (key,))):
            with pytest.raises(NotAllowed):
                await sales.run(case, who, *about)
    assert await sales.read(lambda s: s.scalars(select(SignAnswer)).all()) == []


async def test_asked_and_explained_twice_nothing_is_doubled(sales: Sales) -> None:
    await a_burst(sales)
    key = (await look(sales)).signs[0].key
    for _ in range(2):
        await sales.run(explain_sign, "Вера", key)
    assert (await sales.run(ask_about_sign, "Вера", key, 8)).again
    assert await sales.read(lambda s: s.scalars(select(Notification)).all()) == []


async def test_what_came_after_a_lost_connection_is_no_burst(sales: Sales) -> None:
    """Eight conversations that were delivered within the same second."""
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        client = a_client(session, anna)
        for number in range(8):
            when = at(FRIDAY, time(14)) + timedelta(milliseconds=100 * number)
            said(session, anna, client, at(FRIDAY, time(9, number)), when)

    await sales.write(job)
    assert await kinds(sales) == []


async def test_the_threshold_of_a_burst_and_of_a_distance_are_the_companys(sales: Sales) -> None:
    await a_burst(sales)
    await sales.write(lambda s: s.add(Setting(scope="company", key="sign_talks", value=9, changed_at=MONDAY)))
    assert await kinds(sales) == []


async def test_comments_of_nineteen_characters_are_no_sign(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        for number in range(3):
            said(session, anna, a_client(session, anna), at(FRIDAY, time(10 + number)), comment="а" * 19)

    await sales.write(job)
    assert await kinds(sales) == []
