"""«Мой день»: what must be done, in one message."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from domain.tables import PlanLine, Purchase, TaskAction
from tests.harness import MONDAY, MOSCOW, Office, add_client, plain
from tests.scheduler.test_task_reminders import AT_14, add_task, chamomile
from tests.use_cases.test_pushes import plan


async def test_an_empty_day_says_so(office: Office) -> None:
    await office.anna.start()
    screen = await office.anna.press("📋 Мой день")
    assert screen.text == "Пн 23 ноября. Дел нет."


async def test_the_day_shows_overdue_meetings_and_calls_by_hour(office: Office) -> None:
    def fill(session: Session) -> None:
        client_id = chamomile(session, office.anna)
        plan(session, office.anna, PlanLine.CALLS, 10)
        add_task(session, office.anna, AT_14, client_id)
        add_task(session, office.anna, datetime(2026, 11, 20, 12, tzinfo=MOSCOW), client_id)
        meeting = {"action": TaskAction.MEETING, "ends_at": AT_14 + timedelta(hours=3)}
        add_task(session, office.anna, AT_14 + timedelta(hours=2), client_id, **meeting)

    await office.write(fill)
    screen = await office.anna.say("/day")
    assert plain(screen.text) == (
        "Пн 23 ноября. 2 дела.\nЗвонки 0 из 10.\n\nПросрочено 1\n20 ноя · «Ромашка», перезвонить\n\n"
        "Встречи: 1\n🤝 16:00 · «Ромашка», встреча\n\nДела: 1\n📞 14:00 · «Ромашка», перезвонить"
    )
    assert screen.flat[0] == "▶️ Обзвон"


async def test_a_task_opens_from_the_day(office: Office) -> None:
    await office.write(lambda s: add_task(s, office.anna, AT_14, chamomile(s, office.anna)))
    await office.anna.say("/day")
    screen = await office.anna.tap("14:00 Ромашка")
    assert screen.text.startswith("«Ромашка», перезвонить · сегодня, 14:00")


async def test_without_tasks_it_says_who_is_silent(office: Office) -> None:
    def silent(session: Session) -> None:
        client_id = add_client(
            session,
            office.anna.member_id or 0,
            "Василёк",
            first_purchase_on=date(2026, 7, 12),
            last_purchase_on=date(2026, 9, 20),
            purchase_days=3,
            silent_from=date(2026, 11, 12),
        )
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        session.add(Purchase(client_id=client_id, day=date(2026, 9, 20), amount=8_000_000, **times))

    await office.write(silent)
    screen = await office.anna.say("/day")
    assert plain(screen.text).startswith("Пн 23 ноября. Дел нет. Давно молчит 1 клиент на 80 тыс. ₽.")
    assert "Василёк" in screen.flat


async def test_tomorrow_is_a_tap_away_and_back(office: Office) -> None:
    await office.write(lambda s: add_task(s, office.anna, AT_14 + timedelta(days=1), chamomile(s, office.anna)))
    await office.anna.say("/day")
    screen = await office.anna.tap("завтра ›")
    assert plain(screen.text).startswith("Вт 24 ноября. 1 дело.")
    screen = await office.anna.tap("‹ сегодня")
    assert screen.text == "Пн 23 ноября. Дел нет."


async def test_a_manager_has_his_team_a_tap_away(office: Office) -> None:
    screen = await office.vera.say("/day")
    assert "👥 Команда" in screen.flat


async def test_a_stranger_learns_nothing(office: Office) -> None:
    screen = await office.stranger.say("/day")
    assert "закрытый рабочий бот" in screen.text
