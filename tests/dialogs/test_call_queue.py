"""«Обзвон»: clients one after another in one message."""

from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from domain.purchases import rebuild_purchase_facts
from domain.tables import Activity, Outcome, Purchase, Task, TaskAction, TaskState
from handlers.links import StartQueue
from tests.dialogs.logged import activities, client, shares, task, tasks
from tests.harness import MONDAY, MOSCOW, Office, Screen

TUESDAY = MONDAY.date() + timedelta(days=1)


async def promised(office: Office, number: int) -> None:
    """So many clients, each to be called today."""
    for place in range(number):
        client_id = await client(office, f"Клиент {place + 1}", phone=f"+791200000{place:02}", contact="Ольга")
        await task(office, client_id, at=MONDAY + timedelta(minutes=place))


async def begin(office: Office, kind: str = "day") -> Screen:
    anna = office.anna
    await anna.start()
    anna.taps = 1  # the button under which the queue begins
    return await anna.tap_data(StartQueue(kind=kind).pack())


async def test_twelve_calls_with_five_unanswered_take_at_most_twenty_taps(office: Office) -> None:
    anna = office.anna
    await promised(office, 12)
    await begin(office)
    for place in range(12):
        await anna.tap("Не ответил" if place % 5 in (0, 2) else "Договорились" if place % 2 else "Поговорили")
    assert anna.taps <= 20
    assert "Обзвон окончен. 12 из 12: 7 разговоров, 5 не ответили." in anna.screen.text
    assert "Повторы поставлены." in anna.screen.text
    logged = await activities(office)
    assert len(logged) == 12
    assert all(activity.from_queue for activity in logged)
    assert len(await tasks(office)) == 12
    assert len(await tasks(office, TaskState.DONE)) == 12


async def test_each_client_is_shown_with_who_why_now_last_word_and_phone(office: Office) -> None:
    anna = office.anna
    client_id = await client(office, "Ромашка", phone="+79120000000", contact="Ольга Петровна")
    task_id = await task(office, client_id, at=MONDAY + timedelta(hours=1))
    await office.write(lambda session: setattr(session.get_one(Task, task_id), "text", "цена на стулья"))
    await office.write(lambda session: session.add(_said(client_id, office.anna.member_id, "ждут цену на стулья")))
    await begin(office)
    shown = anna.screen.text
    assert "Обзвон 1/1" in shown
    assert "Ромашка" in shown
    assert "Обещано: сегодня, 11:00, перезвонить: цена на стулья." in shown
    assert "В прошлый раз, вчера: «ждут цену на стулья»." in shown
    assert "Ольга Петровна, +79120000000" in shown
    assert anna.screen.raw["has_protected_content"]


async def test_the_next_client_comes_in_the_same_message(office: Office) -> None:
    anna = office.anna
    await promised(office, 2)
    first = await begin(office)
    await anna.tap("Договорились")
    assert anna.screen.message_id == first.message_id
    assert "✅ «Клиент 1»: звонок, договорились. Дальше: завтра, 10:00, перезвонить." in anna.screen.text
    assert "Обзвон 2/2" in anna.screen.text


async def test_a_double_tap_moves_one_client_and_logs_one_call(office: Office) -> None:
    anna = office.anna
    await promised(office, 3)
    await begin(office)
    anna.tap_only("Не ответил")
    anna.tap_only("Не ответил")
    await office.settle()
    assert len(await activities(office)) == 1
    assert "Обзвон 2/3" in anna.screen.text


async def test_who_does_not_answer_is_called_in_two_hours_then_tomorrow_then_decided_about(office: Office) -> None:
    anna = office.anna
    await promised(office, 1)
    await begin(office)
    await anna.tap("Не ответил")
    assert [step.due_at for step in await tasks(office)] == [MONDAY + timedelta(hours=2)]
    await office.until(MONDAY.replace(hour=12))
    await begin(office)
    await anna.tap("Не ответил")
    assert [step.due_at for step in await tasks(office)] == [datetime.combine(TUESDAY, time(15), MOSCOW)]
    await office.until(datetime.combine(TUESDAY, time(15), MOSCOW))
    await begin(office)
    assert "Не ответил 2 раза подряд." in anna.screen.text
    await anna.tap("Не ответил")
    assert "«Клиент 1»: не ответил 3 раза подряд. Что делаем?" in anna.screen.text
    assert not await tasks(office)
    await anna.tap("письмо")
    assert [step.action for step in await tasks(office)] == [TaskAction.LETTER]
    assert "Обзвон окончен" in anna.screen.text


async def test_who_never_answers_can_be_let_go(office: Office) -> None:
    anna = office.anna
    await promised(office, 1)
    client_id = (await tasks(office))[0].client_id or 0
    earlier = [_unanswered(client_id, anna.member_id, day) for day in (1, 2)]
    await office.write(lambda session: session.add_all(earlier))
    await begin(office)
    await anna.tap("Не ответил")
    await anna.tap("отпустить")
    assert not await tasks(office)
    assert "Повторы" not in anna.screen.text


async def test_a_client_can_be_skipped(office: Office) -> None:
    anna = office.anna
    await promised(office, 2)
    await begin(office)
    await anna.tap("пропустить")
    assert "Обзвон 2/2" in anna.screen.text
    assert not await activities(office)
    assert len(await tasks(office)) == 2


