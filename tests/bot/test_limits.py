"""Telegram's limits, kept on our side; lived through in virtual time."""

import asyncio
from bisect import bisect_left
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    Response,
    SendChatAction,
    SendMediaGroup,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import InputMediaPhoto

from bot.limits import LimitedRequests, Limiter, current_priority
from domain.outbox import Priority
from tests.bot.virtual_time import live


@dataclass
class Telegram:
    """Notes when each message arrives: somewhere on the way, at a dice's choice."""

    rng: Random = field(default_factory=lambda: Random(7))
    slowest: float = 0.0
    arrivals: list[tuple[float, Any]] = field(default_factory=list)
    refuse: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    async def __call__(self, bot: Bot, method: TelegramMethod[Any]) -> Response[Any]:
        await asyncio.sleep(self.rng.uniform(0, self.slowest))
        if self.refuse:
            raise TelegramRetryAfter(method, "Too Many Requests", int(self.refuse.pop(0)))
        count = len(method.media) if isinstance(method, SendMediaGroup) else 1
        self.arrivals += [(now(), getattr(method, "chat_id", None))] * count
        self.names.append(getattr(method, "text", None) or method.__api_method__)
        await asyncio.sleep(self.rng.uniform(0, self.slowest))
        return Response(ok=True, result=True)


def now() -> float:
    return asyncio.get_running_loop().time()


def busiest_second(arrivals: list[tuple[float, Any]]) -> int:
    times = sorted(time for time, _ in arrivals)
    return max((bisect_left(times, start + 1.0 - 1e-9) - i for i, start in enumerate(times)), default=0)


class Sender:
    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.limited = LimitedRequests(Limiter(asyncio.get_running_loop().time))
        self.bot = Bot("42:SANDBOX")

    async def send(self, chat_id: int, text: str = "text", priority: Priority = Priority.ANSWER) -> None:
        current_priority.set(priority)
        await self.request(SendMessage(chat_id=chat_id, text=text))

    async def request(self, method: TelegramMethod[Any]) -> None:
        await self.limited(self.telegram, self.bot, method)

    def later(self, chat_id: int, text: str = "text", priority: Priority = Priority.ANSWER) -> "asyncio.Task[None]":
        """In a task, so that the priority is its own."""
        return asyncio.create_task(self.send(chat_id, text, priority))


@pytest.mark.parametrize("slowest", [0.0, 0.2, 3.0])
def test_never_more_than_thirty_in_any_second_however_slow_the_answers(slowest: float) -> None:
    telegram = Telegram(slowest=slowest)

    async def bulk() -> None:
        sender = Sender(telegram)
        await asyncio.gather(*(sender.later(chat) for chat in range(200)))

    live(bulk())
    assert len(telegram.arrivals) == 200
    assert busiest_second(telegram.arrivals) <= 30


def test_the_limit_is_used_fully() -> None:
    """Two hundred to two hundred persons in about seven seconds, not in twenty."""

    async def bulk() -> float:
        sender = Sender(Telegram(slowest=0.05))
        await asyncio.gather(*(sender.later(chat) for chat in range(200)))
        return now()

    assert 6.0 <= live(bulk()) <= 8.0


@pytest.mark.parametrize("slowest", [0.0, 0.5])
def test_a_chat_gets_three_at_once_and_then_one_a_second(slowest: float) -> None:
    telegram = Telegram(slowest=slowest)

    async def talk() -> None:
        sender = Sender(telegram)
        await asyncio.gather(*(sender.later(1, str(n)) for n in range(10)))

    live(talk())
    times = [time for time, _ in telegram.arrivals]
    assert len(times) == 10
    for first in range(10):
        for last in range(first, 10):
            assert last - first + 1 <= 3 + (times[last] - times[first]) + 1e-6
    assert times[2] <= 2 * slowest + 1e-6


def test_a_chatty_chat_does_not_hold_up_another() -> None:
    async def talk() -> float:
        sender = Sender(Telegram())
        chatty = [sender.later(1) for _ in range(20)]
        await asyncio.sleep(0.1)
        await sender.later(2)
        waited = now()
        await asyncio.gather(*chatty)
        return waited

    assert live(talk()) == pytest.approx(0.1)


