"""Moving the clock so that the bot lives through every instant on the way.

In one process the program hands in a hook. A bot run apart follows: it waits for an advance (`wait`), steps its own
clock through each due instant, says at which it is (`step`) so that messages get the right date, and reports when it is
there (`done`).
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sandbox.clock import VirtualClock
from sandbox.events import Broadcast
from sandbox.refusals import ActError

AdvanceHook = Callable[[datetime], Awaitable[None]]

LONGEST_WAIT_S = 25.0
FOLLOWER_GONE_S = 3.0
ADVANCE_WITHIN_S = 120.0
LONGEST_ADVANCE_S = 366 * 86_400


class Advance:
    """One advance at a time; `rev` counts them."""

    def __init__(
        self, clock: VirtualClock, hook: AdvanceHook | None, events: Broadcast, seconds: Callable[[], float]
    ) -> None:
        self._clock = clock
        self.hook = hook
        self._events = events
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._changed = asyncio.Condition()
        self._rev = 0
        self._target: datetime | None = None
        self._next_due: str | None = None
        self._waiting = 0
        self.follower = asyncio.Event()
        """A bot run apart has come to follow."""
        self._last_seen = float("-inf")

    def state(self) -> dict[str, Any]:
        """`now`, `target` while a follower is on its way, `rev`."""
        target = self._target.isoformat() if self._target else None
        return {"now": self._clock.now().isoformat(), "target": target, "rev": self._rev, "next_due": self._next_due}

    async def by(self, seconds: float) -> dict[str, Any]:
        """Move forward and answer when the bot has lived through it. Raises ActError when it does not get there."""
        if not 0 <= seconds <= LONGEST_ADVANCE_S:
            raise ActError(400, "advance_s must be from zero, for time does not go back, to 366 days")
        async with self._turn:
            target = self._clock.after(seconds)
            followed = self.hook is None and self._followed()
            if self.hook is not None:
                await self.hook(target)
            elif followed:
                await self._with_follower(target)
            self._arrive(target)
            return self.state() | {"followed": followed or self.hook is not None}

    def _arrive(self, instant: datetime) -> None:
        self._clock.move_to(instant)
        self._events.tell("clock", {"clock": self._clock.now().isoformat()})

    def _followed(self) -> bool:
        return self._waiting > 0 or self._seconds() - self._last_seen < FOLLOWER_GONE_S

    async def _with_follower(self, target: datetime) -> None:
        async with self._changed:
            self._rev += 1
            self._target = target
            self._changed.notify_all()
            try:
                async with asyncio.timeout(ADVANCE_WITHIN_S):
                    await self._changed.wait_for(lambda: self._target is None)
            except TimeoutError:
                raise ActError(504, "the bot that follows the clock has not reported done") from None
            finally:
                self._target = None

    async def wait(self, rev: int) -> dict[str, Any]:
        """The state, as soon as an advance after `rev` is under way, or after 25 s as it is."""
        self._waiting += 1
        self.follower.set()
        try:
            async with asyncio.timeout(LONGEST_WAIT_S), self._changed:
                await self._changed.wait_for(lambda: self._target is not None and self._rev > rev)
        except TimeoutError:
            pass
        finally:
            self._waiting -= 1
            self._last_seen = self._seconds()
        return self.state()

    def step(self, rev: int, now: datetime) -> dict[str, Any]:
        """The follower is at that instant, on its way."""
        self._check(rev)
        self._last_seen = self._seconds()
        self._arrive(now)
        return self.state()

    async def done(self, rev: int, next_due: str | None) -> dict[str, Any]:
        """The follower is there; `next_due`: what it waits for next, for people to read."""
        self._check(rev)
        self._last_seen = self._seconds()
        self._next_due = next_due
        async with self._changed:
            if self._target is not None:
                self._arrive(self._target)
            self._target = None
            self._changed.notify_all()
        return self.state()

    def _check(self, rev: int) -> None:
        if rev != self._rev or self._target is None:
            raise ActError(409, f"no advance {rev} is under way")
