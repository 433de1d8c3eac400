"""Long polling of raw updates: the next offset goes out only after the batch is committed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import Bot
from aiogram.methods import TelegramMethod

from bot.failures import Kind, kind_of, tried, wait_for
from bot.inbox import is_update

log = structlog.get_logger()

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"]
Accept = Callable[[list[dict[str, Any]]], Awaitable[None]]


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates as plain dictionaries: one update that cannot be parsed must not fail a batch."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


async def poll(bot: Bot, accept: Accept, offset: int | None, timeout_s: int = 25) -> None:
    """Ask for ever; `accept` commits a batch. Waits while Telegram or the database is away."""
    attempt = 0
    while True:
        answer = await tried(fetch(bot, accept, offset, timeout_s))
        if isinstance(answer, BaseException):
            if kind_of(answer) is not Kind.AWAY:
                raise answer
            log.warning("polling waits", error=repr(answer))
            await asyncio.sleep(wait_for(answer, attempt))
            attempt += 1
            continue
        attempt = 0
        offset = answer if answer is not None else offset


async def fetch(bot: Bot, accept: Accept, offset: int | None, timeout_s: int) -> int | None:
    """One getUpdates, committed; the next offset, or None for an empty answer."""
    request = GetRawUpdates(offset=offset, timeout=timeout_s, limit=100, allowed_updates=ALLOWED_UPDATES)
    batch = await bot(request, request_timeout=timeout_s + 10)
    if not batch:
        return None
    await accept(batch)
    return max((int(raw["update_id"]) + 1 for raw in batch if is_update(raw)), default=None)
