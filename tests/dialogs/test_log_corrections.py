"""A saved card put right: when it was, who was there, how it ended, never was."""

from datetime import timedelta

from domain.tables import (
    ActivityKind,
    Companion,
    Outcome,
)
from handlers.log.links import AnswerTask
from tests.dialogs.logged import activities, client, count, log, saved, task, tasks
from tests.harness import MONDAY, Office


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
