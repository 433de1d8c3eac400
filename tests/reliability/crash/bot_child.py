"""The bot as a forked child that dies where it is told to."""

import asyncio
import gc
import mmap
import os
import signal
import socket
import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import TypeVar, TypeVarTuple, Unpack

from bot import inbox
from bot.bootstrap import build
from bot.database import Database
from bot.lanes import Lanes
from bot.notifier import unclaim
from bot.polling import fetch
from bot.program import Program
from bot.settings import Settings
from tests.harness import TOKEN
from tests.reliability.crash.engines import Engines
from tests.reliability.crash.link import ChildEnd, LinkedSession

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Shared:
    """What outlives the child: how many points it has passed, and what time it was."""

    LAYOUT = struct.Struct("qd")

    def __init__(self, now: datetime) -> None:
        self._memory = mmap.mmap(-1, self.LAYOUT.size)
        self._write(0, now.timestamp())

    @property
    def points(self) -> int:
        return int(self.LAYOUT.unpack(self._memory[:])[0])

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.LAYOUT.unpack(self._memory[:])[1], UTC)

    def pass_point(self) -> int:
        """Count one point more."""
        passed = self.points + 1
        self._write(passed, self.now.timestamp())
        return passed

    def move_to(self, now: datetime) -> None:
        self._write(self.points, now.timestamp())

    def _write(self, points: int, now: float) -> None:
        self._memory[:] = self.LAYOUT.pack(points, now)


class SharedClock:
    """Not lost with the process."""

    shared: Shared

    def now(self) -> datetime:
        return self.shared.now

    def move_to(self, instant: datetime) -> None:
        self.shared.move_to(max(instant, self.now()))


@dataclass(slots=True)
class Death:
    """At point number `at` the process is killed."""

    shared: Shared | None = None
    at: int | None = None

    def probe(self, point: str) -> None:
        if self.shared is not None and self.shared.pass_point() == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class ReadyBot:
    """The program, built once: hundreds of forks only move in, each with its own database, clock and link."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._clock = SharedClock()
        self._death = Death()
        self._session = LinkedSession()
        self._program = build(
            Settings(_env_file=None, bot_token=TOKEN),  # type: ignore[call-arg]
            clock=self._clock,
            database=Database(engines.url, engines.writer, engines.reader, self._death.probe),
            session=self._session,
            seconds=count(step=100).__next__,
            probe=self._death.probe,
            worker=_in_this_process,
        )

    def become(self, end: socket.socket, shared: Shared, database_url: str, dies_at: int | None) -> None:
        """Serve the parent's orders; at point number `dies_at` be killed. Never returns."""
        gc.disable()
        self._death.shared, self._death.at = shared, dies_at
        code = 71
        try:
            asyncio.run(self.serve(end, shared, database_url))
            code = 0
        finally:
            os._exit(code)

    async def serve(self, end: socket.socket, shared: Shared, database_url: str) -> None:
        """Obey the orders that come over the link until told to stop."""
        child = ChildEnd(*await asyncio.open_connection(sock=end))
        listening = asyncio.create_task(child.listen())
        self._session.end, self._clock.shared, self._engines.url = child, shared, database_url
        bot = _Bot(self._program, self._clock)
        await bot.begin()
        while True:
            kind, *rest = await child.orders.get()
            if kind == "stop":
                listening.cancel()
                await self._program.database.close()
                return
            await (bot.live_until(*rest) if kind == "live" else bot.take_all())
            child.say("done")


async def _in_this_process(work: Callable[[Unpack[Ts]], T], *args: *Ts) -> T:
    """Pictures are drawn in this process: to spawn a worker for each of hundreds of lives takes too long."""
    return await asyncio.get_running_loop().run_in_executor(ThreadPoolExecutor(1), work, *args)


class _Bot:
    """What the program does by itself, one thing after another, so that every run passes the same points."""

    def __init__(self, program: Program, clock: SharedClock) -> None:
        self._program = program
        self._clock = clock
        self._lanes = Lanes(program.handling.settle)
        self._offset: int | None = None
        program.intake.accepted = self._lanes.put

    async def begin(self) -> None:
        """As the leader does: what was left is given back and handled."""
        program = self._program
        bot_id = program.bot.id
        await program.database.write(unclaim)
        last = await program.database.read(inbox.last_update_id, bot_id)
        self._offset = None if last is None else last + 1
        self._lanes.put(await program.database.read(inbox.unanswered, bot_id, left_over=True))
        await self._rest()

    async def take_all(self) -> None:
        """Poll and handle until nothing comes."""
        program = self._program
        while (offset := await fetch(program.bot, program.intake.take, self._offset, 0)) is not None:
            self._offset = offset
            await self._rest()

    async def live_until(self, instant: datetime) -> None:
        async def step(to: datetime) -> None:
            self._clock.move_to(to)

        await self._program.live_until(instant, step)

    async def _rest(self) -> None:
        while self._lanes.held:
            await self._lanes.rest()
        await self._program.notifier.settle()
