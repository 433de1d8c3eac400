"""SIGTERM: what is being handled is finished, what comes meanwhile is kept, the process is gone within 20 s."""

import asyncio
import random
from pathlib import Path
from time import monotonic

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.chats import Message
from tests.harness import TOKEN
from tests.reliability.kills import all_answered, found
from tests.reliability.persons import Worker
from tests.reliability.processes import SECRET, Command, free_port, settings, webhook_settings
from tests.reliability.town import open_town, reps, settle_in

pytestmark = [pytest.mark.process, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]

SLOW_MS = 2500
GONE_WITHIN_S = 20
OUTCOME = "Договорились"


async def _post(port: int, sandbox: Sandbox, text: str) -> int:
    """What the webhook answers to a message of the second rep."""
    sender = {"id": 5002, "is_bot": False, "first_name": "Агент 02"}
    message = {"message_id": 1, "date": 0, "chat": {"id": 5002, "type": "private"}, "from": sender, "text": text}
    update = {"update_id": sandbox.world.ids.update(), "message": message}
    async with (
        aiohttp.ClientSession(headers={"X-Telegram-Bot-Api-Secret-Token": SECRET}) as http,
        http.post(f"http://127.0.0.1:{port}/hook", json=update) as answer,
    ):
        return answer.status


async def _saving(sandbox: Sandbox, worker: Worker, client: str) -> Message:
    """A saving tap whose answer Telegram is slow to show: it is being handled now."""
    asked = await worker.asked_what_happened(client, OUTCOME)
    assert asked is not None
    sandbox.faults.order({"method": "editMessageText", "latency_ms": SLOW_MS})
    worker.tap(asked, OUTCOME)
    while sandbox.faults.listed():
        await asyncio.sleep(0.01)
    return asked


async def test_a_stop_finishes_what_is_in_hand_and_keeps_what_comes(
    command: Command, database_url: str, tmp_path: Path
) -> None:
    people, port = reps(2), free_port()
    await settle_in(database_url, people)
    sandbox = open_town(people)
    await sandbox.start()
    environment = settings(sandbox.api_url, TOKEN, database_url, **webhook_settings(port))
    worker = Worker(sandbox, people[0], random.Random(1), taps_twice=0)
    client = people[0].clients[0]
    try:
        bot = await command.start(environment, tmp_path / "bot.log")
        await bot.says("is serving")
        asked = await _saving(sandbox, worker, client)
        bot.terminate()
        began = monotonic()
        assert await _post(port, sandbox, "/help") == 200
        await bot.ended(GONE_WITHIN_S)
        assert monotonic() - began > SLOW_MS / 1000 / 2
        assert command.exit_code(bot) == 0
        assert worker.chat.messages[asked.id].raw["text"].startswith(f"✅ «{client}»: звонок, договорились.")
        worker.saved[client, OUTCOME] += 1
        assert not [m for m in sandbox.acts.chat_of(5002).messages.values() if m.from_bot]
        await command.start(environment, tmp_path / "bot.log")
        await all_answered(sandbox, database_url)
        helped = [m for m in sandbox.acts.chat_of(5002).messages.values() if m.from_bot]
        assert len(helped) == 1
    finally:
        command.close()
        await sandbox.stop()
    kept = await found(database_url, [worker])
    assert not kept.wrong
