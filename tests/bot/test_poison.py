"""Updates that no Telegram would send: by webhook and by polling, none takes its batch or the program with it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from aiogram import Bot
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot.bootstrap import telegram_session
from bot.intake import LARGEST_UPDATE, SECRET_HEADER, webhook_app
from bot.polling import fetch
from domain.tables import Inbox, InboxState
from tests.harness import TOKEN, Office

SECRET = "a-secret-of-the-tests"
HUGE = 2**63
DEEP = 600


def _deep(levels: int) -> Any:
    made: Any = 1
    for _ in range(levels):
        made = {"a": made}
    return made


def _said_by(person: int, text: str) -> dict[str, Any]:
    chat = {"id": person, "type": "private", "first_name": "Некто"}
    who = {"id": person, "is_bot": False, "first_name": "Некто"}
    return {"message_id": 1, "date": 1, "chat": chat, "from": who, "text": text}


POISON: dict[str, dict[str, Any]] = {
    "an id of no database": {"update_id": HUGE, "message": {"from": {"id": 1001}}},
    "an id below zero": {"update_id": -HUGE - 1},
    "an id that was never given": {"update_id": -5},
    "an id in words": {"update_id": "7", "message": {}},
    "an id that is a half": {"update_id": 7.5},
    "an id that is true": {"update_id": True},
    "no id": {"message": {"from": {"id": 1001}}},
    "a person of no database": {"update_id": 9001, "message": {"from": {"id": 10**30}, "chat": {"id": -(10**30)}}},
    "a person in words": {"update_id": 9002, "message": {"from": {"id": "1001"}, "text": ["/start"]}},
    "a person that is true": {"update_id": 9003, "message": {"from": {"id": True}}},
    "a message that is a list": {"update_id": 9004, "message": [1, 2, 3]},
    "everything of a wrong type": {"update_id": 9005, "message": {"message_id": {}, "date": [], "chat": 5, "from": 6}},
    "very deep": {"update_id": 9006, "message": _deep(DEEP)},
    "very long": {"update_id": 9007, "message": {"from": {"id": 1001}, "text": "ё" * 100_000}},
    "half a letter": {"update_id": 9008, "message": {"from": {"id": 1001}, "text": "\ud83d"}},
    "words of a person of no database": {"update_id": 9009, "message": _said_by(HUGE, "привет")},
    "a code of a person of no database": {"update_id": 9010, "message": _said_by(HUGE, "/start code")},
}
named = pytest.mark.parametrize("poison", POISON.values(), ids=POISON.keys())


@pytest_asyncio.fixture
async def webhook(office: Office) -> AsyncIterator[TestClient[Any, Any]]:
    async with TestClient(TestServer(webhook_app(office.program.intake, "/hook", SECRET))) as client:
        yield client


@asynccontextmanager
async def _telegram(batch: list[Any]) -> AsyncIterator[Bot]:
    """Over HTTP; to every call it answers with that batch."""

    async def answer(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": batch})

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    async with TestServer(app) as server, Bot(TOKEN, session=telegram_session(str(server.make_url("")))) as bot:
        yield bot


async def _states(office: Office) -> set[InboxState]:
    return set(await office.read(lambda s: list(s.scalars(select(Inbox.state)))))


@named
async def test_poison_by_webhook_is_taken_or_refused_and_the_next_update_is_answered(
    office: Office, webhook: TestClient[Any, Any], poison: dict[str, Any]
) -> None:
    answer = await webhook.post("/hook", data=json.dumps(poison), headers={SECRET_HEADER: SECRET})
    assert answer.status in (200, 400)
    await office.idle()
    assert await _states(office) <= {InboxState.ANSWERED}
    assert (await office.anna.say("/help")).text


@named
async def test_poison_in_a_polled_batch_harms_nobody_and_is_not_asked_for_again(
    office: Office, poison: dict[str, Any]
) -> None:
    updates = office.sandbox.world.updates
    office.sandbox.acts.say(office.sandbox.acts.chat_of(1001), "/help")
    (good,) = [one.body for one in updates.pending()]
    updates.drop()
    async with _telegram([poison, good]) as bot:
        after = await fetch(bot, office.program.intake.take, None, 0)
    assert after is not None
    assert after > good["update_id"]
    await office.idle()
    assert len(office.anna.heard) == 1
    assert await _states(office) == {InboxState.ANSWERED}


@pytest.mark.parametrize("given", [None, "", "wrong", SECRET[:-1], SECRET + "x", "сёкрет"])
async def test_without_the_secret_nothing_is_taken(
    office: Office, webhook: TestClient[Any, Any], given: str | None
) -> None:
    headers = {} if given is None else {SECRET_HEADER: given}
    answer = await webhook.post("/hook", json={"update_id": 1, "message": {}}, headers=headers)
    assert answer.status == 401
    assert await _states(office) == set()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"NaN"])
async def test_what_is_no_update_is_refused(office: Office, webhook: TestClient[Any, Any], body: bytes) -> None:
    answer = await webhook.post("/hook", data=body, headers={SECRET_HEADER: SECRET})
    assert answer.status == 400
    assert await _states(office) == set()


async def test_what_is_larger_than_any_update_is_refused(office: Office, webhook: TestClient[Any, Any]) -> None:
    body = json.dumps({"update_id": 1, "message": "x" * LARGEST_UPDATE})
    answer = await webhook.post("/hook", data=body, headers={SECRET_HEADER: SECRET})
    assert answer.status == 413
    assert await _states(office) == set()
