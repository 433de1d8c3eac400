"""/pushes: what will come in the next seven days and why; a kind muted for a week, and who leads him sees it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.readers.coming import coming_week
from domain.tables import ActivityPlan, Notification, NotificationState, PlanLine, PlanPer, Task, TaskAction
from handlers.coming.links import Mute
from tests.harness import MONDAY, MOSCOW, Office, add_client, plain
from tests.scheduler.test_task_reminders import add_task, chamomile

TUESDAY_11 = datetime(2026, 11, 24, 11, tzinfo=MOSCOW)


async def a_week_of_anna(office: Office) -> None:
    """A call and a meeting on Tuesday, a plan, a client who wants a new contract."""

    def write(session: Session) -> None:
        anna = office.anna
        client_id = chamomile(session, anna)
        add_task(session, anna, TUESDAY_11, client_id)
        meeting = add_task(session, anna, TUESDAY_11 + timedelta(hours=4), client_id, action=TaskAction.MEETING)
        session.get_one(Task, meeting).ends_at = TUESDAY_11 + timedelta(hours=5)
        plan = {"line": PlanLine.CALLS, "per": PlanPer.DAY, "number": 10, "since": MONDAY.date()}
        session.add(ActivityPlan(member_id=anna.member_id, **plan))
        add_client(session, anna.member_id or 0, "Василёк")

    await office.write(write)


async def test_the_week_to_come_says_what_and_when(office: Office) -> None:
    await a_week_of_anna(office)
    week = plain((await office.anna.say("/pushes")).text)
    assert "завтра" in week.lower()
    assert "11:00 · «Ромашка», перезвонить" in week
    assert "14:00 · скоро встреча: «Ромашка», встреча, в 15:00" in week
    assert "16:15 · как прошло" in week
    assert "18:00 · Вечерняя сверка" in week
    assert "выходной" in week


async def test_a_day_in_full_says_why_each_comes(office: Office) -> None:
    await a_week_of_anna(office)
    await office.anna.say("/pushes")
    day = plain((await office.anna.tap("Завтра" if "Завтра" in office.anna.screen.flat else "завтра")).text)
    assert "Этот час назначен в задаче." in day
    assert "Начало рабочего дня" in day


async def test_what_is_foretold_is_what_comes(office: Office) -> None:
    """All that comes in a week in which nothing changes was foretold to the minute, and nothing else was."""
    await a_week_of_anna(office)
    anna, now = office.anna.member_id or 0, office.clock.now()
    week = await office.read(lambda session: coming_week(session, anna, now))
    foretold = {(push.kind, push.at) for day in week.days for push in day.pushes}
    await office.until(now + timedelta(days=6))
    rows = select(Notification.kind, Notification.due_at).where(
        Notification.recipient_id == anna, Notification.state == NotificationState.SENT
    )
    sent = await office.read(lambda session: {(row.kind, row.due_at) for row in session.execute(rows)})
    not_foretold = {"task_again", "evening"}
    assert {one for one in sent if one[0] not in not_foretold} == {
        one for one in foretold if one[0] not in not_foretold and one[1] <= now + timedelta(days=6)
    }


async def test_a_muted_kind_does_not_come_for_a_week_and_comes_again_when_asked(office: Office) -> None:
    await a_week_of_anna(office)
    anna = office.anna
    await anna.say("/pushes")
    await anna.tap("🔕 Чего не присылать")
    muted = await anna.tap("🔔 Вечерняя сверка")
    assert any(label.startswith("🔕 Вечерняя сверка") for label in muted.flat)
    heard = len(anna.heard)
    await office.until(MONDAY.replace(hour=19))
    assert not any("Звонки 0 из 10" in screen.text for screen in anna.heard[heard:])
    assert "Не приходит: Вечерняя сверка" in plain((await anna.say("/pushes")).text)
    await anna.tap("🔕 Чего не присылать")
    await anna.tap("🔕 Вечерняя сверка")
    await office.until(MONDAY.replace(hour=19) + timedelta(days=1))
    assert any("Звонки 0 из 10" in screen.text for screen in anna.heard)


async def test_what_may_not_be_muted_is_refused(office: Office) -> None:
    await office.anna.say("/pushes")
    for kind in ("task", "bundle", "nosuch", "nudge.nosuch"):
        await office.anna.tap_data(Mute(kind=kind).pack())
    assert "Не приходит" not in (await office.anna.say("/pushes")).text


async def test_a_manager_and_an_owner_have_their_own(office: Office) -> None:
    await office.later(days=1)
    for leader in (office.vera, office.gleb):
        week = plain((await leader.say("/pushes")).text)
        assert "18:00 · Итоги дня" in week
        assert "09:00 · Что ждёт решения" in week
    assert "Чего не решили руководители" in plain(office.gleb.screen.text)


async def test_who_leads_him_sees_what_he_has_muted(office: Office) -> None:
    await office.anna.say("/pushes")
    await office.anna.tap("🔕 Чего не присылать")
    await office.anna.tap("🔔 Вечерняя сверка")
    assert "🔔 Итог проверки базы" not in office.anna.screen.flat
    team = await office.vera.say("/team")
    assert next(line for line in team.text.split("\n") if "Анна" in line).endswith("🔕")
    card = await office.vera.tap("Анна")
    assert "🔕 Убраны на время: Вечерняя сверка · до 29 ноя" in plain(card.text)


async def test_the_closing_of_a_month_is_foretold_to_the_rep_and_to_who_leads_him(office: Office) -> None:
    await a_week_of_anna(office)
    await office.until(datetime(2026, 12, 1, 12, tzinfo=MOSCOW))
    assert "09:00 · План действий за месяц" in plain((await office.anna.say("/pushes")).text)
    assert "09:00 · Планы действий команды за месяц" in plain((await office.vera.say("/pushes")).text)
