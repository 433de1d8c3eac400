"""Delivery to the bot's address: the secret, the retries, the order."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram.exceptions import TelegramConflictError
from aiohttp import web

from sandbox.webhook import RETRY_DELAYS
from tests.sandbox.conftest import ANNA, BORIS, Town


class Listener:
    """A bot's webhook that answers as a test says."""

    def __init__(self) -> None:
        self.got: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()
        self.answers: list[web.Response] = []
        self.held = asyncio.Event()
        self.held.set()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        """One delivery."""
        update = await request.json()
        self.got.put_nowait((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), update))
        if "message" in update and update["message"].get("text") == "подожди":
            await self.held.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    async def next_text(self) -> str:
        """Text of the next delivered message, or the data of the next tap."""
        async with asyncio.timeout(5):
            _, update = await self.got.get()
        return str(update["message"]["text"] if "message" in update else update["callback_query"]["data"])


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """A listening webhook."""
    listener = Listener()
    app = web.Application()
    app.router.add_post("/hook", listener.take)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listener
    listener.held.set()
    await runner.cleanup()


async def test_an_update_comes_with_the_secret_and_getupdates_is_refused(town: Town, listener: Listener) -> None:
    await town.hands.say("до вебхука")
    await town.bot.set_webhook(listener.url, secret_token="s3cret", allowed_updates=["message"])
    async with asyncio.timeout(5):
        secret, update = await listener.got.get()
    assert (secret, update["message"]["text"]) == ("s3cret", "до вебхука")
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await town.bot.get_updates()
    info = await town.bot.get_webhook_info()
    assert (info.url, info.allowed_updates, info.max_connections) == (listener.url, ["message"], 40)


async def test_what_was_not_taken_comes_again_and_nothing_overtakes_it(town: Town, listener: Listener) -> None:
    listener.answers = [web.Response(status=500), web.Response(status=503)]
    await town.bot.set_webhook(listener.url)
    await town.hands.say("раз")
    await town.hands.say("два")
    assert [await listener.next_text() for _ in range(4)] == ["раз", "раз", "раз", "два"]
    info = await town.bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


def test_the_retries_are_telegrams() -> None:
    assert list(RETRY_DELAYS) == [0, 2, 4, 8, 16, 32, 60]


async def test_one_who_waits_does_not_hold_up_another_nor_his_own_taps(town: Town, listener: Listener) -> None:
    listener.held.clear()
    await town.bot.set_webhook(listener.url)
    await town.hands.say("подожди")
    assert await listener.next_text() == "подожди"
    await town.hands.say("после")
    await town.hands.say("другая", BORIS)
    await town.hands.post(f"people/{ANNA}/tap_raw", message_id=1, data="тап")
    assert {await listener.next_text(), await listener.next_text()} == {"другая", "тап"}
    listener.held.set()
    assert await listener.next_text() == "после"


async def test_after_the_webhook_is_removed_what_waits_is_polled(town: Town, listener: Listener) -> None:
    listener.answers = [web.Response(status=500)] * 1000
    await town.bot.set_webhook(listener.url)
    await town.hands.say("раз")
    await listener.next_text()
    await town.bot.delete_webhook()
    [update] = await town.bot.get_updates()
    assert update.message is not None
    assert update.message.text == "раз"


async def test_what_waits_can_be_dropped(town: Town) -> None:
    await town.hands.say("раз")
    await town.bot.delete_webhook(drop_pending_updates=True)
    assert await town.bot.get_updates() == []


async def test_a_method_in_the_answer_is_called(town: Town, listener: Listener) -> None:
    listener.answers = [web.json_response({"method": "sendMessage", "chat_id": ANNA, "text": "сразу"})]
    watcher = town.sandbox.world.events.watch()
    await town.bot.set_webhook(listener.url)
    await town.hands.say("раз")
    texts: list[str] = []
    async with asyncio.timeout(5):
        while "сразу" not in texts:
            await watcher.take()
            texts = [seen["text"] for seen in (await town.hands.sees())["messages"]]
    assert texts == ["раз", "сразу"]


async def test_a_bot_that_is_down_gets_it_when_it_is_up(town: Town, listener: Listener) -> None:
    await town.bot.set_webhook("http://127.0.0.1:9/hook")
    await town.hands.say("раз")
    await town.bot.set_webhook(listener.url)
    assert await listener.next_text() == "раз"
