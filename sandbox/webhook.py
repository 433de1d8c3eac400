"""Updates pushed to the bot's address, with Telegram's retries."""

import asyncio
import json
import re
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from sandbox.chats import Raw
from sandbox.delivery import Pending, Updates
from sandbox.refusals import bad_request

RETRY_DELAYS: Sequence[float] = (0, 2, 4, 8, 16, 32, 60)
"""Seconds before each repeat of an update that was not taken; the last one from then on."""
ANSWER_WITHIN_S = 60.0
USUAL_CONNECTIONS = 40

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}

MethodInAnswer = Callable[[str, dict[str, Any]], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the bot listens, its secret, how many deliveries at once."""

    url: str
    secret: str
    connections: int


def checked_address(values: dict[str, Any]) -> Address:
    """The address of setWebhook; plain http only on this machine. Raises Refusal."""
    url = values["url"]
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = values.get("secret_token") or ""
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = values.get("max_connections") or USUAL_CONNECTIONS
    if not 1 <= connections <= 100:
        raise bad_request("bad webhook: max_connections must be between 1 and 100")
    return Address(url, secret, connections)


class Webhook:
    """Delivers in order within a lane (a chat's messages, a chat's taps), different lanes at once."""

    def __init__(self, updates: Updates, date: Callable[[], int], delays: Sequence[float] = RETRY_DELAYS) -> None:
        self._updates = updates
        self._date = date
        self._delays = delays
        self._address: Address | None = None
        self._lanes: dict[tuple[int, bool], deque[Pending]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._http: aiohttp.ClientSession | None = None
        self._error: tuple[int, str] | None = None
        self.on_method: MethodInAnswer | None = None

    def info(self) -> Raw:
        """getWebhookInfo."""
        address = self._address
        info: Raw = {
            "url": address.url if address else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending()),
        }
        if address:
            info |= {"max_connections": address.connections, "ip_address": "127.0.0.1"}
        if self._updates.allowed:
            info["allowed_updates"] = self._updates.allowed
        if self._error:
            info |= {"last_error_date": self._error[0], "last_error_message": self._error[1]}
        return info

    async def set(self, address: Address) -> None:
        """Deliver there from now on, beginning with what waits."""
        await self._halt()
        self._error = None
        self._address = address
        self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=address.connections))
        self._updates.webhook = self._accept
        for pending in self._updates.pending():
            self._accept(pending)

    async def remove(self) -> None:
        """Deliver no more; what waits is for getUpdates."""
        self._updates.webhook = None
        self._address = None
        await self._halt()

    async def _halt(self) -> None:
        workers, self._workers = self._workers, set()
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        self._lanes.clear()
        if self._http is not None:
            await self._http.close()
            self._http = None

    def _accept(self, pending: Pending) -> None:
        lane = self._lanes.get(pending.lane)
        if lane is not None:
            lane.append(pending)
            return
        self._lanes[pending.lane] = deque([pending])
        worker = asyncio.get_running_loop().create_task(self._work(pending.lane))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, key: tuple[int, bool]) -> None:
        lane = self._lanes[key]
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        del self._lanes[key]

    async def _deliver(self, pending: Pending) -> None:
        """Repeat until taken or expired."""
        attempt = 0
        while self._updates.alive(pending):
            if await self._taken(pending):
                self._updates.done(pending.update_id)
                return
            await asyncio.sleep(self._delays[min(attempt, len(self._delays) - 1)])
            attempt += 1

    async def _taken(self, pending: Pending) -> bool:
        assert self._address is not None
        assert self._http is not None
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._address.secret} if self._address.secret else {}
        limit = aiohttp.ClientTimeout(total=ANSWER_WITHIN_S)
        try:
            async with self._http.post(self._address.url, json=pending.body, headers=headers, timeout=limit) as answer:
                body = await answer.read()
                taken = 200 <= answer.status < 300
                if not taken:
                    self._note(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                elif answer.content_type == "application/json":
                    await self._obey(body)
                return taken
        except TimeoutError:
            self._note("Read timeout expired")
        except aiohttp.ClientError as error:
            self._note(f"Connection failed: {type(error).__name__}")
        return False

    def _note(self, words: str) -> None:
        self._error = (self._date(), words)

    async def _obey(self, body: bytes) -> None:
        """A method in the body of the answer is called, its result told to nobody."""
        answer = _object_of(body)
        name = answer.pop("method", None)
        if isinstance(name, str) and self.on_method is not None:
            await self.on_method(name, answer)


def _object_of(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body or b"{}")
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
