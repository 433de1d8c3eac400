"""Plans of reps by taps and by words."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.date_words import add_months
from domain.tables import (
    ActivityKind,
    ActivityPlan,
    DealState,
    FunnelPlan,
    Member,
    Outcome,
    PlanException,
    PlanLine,
    PlanPer,
    Role,
    SalesPlan,
    SalesPlanLine,
    Team,
    TeamMembership,
)
from handlers.links import OpenPlans
from handlers.plans.links import AcceptProposal, CopyMonth, CopyPlan, SetException, SetFocus, SetLine, SetSales
from tests.harness import MONDAY, Handset, Office, Screen, plain
from tests.use_cases.month import a_client, a_deal, activity_plan, at, did, long_together, sales_plan

NOVEMBER = date(2026, 11, 1)
TODAY = MONDAY.date()


async def opened(who: Handset, of: str = "Анна") -> Screen:
    await who.say("/settings")
    await who.tap("Планы")
    return await who.tap(of)


async def rows(office: Office, table: Any) -> list[Any]:
    def read(session: Session) -> list[Any]:
        found = list(session.scalars(select(table)))
        session.expunge_all()
        return found

    return await office.read(read)  # type: ignore[no-any-return]


async def lines(office: Office) -> list[tuple[PlanLine, PlanPer, int, int | None]]:
    held = [row for row in await rows(office, ActivityPlan) if row.until is None]
    return sorted((row.line, row.per, row.number, row.weekday) for row in held)


async def test_a_number_is_one_tap(office: Office) -> None:
    await opened(office.vera)
    await office.vera.tap("Звонки")
    screen = await office.vera.tap("10 в день")
    assert "Звонки: 10 в день" in screen.text
    assert await lines(office) == [(PlanLine.CALLS, PlanPer.DAY, 10, None)]


async def test_a_manager_types_an_activity_plan(office: Office) -> None:
    await opened(office.vera)
    await office.vera.tap("Встречи")
    await office.vera.tap("Написать")
    assert (await office.vera.say("много")).text.startswith("Нужно число")
    assert "Встречи: 15 в неделю" in (await office.vera.say("15 в неделю")).text
    assert await lines(office) == [(PlanLine.MEETINGS, PlanPer.WEEK, 15, None)]


async def test_another_number_for_a_weekday_is_typed_beside(office: Office) -> None:
    await opened(office.vera)
    await office.vera.tap("Звонки")
    await office.vera.tap("Написать")
    assert "Звонки: 10 в день, пт 5, сб нет" in (await office.vera.say("10, по пятницам 5, сб нет")).text


async def test_a_weekday_is_tapped_and_taken_back(office: Office) -> None:
    await opened(office.vera)
    await office.vera.tap("Звонки")
    await office.vera.tap("10 в день")
    await office.vera.tap("Звонки")
    await office.vera.tap("пт")
    assert "10 в день, пт 5" in (await office.vera.tap("5")).text
    await office.vera.tap("пт")
    assert "сейчас 10 в день." in (await office.vera.tap("Как обычно")).text


async def test_a_weekly_number_has_no_weekdays(office: Office) -> None:
    await opened(office.vera)
    await office.vera.tap("Звонки")
    await office.vera.tap("15 в неделю")
    assert "пт" not in (await office.vera.tap("Звонки")).flat


async def test_a_day_without_a_plan_and_back(office: Office) -> None:
    await opened(office.vera)
    await office.vera.tap("Звонки")
    await office.vera.tap("10 в день")
    await office.vera.tap("Особые дни")
    await office.vera.tap("пт 27 ноя")
    assert "пт 27 ноя: без плана" in (await office.vera.tap("Без плана")).text
    assert {(row.day, row.number) for row in await rows(office, PlanException)} == {(date(2026, 11, 27), 0)}
    await office.vera.tap("Как обычно")
    assert await rows(office, PlanException) == []


async def test_another_number_on_a_day_is_typed(office: Office) -> None:
    await opened(office.vera)
    await office.vera.tap("Звонки")
    await office.vera.tap("10 в день")
    await office.vera.tap("Особые дни")
    await office.vera.tap("пт 27 ноя")
    await office.vera.tap("Звонки")
    await office.vera.tap("Написать")
    assert "пт 27 ноя: звонки 4" in (await office.vera.say("4")).text

    assert "пт 27 ноя: звонки 4" in (await opened(office.vera)).text


async def test_a_focus_is_one_and_is_shown(office: Office) -> None:
    await opened(office.vera)
    for line in ("Звонки", "КП"):
        await office.vera.tap(line)
        await office.vera.tap("10 в день")
    await office.vera.tap("⭐ Фокус месяца")
    await office.vera.tap("Звонки")
    await office.vera.tap("⭐ Фокус месяца")
    assert "⭐ КП: 10 в день, фокус месяца" in strip((await office.vera.tap("КП")).text)
    held = [(row.line, row.is_focus) for row in await rows(office, ActivityPlan) if row.until is None]
    assert sorted(held) == [(PlanLine.CALLS, False), (PlanLine.OFFERS, True)]


def strip(text: str) -> str:
    return plain(text).replace("<b>", "").replace("</b>", "")


async def test_a_plan_is_given_to_a_team_in_one_step_with_who_gets_what(office: Office) -> None:
    def written(session: Session) -> None:
        assert office.anna.member_id
        assert office.boris.member_id
        activity_plan(session, office.anna.member_id, PlanLine.CALLS, 10)
        activity_plan(session, office.boris.member_id, PlanLine.CALLS, 8)
        activity_plan(session, office.boris.member_id, PlanLine.MEETINGS, 15, PlanPer.WEEK)

    await office.write(written)
    await opened(office.vera)
    screen = await office.vera.tap("Раздать команде")
    assert "Борис: звонки 8 в день → 10 в день; встречи 15 в неделю → нет" in strip(screen.text)
    screen = await office.vera.tap("✅ Раздать · 1")
    assert screen.text.startswith("✅ Новый план у 1.")
    held = [row for row in await rows(office, ActivityPlan) if row.until is None]
    assert {(row.member_id, row.line, row.number) for row in held} == {
        (office.anna.member_id, PlanLine.CALLS, 10),
        (office.boris.member_id, PlanLine.CALLS, 10),
    }


async def test_what_has_changed_since_the_preview_is_shown_first(office: Office) -> None:
    await office.write(lambda s: activity_plan(s, office.anna.member_id or 0, PlanLine.CALLS, 10))
    await opened(office.vera)
    await office.vera.tap("Раздать команде")
    await office.write(lambda s: activity_plan(s, office.anna.member_id or 0, PlanLine.OFFERS, 2))
    screen = await office.vera.tap("✅ Раздать · 1")
    assert "КП нет → 2 в день".lower() in strip(screen.text).lower()
    assert not [row for row in await rows(office, ActivityPlan) if row.member_id == office.boris.member_id]


async def test_twenty_sales_are_a_hundred_calls_five_a_day(office: Office) -> None:
    """His own: 50 calls for 10 sales; December 2026 has 22 working days."""

    def half_a_year(session: Session) -> None:
        anna = office.anna.member_id or 0
        long_together(session)
        client = a_client(session, anna)
        for _ in range(10):
            a_deal(session, anna, client, state=DealState.WON, closed_on=date(2026, 10, 5))
        did(session, anna, client, ActivityKind.CALL, at(date(2026, 10, 5)), 50, outcome=Outcome.TALKED)
        sales_plan(session, anna, add_months(NOVEMBER, 1), 20, SalesPlanLine.DEALS_WON)

    await office.write(half_a_year)
    await opened(office.vera)
    screen = await office.vera.tap("Предложить")
    assert "По своим конверсиям: за 180 дней выиграно сделок 10." in screen.text
    assert "Звонки: было 50, сделок 10; для плана нужно 100 → 5 в день" in strip(screen.text)
    assert "Звонки: 5 в день" in (await office.vera.tap("✅ Принять")).text


async def test_too_few_own_sales_are_reckoned_by_the_team_and_that_is_said(office: Office) -> None:
    def half_a_year(session: Session) -> None:
        anna, boris = office.anna.member_id or 0, office.boris.member_id or 0
        long_together(session)
        client = a_client(session, boris)
        for _ in range(10):
            a_deal(session, boris, client, state=DealState.WON, closed_on=date(2026, 10, 5), amount=100_000_00)
        did(session, boris, client, ActivityKind.CALL, at(date(2026, 10, 5)), 50, outcome=Outcome.TALKED)
        sales_plan(session, anna, NOVEMBER, 2_000_000_00)

    await office.write(half_a_year)
    await opened(office.vera)
    screen = await office.vera.tap("Предложить")
    assert "Оплаты по плану 2 млн ₽, средняя сделка 100 тыс. ₽: нужно выиграть 20." in plain(screen.text)
    assert "пока 0, этого мало. Считаем по команде: 10." in plain(screen.text)


async def test_without_a_sales_plan_or_sales_there_is_nothing_to_propose_from(office: Office) -> None:
    await opened(office.vera)
    assert "сначала поставьте план продаж" in (await office.vera.tap("Предложить")).text
    await office.write(lambda s: sales_plan(s, office.anna.member_id or 0, NOVEMBER, 20, SalesPlanLine.DEALS_WON))
    await opened(office.vera)
    assert "пока считать не от чего" in (await office.vera.tap("Предложить")).text


@pytest.mark.parametrize(("typed", "kopecks"), [("1,5 млн", 150_000_000), ("120к", 12_000_000)])
async def test_a_sales_plan_is_typed_as_people_write_amounts(office: Office, typed: str, kopecks: int) -> None:
    await opened(office.gleb)
    await office.gleb.tap("Продажи, декабрь 2026")
    await office.gleb.tap("Оплаты")
    await office.gleb.tap("Написать")
    assert (await office.gleb.say("-5")).text.startswith("Не похоже на сумму.")
    screen = await office.gleb.say(typed)
    assert "план продаж, декабрь 2026\nОплаты: " in strip(screen.text)
    assert [row.value for row in await rows(office, SalesPlan)] == [kopecks]


async def test_the_month_before_is_copied_and_ten_percent_more_however_often_tapped(office: Office) -> None:
    await office.write(lambda s: sales_plan(s, office.anna.member_id or 0, NOVEMBER, 1_234_500_00))
    await opened(office.gleb)
    await office.gleb.tap("Продажи, декабрь 2026")
    await office.gleb.tap("Как ноябрь 2026")
    for _ in range(2):
        await office.gleb.tap("ноябрь 2026 +10 %")
    december = [row for row in await rows(office, SalesPlan) if row.month == date(2026, 12, 1)]
    assert [row.value for row in december] == [1_358_000_00]


async def test_a_funnel_plan_is_typed_by_stage_and_copied(office: Office) -> None:
    await opened(office.vera)
    await office.vera.tap("Воронка, ноябрь 2026")
    await office.vera.tap("КП отправлено")
    screen = await office.vera.say("10 на 1,5 млн")
    assert "КП отправлено: 10 на 1,5 млн ₽" in plain(screen.text)
    await opened(office.vera)
    await office.vera.tap("Воронка, декабрь 2026")
    assert "КП отправлено: 11 на 1,65 млн ₽" in plain((await office.vera.tap("ноябрь 2026 +10 %")).text)
    assert sorted((row.month.month, row.number, row.amount) for row in await rows(office, FunnelPlan)) == [
        (11, 10, 150_000_000),
        (12, 11, 165_000_000),
    ]


FORGED = [
    OpenPlans(member_id=1),
    SetLine(member_id=1, line=PlanLine.CALLS, per=PlanPer.DAY, number=0),
    SetException(member_id=1, day="20261127", line=None, number=0),
    SetFocus(member_id=1, line=None),
    AcceptProposal(member_id=1, lines="c1d"),
    CopyPlan(member_id=1, team_id=1, shown=""),
    CopyMonth(member_id=1, what="s", month=0, percent=0),
    SetSales(member_id=1, line=SalesPlanLine.PAYMENTS, month=0, value=0),
]


@pytest.mark.parametrize("tap", FORGED, ids=lambda tap: type(tap).__name__)
async def test_a_rep_sets_no_plan_whatever_he_sends(office: Office, tap: Any) -> None:
    await office.write(lambda s: activity_plan(s, office.anna.member_id or 0, PlanLine.CALLS, 10))
    before = [(row.number, row.until) for row in await rows(office, ActivityPlan)]
    await office.anna.start()
    await office.anna.tap_data(tap.model_copy(update={"member_id": office.anna.member_id}).pack())
    assert [(row.number, row.until) for row in await rows(office, ActivityPlan)] == before
    assert await rows(office, SalesPlan) == await rows(office, PlanException) == []


@pytest.mark.parametrize("tap", FORGED, ids=lambda tap: type(tap).__name__)
async def test_a_manager_plans_for_his_teams_only(office: Office, tap: Any) -> None:
    def another_team(session: Session) -> int:
        rep = Member(name="Егор", role=Role.REP, joined_at=MONDAY)
        team = Team(name="Север")
        session.add_all([rep, team])
        session.flush()
        session.add(TeamMembership(team_id=team.id, member_id=rep.id, since=TODAY))
        activity_plan(session, rep.id, PlanLine.CALLS, 10, since=TODAY - timedelta(days=3))
        return rep.id

    egor = await office.write(another_team)
    await office.vera.start()
    await office.vera.tap_data(tap.model_copy(update={"member_id": egor}).pack())
    assert [(row.number, row.until) for row in await rows(office, ActivityPlan)] == [(10, None)]
    assert await rows(office, SalesPlan) == await rows(office, PlanException) == []
    assert "Егор" not in office.vera.screen.text


async def test_forty_reps_with_long_names_fit(office: Office) -> None:
    def hire(session: Session) -> None:
        team = session.scalars(select(Team)).one()
        for number in range(40):
            rep = Member(name=f"<b>{number} " + "Оченьдлинноеимя" * 12, role=Role.REP, joined_at=MONDAY)
            session.add(rep)
            session.flush()
            session.add(TeamMembership(team_id=team.id, member_id=rep.id, since=TODAY))
        activity_plan(session, office.anna.member_id or 0, PlanLine.CALLS, 10)

    await office.write(hire)
    await office.vera.say("/settings")
    screen = await office.vera.tap("Планы")
    assert "1/3" in screen.flat
    while "Анна" not in office.vera.screen.flat[0] and not any("Анна" in one for one in office.vera.screen.flat):
        await office.vera.tap("→")
    await office.vera.tap("✓ Анна")
    screen = await office.vera.tap("Раздать команде")
    assert len(screen.text) < 4096
    assert "✅ Раздать · 41" in screen.flat
    await office.vera.tap("✅ Раздать · 41")
    assert len({row.member_id for row in await rows(office, ActivityPlan)}) == 42
