"""The next step: proposed, from the calendar, in words."""

from datetime import datetime, time, timedelta

from domain.tables import (
    TaskAction,
)
from tests.dialogs.logged import activities, client, log, saved, tasks
from tests.harness import MONDAY, MOSCOW, Office

TUESDAY_10 = MONDAY + timedelta(days=1)


async def test_tomorrow_is_the_hour_he_was_last_reached(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await office.until(MONDAY.replace(hour=15))
    await saved(anna, "Ромашка", "Поговорили")
    await office.until(MONDAY.replace(hour=17))
    await log(anna, "Ромашка", "Не ответил")
    assert "перезвонить · завтра, 15:00" in anna.screen.flat


async def test_who_did_not_answer_is_called_again_within_working_hours(office: Office) -> None:
    await client(office, "Ромашка")
    await office.until(MONDAY.replace(hour=17))
    await log(office.anna, "Ромашка", "Не ответил")
    assert office.anna.screen.flat[0] == "перезвонить · завтра, 10:00"


async def test_a_meeting_set_asks_when_and_takes_words(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "Назначили встречу")
    assert all(text.startswith("встреча ·") for text in anna.screen.flat[:6])
    await anna.say("пт 11:00")
    assert "Дальше: пт 27 ноя, 11:00, встреча." in anna.screen.text
    (meeting,) = await tasks(office)
    assert meeting.due_at is not None
    assert meeting.ends_at == meeting.due_at + timedelta(hours=1)


async def test_a_step_in_words_may_name_the_action(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка")
    await anna.say("КП завтра")
    (step,) = await tasks(office)
    assert (step.action, step.due_on, step.due_at) == (TaskAction.OFFER, TUESDAY_10.date(), None)


async def test_a_day_from_the_calendar_without_an_hour_does_not_ring(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка")
    await anna.tap("📅 другой день")
    assert "[23]" in anna.screen.flat
    assert "22" not in anna.screen.flat
    await anna.tap("27")
    await anna.tap("без часа")
    assert "Дальше: пт 27 ноя, перезвонить." in anna.screen.text
    (step,) = await tasks(office)
    assert step.due_at is None


async def test_the_calendar_turns_to_the_next_month_and_changes_the_action(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка")
    await anna.tap("📅 другой день")
    await anna.tap("встреча")
    await anna.tap("›")
    await anna.tap("10")
    await anna.tap("14:00")
    assert "Дальше: чт 10 дек, 14:00, встреча." in anna.screen.text


async def test_a_step_can_be_changed_from_the_card(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка")
    await anna.tap("перезвонить · завтра")
    await anna.tap("другой шаг")
    await anna.say("послезавтра 12:00")
    (step,) = await tasks(office)
    assert step.due_at == datetime.combine(MONDAY.date() + timedelta(days=2), time(12), MOSCOW)
    assert step.occurrence == 2


async def test_a_step_of_an_old_screen_that_is_over_is_refused(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "Не ответил")
    await office.later(hours=3)
    await anna.tap("перезвонить · сегодня")
    assert not await tasks(office)


async def test_a_talk_with_a_next_step_is_effective(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "Поговорили")
    assert not (await activities(office))[0].is_effective
    await anna.tap("перезвонить · завтра")
    assert (await activities(office))[0].is_effective
