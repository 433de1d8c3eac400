"""A month closes: each rep's share of the activity bonus with its days. Rules: "Plans", "Money" (Closing)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.statements import dumped, loaded
from domain.tables import (
    Absence,
    AbsenceKind,
    ActivityKind,
    CalendarDay,
    Client,
    Member,
    Outcome,
    PlanLine,
    PlanStatement,
    Role,
)
from domain.worktime import WorkCalendar
from handlers.plans.statement_links import OpenEvidence, OpenStatement, OpenTeamStatements
from scheduler import statements
from tests.harness import MOSCOW, Office, plain
from tests.scheduler.world import World, moscow
from tests.use_cases.month import a_client, activity_plan, at, did, long_together, paid, sales_plan

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Of those that live through many days; the others show that both databases say the same."""
NOVEMBER = date(2026, 11, 1)
SATURDAY = date(2026, 11, 28)
CLOSED = datetime(2026, 12, 4, 9, 5, tzinfo=MOSCOW)
FULL = {PlanLine.CALLS: 30, PlanLine.MEETINGS: 10, PlanLine.OFFERS: 20}
KINDS = {
    PlanLine.CALLS: ActivityKind.CALL,
    PlanLine.MEETINGS: ActivityKind.MEETING,
    PlanLine.OFFERS: ActivityKind.OFFER,
}


def working_days() -> list[date]:
    """Twenty of November 2026 and a working Saturday: twenty-one."""
    calendar = WorkCalendar()
    days = [NOVEMBER + timedelta(days=number) for number in range(30)]
    from domain.worktime import WorkHours

    return [day for day in days if calendar.hours(day, WorkHours.weekdays()) or day == SATURDAY]


def a_month(who: int, done: Sequence[dict[PlanLine, int]]) -> Any:
    """What was done on each of the working days."""

    def job(session: Session) -> None:
        long_together(session)
        if session.get(CalendarDay, SATURDAY) is None:
            session.add(CalendarDay(day=SATURDAY, working=True))
        client = a_client(session, who)
        for line, number in FULL.items():
            activity_plan(session, who, line, number)
        for day, lines in zip(working_days(), done, strict=False):
            for line, number in lines.items():
                outcome = Outcome.AGREED if line is PlanLine.MEETINGS else None
                did(session, who, client, KINDS[line], at(day), number, outcome=outcome)

    return job


async def heard(office: Office, who: str = "anna") -> list[str]:
    handset = getattr(office, who)
    await office.arrive_at(CLOSED - timedelta(minutes=10), lived=timedelta(hours=2))
    before = len(handset.heard)
    await office.arrive_at(CLOSED, lived=timedelta(hours=2))
    return [strip(screen.text) for screen in handset.heard[before:] if "план действий" in screen.text.lower()]


def strip(text: str) -> str:
    return plain(text).replace("<b>", "").replace("</b>", "")


def test_november_has_twenty_one_working_days_here() -> None:
    assert len(working_days()) == 21


async def test_one_call_short_every_day_is_the_whole_bonus(office: Office) -> None:
    await office.write(a_month(office.anna.member_id or 0, [{**FULL, PlanLine.CALLS: 29}] * 21))
    (said,) = await heard(office)
    assert "Доля премии за активность: 1,00. Выполнено 98,9 % плана, целиком от 90 %. Полных дней 0 из 21." in said
    assert "пн 2 ноя · 99 %: звонки 29 из 30, встречи 10 из 10, КП 20 из 20" in said


async def test_three_empty_days_cost_a_twentieth(office: Office) -> None:
    await office.write(a_month(office.anna.member_id or 0, [FULL] * 18))
    (said,) = await heard(office)
    assert "Доля премии за активность: 0,95. Выполнено 85,7 % плана" in said
    for word in ("оклад", "штраф", "зарплат", "вычет"):
        assert word not in said.lower()


