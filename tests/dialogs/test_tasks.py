"""Tasks on screen: the list by day, one task, moved, handed over, a new one in a few taps."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import Notification, Task, TaskAction, TaskState
from handlers.links import NewTask, OpenTask
from handlers.tasks.links import CancelTask, CompleteTask, HandTask, MoveTask, move_to
from tests.harness import MONDAY, MOSCOW, Handset, Office, add_client, plain
from tests.scheduler.test_task_reminders import AT_14, add_task, chamomile


async def given(office: Office, at: datetime | None = AT_14, **columns: Any) -> int:
    """Anna's task with «Ромашка»."""
    task_id: int = await office.write(lambda s: add_task(s, office.anna, at, chamomile(s, office.anna), **columns))
    return task_id


async def stored(office: Office, task_id: int) -> Task:
    found: Task = await office.read(lambda s: s.get_one(Task, task_id))
    return found


async def newest(office: Office) -> Task:
    found: Task = await office.read(lambda s: s.scalars(select(Task).order_by(Task.id.desc())).first())
    return found


async def opened(office: Office, who: Handset, task_id: int) -> Any:
    await who.say("/tasks")
    return await who.tap_data(OpenTask(task_id=task_id).pack())


async def test_an_empty_list_says_so(office: Office) -> None:
    screen = await office.anna.say("/tasks")
    assert screen.text == "На сегодня дел нет."
    assert "➕ Новое дело" in screen.flat


async def test_a_forged_task_for_a_colleague_shows_nobody_of_his(office: Office) -> None:
    boris = office.boris.member_id
    assert boris is not None
    await office.write(lambda s: add_client(s, boris, "Тайный", at=MONDAY))
    await office.anna.say("/tasks")
    await office.anna.tap_data(NewTask(assignee_id=boris).pack())
    assert not any("Тайный" in button for screen in office.anna.heard for button in screen.flat)


async def test_the_list_begins_with_what_is_overdue(office: Office) -> None:
    await given(office)
    await office.write(lambda s: add_task(s, office.anna, datetime(2026, 11, 20, 12, tzinfo=MOSCOW)))
    screen = await office.anna.say("/tasks")
    assert screen.text == "Просрочено 1 дело."
    screen = await office.anna.tap("Сегодня · 1")
    assert screen.flat[0] == "14:00 · Ромашка, перезвонить"


async def test_a_task_opens_with_whom_to_call(office: Office) -> None:
    task_id = await given(office)
    screen = await opened(office, office.anna, task_id)
    assert plain(screen.text) == (
        "«Ромашка», перезвонить · сегодня, 14:00\nОльга Петровна, +79120000000.\n"
        "В прошлый раз, 12 ноя: «ждут цену на стулья»."
    )


async def test_two_hours_later_in_one_tap(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.anna, task_id)
    screen = await office.anna.tap("+2 ч")
    assert screen.text.startswith("«Ромашка», перезвонить · сегодня, 12:00")
    assert (await stored(office, task_id)).due_at == MONDAY.replace(hour=12)


async def test_tomorrow_keeps_the_hour(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.anna, task_id)
    await office.anna.tap("Завтра")
    assert (await stored(office, task_id)).due_at == datetime(2026, 11, 24, 14, tzinfo=MOSCOW)


async def test_on_friday_tomorrow_is_monday(office: Office) -> None:
    task_id = await given(office, datetime(2026, 11, 27, 14, tzinfo=MOSCOW))
    await office.until(datetime(2026, 11, 27, 12, tzinfo=MOSCOW))
    await opened(office, office.anna, task_id)
    await office.anna.tap("Завтра")
    assert (await stored(office, task_id)).due_at == datetime(2026, 11, 30, 14, tzinfo=MOSCOW)


async def test_another_day_from_the_calendar(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.anna, task_id)
    await office.anna.tap("🕒 Когда…")
    await office.anna.tap("📅 Календарь")
    await office.anna.tap("›")
    await office.anna.tap("10")
    screen = await office.anna.tap("11:00")
    assert plain(screen.text).startswith("«Ромашка», перезвонить · чт 10 дек, 11:00")
    assert (await stored(office, task_id)).due_at == datetime(2026, 12, 10, 11, tzinfo=MOSCOW)