async def test_a_pause_goes_on_where_it_was(office: Office) -> None:
    anna = office.anna
    await promised(office, 12)
    await begin(office)
    for _ in range(4):
        await anna.tap("Договорились")
    await anna.tap("пауза")
    assert "▶️ Продолжить обзвон 5/12" in anna.screen.flat
    await anna.tap("▶️ Продолжить обзвон 5/12")
    assert "Обзвон 5/12" in anna.screen.text


async def test_a_queue_left_for_another_screen_goes_on_where_it_was(office: Office) -> None:
    anna = office.anna
    await promised(office, 3)
    await begin(office)
    await anna.tap("Договорились")
    await anna.press("➕ Записать")
    await begin(office)
    await anna.tap("▶️ Продолжить обзвон 2/3")
    assert "Обзвон 2/3" in anna.screen.text
    assert "Клиент 2" in anna.screen.text


async def test_the_list_does_not_shift_under_the_buttons(office: Office) -> None:
    anna = office.anna
    await promised(office, 2)
    await begin(office)
    await task(office, await client(office, "Срочный"), at=MONDAY - timedelta(hours=1))
    await anna.tap("Договорились")
    assert "Клиент 2" in anna.screen.text


async def test_a_text_after_a_call_is_its_comment(office: Office) -> None:
    anna = office.anna
    await promised(office, 2)
    await begin(office)
    await anna.tap("Поговорили")
    await anna.say("думают до пятницы")
    assert "💬 думают до пятницы" in anna.screen.text
    assert "Обзвон 2/2" in anna.screen.text
    assert (await activities(office))[0].comment == "думают до пятницы"
    await anna.tap("это поиск")
    assert (await activities(office))[0].comment is None


async def test_a_voice_after_a_call_is_attached_to_it(office: Office) -> None:
    anna = office.anna
    await promised(office, 2)
    await begin(office)
    await anna.tap("Поговорили")
    await shares(anna, voice={})
    assert "📎 1 файл" in anna.screen.text
    assert "Обзвон 2/2" in anna.screen.text


async def test_the_call_before_can_be_changed_on_its_card(office: Office) -> None:
    anna = office.anna
    await promised(office, 2)
    queue = await begin(office)
    await anna.tap("Договорились")
    await anna.tap("↩ изменить предыдущий")
    await anna.tap("другой шаг")
    await anna.say("встреча пт 11:00")
    assert "✅ «Клиент 1»: звонок, договорились. Дальше: пт 27 ноя, 11:00, встреча." in anna.screen.text
    await anna.tap("Договорились", on=queue)
    assert len(await activities(office)) == 2


async def test_from_the_card_of_the_call_before_one_goes_back_to_the_queue(office: Office) -> None:
    anna = office.anna
    await promised(office, 3)
    await begin(office)
    await anna.tap("Договорились")
    await anna.tap("↩ изменить предыдущий")
    await anna.tap("отменить")
    await anna.tap("▶️ Продолжить обзвон 2/3")
    assert "Обзвон 2/3" in anna.screen.text
    assert "Клиент 2" in anna.screen.text


async def test_two_texts_after_a_call_are_both_its_comment(office: Office) -> None:
    anna = office.anna
    await promised(office, 2)
    await begin(office)
    await anna.tap("Поговорили")
    await anna.say("думают")
    await anna.say("до пятницы")
    assert (await activities(office))[0].comment == "думают\nдо пятницы"


async def test_the_silent_are_called_those_worth_most_first(office: Office) -> None:
    anna = office.anna
    for name, silence, amount in (("Малый", 48, 10_000_00), ("Большой", 60, 90_000_00), ("Покупает", 20, 90_000_00)):
        await office.write(partial(_bought, await client(office, name), MONDAY.date() - timedelta(silence), amount))
    await begin(office, "silent")
    assert "Обзвон 1/2" in anna.screen.text
    assert "Большой" in anna.screen.text
    assert "Молчит 60 дней, последняя покупка" in anna.screen.text


def _bought(client_id: int, day: date, amount: int, session: Session) -> None:
    times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
    session.add(Purchase(client_id=client_id, day=day, amount=amount, **times))
    rebuild_purchase_facts(session)


async def test_nobody_to_call_is_one_sentence(office: Office) -> None:
    await begin(office)
    assert office.anna.screen.text == "Звонить сейчас некому."


async def test_a_colleagues_client_is_not_called(office: Office) -> None:
    anna = office.anna
    foreign = await client(office, "Лютик", of=office.boris, phone="+79120000000")
    await task(office, foreign)
    await begin(office)
    assert "Лютик" not in anna.screen.text
    assert "Договорились" not in anna.screen.flat


def _said(client_id: int, author_id: int | None, comment: str) -> Activity:
    at = MONDAY - timedelta(days=1)
    return Activity(
        client_id=client_id,
        author_id=author_id,
        kind="call",
        outcome=Outcome.TALKED,
        comment=comment,
        happened_at=at,
        received_at=at,
        stored_at=at,
    )


def _unanswered(client_id: int, author_id: int | None, days_ago: int) -> Activity:
    at = MONDAY - timedelta(days=days_ago)
    return Activity(
        client_id=client_id,
        author_id=author_id,
        kind="call",
        outcome=Outcome.NO_ANSWER,
        happened_at=at,
        received_at=at,
        stored_at=at,
    )
