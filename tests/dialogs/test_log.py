"""«Записать»: from whom to the next step, and what can be said about it afterwards."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.defaults import ensure_defaults
from domain.tables import (
    Activity,
    ActivityKind,
    ActivityVersion,
    Attachment,
    AttachmentKind,
    Client,
    Companion,
    Deal,
    DealOwner,
    Invoice,
    Outcome,
    Payment,
    Phone,
    Purchase,
    Task,
    TaskAction,
    TaskState,
)
from handlers.links import StartLog
from handlers.log.links import AnswerTask
from tests.harness import MONDAY, MOSCOW, Handset, Office, Screen, add_client, plain

TUESDAY_10 = MONDAY + timedelta(days=1)


async def client(office: Office, name: str, of: Handset | None = None, **details: Any) -> int:
    keeper = (of or office.anna).member_id or 0
    made: int = await office.write(lambda session: add_client(session, keeper, name, **details))
    return made


async def task(office: Office, client_id: int, action: TaskAction = TaskAction.CALL, at: datetime = MONDAY) -> int:
    def write(session: Session) -> int:
        planned = Task(
            assignee_id=office.anna.member_id,
            client_id=client_id,
            action=action,
            due_on=at.date(),
            due_at=at,
            happened_at=MONDAY,
            received_at=MONDAY,
            stored_at=MONDAY,
        )
        session.add(planned)
        session.flush()
        return planned.id

    made: int = await office.write(write)
    return made


async def activities(office: Office) -> list[Activity]:
    def read(session: Session) -> list[Activity]:
        found = list(session.scalars(select(Activity).order_by(Activity.id)))
        session.expunge_all()
        return found

    return await office.read(read)  # type: ignore[no-any-return]


async def tasks(office: Office, state: TaskState = TaskState.OPEN) -> list[Task]:
    def read(session: Session) -> list[Task]:
        found = list(session.scalars(select(Task).where(Task.state == state).order_by(Task.id)))
        session.expunge_all()
        return found

    return await office.read(read)  # type: ignore[no-any-return]


async def count(office: Office, table: type[Any]) -> int:
    number: int = await office.read(lambda session: session.scalar(select(func.count()).select_from(table)))
    return number


async def shares(handset: Handset, **what: Any) -> Screen:
    return await handset.act(handset.office.sandbox.acts.share, what)


async def sends_album(handset: Handset, pictures: int) -> Screen:
    """As Telegram's apps do: one message a picture, all of one media group."""
    acts = handset.office.sandbox.acts
    for _ in range(pictures):
        content = acts._shared(handset.person, "photo", {})
        acts._send(handset._chat, content | {"media_group_id": "album-1"})
    return await handset._answered()


async def log(handset: Handset, client_name: str, outcome: str = "Договорились") -> Screen:
    """Up to what comes next."""
    await handset.start()
    await handset.press("➕ Записать")
    await handset.tap(client_name)
    return await handset.tap(outcome)


async def saved(handset: Handset, client_name: str, outcome: str = "Договорились") -> Screen:
    """Up to the resting card."""
    await log(handset, client_name, outcome)
    return await handset.tap("без следующего шага")


# From the first tap to the last


