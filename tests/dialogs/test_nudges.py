"""Nudges: the morning's line opens the card, one tap answers, the next comes in the same message."""

from datetime import date

import pytest

from domain.tables import Outcome
from tests.dialogs.logged import activities, tasks
from tests.dialogs.nudging import answers, morning, nudges, opened, silent
from tests.harness import Office, plain


async def three_silent(office: Office) -> None:
    await silent(office, "Лютик", 10_000, phone="+79120000001", contact="Ольга")
    await silent(office, "Василёк", 80_000, phone="+79120000002", contact="Пётр")
    await silent(office, "Ромашка", 40_000)


async def test_the_mornings_line_opens_the_card_with_why_now_worth_and_phone(office: Office) -> None:
    anna = office.anna
    await three_silent(office)
    await morning(office)
    screen = await anna.tap("Василёк")
    assert "«Василёк» молчит 67 дней при ритме 35, берёт на 80 тыс. ₽" in plain(screen.text)
    assert "Пётр, +79120000002" in screen.text
    assert {"📞 Договорились", "🕐 Позже", "📋 Телефон", "1/3", "▶"} <= set(screen.flat)
    assert screen.raw["has_protected_content"]


async def test_one_goes_through_them_in_the_same_message_the_worthier_first(office: Office) -> None:
    anna = office.anna
    await three_silent(office)
    await morning(office)
    first = await anna.tap("Василёк")
    second = await anna.tap("▶")
    assert "Ромашка" in second.text
    third = await anna.tap("▶")
    assert "Лютик" in third.text
    assert "▶" not in third.flat
    back = await anna.tap("◀")
    assert "Ромашка" in back.text
    assert first.message_id == second.message_id == third.message_id == back.message_id


async def test_one_tap_logs_the_call_and_the_next_comes(office: Office) -> None:
    anna = office.anna
    await three_silent(office)
    await morning(office)
    await anna.tap("Василёк")
    screen = await anna.tap("📞 Договорились")
    assert "✅ «Василёк»: звонок, договорились. Дальше: завтра, 09:00, перезвонить." in screen.text
    assert "«Ромашка» молчит" in screen.text
    assert [(call.outcome, call.from_queue) for call in await activities(office)] == [(Outcome.AGREED, False)]
    assert len(await tasks(office)) == 1
    assert [nudge.client for nudge in await nudges(office)] == ["Ромашка", "Лютик"]


async def test_a_double_tap_logs_one_call(office: Office) -> None:
    anna = office.anna
    await three_silent(office)
    await morning(office)
    card = await anna.tap("Василёк")
    anna.tap_only("📞 Отказ")
    anna.tap_only("📞 Отказ")
    await office.settle()
    assert len(await activities(office)) == 1
    assert len(await answers(office)) == 1
    assert card.message_id == anna.screen.message_id


async def test_later_asks_when_and_the_nudge_comes_that_day(office: Office) -> None:
    anna = office.anna
    await three_silent(office)
    await morning(office)
    await anna.tap("Василёк")
    chips = await anna.tap("🕐 Позже")
    assert [words for words in chips.flat if " · " in words] == [
        "Завтра · пт 27 ноя",
        "Через неделю · чт 3 дек",
        "Через месяц · пн 28 дек",
    ]
    screen = await anna.tap("Через неделю")
    assert "🕐 «Василёк»: напомним чт 3 дек." in screen.text
    for day, there in ((date(2026, 11, 30), False), (date(2026, 12, 2), False), (date(2026, 12, 3), True)):
        said = plain((await morning(office, day)).text)
        assert ("Василёк" in said) is there, day


async def test_another_day_is_picked_in_a_calendar(office: Office) -> None:
    anna = office.anna
    await three_silent(office)
    await morning(office)
    await anna.tap("Василёк")
    await anna.tap("🕐 Позже")
    await anna.tap("📅 Другой день")
    screen = await anna.tap("30")
    assert "напомним пн 30 ноя" in screen.text
    assert [answer.until for answer in await answers(office)] == [date(2026, 11, 30)]


async def test_an_answer_is_taken_back_with_what_it_logged(office: Office) -> None:
    anna = office.anna
    await three_silent(office)
    await morning(office)
    await anna.tap("Василёк")
    await anna.tap("📞 Отказ")
    screen = await anna.tap("↩️ Вернуть ответ")
    assert "«Василёк» молчит" in screen.text
    assert [call.cancelled_at is not None for call in await activities(office)] == [True]
    assert not await answers(office)
    await anna.tap("📞 Договорились")
    assert [call.outcome for call in await activities(office) if call.cancelled_at is None] == [Outcome.AGREED]


async def test_after_the_last_one_it_says_so(office: Office) -> None:
    anna = office.anna
    await silent(office, "Лютик")
    await morning(office)
    await anna.tap("Лютик")
    screen = await anna.tap("📞 Договорились")
    assert "Это был последний повод на сегодня." in screen.text


async def test_the_list_shows_all_by_kind(office: Office) -> None:
    anna = office.anna
    await three_silent(office)
    await morning(office)
    screen = await anna.tap("Все поводы · 3")
    assert "Давно молчат" in screen.text
    assert plain("\n".join(screen.flat)).split("\n")[:3] == [
        "Василёк · 80 тыс. ₽",
        "Ромашка · 40 тыс. ₽",
        "Лютик · 10 тыс. ₽",
    ]


async def test_the_queue_goes_through_the_nudges_and_answers_them(office: Office) -> None:
    anna = office.anna
    await three_silent(office)
    await morning(office)
    await anna.tap("Все поводы")
    screen = await anna.tap("▶️ Обзвон")
    assert "Обзвон 1/3" in screen.text
    assert "«Василёк» молчит 67 дней при ритме 35" in plain(screen.text)
    await anna.tap("Отказ")
    assert [nudge.client for nudge in await nudges(office)] == ["Ромашка", "Лютик"]


async def test_a_tap_on_what_asks_no_more_shows_what_does(office: Office) -> None:
    anna = office.anna
    await three_silent(office)
    await morning(office)
    (first, *_) = await nudges(office)
    await anna.tap("Василёк")
    await anna.tap("📞 Договорились")
    screen = await opened(office, first)
    assert "Сегодня 2 повода" in screen.text


@pytest.mark.parametrize(
    "forged",
    [
        "nga:silent:client.1:agreed:",
        "nga:silent:client.1:later:20200101",
        "nga:silent:client.1:later:nonsense",
        "nga:silent:client.1:paid:",
        "nga:nothing:client.1:agreed:",
        "nga:silent:table.1:agreed:",
        "nga:silent:client.999999999:agreed:",
        "nga:silent:client.9999999999999:agreed:",
        "ngu:1",
        "ng:silent:client.1",
    ],
)
async def test_a_forged_tap_of_a_colleague_writes_nothing(office: Office, forged: str) -> None:
    await silent(office, "Лютик")
    await morning(office)
    await office.boris.start()
    await office.boris.tap_data(forged)
    assert not await answers(office)
    assert not await activities(office)