async def test_words_said_after_the_form_was_deleted_are_kept_without_a_fault(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.anna, task_id)
    await office.anna.tap("🕒 Когда…")
    form = office.anna.screen
    office.sandbox.world.delete(office.sandbox.acts.chat_of(office.anna.person.id), form.message_id)
    screen = await office.anna.say("пт 15:30")
    assert plain(screen.text).startswith("«Ромашка», перезвонить · пт 27 ноя, 15:30")


async def test_another_day_in_words(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.anna, task_id)
    await office.anna.tap("🕒 Когда…")
    screen = await office.anna.say("вчера")
    assert "уже прошло" in screen.text
    screen = await office.anna.say("кофе на 5000")
    assert "Не похоже на день" in screen.text
    screen = await office.anna.say("пт 15:30")
    assert "пт 27 ноя, 15:30" in screen.text
    assert (await stored(office, task_id)).due_at == datetime(2026, 11, 27, 15, 30, tzinfo=MOSCOW)


async def test_after_another_day_was_not_asked_for_after_all_words_are_a_search(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.anna, task_id)
    await office.anna.tap("🕒 Когда…")
    await office.anna.tap("← Назад")
    assert (await office.anna.say("пт 15:30")).text.startswith("По «пт 15:30»")
    assert (await stored(office, task_id)).due_at == AT_14


async def test_a_move_into_the_past_is_refused_and_changes_nothing(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.anna, task_id)
    await office.anna.tap_data(move_to(task_id, date(2026, 11, 20), time(10)))
    assert "Это время уже прошло. Ничего не записано." in [*office.anna.toasts, office.anna.screen.text]
    assert (await stored(office, task_id)).due_at == AT_14


async def test_a_done_task_asks_what_comes_next(office: Office) -> None:
    task_id = await given(office, action=TaskAction.OTHER, text="узнать про склад")
    await opened(office, office.anna, task_id)
    screen = await office.anna.tap("✅ Сделано")
    assert screen.text.startswith("✅ Сделано: «Ромашка», узнать про склад.")
    assert "➕ Следующий шаг" in screen.flat
    assert (await stored(office, task_id)).state is TaskState.DONE


async def test_a_task_is_cancelled_after_a_second_thought(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.anna, task_id)
    screen = await office.anna.tap("Отменить")
    assert screen.text == "Отменить дело: «Ромашка», перезвонить?"
    await office.anna.tap("Да, отменить")
    assert (await stored(office, task_id)).state is TaskState.CANCELLED


async def test_a_manager_hands_a_task_over_and_the_other_is_told(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.vera, task_id)
    await office.vera.tap("Передать")
    assert not [label for label in office.vera.screen.flat if "Глеб" in label]
    await office.vera.tap("Борис")
    await office.later(seconds=1)
    assert office.boris.screen.text.startswith("Вера просит: «Ромашка», перезвонить")
    assert "+7912" not in office.boris.screen.text  # not his client


async def test_a_rep_is_offered_no_handing_over(office: Office) -> None:
    screen = await opened(office, office.anna, await given(office))
    assert "Передать" not in screen.flat


async def test_a_colleague_can_do_nothing_with_forged_buttons(office: Office) -> None:
    task_id = await given(office)
    await office.boris.say("/tasks")
    for data in (
        OpenTask(task_id=task_id),
        CompleteTask(task_id=task_id),
        MoveTask(task_id=task_id, how="day"),
        CancelTask(task_id=task_id, sure=True),
        HandTask(task_id=task_id, member_id=office.boris.member_id or 0),
    ):
        await office.boris.tap_data(data.pack())
    after = await stored(office, task_id)
    assert (after.state, after.occurrence, after.assignee_id) == (TaskState.OPEN, 1, office.anna.member_id)
    assert "Ромашка" not in " ".join(screen.text for screen in office.boris.heard)


async def test_forged_dates_are_refused(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.anna, task_id)
    await office.anna.tap_data(f"tto:{task_id}:20261399:1100")
    await office.anna.tap_data(f"tto:{task_id}:20261201:99")
    assert (await stored(office, task_id)).occurrence == 1


