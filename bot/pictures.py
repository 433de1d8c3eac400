"""Pictures: drawn in a process of their own, uploaded once, then sent by what Telegram has already.

The worker is spawned at the first picture and leaves after ten idle minutes; it imports neither aiogram nor this room.
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from aiogram.types import BufferedInputFile
from sqlalchemy.orm import Session

from bot.database import Database
from domain.clock import Clock
from domain.tables import Picture
from handlers.charts.draw import draw
from handlers.charts.specs import Spec
from handlers.charts.worker import leave_with_parent

IDLE_S = 600.0
WORKERS = 1


class Pictures:
    """The `Gallery` of the running program."""

    def __init__(self, database: Database, bot_id: int, clock: Clock) -> None:
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._pool: ProcessPoolExecutor | None = None
        self._leaves: asyncio.TimerHandle | None = None

    async def photo(self, key: str, spec: Spec) -> str | BufferedInputFile:
        """The `file_id` of the picture if it was sent before, else the file to upload."""
        known = await self._database.read(_known, self._bot_id, key)
        return known or await self.drawn(spec)

    async def drawn(self, spec: Spec) -> BufferedInputFile:
        """The picture drawn anew, off the event loop."""
        try:
            png = await self._draw(spec)
        except BrokenProcessPool:
            png = await self._draw(spec)
        return BufferedInputFile(png, "chart.png")

    async def _draw(self, spec: Spec) -> bytes:
        """A worker that was killed takes its pool with it: the next picture gets a new one."""
        pool = self._workers()
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, draw, spec)
        except BrokenProcessPool:
            if pool is self._pool:
                self.close()
            raise

    async def remember(self, key: str, file_id: str) -> None:
        """The picture of this key is with Telegram now."""
        picture = {"bot_id": self._bot_id, "key": key, "file_id": file_id, "made_at": self._clock.now()}
        await self._database.write(lambda session: session.merge(Picture(**picture)))

    def close(self) -> None:
        """Let the worker go."""
        if self._leaves is not None:
            self._leaves.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(WORKERS, get_context("spawn"), leave_with_parent)
        if self._leaves is not None:
            self._leaves.cancel()
        self._leaves = asyncio.get_running_loop().call_later(IDLE_S, self.close)
        return self._pool


def _known(session: Session, bot_id: int, key: str) -> str | None:
    picture = session.get(Picture, (bot_id, key))
    return None if picture is None else picture.file_id
