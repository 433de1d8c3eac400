"""How fast the main process is ready and how much memory it holds, against aiogram alone and the bare bot."""

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from statistics import median
from time import perf_counter, sleep

import psutil

from sandbox import Person, Sandbox
from tests.bench.stand_in import TOKEN, Crowd, StandIn

RUNS = 3
IDLE_S = 2.0
STEADY = 0.005
LOOKS = 5


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds until ready beside seconds of `import aiogram`; bytes of resident memory beside the bare bot's."""

    ready_s: float
    import_s: float
    memory: int
    bare_memory: int


async def measure(url: str) -> Start:
    sandbox = Sandbox([Person(1, "P", "rep")], token=TOKEN, page_dir=None)
    api = await sandbox.start()
    ready, imports, memory = [], [], 0
    for run in range(RUNS):
        imports.append(await asyncio.to_thread(_import_aiogram))
        took, memory = await asyncio.to_thread(_start_bot, api, url, run == RUNS - 1)
        ready.append(took)
    await sandbox.stop()
    return Start(median(ready), median(imports), memory, await _bare_memory())


def _import_aiogram() -> float:
    began = perf_counter()
    subprocess.run([sys.executable, "-c", "import aiogram"], check=True)
    return perf_counter() - began


def _start_bot(api: str, url: str, weigh: bool) -> tuple[float, int]:
    """Seconds until the bot says that it serves; its memory at rest, if it is to be weighed."""
    environment = {**os.environ, "BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api, "DATABASE_URL": url}
    began = perf_counter()
    bot = subprocess.Popen(
        [sys.executable, "-m", "bot"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert bot.stdout is not None
    bot.stdout.readline()
    took = perf_counter() - began
    memory = _settled_memory(bot.pid) if weigh else 0
    bot.send_signal(signal.SIGTERM)
    bot.wait(30)
    return took, memory


async def _bare_memory() -> int:
    stand_in = StandIn(Crowd(0))
    api = await stand_in.start()
    bot = subprocess.Popen([sys.executable, "-m", "tests.bench.bare_bot", "--api", api], stderr=subprocess.DEVNULL)
    async with asyncio.timeout(60):
        await stand_in.asked.wait()
    memory = await asyncio.to_thread(_settled_memory, bot.pid)
    bot.send_signal(signal.SIGTERM)
    await asyncio.to_thread(bot.wait, 30)
    await stand_in.stop()
    return memory


def _settled_memory(pid: int) -> int:
    """Resident bytes once they stand still, or after a few looks: a bot at rest still polls and ticks."""
    process, last = psutil.Process(pid), 0
    for _ in range(LOOKS):
        sleep(IDLE_S)
        now = process.memory_info().rss
        if abs(now - last) < now * STEADY:
            return now
        last = now
    return last
