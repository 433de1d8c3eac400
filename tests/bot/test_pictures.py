"""The worker that draws: a process of its own, which may be killed by others."""

import os
import signal

import pytest

from bot.database import Database
from bot.pictures import Pictures
from bot.worker import WorkerProcess
from domain.clock import SystemClock
from handlers.charts.specs import Bar, Bars, Part, Spec

PICTURE = Spec("Октябрь", "", (Bars("", (Bar("КП", (Part(1.0),), "1"),)),), "данные на 21 ноя 18:42")


@pytest.mark.process
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_killed_worker_costs_no_picture(database: Database) -> None:
    worker = WorkerProcess()
    pictures = Pictures(database, 42, SystemClock(), worker)
    try:
        first = await pictures.drawn(PICTURE)
        os.kill(await worker(os.getpid), signal.SIGKILL)
        assert (await pictures.drawn(PICTURE)).data == first.data
    finally:
        worker.close()
