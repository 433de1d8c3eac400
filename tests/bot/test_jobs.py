"""Long jobs on a real database: resumed where they stopped, never doubled, never on the event loop."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.database import Database, open_database
from bot.jobs import Jobs
from domain.clock import ManualClock
from domain.jobs import STALE, Claim, ClaimLost, Work, claim, create_job, do_step, view
from domain.tables import Competitor, Job, JobState

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
CHUNK = 10


class Counting:
    """Adds so many competitors, ten a chunk, each with a number of its own."""

    def __init__(self, number: int, watch: Callable[[str], None] = lambda where: None) -> None:
        self.number = number
        self.watch = watch

    def prepare(self, progress: int) -> list[int]:
        self.watch("prepare")
        return list(range(progress, min(progress + CHUNK, self.number)))

    def step(self, session: Session, job: Job, prepared: list[int], at: datetime) -> bool:
        self.watch("step")
        session.add_all(Competitor(name=f"№ {number}") for number in prepared)
        job.progress += len(prepared)
        job.result = {"added": job.progress}
        return job.progress >= self.number


def counting(parameters: Any) -> Work:
    return Counting(parameters["number"])


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def jobs(database: Database, clock: ManualClock) -> Jobs:
    return Jobs(database, clock, {"count": counting})


async def _create(database: Database, number: int, kind: str = "count", form_key: str | None = None) -> int:
    return await database.write(
        lambda session: create_job(session, kind, {"number": number}, NOW, total=number, form_key=form_key)
    )


async def _competitors(database: Database) -> int:
    return await database.read(lambda session: session.scalar(select(func.count(Competitor.id))) or 0)


async def test_a_job_is_done_in_chunks_and_says_what_it_did(database: Database, jobs: Jobs) -> None:
    job_id = await _create(database, 35)
    seen = await jobs.run_until_done(job_id)
    assert (seen.state, seen.progress, seen.result) == (JobState.DONE, 35, {"added": 35})
    assert await _competitors(database) == 35


async def test_the_loop_does_waiting_jobs_in_their_order(database: Database, jobs: Jobs) -> None:
    first, second = await _create(database, 5), await _create(database, 0)
    assert await jobs.run_next()
    assert (await database.read(view, first)).state is JobState.DONE
    assert (await database.read(view, second)).state is JobState.WAITING
    assert await jobs.run_next()
    assert not await jobs.run_next()


async def test_the_same_form_makes_one_job(database: Database) -> None:
    assert await _create(database, 5, form_key="form") == await _create(database, 5, form_key="form")


async def test_a_chunk_that_fails_ends_the_job_and_keeps_what_was_done(database: Database, clock: ManualClock) -> None:
    class Failing(Counting):
        def step(self, session: Session, job: Job, prepared: list[int], at: datetime) -> bool:
            done = super().step(session, job, prepared, at)
            if job.progress > 20:
                raise ValueError("row 21 is too strange")
            return done

    job_id = await _create(database, 50)
    seen = await Jobs(database, clock, {"count": lambda parameters: Failing(50)}).run_until_done(job_id)
    assert (seen.state, seen.progress, seen.error) == (JobState.FAILED, 20, "row 21 is too strange")
    assert await _competitors(database) == 20


async def test_a_job_of_a_stopped_program_goes_on_from_its_last_chunk(database: Database, clock: ManualClock) -> None:
    job_id = await _create(database, 30)
    held = await database.write(lambda session: claim(session, job_id, NOW))
    work = Counting(30)
    await database.write(lambda session: do_step(session, held, work, work.prepare(0), NOW))
    running = asyncio.create_task(Jobs(database, clock, {"count": counting}).run())
    async with asyncio.timeout(20):
        seen = await Jobs(database, clock, {"count": counting}).run_until_done(job_id)
    running.cancel()
    await asyncio.wait([running])
    assert (seen.state, seen.progress) == (JobState.DONE, 30)
    assert await _competitors(database) == 30


async def test_two_workers_of_one_job_write_each_row_once(database: Database, clock: ManualClock) -> None:
    """The slower one's chunk was prepared for a place that is no more: it is not written."""
    job_id = await _create(database, 40)
    held = await database.write(lambda session: claim(session, job_id, NOW))
    slow, quick = Counting(40), Counting(40)
    await database.write(lambda session: do_step(session, held, quick, quick.prepare(0), NOW))
    with pytest.raises(ClaimLost):
        await database.write(lambda session: do_step(session, held, slow, slow.prepare(0), NOW))
    assert await _competitors(database) == 10


