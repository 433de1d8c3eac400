"""Telegram's limits, kept on our side: 30 messages a second in all, one a second per chat with a burst of three.

A slot is held from the request until a second after its answer, so whatever the way takes, Telegram never sees more.
Who waits is served by priority: answers to people before reminders before bulk. What nobody waits for on the spot goes
out evenly after the first few: thirty at once are answered late, and held slots are lost messages.
"""

import asyncio
import heapq
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from domain.outbox import Priority

PER_SECOND = 30
CHAT_BURST = 3
UNPACED = 10
SHORT_WAIT_S = 5
COUNTED_PREFIXES = ("send", "forward", "copy")
UNCOUNTED = frozenset({"sendChatAction"})

current_priority: ContextVar[Priority] = ContextVar("current_priority", default=Priority.ANSWER)


@dataclass(slots=True)
class _Chat:
    busy_until: float = 0.0
    in_flight: int = 0

    def wait(self, now: float) -> float:
        """Seconds until one more message fits into the burst."""
        return max(self.busy_until, now) + self.in_flight - now - (CHAT_BURST - 1)


@dataclass(order=True, slots=True)
class _Waiting:
    priority: int
    number: int
    chat_id: Any = field(compare=False)
    slots: int = field(compare=False)
    turn: "asyncio.Future[None]" = field(compare=False)


class Limiter:
    """`seconds` tells the time; the sandbox's runs ahead when its clock is moved."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._chats: dict[Any, _Chat] = {}
        self._in_flight = 0
        self._answered: deque[float] = deque()
        self._waiting: list[_Waiting] = []
        self._numbers = count()
        self._alarm: asyncio.TimerHandle | None = None
        self._pace = float("-inf")
        """When the next reminder or bulk message is due if they were spread evenly."""

    async def enter(self, chat_id: Any, priority: Priority, slots: int = 1) -> None:
        """Wait for a turn to send `slots` messages to the chat."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, _Waiting(int(priority), next(self._numbers), chat_id, slots, turn))
        self._serve()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back(chat_id, slots)
            raise

    def _give_back(self, chat_id: Any, slots: int) -> None:
        """The turn came in the very moment its owner was cancelled: nothing has been sent."""
        self._in_flight -= slots
        self._chats[chat_id].in_flight -= slots
        self._serve()

    def leave(self, chat_id: Any, slots: int = 1) -> None:
        """Telegram has answered: the slots come free in a second."""
        now = self._seconds()
        self._in_flight -= slots
        self._answered.extend([now] * slots)
        chat = self._chats[chat_id]
        chat.in_flight -= slots
        chat.busy_until = max(chat.busy_until, now) + slots
        self._serve()

    def _serve(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        now, later, soonest = self._seconds(), [], None
        self._forget(now)
        while self._waiting:
            waiting = heapq.heappop(self._waiting)
            if waiting.turn.done():
                continue
            pace = self._pace - now if waiting.priority > Priority.ANSWER else 0.0
            wait = max(self._wait_for_all(now, waiting.slots), self._chat(waiting.chat_id).wait(now), pace)
            if wait <= 0:
                self._take(waiting)
                continue
            later.append(waiting)
            soonest = wait if soonest is None else min(soonest, wait)
            if self._wait_for_all(now, 1) > 0 or pace > 0:
                break
        for waiting in later:
            heapq.heappush(self._waiting, waiting)
        if soonest is not None and soonest != float("inf"):
            self._alarm = asyncio.get_running_loop().call_later(soonest, self._serve)

    def _take(self, waiting: _Waiting) -> None:
        if waiting.priority > Priority.ANSWER:
            self._pace = max(self._pace, self._seconds() - UNPACED / PER_SECOND) + waiting.slots / PER_SECOND
        self._in_flight += waiting.slots
        self._chat(waiting.chat_id).in_flight += waiting.slots
        waiting.turn.set_result(None)

    def _wait_for_all(self, now: float, slots: int) -> float:
        """Seconds until `slots` more fit into the second; inf = until somebody's answer arrives."""
        over = self._in_flight + len(self._answered) + slots - PER_SECOND
        if over <= 0:
            return 0.0
        if over > len(self._answered):
            return float("inf")
        return self._answered[over - 1] + 1.0 - now

    def _chat(self, chat_id: Any) -> _Chat:
        return self._chats.setdefault(chat_id, _Chat())

    def _forget(self, now: float) -> None:
        while self._answered and self._answered[0] + 1.0 <= now:
            self._answered.popleft()
        if len(self._chats) > 5000:
            self._chats = {k: c for k, c in self._chats.items() if c.in_flight or c.busy_until > now}


class LimitedRequests(BaseRequestMiddleware):
    """One for the whole bot: dialogs and the notifier share it. A short 429 is waited out, a long one is the lane's."""

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        name = method.__api_method__
        if not name.startswith(COUNTED_PREFIXES) or name in UNCOUNTED:
            return await make_request(bot, method)
        slots = len(getattr(method, "media", ())) if name == "sendMediaGroup" else 1
        try:
            return await self._in_turn(make_request, bot, method, slots)
        except TelegramRetryAfter as asked:
            if asked.retry_after > SHORT_WAIT_S:
                raise
            await asyncio.sleep(asked.retry_after)
            return await self._in_turn(make_request, bot, method, slots)

    async def _in_turn(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
        slots: int,
    ) -> Response[TelegramType]:
        chat_id = getattr(method, "chat_id", None)
        await self._limiter.enter(chat_id, current_priority.get(), slots)
        try:
            return await make_request(bot, method)
        finally:
            self._limiter.leave(chat_id, slots)


class ProbedRequests(BaseRequestMiddleware):
    """Tells the crash tests when a call goes out and when its answer is in."""

    def __init__(self, probe: Any) -> None:
        self._probe = probe

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        self._probe(f"before {method.__api_method__}")
        answer = await make_request(bot, method)
        self._probe(f"after {method.__api_method__}")
        return answer
