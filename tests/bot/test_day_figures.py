"""The process that serves people never holds what counts heavily: it weighs as much as the rest of the bot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.processes import ROOT

pytestmark = pytest.mark.process

COUNTS_AND_WAKES_UP = """
import asyncio, sys
from datetime import UTC, date, datetime

async def live(url):
    from bot.database import open_database
    from bot.day_figures import DayFigures
    from bot.demo import seed_demo
    from bot.jobs import Jobs
    from bot.worker import WorkerProcess
    from domain.clock import ManualClock
    from domain.day_figures import DAY_FIGURES, ask
    from domain.readers.mornings import morning_of
    from domain.tables import ClientClass, Member, Role
    from sqlalchemy import select

    now = datetime(2026, 11, 24, 6, tzinfo=UTC)
    database, worker = open_database(url), WorkerProcess()
    await database.write(lambda session: seed_demo(session, now))
    job = await database.write(lambda session: ask(session, date(2026, 11, 24), now))
    kinds = {DAY_FIGURES: DayFigures(database, worker).of}
    seen = await Jobs(database, ManualClock(now), kinds).run_until_done(job)
    reps = await database.read(lambda session: list(session.scalars(select(Member.id).where(Member.role == Role.REP))))
    mornings = [await database.read(morning_of, rep, date(2026, 11, 24)) for rep in reps]
    classes = await database.read(lambda session: len(session.scalars(select(ClientClass.client_id)).all()))
    worker.close()
    await database.close()
    kinds = {nudge.kind.value for morning in mornings for nudge in morning.nudges}
    heavy = sorted({"pandas", "numpy", "matplotlib"} & sys.modules.keys())
    print(seen.state.value, classes > 20, "loyal" in kinds, heavy, flush=True)

if __name__ == "__main__":
    asyncio.run(live(sys.argv[1]))
"""


def test_no_pandas_comes_into_the_main_process_by_counting_nor_by_a_morning(
    tmp_path: Path, sqlite_template: Path
) -> None:
    script, company = tmp_path / "lives.py", tmp_path / "company.db"
    script.write_text(COUNTS_AND_WAKES_UP, encoding="utf-8")
    shutil.copy(sqlite_template, company)
    said = subprocess.run(
        [sys.executable, str(script), f"sqlite:///{company}"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout == "done True True []\n", said.stderr