async def test_a_call_is_saved_with_its_next_step_in_four_taps(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    anna.taps = 0
    await anna.press("➕ Записать")
    await anna.tap("Ромашка")
    await anna.tap("Договорились")
    await anna.tap("перезвонить · завтра")
    assert anna.taps == 4
    assert anna.screen.text == "✅ «Ромашка»: звонок, договорились. Дальше: завтра, 10:00, перезвонить."
    (step,) = await tasks(office)
    assert step.due_at == TUESDAY_10


async def test_a_reminder_is_answered_with_its_next_step_in_two_taps(office: Office) -> None:
    anna = office.anna
    promised = await task(office, await client(office, "Ромашка"))
    await anna.start()
    anna.taps = 0
    data = AnswerTask(task_id=promised, outcome="no_answer", occurrence=1).pack()
    await anna.tap_data(data)
    await anna.tap("перезвонить · сегодня, 12:00")
    assert anna.taps + 1 == 2
    (done,) = await tasks(office, TaskState.DONE)
    assert done.id == promised
    assert [step.due_at for step in await tasks(office)] == [MONDAY + timedelta(hours=2)]


async def test_a_double_tap_under_a_reminder_logs_one_call(office: Office) -> None:
    anna = office.anna
    promised = await task(office, await client(office, "Ромашка"))
    await anna.start()
    data = AnswerTask(task_id=promised, outcome="agreed", occurrence=1).pack()
    acts, chat, message_id = office.sandbox.acts, anna._chat, anna.screen.message_id
    acts.tap_raw(chat, message_id, data)
    acts.tap_raw(chat, message_id, data)
    await office.settle()
    assert len(await activities(office)) == 1


async def test_the_fact_is_saved_before_the_next_step_is_asked(office: Office) -> None:
    await client(office, "Ромашка")
    await log(office.anna, "Ромашка")
    (activity,) = await activities(office)
    assert (activity.kind, activity.outcome) == (ActivityKind.CALL, Outcome.AGREED)
    assert not await tasks(office)


async def test_three_taps_on_the_first_screen_write_nothing(office: Office) -> None:
    anna = office.anna
    for name in ("Ромашка", "Василёк", "Лютик"):
        await client(office, name)
    await anna.start()
    await anna.press("➕ Записать")
    for name in ("Ромашка", "Василёк", "Лютик"):
        anna.tap_only(name)
    await office.settle()
    assert not await activities(office)


async def test_a_triple_tap_on_a_saving_button_logs_one_call(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    await anna.press("➕ Записать")
    await anna.tap("Ромашка")
    for _ in range(3):
        anna.tap_only("Договорились")
    await office.settle()
    assert len(await activities(office)) == 1
    assert "Что дальше?" in anna.screen.text


async def test_of_two_buttons_tapped_at_once_the_first_counts(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    await anna.press("➕ Записать")
    await anna.tap("Ромашка")
    anna.tap_only("Не ответил")
    anna.tap_only("Отказ")
    await office.settle()
    assert [activity.outcome for activity in await activities(office)] == [Outcome.NO_ANSWER]


async def test_two_next_steps_tapped_at_once_set_the_first(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка")
    anna.tap_only("отправить КП")
    anna.tap_only("встреча")
    await office.settle()
    assert [step.action for step in await tasks(office)] == [TaskAction.OFFER]


async def test_the_first_log_ever_is_guided_by_one_sentence(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    await anna.press("➕ Записать")
    assert anna.screen.text.startswith("Первая запись.")
    await anna.tap("Ромашка")
    await anna.tap("Поговорили")
    await anna.press("➕ Записать")
    assert "Первая запись" not in anna.screen.text


async def test_what_happened_is_ten_buttons_the_likeliest_first(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    await anna.press("➕ Записать")
    await anna.tap("Ромашка")
    shown = [text for text in anna.screen.flat if text != "← Назад"]
    assert len(shown) == 10
    assert shown[:4] == ["Договорились", "Поговорили", "Не ответил", "Отказ"]


@pytest.mark.parametrize(
    ("words", "kind", "outcome"),
    [
        ("Входящий звонок", ActivityKind.CALL_IN, Outcome.TALKED),
        ("Заявка", ActivityKind.REQUEST, None),
        ("Письмо", ActivityKind.LETTER, None),
        ("Рекламация", ActivityKind.CLAIM, None),
        ("Заметка", ActivityKind.NOTE, None),
        ("Встреча не состоялась", ActivityKind.MEETING, Outcome.NOT_HELD),
        ("Клиент думает", ActivityKind.MEETING, Outcome.THINKING),
    ],
)
async def test_more_opens_the_rest(office: Office, words: str, kind: ActivityKind, outcome: Outcome | None) -> None:
    await client(office, "Ромашка")
    await log(office.anna, "Ромашка", "ещё")
    await office.anna.tap(words)
    (activity,) = await activities(office)
    assert (activity.kind, activity.outcome) == (kind, outcome)


# Whom


async def test_todays_tasks_come_first_then_those_touched_last(office: Office) -> None:
    anna = office.anna
    await client(office, "Давно", last_touched_at=MONDAY - timedelta(days=30))
    await client(office, "Недавно", last_touched_at=MONDAY - timedelta(days=1))
    await task(office, await client(office, "Обещано"), at=MONDAY + timedelta(hours=4))
    await anna.start()
    await anna.press("➕ Записать")
    assert anna.screen.flat[:3] == ["Обещано · 14:00, перезвонить", "Недавно", "Давно"]


async def test_logging_a_call_does_the_call_promised_for_today(office: Office) -> None:
    await task(office, await client(office, "Ромашка"))
    await saved(office.anna, "Ромашка")
    assert not await tasks(office)


async def test_logging_a_call_leaves_the_offer_promised_for_today(office: Office) -> None:
    await task(office, await client(office, "Ромашка"), TaskAction.OFFER)
    await saved(office.anna, "Ромашка")
    assert len(await tasks(office)) == 1


async def test_a_name_with_a_typo_finds_the_client(office: Office) -> None:
    anna = office.anna
    await client(office, "Берёзка")
    await anna.start()
    await anna.say("березка")
    assert "Берёзка" in anna.screen.flat
    await anna.tap("Берёзка")
    assert anna.screen.text.startswith("«Берёзка». Что произошло?")


async def test_a_colleagues_client_shows_only_name_and_keeper(office: Office) -> None:
    anna = office.anna
    await client(office, "Лютик", of=office.boris, phone="+79120000000")
    await anna.start()
    await anna.say("лютик")
    await anna.tap("Лютик · ведёт Борис")
    assert "«Лютик» ведёт Борис." in anna.screen.text
    assert "912" not in anna.screen.text
    assert "Договорились" not in anna.screen.flat


async def test_a_forged_id_of_a_colleagues_client_opens_nothing(office: Office) -> None:
    anna = office.anna
    foreign = await client(office, "Лютик", of=office.boris)
    await anna.start()
    await anna.tap_data(StartLog(client_id=foreign).pack())
    assert not await activities(office)
    assert "Договорились" not in anna.screen.flat


async def test_a_stranger_logs_nothing(office: Office) -> None:
    await office.stranger.say("Ромашка")
    assert office.stranger.screen.text == "Это закрытый рабочий бот. Войти можно по ссылке от руководителя."


async def test_a_new_client_by_the_name_that_was_not_found(office: Office) -> None:
    anna = office.anna
    await anna.start()
    await anna.say("Новая <фирма> & Ко")
    await anna.tap("➕ Новый: Новая")
    await anna.tap("Договорились")
    assert "«Новая <фирма> & Ко»: звонок" in anna.screen.text
    (activity,) = await activities(office)
    assert await office.read(lambda s: s.get_one(Client, activity.client_id).name) == "Новая <фирма> & Ко"


async def test_a_new_client_by_name_asked_for(office: Office) -> None:
    anna = office.anna
    await anna.start()
    await anna.press("➕ Записать")
    await anna.tap("➕ Новый клиент")
    await anna.say("х" * 201)
    assert "до 200 знаков" in anna.screen.text
    await anna.say("Фиалка")
    assert anna.screen.text.startswith("«Фиалка»")


async def test_a_number_nobody_knows_is_kept_with_the_name_given_next(office: Office) -> None:
    anna = office.anna
    await anna.start()
    await anna.say("8 (912) 345-67-89")
    await anna.tap("➕ Новый клиент")
    await anna.say("Фиалка")
    assert anna.screen.text.startswith("«Фиалка»")
    await anna.say("9123456789")
    assert "Фиалка" in anna.screen.flat


async def test_what_was_looked_for_is_offered_as_a_new_client_once(office: Office) -> None:
    anna = office.anna
    await anna.start()
    await anna.say("Фиалка")
    assert anna.screen.flat == ["➕ Новый: Фиалка", "Закрыть"]


async def test_a_shared_contact_finds_the_client_by_phone(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка", phone="+79120000000", contact="Ольга Петровна")
    await anna.start()
    await shares(anna, contact={"phone_number": "79120000000", "first_name": "Оля"})
    assert anna.screen.text.startswith("«Ромашка»")
    assert await count(office, Client) == 1


async def test_a_shared_contact_nobody_knows_is_a_new_client(office: Office) -> None:
    anna = office.anna
    await anna.start()
    await anna.press("➕ Записать")
    await shares(anna, contact={"phone_number": "+79121112233", "first_name": "Пётр", "last_name": "Иванов"})
    assert anna.screen.text.startswith("«Пётр Иванов»")
    await anna.tap("Поговорили")
    assert len(await activities(office)) == 1


# The next step


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


# What is said about it


async def test_a_text_within_two_minutes_is_the_comment(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка", "Поговорили")
    await anna.say("ждут цену на стулья")
    assert "💬 ждут цену на стулья" in anna.screen.text
    assert anna.screen.flat[0] == "это поиск"
    (activity,) = await activities(office)
    assert activity.comment == "ждут цену на стулья"
    assert activity.is_effective


async def test_a_text_after_two_minutes_is_a_search(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await office.later(minutes=3)
    await anna.say("ромашка")
    assert "Нашлось" in anna.screen.text
    assert (await activities(office))[0].comment is None


async def test_a_text_after_another_screen_is_a_search(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await anna.say("/help")
    await anna.say("ромашка")
    assert "Нашлось" in anna.screen.text
    assert (await activities(office))[0].comment is None


async def test_it_was_a_search_after_all(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await client(office, "Василёк")
    await saved(anna, "Ромашка")
    await anna.say("василек")
    await anna.tap("это поиск")
    assert "Василёк" in anna.screen.flat
    assert (await activities(office))[0].comment is None


async def test_the_comment_button_waits_longer(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await office.later(minutes=30)
    await anna.tap("комментарий")
    await office.later(minutes=10)
    asking = anna.screen.message_id
    await anna.say("перезвонят сами")
    assert (await activities(office))[0].comment == "перезвонят сами"
    assert "это поиск" not in anna.screen.flat
    assert [screen.flat for screen in anna.heard if screen.message_id == asking] == [[]]


async def test_an_edited_message_makes_a_new_version_of_the_comment(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await anna.say("ждут цену")
    message_id = [message for message in anna.chat if message.text == "ждут цену"][-1].message_id
    await anna.say("и образцы")
    await anna.edit(message_id, "ждут цену на столы")
    (activity,) = await activities(office)
    assert activity.comment == "ждут цену на столы\nи образцы"
    assert await count(office, ActivityVersion) == 2


async def test_an_edited_message_that_is_no_comment_changes_nothing(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    await anna.say("ромашка")
    message_id = [message for message in anna.chat if message.text == "ромашка"][-1].message_id
    shown = anna.screen
    await anna.edit(message_id, "ромашки")
    assert anna.screen == shown


async def test_a_voice_is_attached_to_what_was_just_logged(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await shares(anna, voice={})
    assert "📎 1 файл" in anna.screen.text
    (activity,) = await activities(office)
    kept = await office.read(lambda s: s.execute(select(Attachment.kind, Attachment.activity_id)).one())
    assert tuple(kept) == (AttachmentKind.VOICE, activity.id)


async def test_all_pictures_of_an_album_are_attached_and_shown_in_one_card(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    before = len(anna.heard)
    await sends_album(anna, 4)
    assert await count(office, Attachment) == 4
    assert len(anna.heard) == before + 1
    assert "📎 4 файла" in anna.screen.text


async def test_a_voice_with_nothing_logged_asks_whose_it_is(office: Office) -> None:
    anna = office.anna
    for number in range(5):
        await client(office, f"Клиент {number}", last_touched_at=MONDAY - timedelta(days=number))
    await anna.start()
    await shares(anna, voice={})
    assert anna.screen.text == "К кому это?"
    assert anna.screen.flat == ["Клиент 0", "Клиент 1", "Клиент 2", "другой клиент"]
    await anna.tap("Клиент 1")
    (note,) = await activities(office)
    assert note.kind is ActivityKind.NOTE
    assert await count(office, Attachment) == 1


async def test_two_voices_wait_each_for_its_own_client(office: Office) -> None:
    anna = office.anna
    for name in ("Ромашка", "Василёк"):
        await client(office, name)
    await anna.start()
    first = await shares(anna, voice={})
    second = await shares(anna, voice={})
    await anna.tap("Ромашка", on=first)
    await anna.tap("Василёк", on=second)
    assert len({activity.client_id for activity in await activities(office)}) == 2
    kept = await office.read(lambda s: s.scalars(select(Attachment.activity_id)).all())
    assert len(kept) == len(set(kept)) == 2


async def test_a_sticker_in_an_open_form_gets_a_sentence_and_the_form_waits(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    form = await anna.press("➕ Записать")
    heard = len(anna.heard)
    await shares(anna, sticker={})
    assert anna.screen.text.startswith("Это сохранить некуда")
    assert len(anna.heard) == heard + 1
    await anna.tap("Ромашка", on=form)
    assert "Что произошло?" in anna.heard[-2].text


async def test_a_voice_in_a_form_that_wants_words_asks_whose_it_is(office: Office) -> None:
    await client(office, "Ромашка")
    await office.anna.say("/tasks")
    await office.anna.tap("➕ Новое дело")
    assert (await shares(office.anna, voice={})).text == "К кому это?"


async def test_an_album_waits_whole_for_another_client(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    await sends_album(anna, 3)
    await anna.tap("другой клиент")
    await anna.say("ромашка")
    await anna.tap("Ромашка")
    assert "📎 3 файла" in anna.screen.text
    assert await count(office, Attachment) == 3


async def test_a_place_is_where_it_happened(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка", "Встреча прошла")
    await shares(anna, location={"latitude": 56.8, "longitude": 60.6})
    (activity,) = await activities(office)
    assert activity.latitude == pytest.approx(56.8)


# Corrections


async def test_it_was_yesterday(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await anna.tap("🕒 было раньше")
    await anna.tap("вчера")
    assert "Было: вчера, 10:00." in anna.screen.text
    (activity,) = await activities(office)
    assert activity.happened_at == MONDAY - timedelta(days=1)
    assert activity.received_at == MONDAY


async def test_it_was_earlier_in_words_but_not_too_early(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await anna.tap("🕒 было раньше")
    await anna.tap("другое время")
    await anna.say("как-нибудь")
    assert "Не похоже на время" in anna.screen.text
    await anna.say("10 ноября")
    assert "не раньше чем на 3 дня" in anna.screen.text
    await anna.say("2 часа назад")
    assert (await activities(office))[0].happened_at == MONDAY - timedelta(hours=2)


async def test_a_colleague_was_there(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка", "Встреча прошла")
    await anna.tap("со мной был…")
    await anna.tap("Борис")
    assert "✓ Борис" in anna.screen.flat
    await anna.tap("← Назад")
    assert "Вместе: Борис." in anna.screen.text
    await anna.tap("со мной был…")
    await anna.tap("✓ Борис")
    assert await count(office, Companion) == 0


async def test_how_a_meeting_ended_can_be_said_later(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка", "Встреча прошла")
    await anna.tap("клиент думает")
    (activity,) = await activities(office)
    assert (activity.outcome, activity.version) == (Outcome.THINKING, 2)


async def test_the_same_for_another_client(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await client(office, "Василёк")
    await saved(anna, "Ромашка", "КП")
    await anna.tap("➕ тот же")
    await anna.tap("Василёк")
    assert "✅ «Василёк»: КП отправлено." in anna.screen.text
    assert [activity.kind for activity in await activities(office)] == [ActivityKind.OFFER] * 2


async def test_cancelling_closes_the_next_step_and_reopens_the_task(office: Office) -> None:
    anna = office.anna
    promised = await task(office, await client(office, "Ромашка"))
    await log(anna, "Ромашка")
    await anna.tap("перезвонить · завтра")
    await anna.tap("отменить")
    assert anna.screen.text.startswith("Отменено. «Ромашка»")
    (activity,) = await activities(office)
    assert activity.cancelled_at is not None
    assert [left.id for left in await tasks(office)] == [promised]


async def test_a_colleague_can_not_correct_it(office: Office) -> None:
    await client(office, "Ромашка")
    await saved(office.anna, "Ромашка")
    (activity,) = await activities(office)
    await office.boris.start()
    for prefix in ("sv", "ca", "cm", "ww", "nc"):
        await office.boris.tap_data(f"{prefix}:{activity.id}")
        assert "Ромашка" not in office.boris.screen.text
    assert (await activities(office))[0].cancelled_at is None


async def test_five_thousand_characters_are_kept_whole(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await anna.say("длинно " * 700)
    (activity,) = await activities(office)
    assert activity.comment is not None
    assert len(activity.comment) >= 4890


async def test_a_button_under_a_reminder_works_with_a_form_open(office: Office) -> None:
    anna = office.anna
    promised = await task(office, await client(office, "Ромашка"))
    await client(office, "Василёк")
    await anna.start()
    await anna.press("➕ Записать")
    await anna.tap("Василёк")
    form = anna.screen
    await anna.tap_data(AnswerTask(task_id=promised, outcome="agreed", occurrence=1).pack(), anna.chat[0].message_id)
    await anna.tap("Поговорили", on=form)
    assert [activity.outcome for activity in await activities(office)] == [Outcome.AGREED, Outcome.TALKED]


async def test_a_forwarded_message_with_nothing_logged_is_told_what_to_do(office: Office) -> None:
    anna = office.anna
    await anna.start()
    await anna.act(office.sandbox.acts.forward, "Пришлите цены")
    assert anna.screen.text.startswith("Переслано сюда, но никуда не записано.")


async def test_a_forwarded_message_after_a_log_is_its_comment(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await anna.act(office.sandbox.acts.forward, "Пришлите цены")
    assert (await activities(office))[0].comment == "Пришлите цены"


# Money and deals


async def deal(office: Office, client_id: int, stage: str = "contact", amount: int | None = None) -> int:
    def write(session: Session) -> int:
        ensure_defaults(session)
        session.flush()
        made = Deal(
            client_id=client_id,
            amount=amount,
            stage=stage,
            created_on=MONDAY.date(),
            stage_since=MONDAY,
            happened_at=MONDAY,
            received_at=MONDAY,
            stored_at=MONDAY,
        )
        session.add(made)
        session.flush()
        session.add(DealOwner(deal_id=made.id, member_id=office.anna.member_id, since=MONDAY.date()))
        return made.id

    number: int = await office.write(write)
    return number


async def test_an_invoice_asks_its_amount_in_words(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "Счёт")
    assert "на какую сумму счёт" in anna.screen.text
    await anna.say("−5")
    assert "Не похоже на сумму" in anna.screen.text
    await anna.say("1,5 млн")
    assert anna.screen.text.startswith("✅ «Ромашка»: счёт выставлен.")
    assert await office.read(lambda s: s.scalar(select(Invoice.amount))) == 150_000_000
    assert [activity.kind for activity in await activities(office)] == [ActivityKind.INVOICE]


async def test_the_deals_amount_is_one_tap(office: Office) -> None:
    anna = office.anna
    await deal(office, await client(office, "Ромашка"), "offer", 12_000_000)
    await log(anna, "Ромашка", "Счёт")
    await anna.tap(anna.screen.flat[0])
    assert await office.read(lambda s: s.scalar(select(Invoice.amount))) == 12_000_000


async def test_a_payment_is_recorded_with_its_purchase(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "Оплата")
    await anna.say("120к")
    assert anna.screen.text.startswith("✅ «Ромашка»: оплата.")
    assert await office.read(lambda s: s.scalar(select(Payment.amount))) == 12_000_000


async def test_an_activity_that_implies_a_later_stage_offers_the_move(office: Office) -> None:
    anna = office.anna
    deal_id = await deal(office, await client(office, "Ромашка"))
    await log(anna, "Ромашка", "Встреча прошла")
    await anna.tap("Передвинуть сделку на «Встреча проведена»")
    assert await office.read(lambda s: s.get_one(Deal, deal_id).stage) == "meeting_held"
    (activity,) = await activities(office)
    assert activity.deal_id == deal_id
    assert "Передвинуть" not in " ".join(anna.screen.flat)
    assert "Что дальше?" in anna.screen.text


async def test_a_call_about_a_later_stage_offers_no_move(office: Office) -> None:
    anna = office.anna
    await deal(office, await client(office, "Ромашка"), "offer")
    await log(anna, "Ромашка", "Договорились")
    assert "Передвинуть" not in " ".join(anna.screen.flat)


async def test_a_shipment_makes_the_purchase_and_a_return_lowers_it(office: Office) -> None:
    anna = office.anna
    client_id = await client(office, "Ромашка")
    await log(anna, "Ромашка", "ещё")
    await anna.tap("Отгрузка")
    await anna.say("120к")
    assert "«Ромашка»: отгрузка." in anna.screen.text
    await log(anna, "Ромашка", "ещё")
    await anna.tap("Возврат товара")
    assert plain((await anna.say("20к")).text) == "✅ «Ромашка»: возврат 20 000 ₽."
    sold = select(func.sum(Purchase.amount)).where(Purchase.client_id == client_id)
    assert await office.read(lambda s: s.scalar(sold)) == 100_000_00
    days = await office.read(lambda s: s.get_one(Client, client_id).purchase_days)
    assert days == 1


async def test_a_shipment_is_cancelled_with_its_purchase(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "ещё")
    await anna.tap("Отгрузка")
    await anna.say("120к")
    await anna.tap("без следующего шага")
    await anna.tap("отменить")
    assert await count(office, Purchase) == 0
    assert (await activities(office))[0].cancelled_at is not None


async def test_a_shipment_of_an_unknown_amount_is_logged_alone(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "ещё")
    await anna.tap("Отгрузка")
    await anna.tap("Пока не знаю")
    assert await count(office, Purchase) == 0
    (activity,) = await activities(office)
    assert activity.kind is ActivityKind.SHIPMENT


async def test_a_client_looked_for_is_a_tap_from_his_card(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка", phone="+79121112233")
    await anna.start()
    found = await anna.say("ромашка")
    await anna.tap("Ромашка")
    await anna.tap("карточка")
    assert "+79121112233" in anna.screen.text
    assert [heard.buttons for heard in anna.heard if heard.message_id == found.message_id] == [[]]


async def test_a_number_said_for_a_name_is_his_phone(office: Office) -> None:
    anna = office.anna
    await anna.start()
    await anna.press("➕ Записать")
    await anna.tap("➕ Новый клиент")
    assert (await anna.say("8 912 111-22-33")).text.startswith("Телефон запомнится.")
    await anna.say("Ромашка")
    found = await office.read(lambda s: s.execute(select(Client.name, Phone.e164).join(Phone)).one())
    assert tuple(found) == ("Ромашка", "+79121112233")