async def test_who_has_lost_his_claim_writes_nothing_though_the_job_has_not_moved(
    database: Database, clock: ManualClock
) -> None:
    job_id = await _create(database, 20)
    lost = await database.write(lambda session: claim(session, job_id, NOW))
    await database.write(lambda session: claim(session, job_id, NOW + STALE + timedelta(seconds=1)))
    work = Counting(20)
    with pytest.raises(ClaimLost):
        await database.write(lambda session: do_step(session, lost, work, work.prepare(0), NOW))
    assert await _competitors(database) == 0


async def test_a_chunk_shares_its_transaction_with_no_tap(database_url: str, clock: ManualClock) -> None:
    points: list[str] = []
    database = open_database(database_url, points.append)
    job_id = await _create(database, 30)
    running = Jobs(database, clock, {"count": lambda parameters: Counting(parameters["number"], points.append)})

    async def tap() -> None:
        while True:
            await database.write(lambda session: points.append("tap"))

    taps = [asyncio.create_task(tap()) for _ in range(5)]
    await running.run_until_done(job_id)
    for task in taps:
        task.cancel()
    await asyncio.wait(taps)
    chunks = [place for place, point in enumerate(points) if point == "step"]
    assert len(chunks) == 3
    for place in chunks:
        around = [point for point in points[place - 1 : place + 3] if point != "prepare"]
        assert "tap" not in around[:3], around
    await database.close()


async def test_a_claimed_job_is_taken_only_when_its_worker_is_silent(database: Database, clock: ManualClock) -> None:
    job_id = await _create(database, 20)
    await database.write(lambda session: claim(session, job_id, NOW))
    with pytest.raises(ClaimLost):
        await database.write(lambda session: claim(session, job_id, NOW + timedelta(seconds=5)))
    later = NOW + STALE + timedelta(seconds=1)
    taken: Claim = await database.write(lambda session: claim(session, job_id, later))
    assert taken.claimed_at == later


async def test_files_are_read_off_the_event_loop(database: Database, clock: ManualClock) -> None:
    seen: list[tuple[str, bool]] = []
    loop_thread = threading.get_ident()

    def watch(where: str) -> None:
        seen.append((where, threading.get_ident() == loop_thread))

    job_id = await _create(database, 20)
    await Jobs(database, clock, {"count": lambda parameters: Counting(20, watch)}).run_until_done(job_id)
    assert ("prepare", False) in seen
    assert ("prepare", True) not in seen


CHILD = """
import asyncio, sys
from bot.database import open_database
from bot.jobs import Jobs
from domain.clock import SystemClock
from tests.bot.test_jobs import counting

async def main():
    database = open_database(sys.argv[1])
    print("ready", flush=True)
    await Jobs(database, SystemClock(), {"count": counting}).run()

asyncio.run(main())
"""


@pytest.mark.process
async def test_killed_again_and_again_it_loses_and_doubles_nothing(database_url: str) -> None:
    """kill -9 at whatever moment: the next program goes on from what was committed."""
    database = open_database(database_url)
    job_id = await _create(database, 1_200)
    kills = 0
    while (await database.read(view, job_id)).state is not JobState.DONE:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            CHILD,
            database_url,
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        assert child.stdout is not None
        await child.stdout.readline()
        await _comes_to(database, job_id, (await database.read(view, job_id)).progress + 450)
        child.send_signal(signal.SIGKILL)
        await child.wait()
        kills += 1
    names = await database.read(lambda session: list(session.scalars(select(Competitor.name))))
    await database.close()
    assert sorted(names) == sorted(f"№ {number}" for number in range(1_200))
    assert kills >= 2


async def _comes_to(database: Database, job_id: int, progress: int) -> None:
    """Return when another process has brought the job so far, or to its end."""
    async with asyncio.timeout(30):
        seen = await database.read(view, job_id)
        while seen.progress < progress and seen.state is not JobState.DONE:
            await asyncio.sleep(0.003)
            seen = await database.read(view, job_id)
