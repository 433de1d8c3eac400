"""Runs long jobs beside everything else: in short transactions, read off the event loop, resumed where they stopped."""

import asyncio
import inspect
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot.database import Database
from bot.failures import patiently, tried
from domain.clock import Clock
from domain.jobs import (
    Claim,
    ClaimLost,
    JobView,
    Kind,
    Work,
    claim,
    do_step,
    fail,
    next_waiting,
    release_all,
    view,
)
from domain.tables import Job, JobState

log = structlog.get_logger()

IDLE_S = 1.0
OVER = frozenset({JobState.DONE, JobState.FAILED})


def known_kinds() -> Mapping[str, Kind]:
    """Every kind of job by its name."""
    from domain.imports.deals import DEALS, DealsWork
    from domain.imports.undoing import UNDO, UndoWork
    from domain.imports.work import IMPORT, ImportWork
    from domain.silence import SILENCE, SilenceWork
    from domain.use_cases.group_tasks import GIVE, STOP, GiveTasks, TakeBack

    return {
        DEALS: DealsWork.of,
        IMPORT: ImportWork.of,
        UNDO: UndoWork.of,
        SILENCE: SilenceWork.of,
        GIVE: GiveTasks.of,
        STOP: TakeBack.of,
    }


class Jobs:
    """`kinds` None = all that are known, found at the first need, and `also` those that need more of the program."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        kinds: Mapping[str, Kind] | None = None,
        also: Mapping[str, Kind] | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._given_kinds = kinds
        self._also = also or {}
        self._woken = asyncio.Event()
        self._reader: ThreadPoolExecutor | None = None

    @property
    def _kinds(self) -> Mapping[str, Kind]:
        if self._given_kinds is None:
            self._given_kinds = {**known_kinds(), **self._also}
        return self._given_kinds

    def wake(self) -> None:
        """A job may be waiting."""
        self._woken.set()

    async def run(self) -> None:
        """For ever: one job after another. What a stopped program had begun goes on first."""
        await patiently(self._database.write, lambda session: release_all(session, list(self._kinds)))
        while True:
            self._woken.clear()
            if not await self.run_next():
                await self._rest()

    async def run_next(self) -> bool:
        """Do the oldest waiting job to its end; False when there is none."""
        job_id = await patiently(self._database.read, next_waiting, list(self._kinds), self._clock.now())
        if job_id is None:
            return False
        await self._try(job_id)
        return True

    async def run_until_done(self, job_id: int) -> JobView:
        """Do this job, or wait while another process does it; how it ended."""
        while (seen := await patiently(self._database.read, view, job_id)).state not in OVER:
            if not await self._try(job_id):
                await self._rest()
        return seen

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(IDLE_S):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _try(self, job_id: int) -> bool:
        """Claim and work; False when another was quicker."""
        try:
            now = self._clock.now()
            held = await patiently(self._database.write, lambda session: claim(session, job_id, now))
            await self._work(held)
        except ClaimLost:
            return False
        return True

    async def _work(self, held: Claim) -> None:
        """Chunk after chunk. A failure of ours ends the job and is written into it. Raises ClaimLost."""
        work = self._kinds[held.kind](held.parameters)
        present: Claim | None = held
        while present is not None:
            before = present
            answer = await tried(self._step(before, work))
            if isinstance(answer, BaseException):
                await self._failed(before, answer)
                return
            present = answer

    async def _step(self, held: Claim, work: Work) -> Claim | None:
        prepared = await self._prepared(work, held.progress)
        now = self._clock.now()
        left = await patiently(self._database.write_alone, lambda session: do_step(session, held, work, prepared, now))
        self._database.copy_log()
        return left

    async def _prepared(self, work: Work, progress: int) -> Any:
        """What a coroutine brings that awaits others; a plain function runs in a thread."""
        if inspect.iscoroutinefunction(work.prepare):
            return await work.prepare(progress)
        if self._reader is None:
            self._reader = ThreadPoolExecutor(1, "jobs")
        return await asyncio.get_running_loop().run_in_executor(self._reader, work.prepare, progress)

    async def _failed(self, held: Claim, error: BaseException) -> None:
        if isinstance(error, (ClaimLost, asyncio.CancelledError)):
            raise error
        log.error("job failed", id=held.job_id, kind=held.kind, error=repr(error))
        now, said = self._clock.now(), str(error) or repr(error)
        await patiently(self._database.write, lambda session: _end_failed(session, held, said, now))


def _end_failed(session: Session, held: Claim, said: str, now: datetime) -> None:
    """Whoever waits for its end is told: of an import, what was loaded."""
    from domain.imports.telling import AWAITED, tell_author

    fail(session, held, said, now)
    if held.kind in AWAITED:
        tell_author(session, session.get_one(Job, held.job_id), now)
