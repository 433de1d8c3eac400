"""Five charts asked for at once: how long the event loop stalls meanwhile."""

import asyncio
from dataclasses import dataclass
from time import perf_counter

from bot.bootstrap import settle_memory
from bot.database import open_database
from bot.pictures import Pictures
from bot.worker import WorkerProcess
from domain.clock import SystemClock
from handlers.charts.specs import Bar, Bars, Part, Spec

AT_ONCE = 5
BEAT_S = 0.001


@dataclass(frozen=True, slots=True)
class Charts:
    took_s: float
    longest_stall_ms: float


async def measure(url: str) -> Charts:
    """The worker is warm (its start is the first chart's), the pictures are new."""
    database = open_database(url)
    worker = WorkerProcess()
    pictures = Pictures(database, 42, SystemClock(), worker)
    await pictures.photo("warm", picture(0))
    settle_memory()  # as the program does; what other benchmarks left would be looked through
    beating = asyncio.create_task(longest_gap())
    began = perf_counter()
    await asyncio.gather(*(pictures.photo(str(number), picture(number)) for number in range(1, AT_ONCE + 1)))
    took = perf_counter() - began
    beating.cancel()
    worker.close()
    await database.close()
    return Charts(took, await beating * 1000)


async def longest_gap() -> float:
    """The longest time between two beats, less the beat, until cancelled."""
    longest, last = 0.0, perf_counter()
    try:
        while True:
            await asyncio.sleep(BEAT_S)
            now = perf_counter()
            longest, last = max(longest, now - last - BEAT_S), now
    except asyncio.CancelledError:
        return longest


def picture(number: int) -> Spec:
    bars = tuple(Bar(f"Стадия {n}", (Part(100.0 - n * 12),), f"{100 - n * 12}") for n in range(6))
    panel = Bars("Воронка", bars)
    return Spec("Больше всего теряем после КП", f"октябрь {number}", (panel,), "данные на 21 ноя 18:42")
