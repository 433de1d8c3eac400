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
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bot import inbox
from bot.bootstrap import build
from bot.database import open_database
from bot.lanes import Lanes
from bot.notifier import unclaim
from bot.polling import fetch
from bot.program import Program
from bot.settings import Settings
from domain.clock import ManualClock
from tests.harness import TOKEN
from tests.reliability.crash.link import ChildEnd, LinkedSession


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


class SharedClock(ManualClock):
    """A manual clock that is not lost with the process."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared.now)
        self._shared = shared

    def move_to(self, instant: datetime) -> None:
        super().move_to(instant)
        self._shared.move_to(self.now())


def become_the_bot(end: socket.socket, shared: Shared, database_url: str, dies_at: int | None) -> None:
    """Serve the parent's orders; at point number `dies_at` be killed. Never returns."""
    gc.disable()
    code = 71
    try:
        asyncio.run(serve(end, shared, database_url, _dying_at(shared, dies_at)))
        code = 0
    finally:
        os._exit(code)


def _dying_at(shared: Shared, number: int | None) -> Callable[[str], None]:
    def probe(point: str) -> None:
        if shared.pass_point() == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return probe


async def serve(
    end: socket.socket, shared: Shared, database_url: str, probe: Callable[[str], None] = lambda point: None
) -> None:
    """Obey the orders that come over the link until told to stop."""
    child = ChildEnd(*await asyncio.open_connection(sock=end))
    listening = asyncio.create_task(child.listen())
    clock = SharedClock(shared)
    program = build(
        Settings(_env_file=None, bot_token=TOKEN, database_url=database_url),  # type: ignore[call-arg]
        clock=clock,
        database=open_database(database_url, probe),
        session=LinkedSession(child),
        seconds=count(step=100).__next__,
        probe=probe,
    )
    _draw_here(program)
    bot = _Bot(program, clock)
    await bot.begin()
    while True:
        kind, *rest = await child.orders.get()
        if kind == "stop":
            listening.cancel()
            await program.database.close()
            return
        await (bot.live_until(*rest) if kind == "live" else bot.take_all())
        child.say("done")


def _draw_here(program: Program) -> None:
    """Pictures are drawn in this process: to spawn a worker for each of hundreds of lives takes too long."""
    pictures: Any = program.handling.dispatcher["gallery"]
    pictures._pool = ThreadPoolExecutor(1)


class _Bot:
    """What the program does by itself, one thing after another, so that every run passes the same points."""

    def __init__(self, program: Program, clock: ManualClock) -> None:
        self._program = program
        self._clock = clock
        self._lanes = Lanes(program.handling.settle)
        self._offset: int | None = None
        program.intake.accepted = self._lanes.put

    async def begin(self) -> None:
        """As the leader does: what was left is counted, given back and handled."""
        program = self._program
        bot_id = program.bot.id
        await program.database.write(lambda session: inbox.count_kills(session, bot_id))
        await program.database.write(unclaim)
        last = await program.database.read(inbox.last_update_id, bot_id)
        self._offset = None if last is None else last + 1
        self._lanes.put(await program.database.read(inbox.unanswered, bot_id))
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
