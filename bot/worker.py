"""A process of its own for drawing and for heavy counting: the event loop never waits for either.

It is spawned at the first need and leaves after ten idle minutes; it imports neither aiogram nor this room.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar, TypeVarTuple, Unpack

from handlers.charts.worker import leave_with_parent

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
IDLE_S = 600.0
WORKERS = 1


class WorkerProcess:
    """The `handlers.worker.Worker` of the running program."""

    def __init__(self) -> None:
        self._pool: Executor | None = None
        self._leaves: asyncio.TimerHandle | None = None

    async def __call__(self, work: Callable[[Unpack[Ts]], T], *args: *Ts) -> T:
        """What the function gives for these arguments; a worker killed meanwhile is replaced once."""
        try:
            return await self._done(work, *args)
        except BrokenProcessPool:
            return await self._done(work, *args)

    async def _done(self, work: Callable[[Unpack[Ts]], T], *args: *Ts) -> T:
        """A worker that was killed takes its pool with it: the next piece of work gets a new one.

        It is handed over in a thread: the first piece of work spawns the process, and the loop would wait for that.
        """
        pool = self._workers()
        try:
            handed = await asyncio.to_thread(lambda: pool.submit(work, *args))
            return await asyncio.wrap_future(handed)
        except BrokenProcessPool:
            if pool is self._pool:
                self.close()
            raise

    def close(self) -> None:
        """Let the worker go."""
        if self._leaves is not None:
            self._leaves.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _workers(self) -> Executor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(WORKERS, get_context("spawn"), leave_with_parent)
        if self._leaves is not None:
            self._leaves.cancel()
        self._leaves = asyncio.get_running_loop().call_later(IDLE_S, self.close)
        return self._pool
