"""«Записать»: from whom to what happened."""

from datetime import timedelta

import pytest

from domain.tables import (
    ActivityKind,
    Client,
    Outcome,
    TaskAction,
    TaskState,
)
from handlers.links import StartLog
from handlers.log.links import AnswerTask
from tests.dialogs.logged import activities, client, count, log, saved, shares, task, tasks
from tests.harness import MONDAY, Office

TUESDAY_10 = MONDAY + timedelta(days=1)


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
    shown = [text for text in anna.screen.flat if text not in ("← Назад", "карточка")]
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


async def test_what_was_promised_for_an_earlier_day_is_named_with_its_day_not_with_an_hour_of_today(
    office: Office,
) -> None:
    await task(office, await client(office, "Забыто"), at=MONDAY - timedelta(days=3))
    await office.anna.start()
    await office.anna.press("➕ Записать")
    assert office.anna.screen.flat[0] == "Забыто · пт 20 ноя, перезвонить"


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


async def test_whoever_has_no_clients_is_not_told_to_choose_one(office: Office) -> None:
    await office.anna.start()
    screen = await office.anna.press("➕ Записать")
    assert screen.text.startswith("Первая запись. Напишите название клиента")
    await office.anna.say("Ромашка")
    await office.anna.tap("➕ Новый: Ромашка")
    assert "Что произошло?" in office.anna.screen.text


async def test_words_under_a_reminder_just_answered_do_not_rename_the_client_of_an_open_form(office: Office) -> None:
    anna = office.anna
    client_id = await client(office, "Ромашка")
    task_id = await task(office, client_id)
    await anna.say("/clients")
    await anna.tap("Ромашка")
    await anna.tap("✏️ Изменить")
    await anna.tap("Название")
    await anna.tap_data(AnswerTask(task_id=task_id, outcome="talked", occurrence=0).pack(), anna.heard[0].message_id)
    await anna.say("думают до пятницы")
    assert await office.read(lambda s: s.get_one(Client, client_id).name) == "Ромашка"
    (activity,) = await activities(office)
    assert activity.comment == "думают до пятницы"
