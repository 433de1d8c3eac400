"""Each person's updates one after another, in order; different persons at the same time."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from bot.inbox import Received

Settle = Callable[[Received], Awaitable[None]]


class Lanes:
    """`settle` returns when a row needs no more handling; it must not raise. `opened` False: later, by `open`."""

    def __init__(self, settle: Settle, *, opened: bool = True) -> None:
        self._settle = settle
        self._opened = opened
        self._queues: dict[int, deque[Received]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._held: set[int] = set()
        self._done_meanwhile: set[int] = set()
        self._reading = False
        self._closing = False

    def put(self, rows: list[Received]) -> None:
        """Queue the rows not yet held, each lane in the order of updates."""
        for row in rows:
            if self._closing or row.update_id in self._held:
                continue
            self._held.add(row.update_id)
            _in_order(self._queues.setdefault(row.lane, deque()), row, begun=row.lane in self._tasks)
            if self._opened:
                self._begin(row.lane)

    def open(self) -> None:
        """Begin: what was left over is queued, so that nothing that comes now goes before it."""
        self._opened = True
        for lane in self._queues:
            self._begin(lane)

    def _begin(self, lane: int) -> None:
        if lane not in self._tasks:
            self._tasks[lane] = asyncio.create_task(self._run(lane))

    async def put_read(self, reading: Awaitable[list[Received]]) -> list[Received]:
        """Queue what is read, too; what is done while it is being read was read as it was before. Returns all read."""
        self._reading = True
        try:
            rows = await reading
            self.put([row for row in rows if row.update_id not in self._done_meanwhile])
        finally:
            self._reading = False
            self._done_meanwhile.clear()
        return rows

    @property
    def held(self) -> int:
        return len(self._held)

    async def _run(self, lane: int) -> None:
        queue = self._queues[lane]
        try:
            while queue and not self._closing:
                await self._settle(queue[0])
                done = queue.popleft().update_id
                self._held.discard(done)
                if self._reading:
                    self._done_meanwhile.add(done)
        finally:
            for row in queue:
                self._held.discard(row.update_id)
            del self._queues[lane], self._tasks[lane]

    async def rest(self) -> None:
        """Return when every lane that is busy now has nothing left."""
        if self._tasks:
            await asyncio.wait(list(self._tasks.values()))

    async def drain(self, seconds: float) -> None:
        """Take no more; finish what is being handled, and cancel what is not done in time (it stays in the inbox)."""
        self._closing = True
        tasks = list(self._tasks.values())
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)


def _in_order(queue: "deque[Received]", row: Received, *, begun: bool) -> None:
    """By update id, but never before the one being handled: another replica may have accepted an earlier update."""
    place = len(queue)
    while place > begun and queue[place - 1].update_id > row.update_id:
        place -= 1
    queue.insert(place, row)