async def test_a_new_task_in_four_taps(office: Office) -> None:
    await office.write(lambda s: chamomile(s, office.anna))
    await office.anna.say("/tasks")
    await office.anna.tap("➕ Новое дело")
    await office.anna.tap("Ромашка")
    await office.anna.tap("📞 Позвонить")
    await office.anna.tap("Завтра, 10:00")
    screen = await office.anna.tap("💾 Сохранить")
    assert screen.text.startswith("«Ромашка», перезвонить · завтра, 10:00")
    made = await newest(office)
    assert (made.action, made.assignee_id) == (TaskAction.CALL, office.anna.member_id)
    assert made.due_at == datetime(2026, 11, 24, 10, tzinfo=MOSCOW)


async def test_a_new_task_about_nobody_with_words_and_no_hour(office: Office) -> None:
    await office.anna.say("/tasks")
    await office.anna.tap("➕ Новое дело")
    await office.anna.tap("Без клиента")
    await office.anna.tap("Другое")
    await office.anna.tap("📅 Календарь")
    await office.anna.tap("30")
    await office.anna.tap("Без часа")
    screen = await office.anna.say("заказать визитки")
    assert screen.text == "Заказать визитки · пн 30 ноя"
    made = await newest(office)
    assert (made.client_id, made.due_at, made.text) == (None, None, "заказать визитки")


async def test_a_client_is_found_by_a_part_of_the_name(office: Office) -> None:
    await office.write(lambda s: chamomile(s, office.anna))
    await office.anna.say("/tasks")
    await office.anna.tap("➕ Новое дело")
    screen = await office.anna.say("ромаш")
    assert "Ромашка" in screen.flat


async def test_a_manager_sets_a_task_to_a_rep(office: Office) -> None:
    def boris_client(session: Session) -> int:
        return add_client(session, office.boris.member_id or 0, "Лютик")

    client_id = await office.write(boris_client)
    await office.vera.say("/tasks")
    await office.vera.tap_data(NewTask(client_id=client_id, assignee_id=office.boris.member_id or 0).pack())
    assert "Для: Борис" in office.vera.screen.text
    await office.vera.tap("🤝 Встреча")
    await office.vera.say("завтра в 12")
    await office.vera.tap("💾 Сохранить")
    made = await newest(office)
    assert (made.assignee_id, made.client_id, made.action) == (office.boris.member_id, client_id, TaskAction.MEETING)
    assert made.ends_at is not None
    kinds = await office.read(lambda s: s.scalars(select(Notification.kind)).all())
    assert "task_given" in kinds


async def test_a_double_tap_on_save_makes_one_task(office: Office) -> None:
    await office.anna.say("/tasks")
    await office.anna.tap("➕ Новое дело")
    await office.anna.tap("Без клиента")
    await office.anna.tap("Другое")
    await office.anna.tap("Завтра, 10:00")
    form = office.anna.screen
    office.anna.tap_only("💾 Сохранить", form)
    office.anna.tap_only("💾 Сохранить", form)
    await office.settle()
    assert len(await office.read(lambda s: s.scalars(select(Task.id)).all())) == 1


async def test_a_reminder_is_answered_in_two_taps(office: Office) -> None:
    task_id = await given(office)
    await office.until(AT_14)
    office.anna.taps = 0
    await office.anna.tap("Не ответил")
    await office.anna.tap(office.anna.screen.flat[0])
    assert office.anna.taps == 2
    assert (await stored(office, task_id)).state is TaskState.DONE
    assert (await newest(office)).id != task_id


async def test_a_meeting_that_ended_in_no_is_a_meeting(office: Office) -> None:
    task_id = await given(office, action=TaskAction.MEETING)
    await opened(office, office.anna, task_id)
    screen = await office.anna.tap("Отказ")
    assert screen.text.startswith("✅ «Ромашка»: встреча, отказ.")


async def test_another_day_in_words_is_not_said_to_a_form_that_stands_open_above(office: Office) -> None:
    task_id = await given(office)
    await opened(office, office.anna, task_id)
    card = office.anna.screen
    await office.anna.say("/tasks")
    await office.anna.tap("➕ Новое дело")
    await office.anna.tap("🕒 Когда…", on=card)
    await office.anna.say("пт 15:30")
    assert (await stored(office, task_id)).due_at == datetime(2026, 11, 27, 15, 30, tzinfo=MOSCOW)
