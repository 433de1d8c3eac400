"""A tap is answered once: after the fact is committed and before the redraw, or at 300 ms, whichever is first."""

import asyncio

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

PATIENCE_S = 0.3


class Tap:
    """The pending answer to one callback query; `finish()` is awaited before the update counts as answered."""

    def __init__(self, bot: Bot, query_id: str, patience_s: float = PATIENCE_S) -> None:
        self._bot = bot
        self._query_id = query_id
        self._patience_s = patience_s
        self._now = asyncio.Event()
        self._text: str | None = None
        self._task = asyncio.create_task(self._answer())

    def answer(self, text: str | None = None) -> bool:
        """Let the spinner go, with a short sentence if there is one. False when it has gone already."""
        if self._now.is_set():
            return False
        self._text = text
        self._now.set()
        return True

    async def finish(self) -> None:
        self._now.set()
        await self._task

    def drop(self) -> None:
        """The update failed and will be handled again, with a tap of its own."""
        self._task.cancel()

    async def _answer(self) -> None:
        try:
            async with asyncio.timeout(self._patience_s):
                await self._now.wait()
        except TimeoutError:
            self._now.set()
        try:
            await self._bot.answer_callback_query(self._query_id, text=self._text)
        except TelegramBadRequest:
            return  # too old, or answered before a restart: nobody waits for it any more
