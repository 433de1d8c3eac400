"""Telegram's rates: 30 in any second over all chats, one a second to a chat with a burst of three."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from hypothesis import given
from hypothesis import strategies as st

from sandbox import Person, Sandbox
from sandbox.limits import Limits
from sandbox.refusals import Refusal
from tests.sandbox.conftest import ANNA, BORIS, Stopwatch, Town


async def _send(bot: Bot, count: int, chat: int = ANNA) -> None:
    for number in range(count):
        await bot.send_message(chat, str(number))


async def test_the_fourth_message_in_a_second_to_one_chat_waits(town: Town) -> None:
    await _send(town.bot, 3)
    with pytest.raises(TelegramRetryAfter) as refusal:
        await town.bot.send_message(ANNA, "4")
    assert refusal.value.retry_after == 1
    await town.bot.send_message(BORIS, "другому можно")
    town.time.pass_by(1)
    await town.bot.send_message(ANNA, "4")
    with pytest.raises(TelegramRetryAfter):
        await town.bot.send_message(ANNA, "5")


async def test_the_burst_comes_back_after_three_quiet_seconds(town: Town) -> None:
    await _send(town.bot, 3)
    town.time.pass_by(3)
    await _send(town.bot, 3)


async def test_edits_and_answers_are_not_counted(town: Town) -> None:
    sent = await town.bot.send_message(ANNA, "0")
    for number in range(1, 40):
        await town.bot.edit_message_text(str(number), chat_id=ANNA, message_id=sent.message_id)
        await town.bot.send_chat_action(ANNA, "typing")


async def test_moving_the_clock_does_not_make_telegram_faster(town: Town) -> None:
    await _send(town.bot, 3)
    await town.hands.post("clock", advance_s=3600)
    with pytest.raises(TelegramRetryAfter):
        await town.bot.send_message(ANNA, "4")


def test_the_thirty_first_message_in_a_second_waits_whoever_it_is_for() -> None:
    time = Stopwatch()
    limits = Limits(time)
    for chat in range(30):
        limits.admit(chat)
        time.pass_by(0.01)
    with pytest.raises(Refusal) as refusal:
        limits.admit(31)
    assert refusal.value.as_answer() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    time.pass_by(0.715)
    limits.admit(31)
    limits.admit(32)
    with pytest.raises(Refusal):
        limits.admit(33)


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 0.5)), max_size=200))
def test_no_second_ever_has_more_than_allowed(tries: list[tuple[int, float]]) -> None:
    time = Stopwatch()
    limits = Limits(time)
    sent: list[tuple[int, float]] = []
    for chat, pause in tries:
        time.pass_by(pause)
        try:
            limits.admit(chat)
        except Refusal:
            continue
        sent.append((chat, time.seconds))
    for chat, at in sent:
        within = [other for other, when in sent if at - 1 < when <= at]
        assert len(within) <= 30
        assert within.count(chat) <= 4
        told = [when for other, when in sent if other == chat and when <= at]
        assert len(told) <= 3 + (at - told[0])


async def test_rates_can_be_switched_off_for_a_benchmark() -> None:
    sandbox = Sandbox([Person(1, "Анна", "rep")], strict_rates=False)
    for _ in range(100):
        sandbox.world.limits.admit(1)