def test_an_answer_overtakes_a_reminder_and_a_reminder_overtakes_bulk() -> None:
    telegram = Telegram(slowest=0.05)

    async def morning() -> None:
        sender = Sender(telegram)
        works = [sender.later(chat, "bulk", Priority.BULK) for chat in range(100)]
        await asyncio.sleep(0.01)
        works += [sender.later(1000 + chat, "reminder", Priority.REMINDER) for chat in range(10)]
        works.append(sender.later(2000, "answer", Priority.ANSWER))
        await asyncio.gather(*works)

    live(morning())
    order = telegram.names
    assert order.index("answer") < 15
    assert max(i for i, name in enumerate(order) if name == "reminder") < 25
    assert order[:10] == ["bulk"] * 10


def test_reminders_go_out_evenly_after_the_first_few() -> None:
    telegram = Telegram(slowest=0.02)

    async def morning() -> None:
        sender = Sender(telegram)
        await asyncio.gather(*(sender.later(chat, "reminder", Priority.REMINDER) for chat in range(120)))

    live(morning())
    times = [at for at, _ in telegram.arrivals]
    assert max(sum(1 for other in times if at <= other < at + 0.1) for at in times) <= 14
    assert busiest_second(telegram.arrivals) <= 30
    assert times[-1] - times[0] == pytest.approx(120 / 30, abs=0.5)


def test_first_come_first_served_among_equals() -> None:
    telegram = Telegram()

    async def queue() -> None:
        sender = Sender(telegram)
        await asyncio.gather(*(sender.later(7, str(n)) for n in range(8)))

    live(queue())
    assert telegram.names == [str(n) for n in range(8)]


def test_a_media_group_counts_as_its_number() -> None:
    telegram = Telegram()

    async def albums() -> None:
        sender = Sender(telegram)
        media: list[Any] = [InputMediaPhoto(media="id") for _ in range(10)]
        await asyncio.gather(*(sender.request(SendMediaGroup(chat_id=chat, media=media)) for chat in range(9)))

    live(albums())
    assert len(telegram.arrivals) == 90
    assert busiest_second(telegram.arrivals) == 30


def test_edits_and_tap_answers_do_not_wait() -> None:
    telegram = Telegram()

    async def busy() -> float:
        sender = Sender(telegram)
        waiting = [sender.later(chat) for chat in range(100)]
        await asyncio.sleep(0)
        await sender.request(EditMessageText(chat_id=1, message_id=1, text="text"))
        await sender.request(AnswerCallbackQuery(callback_query_id="1"))
        await sender.request(SendChatAction(chat_id=1, action="typing"))
        at = now()
        await asyncio.gather(*waiting)
        return at

    assert live(busy()) == 0.0


def test_a_short_429_is_waited_out() -> None:
    telegram = Telegram(refuse=[3])

    async def once() -> float:
        await Sender(telegram).send(1)
        return now()

    assert 3.0 <= live(once()) < 5.0
    assert len(telegram.arrivals) == 1


def test_a_long_429_is_the_lanes_affair() -> None:
    telegram = Telegram(refuse=[40])

    async def once() -> float:
        with pytest.raises(TelegramRetryAfter):
            await Sender(telegram).send(1)
        return now()

    assert live(once()) == 0.0
    assert telegram.arrivals == []


def test_a_second_429_in_a_row_is_the_lanes_affair() -> None:
    async def once() -> None:
        with pytest.raises(TelegramRetryAfter):
            await Sender(Telegram(refuse=[1, 1])).send(1)

    live(once())


def test_who_gave_up_waiting_leaves_no_slot_taken() -> None:
    """A handling past its time is cancelled while it waits, or in the very moment of its turn."""
    telegram = Telegram()

    async def give_up() -> float:
        sender = Sender(telegram)
        for burst in range(3):
            works = [sender.later(1000 * burst + chat) for chat in range(60)]
            await asyncio.sleep(0)
            loop = asyncio.get_running_loop()
            for work in works[30:]:
                loop.call_at(loop.time() + 1.0, work.cancel)
            await asyncio.wait(works)
            await asyncio.sleep(2)
        started = now()
        await asyncio.gather(*(sender.later(5000 + chat) for chat in range(30)))
        return now() - started

    assert live(give_up()) == pytest.approx(0.0)


def test_memory_of_chats_is_given_back() -> None:
    async def year() -> int:
        sender = Sender(Telegram())
        for chat in range(6000):
            await sender.later(chat)
        return len(sender.limited._limiter._chats)

    assert live(year()) <= 5001
