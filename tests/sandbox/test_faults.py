"""Misfortunes a tester orders happen as ordered, and only so often."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from tests.sandbox.conftest import ANNA, BORIS, Hands, Town


async def test_the_next_two_sends_are_refused_and_the_third_goes_through(bot: Bot, hands: Hands) -> None:
    await hands.post("faults", method="sendMessage", code=429, retry_after=7, times=2)
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter) as refusal:
            await bot.send_message(ANNA, "x")
        assert refusal.value.retry_after == 7
    await bot.get_me()
    await bot.send_message(ANNA, "x")
    assert len((await hands.sees())["messages"]) == 1


async def test_telegram_is_away_until_it_is_back(town: Town) -> None:
    await town.hands.post("faults", code=500, times=None)
    for _ in range(3):
        with pytest.raises(TelegramServerError, match="Internal Server Error"):
            await town.bot.get_updates()
    async with town.hands.http.delete(f"{town.sandbox.address}/api/faults") as answer:
        assert await answer.json() == {"faults": []}
    await town.bot.get_me()


async def test_a_proxy_answers_with_a_page(bot: Bot, hands: Hands) -> None:
    await hands.post("faults", method="getMe", html=True)
    with pytest.raises(ClientDecodeError):
        await bot.get_me()


async def test_the_connection_breaks_before_anything_is_done(bot: Bot, hands: Hands) -> None:
    await hands.post("faults", method="sendMessage", drop="before")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ANNA, "x")
    assert (await hands.sees())["messages"] == []


async def test_the_connection_breaks_after_the_message_was_sent(bot: Bot, hands: Hands) -> None:
    await hands.post("faults", method="sendMessage", drop="after")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ANNA, "x")
    assert [seen["text"] for seen in (await hands.sees())["messages"]] == ["x"]


async def test_a_client_that_gives_up_waiting_may_have_been_heard(town: Town) -> None:
    await town.hands.post("faults", method="sendMessage", latency_ms=300)
    with pytest.raises(TelegramNetworkError):
        await town.bot.send_message(ANNA, "x", request_timeout=0.1)  # type: ignore[arg-type]
    watcher = town.sandbox.world.events.watch()
    async with asyncio.timeout(5):
        await watcher.take()
    assert len((await town.hands.sees())["messages"]) == 1


async def test_a_fault_may_concern_one_person(bot: Bot, hands: Hands) -> None:
    await hands.post("faults", method="sendMessage", code=403, chat_id=ANNA, times=None)
    await bot.send_message(BORIS, "x")
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(ANNA, "x")


@pytest.mark.parametrize("wanted", [{"metod": "x"}, {"code": 7}, {"drop": "later"}])
async def test_a_fault_that_makes_no_sense_is_refused(hands: Hands, wanted: dict[str, object]) -> None:
    assert "error" in await hands.post("faults", 400, **wanted)


async def test_the_log_tells_every_call_with_its_answer(town: Town) -> None:
    await town.bot.send_message(ANNA, "привет")
    await town.call("sendMessage", chat_id=1, text="x")
    log = await town.hands.get("calls")
    sent, refused = log["calls"]
    assert (sent["method"], sent["params"]["text"], sent["ok"]) == ("sendMessage", "привет", True)
    assert sent["result"]["chat"]["id"] == ANNA
    assert (refused["code"], refused["error"]) == (400, "Bad Request: chat not found")
    assert (await town.hands.get(f"calls?after={log['last']}"))["calls"] == []
    assert len((await town.hands.get("calls?method=getMe"))["calls"]) == 0
