"""The manager's team today."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from domain.tables import (
    Absence,
    AbsenceKind,
    Activity,
    ActivityKind,
    ActivityPlan,
    Outcome,
    PlanLine,
    PlanPer,
    Task,
    TaskAction,
    Team,
    TeamMembership,
)
from tests.harness import MONDAY, Office, add_client

TIMES: dict[str, Any] = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}


async def work(office: Office) -> None:
    """Анна called twice of ten and met once; a meeting that was not held and yesterday's call do not count."""
    anna = office.anna.member_id
    assert anna is not None

    def job(session: Session) -> None:
        client = add_client(session, anna, "Ромашка <b>")
        for kind, outcome in (
            (ActivityKind.CALL, Outcome.AGREED),
            (ActivityKind.CALL, Outcome.NO_ANSWER),
            (ActivityKind.MEETING, Outcome.AGREED),
            (ActivityKind.MEETING, Outcome.NOT_HELD),
        ):
            session.add(Activity(kind=kind, outcome=outcome, client_id=client, author_id=anna, **TIMES))
        yesterday = TIMES | {"happened_at": MONDAY - timedelta(days=1)}
        session.add(Activity(kind=ActivityKind.CALL, client_id=client, author_id=anna, **yesterday))
        since = MONDAY.date()
        session.add(ActivityPlan(member_id=anna, line=PlanLine.CALLS, per=PlanPer.DAY, number=10, since=since))
        session.add(ActivityPlan(member_id=anna, line=PlanLine.OFFERS, per=PlanPer.WEEK, number=15, since=since))
        late = MONDAY.date() - timedelta(days=3)
        session.add(Task(assignee_id=anna, client_id=client, action=TaskAction.OFFER, due_on=late, **TIMES))

    await office.write(job)


async def test_who_did_what_today_against_the_plan(office: Office) -> None:
    await work(office)
    screen = await office.vera.say("/team")
    assert screen.text.splitlines() == [
        "Команда, пн 23 ноя",
        "Анна: звонки 2 из 10, встречи 1, КП 0, за неделю 0 из 15. Просрочено 1.",
        "Борис: пока ничего.",
    ]
    assert screen.flat == ["Анна", "Борис", "Просроченные дела: 1"]


async def test_overdue_tasks_are_named_with_whose_they_are(office: Office) -> None:
    await work(office)
    await office.vera.say("/team")
    screen = await office.vera.tap("Просроченные дела")
    assert screen.text == "Просрочено\nАнна, 20 ноя: «Ромашка <b>», отправить КП"


async def test_a_rep_is_opened_with_his_day_and_what_he_has_in_hand(office: Office) -> None:
    await work(office)
    await office.vera.say("/team")
    screen = await office.vera.tap("Анна")
    assert "Сегодня: звонки 2 из 10, встречи 1, КП 0, за неделю 0 из 15." in screen.text
    assert "Клиентов 1, давно молчат 0." in screen.text
    assert "Ромашка <b>: встреча, не состоялась" in screen.text
    assert screen.flat[0] == "➕ Поставить задачу"
    assert (await office.vera.tap("← Команда")).text.startswith("Команда, пн 23 ноя")


async def test_a_manager_sees_his_teams_only_and_the_owner_all(office: Office) -> None:
    await office.write(lambda s: _move_boris(s, office.boris.member_id))
    assert "Борис" not in (await office.vera.say("/team")).text
    assert "Борис" in (await office.gleb.say("/team")).text
    await office.vera.tap_data(f"mb:{office.boris.member_id}")
    assert office.vera.toasts[-1] == "Это доступно не всем. Ничего не записано."


def _move_boris(session: Session, boris: int | None) -> None:
    team = Team(name="Север")
    session.add(team)
    session.flush()
    for stay in session.query(TeamMembership).filter_by(member_id=boris):
        stay.team_id = team.id


async def test_a_rep_has_no_team_screen(office: Office) -> None:
    assert (await office.anna.say("/team")).text == "Такой команды нет. Что есть: /help"


async def test_at_home_a_manager_reads_the_teams_day_in_one_line(office: Office) -> None:
    await work(office)
    screen = await office.vera.say("/start")
    assert [heard.text for heard in office.vera.heard[-2:]] == [
        "Своих дел на сегодня нет.",
        "Команда сегодня: звонки 2, встречи 1, КП 0. Без записей пока 1 из 2. Просрочено 1.",
    ]
    assert screen.flat == ["👥 Команда", "Просроченные дела: 1"]
    screen = await office.vera.tap("Просроченные дела")
    assert screen.text.startswith("Просрочено")


async def test_at_home_a_rep_reads_nothing_of_the_team(office: Office) -> None:
    screen = await office.anna.say("/start")
    assert screen.text == "На сегодня дел нет."
    assert screen.flat == []


async def test_a_team_that_has_logged_nothing_is_said_in_a_sentence(office: Office) -> None:
    screen = await office.gleb.say("/start")
    assert screen.text == "Команда сегодня ещё ничего не записала."
    assert screen.flat == ["👥 Команда"]


async def test_who_is_away_is_not_idle_but_away(office: Office) -> None:
    today = date(2026, 11, 23)
    row = {"kind": AbsenceKind.VACATION, "first_day": today, "last_day": date(2026, 11, 27)}
    await office.write(lambda s: s.add(Absence(member_id=office.anna.member_id, **row)))
    screen = await office.vera.say("/team")
    assert "Анна: 🏖 отпуск по пт 27 ноя" in screen.text
    assert "Борис: пока ничего" in screen.text
