"""The tap that saves a call: saves a second and p99, as ratios against aiogram-dialog on memory."""

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from time import perf_counter

import psutil

from tests.bench.stand_in import Crowd, StandIn

PERSONS = 50
WARM_UP_S = 2.0
MEASURED_S = 8.0


@dataclass(frozen=True, slots=True)
class Saves:
    """Saves a second, and the latency of a redraw in seconds."""

    per_second: float
    p50: float
    p99: float
    cpu_ms: float
    """Of the bot's process, for one save: less noisy than the clock on a shared machine."""


async def measure(kind: str, database: str = "", *, persons: int = PERSONS) -> Saves:
    """Run one bot as a process under the crowd."""
    crowd = Crowd(persons)
    stand_in = StandIn(crowd)
    api = await stand_in.start()
    command = [sys.executable, "-m", "tests.bench.bots", kind, "--api", api, "--database", database]
    bot = subprocess.Popen(command, env={**os.environ, "LOG_LEVEL": "WARNING"}, stderr=subprocess.DEVNULL)
    try:
        crowd.open()
        async with asyncio.timeout(60):
            await crowd.opened.wait()
        crowd.start()
        await asyncio.sleep(WARM_UP_S)
        crowd.measuring = True
        began, busy = perf_counter(), _cpu_s(bot.pid)
        await asyncio.sleep(MEASURED_S)
        crowd.measuring = False
        return _saves(crowd.latencies, perf_counter() - began, _cpu_s(bot.pid) - busy)
    finally:
        crowd.tapping = False
        bot.send_signal(signal.SIGTERM)
        await asyncio.to_thread(bot.wait, 30)
        await stand_in.stop()


def _cpu_s(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def _saves(latencies: list[float], seconds: float, cpu_s: float) -> Saves:
    ordered = sorted(latencies)
    if not ordered:
        raise RuntimeError("nobody's screen was redrawn")
    count = len(ordered)
    return Saves(count / seconds, ordered[count // 2], ordered[int(count * 0.99)], cpu_s / count * 1000)
