"""A clock that follows another's: CLOCK_URL, for a bot run apart from the sandbox."""

from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog

from bot.failures import patiently
from bot.program import Program
from domain.clock import SystemClock

log = structlog.get_logger()

POLL_S = 40


class ShiftedClock:
    """Real time plus a shift that only grows."""

    def __init__(self) -> None:
        self._real = SystemClock()
        self._shift = timedelta()

    def now(self) -> datetime:
        return self._real.now() + self._shift

    def seconds(self) -> float:
        return self.now().timestamp()

    def move_to(self, instant: datetime) -> None:
        self._shift += max(instant - self.now(), timedelta())


class ClockFollower:
    """Waits for the sandbox to move its clock and lives through every due instant on the way.

    An advance under way when it begins is its own: another process that followed may have died on the way.
    """

    def __init__(self, url: str, clock: ShiftedClock, program: Program) -> None:
        self._url = url
        self._clock = clock
        self._program = program

    async def run(self) -> None:
        """For ever."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=POLL_S)) as http:
            state = await patiently(self._ask, http, {})
            self._clock.move_to(datetime.fromisoformat(state["now"]))
            revision = state["rev"] if state["target"] is None else state["rev"] - 1
            while True:
                state = await patiently(self._ask, http, {"wait": str(revision)})
                if state["target"] is None:
                    continue
                await self._live(http, state["rev"], datetime.fromisoformat(state["target"]))
                revision = state["rev"]

    async def _live(self, http: aiohttp.ClientSession, revision: int, target: datetime) -> None:
        async def step(instant: datetime) -> None:
            self._clock.move_to(instant)
            await self._tell(http, "step", {"rev": revision, "now": instant.isoformat()})

        await self._program.live_until(target, step)
        await self._tell(http, "done", {"rev": revision, "next_due": None})

    async def _ask(self, http: aiohttp.ClientSession, query: dict[str, str]) -> dict[str, Any]:
        async with http.get(self._url, params=query) as answer:
            answer.raise_for_status()
            state: dict[str, Any] = await answer.json()
            return state

    async def _tell(self, http: aiohttp.ClientSession, what: str, body: dict[str, Any]) -> None:
        async with http.post(f"{self._url}/{what}", json=body) as answer:
            if answer.status >= 400:
                log.warning("the clock did not take it", what=what, status=answer.status)
