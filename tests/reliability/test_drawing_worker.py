"""The process that draws pictures does not outlive a program that was killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.reliability.processes import ROOT

pytestmark = pytest.mark.process

DRAWS_AND_DIES = """
import asyncio, os, signal

def main():
    from bot.worker import WorkerProcess
    async def first():
        return await WorkerProcess()(os.getpid)
    print(asyncio.run(first()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    main()
"""


def test_a_killed_program_leaves_no_drawing_worker_behind(tmp_path: Path) -> None:
    script = tmp_path / "draws.py"
    script.write_text(DRAWS_AND_DIES)
    number = tmp_path / "worker"
    with number.open("wb") as said:
        subprocess.run(
            [sys.executable, str(script)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=said,
            check=False,
        )
    worker = int(number.read_text())
    try:
        psutil.Process(worker).wait(timeout=10)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        os.kill(worker, signal.SIGKILL)
        raise
