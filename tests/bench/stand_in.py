"""A bare Bot API and a crowd of persons in a closed loop: each taps again as soon as his screen is redrawn.

It checks nothing, so that what is measured is the bot. Persons tap the first button of the screen they see.
"""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

TOKEN = "42:BENCHBENCHBENCHBENCHBENCH"
ME = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
FIRST_PERSON = 100_000


@dataclass(slots=True)
class Person:
    id: int
    data: str = ""
    message_id: int = 0
    tapped_at: float = 0.0
    waiting: bool = False
    drawn: bool = False
    answered: bool = False


@dataclass(slots=True)
class Crowd:
    """The persons, the updates they make, and how long each redraw took."""

    count: int
    persons: dict[int, Person] = field(default_factory=dict)
    latencies: list[float] = field(default_factory=list)
    queue: deque[dict[str, Any]] = field(default_factory=deque)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    measuring: bool = False
    tapping: bool = False
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    sent: int = 0
    sent_at: list[float] = field(default_factory=list)
    _update_id: int = 1_000
    _message_id: int = 1

    def open(self) -> None:
        """Everybody says /start."""
        for number in range(self.count):
            person = self.persons[FIRST_PERSON + number] = Person(FIRST_PERSON + number)
            self._say(person, "/start")
        self.news.set()

    def start(self) -> None:
        """Everybody who sees a button begins to tap."""
        self.tapping = True
        for person in self.persons.values():
            self._tap(person)

    def shown(self, chat_id: int, data: str | None, message_id: int) -> None:
        """The bot has drawn a screen for a person."""
        person = self.persons.get(chat_id)
        if person is None:
            return
        person.message_id = message_id
        person.data = data or person.data
        if person.waiting:
            person.drawn = True
            if self.measuring:
                self.latencies.append(perf_counter() - person.tapped_at)
            self._again(person)
        elif all(other.data for other in self.persons.values()):
            self.opened.set()

    def answered(self, query_id: str) -> None:
        person = self.persons.get(int(query_id.partition("-")[0]))
        if person is not None:
            person.answered = True
            self._again(person)

    def next_message_id(self) -> int:
        self._message_id += 1
        return self._message_id

    def take(self, limit: int) -> list[dict[str, Any]]:
        return [self.queue.popleft() for _ in range(min(limit, len(self.queue)))]

    def _again(self, person: Person) -> None:
        if person.drawn and person.answered and self.tapping:
            self._tap(person)

    def _tap(self, person: Person) -> None:
        person.drawn = person.answered = False
        person.waiting = True
        person.tapped_at = perf_counter()
        update_id = self._next_update()
        chat = {"id": person.id, "type": "private", "first_name": "P"}
        message = {"message_id": person.message_id, "date": 1_790_000_000, "chat": chat, "from": ME, "text": "screen"}
        query = {"id": f"{person.id}-{update_id}", "from": _user(person), "chat_instance": "1", "data": person.data}
        self.queue.append({"update_id": update_id, "callback_query": query | {"message": message}})
        self.news.set()

    def _say(self, person: Person, text: str) -> None:
        chat = {"id": person.id, "type": "private", "first_name": "P"}
        message = {
            "message_id": self.next_message_id(),
            "date": 1_790_000_000,
            "chat": chat,
            "from": _user(person),
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
        }
        self.queue.append({"update_id": self._next_update(), "message": message})

    def _next_update(self) -> int:
        self._update_id += 1
        return self._update_id


def _user(person: Person) -> dict[str, Any]:
    return {"id": person.id, "is_bot": False, "first_name": "P", "language_code": "ru"}


class StandIn:
    """The HTTP side. `latency_s`: how long Telegram takes over a send."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.address = ""
        self.asked = asyncio.Event()
        """Somebody has begun to ask for updates."""
        self._runner: web.ServerRunner | None = None

    async def start(self) -> str:
        self._runner = web.ServerRunner(web.Server(self._serve))
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self.address

    async def stop(self) -> None:
        self.crowd.news.set()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        method = request.path.rpartition("/")[2]
        if request.content_type == "multipart/form-data":
            values = {key: str(value) for key, value in (await request.post()).items()}
        else:
            values = dict(parse_qsl((await request.read()).decode()))
        result = await self._updates(values) if method == "getUpdates" else self._call(method, values)
        body = json.dumps({"ok": True, "result": result}).encode()
        return web.Response(body=body, content_type="application/json")

    async def _updates(self, values: dict[str, str]) -> list[dict[str, Any]]:
        self.asked.set()
        if not self.crowd.queue:
            self.crowd.news.clear()
            try:
                async with asyncio.timeout(float(values.get("timeout") or 0)):
                    await self.crowd.news.wait()
            except TimeoutError:
                return []
        return self.crowd.take(int(values.get("limit") or 100))

    def _call(self, method: str, values: dict[str, str]) -> Any:
        if method == "getMe":
            return ME
        if method == "answerCallbackQuery":
            self.crowd.answered(values["callback_query_id"])
            return True
        if method == "sendMessage":
            self.crowd.sent += 1
            self.crowd.sent_at.append(perf_counter())
            return self._drawn(values, self.crowd.next_message_id())
        if method == "editMessageText":
            return self._drawn(values, int(values["message_id"]))
        return True

    def _drawn(self, values: dict[str, str], message_id: int) -> dict[str, Any]:
        chat_id = int(values["chat_id"])
        self.crowd.shown(chat_id, _first_button(values.get("reply_markup")), message_id)
        chat = {"id": chat_id, "type": "private", "first_name": "P"}
        return {"message_id": message_id, "date": 1_790_000_000, "chat": chat, "from": ME, "text": values["text"]}


def _first_button(markup: str | None) -> str | None:
    rows = json.loads(markup).get("inline_keyboard") if markup else None
    return rows[0][0].get("callback_data") if rows else None