@ON_SQLITE
async def test_with_the_sales_plan_met_the_share_is_whole(office: Office) -> None:
    def met(session: Session) -> None:
        anna = office.anna.member_id or 0
        sales_plan(session, anna, NOVEMBER, 100_000)
        paid(session, a_client(session, anna), 100_000, date(2026, 11, 20))

    await office.write(a_month(office.anna.member_id or 0, []))
    await office.write(met)
    (said,) = await heard(office)
    assert "Доля премии за активность: 1,00: план продаж выполнен." in said


async def test_days_of_leave_are_not_counted_and_a_short_day_asks_less(office: Office) -> None:
    anna = office.anna.member_id or 0

    def away(session: Session) -> None:
        session.add(
            Absence(
                member_id=anna,
                kind=AbsenceKind.VACATION,
                first_day=date(2026, 11, 9),
                last_day=date(2026, 11, 13),
            )
        )
        session.add(CalendarDay(day=date(2026, 11, 2), working=True, shortened_minutes=180))

    await office.write(a_month(anna, [{PlanLine.CALLS: 20}, *[FULL] * 20]))
    await office.write(away)
    (said,) = await heard(office)
    assert "отпуск: 9 ноя – 13 ноя" in said
    assert "пн 2 ноя (короткий день) · 33 %: звонки 20 из 20, встречи 0 из 7, КП 0 из 14" in said
    assert "из 16." in said


@ON_SQLITE
async def test_a_day_shows_its_very_activities_and_what_was_logged_late(office: Office) -> None:
    anna = office.anna.member_id or 0
    day = date(2026, 11, 3)

    def late(session: Session) -> None:
        session.query(Client).update({"name": "Ромашка"})
        client = session.scalars(select(Client.id)).first() or 0
        did(session, anna, client, ActivityKind.OFFER, at(day, time(15)), received=at(date(2026, 11, 5), time(13)))
        did(session, anna, client, ActivityKind.OFFER, at(day, time(16)), received=at(date(2026, 12, 4), time(8)))

    await office.write(a_month(anna, [FULL, {PlanLine.CALLS: 12}]))
    await office.write(late)
    await heard(office)
    screen = await office.anna.tap("3 · 13")
    assert "вт 3 ноя. Записей: 14" in strip(screen.text)
    assert "В расчёте: звонки 12 из 30, встречи 0 из 10, КП 0 из 20" in screen.text
    assert strip(screen.text).count("12:00 · «Ромашка», звонок") == 10
    screen = await office.anna.tap("→")
    assert "15:00 · «Ромашка», КП отправлено (внесено позже)" in screen.text
    assert "16:00 · «Ромашка», КП отправлено (после закрытия)" in screen.text
    assert "После закрытия внесено и ничего не меняет: 1." in (await office.anna.tap("← К месяцу")).text


@ON_SQLITE
async def test_what_is_said_after_the_closing_changes_nothing(office: Office) -> None:
    anna = office.anna.member_id or 0
    await office.write(a_month(anna, [FULL] * 18))
    await heard(office)
    before = await office.read(lambda s: s.scalars(select(PlanStatement.figures)).one())

    def later(session: Session) -> None:
        client = a_client(session, anna)
        did(session, anna, client, ActivityKind.CALL, at(date(2026, 11, 30)), 30, received=at(date(2026, 12, 4)))
        session.add(
            Absence(member_id=anna, kind=AbsenceKind.SICK, first_day=date(2026, 11, 24), last_day=date(2026, 11, 30))
        )
        sales_plan(session, anna, NOVEMBER, 1)
        paid(session, client, 100_000, date(2026, 11, 20))

    await office.write(later)
    await office.until(CLOSED + timedelta(days=5))
    assert await office.read(lambda s: s.scalars(select(PlanStatement.figures)).one()) == before
    screen = await office.anna.tap_data(OpenStatement(member_id=anna, month="202611").pack())
    assert "Доля премии за активность: 0,95." in strip(screen.text)
    assert "После закрытия внесено и ничего не меняет: 30." in screen.text


@ON_SQLITE
async def test_the_manager_has_all_his_reps_in_one_silent_message(office: Office) -> None:
    for handset, days in ((office.anna, 21), (office.boris, 18)):
        await office.write(a_month(handset.member_id or 0, [FULL] * days))
    (said,) = await heard(office, "vera")
    assert said.split("\n")[1:3] == ["Борис: 0,95, выполнено 85,7 %", "Анна: 1,00, выполнено 100 %"]
    (message,) = [one for one in office.vera.heard if "Закрыт месяц" in one.text]
    assert message.raw.get("disable_notification", True)
    await office.vera.tap("Борис")
    assert "Борис, ноябрь 2026: план действий" in strip(office.vera.screen.text)
    await office.vera.tap("← Все менеджеры")
    assert "Закрыт месяц: ноябрь 2026." in office.vera.screen.text
    assert not [one for one in office.gleb.heard if "Закрыт месяц" in one.text]


@ON_SQLITE
@pytest.mark.parametrize(
    "tap",
    [
        OpenStatement(member_id=1, month="202611"),
        OpenEvidence(member_id=1, day="20261103"),
        OpenTeamStatements(month="202611"),
    ],
    ids=lambda tap: type(tap).__name__,
)
async def test_nobody_sees_a_colleagues_month(office: Office, tap: Any) -> None:
    await office.write(a_month(office.anna.member_id or 0, [FULL] * 18))
    await heard(office)
    await office.boris.start()
    about = {"member_id": office.anna.member_id} if "member_id" in type(tap).model_fields else {}
    await office.boris.tap_data(tap.model_copy(update=about).pack())
    assert "Анна" not in office.boris.screen.text


async def test_a_month_that_is_going_on_says_when_it_closes(office: Office) -> None:
    anna = office.anna.member_id or 0
    await office.write(a_month(anna, [FULL] * 10))
    await office.anna.start()
    screen = await office.anna.tap_data(OpenStatement(member_id=anna, month="202611").pack())
    assert "Месяц ещё идёт, закроется в конце дня чт 3 дек." in screen.text


def test_each_is_told_once_when_he_works_next_after_the_companys_closing() -> None:
    world = World(kinds=(statements.KIND,))
    reps = [world.member(), world.member("Борис", zone="Asia/Vladivostok"), world.member("Егор")]
    world.member("Глеб", Role.OWNER)
    world.away(reps[2], date(2026, 12, 4), date(2026, 12, 7))
    for rep in reps:
        activity_plan(world.session, rep, PlanLine.CALLS, 10)
    world.live(moscow(2026, 11, 20, 9), moscow(2026, 12, 20, 9))
    assert world.at("statement") == ["04.12 02:00", "04.12 09:00", "08.12 09:00"]
    assert world.at("team_statements") == ["04.12 09:00"]
    closed = world.session.scalars(select(PlanStatement)).all()
    assert sorted(one.member_id for one in closed) == reps


def test_missed_for_three_working_days_it_is_not_told_and_the_next_is_known() -> None:
    world = World(kinds=(statements.KIND,))
    rep = world.member()
    activity_plan(world.session, rep, PlanLine.CALLS, 10)
    assert world.tick(moscow(2026, 12, 10, 9)) == []
    assert world.next_due(moscow(2026, 12, 10, 9)) == moscow(2027, 1, 14, 9)


def test_who_has_no_plan_is_told_nothing() -> None:
    world = World(kinds=(statements.KIND,))
    world.member()
    assert world.live(moscow(2026, 11, 20, 9), moscow(2026, 12, 20, 9)) == []
    assert world.session.scalars(select(Member)).one().name == "Анна"


def test_a_statement_is_read_as_it_was_written() -> None:
    from fractions import Fraction

    from domain.activity_plan import Per
    from domain.activity_plan import PlanLine as Line
    from domain.analytics.figures import PlannedLine, WorkedDay
    from domain.statements import Statement

    day = WorkedDay(SATURDAY, Fraction(8, 9), (Line(3, Fraction(80, 9)),), (PlannedLine("calls", 10, Per.DAY),))
    made = Statement(NOVEMBER, (day,), {date(2026, 11, 3): "sick"}, True, Fraction(9, 10))
    assert loaded(NOVEMBER, dumped(made)) == made
