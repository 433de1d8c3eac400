"""ABC×XYZ and 123 from the database to the dataclass, beside one hand-written statement over the same rows."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from statistics import median
from threading import Event, Thread
from time import perf_counter
from typing import Any

import psutil
from sqlalchemy.orm import Session

from bot.bootstrap import settle_memory
from bot.database import Database, open_database
from bot.worker import WorkerProcess
from domain.analytics.classes import SegmentRules
from domain.analytics.client_figures import NUMBERS, ClientFigures
from domain.analytics.segments import segments
from domain.periods import Period, window_of
from domain.readers.client_figures import client_figures
from domain.readers.segments import segment_rules
from domain.settings import Company
from tests.bench.charts import longest_gap

ROUNDS = 3
SAMPLED_S = 0.005
PURCHASES_ALONE = """
WITH bought AS (
    SELECT client_id, sum(amount) AS revenue, sum(CASE WHEN is_return THEN 0 ELSE 1 END) AS orders,
        count(DISTINCT CASE WHEN is_return THEN NULL ELSE {month} END) AS months,
        min(day) AS first, max(day) AS last, sum(amount - coalesce(cost, 0)) AS profit
    FROM purchase WHERE {day} >= '{start}' AND {day} < '{end}' GROUP BY client_id
), ranked AS (
    SELECT client_id, revenue, first, last, months, profit,
        sum(CASE WHEN revenue > 0 THEN revenue ELSE 0 END) OVER (ORDER BY revenue DESC) AS together,
        sum(CASE WHEN revenue > 0 THEN revenue ELSE 0 END) OVER () AS whole,
        percent_rank() OVER (ORDER BY profit * 1.0 / orders) AS rank
    FROM bought WHERE orders > 0
)
SELECT CASE WHEN revenue <= 0 THEN 'C' WHEN together - revenue < 0.8 * whole THEN 'A'
            WHEN together - revenue < 0.95 * whole THEN 'B' ELSE 'C' END AS abc,
    CASE WHEN first = last THEN 'Z' WHEN months >= 8 THEN 'X' ELSE 'Y' END AS xyz,
    CASE WHEN rank >= 0.75 THEN 1 WHEN rank <= 0.25 THEN 3 ELSE 2 END AS profit_class,
    count(*), sum(revenue), sum(profit)
FROM ranked GROUP BY 1, 2, 3
"""
"""Of the purchases alone: what has no cost is counted as all profit, and whoever bought once in the window is Z."""
AS_THE_RULES_SAY = """
WITH costs AS (
    SELECT purchase.id, sum(CAST(quantity AS numeric) * coalesce(purchase_line.cost, product.cost)) AS cost
    FROM purchase JOIN purchase_line ON purchase_id = purchase.id JOIN product ON product.id = product_id
    WHERE purchase.cost IS NULL AND {day} >= '{start}' AND {day} < '{end}' GROUP BY purchase.id
), bought AS (
    SELECT client_id, sum(amount) AS revenue, sum(CASE WHEN is_return THEN 0 ELSE 1 END) AS orders,
        count(DISTINCT CASE WHEN is_return THEN NULL ELSE {month} END) AS months,
        min(day) AS first, max(day) AS last, sum(amount - coalesce(purchase.cost, costs.cost, 0)) AS profit
    FROM purchase LEFT JOIN costs ON costs.id = purchase.id
    WHERE {day} >= '{start}' AND {day} < '{end}' GROUP BY client_id
), ranked AS (
    SELECT client_id, channel, first_purchase_on, revenue, first, last, months, profit,
        sum(CASE WHEN revenue > 0 THEN revenue ELSE 0 END) OVER (ORDER BY revenue DESC) AS together,
        sum(CASE WHEN revenue > 0 THEN revenue ELSE 0 END) OVER () AS whole,
        percent_rank() OVER (ORDER BY profit * 1.0 / orders) AS rank
    FROM bought JOIN client ON client.id = client_id WHERE orders > 0
)
SELECT CASE WHEN revenue <= 0 THEN 'C' WHEN together - revenue < 0.8 * whole THEN 'A'
            WHEN together - revenue < 0.95 * whole THEN 'B' ELSE 'C' END AS abc,
    CASE WHEN first = last THEN 'Z' WHEN months >= 8 OR first_purchase_on >= '{start}' AND months >= 3 THEN 'X'
         ELSE 'Y' END AS xyz,
    CASE WHEN rank >= 0.75 THEN 1 WHEN rank <= 0.25 THEN 3 ELSE 2 END AS profit_class,
    count(*), sum(revenue), sum(profit), count(channel)
FROM ranked GROUP BY 1, 2, 3
"""
"""The same with what the rules read besides: lines where a purchase has no cost of its own, and the clients."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds (medians), megabytes more at the highest, milliseconds of the longest stall of the event loop."""

    ours_s: float
    by_hand_s: float
    """By the statement that reads the same rows as the rules."""
    alone_s: float
    """By the one of the purchases alone."""
    memory_mb: float
    stall_ms: float

    @property
    def ratio(self) -> float:
        return self.ours_s / self.by_hand_s

    @property
    def ratio_alone(self) -> float:
        return self.ours_s / self.alone_s


async def measure(url: str, today: date) -> Measured:
    """Both of one window of the whole company, in turns."""
    database, worker = open_database(url), WorkerProcess()
    window = window_of(today)
    rules = segment_rules(Company())
    nobody = ClientFigures({name: [] for name in NUMBERS}, [])
    await worker(segments, nobody, nobody, rules)  # its start is the first report's
    settle_memory()
    ours, by_hand, alone, stalls, grown = [], [], [], [], []
    for _ in range(ROUNDS):
        by_hand.append(await _timed(lambda: database.read(_by_hand, AS_THE_RULES_SAY, window)))
        alone.append(await _timed(lambda: database.read(_by_hand, PURCHASES_ALONE, window)))
        with _Peak() as peak:
            beating = asyncio.create_task(longest_gap())
            ours.append(await _timed(lambda: _ours(database, worker, window, rules)))
            beating.cancel()
            stalls.append(await beating * 1000)
        grown.append(peak.megabytes)
    worker.close()
    await database.close()
    return Measured(median(ours), median(by_hand), median(alone), median(grown), max(stalls))


async def _ours(database: Database, worker: WorkerProcess, window: Period, rules: SegmentRules) -> Any:
    """As `/segments` does it, but of one window."""
    figures = await database.read(client_figures, window)
    nobody = ClientFigures({name: [] for name in NUMBERS}, [])
    return await worker(segments, figures, nobody, rules)


def _by_hand(session: Session, statement: str, window: Period) -> Any:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    month, day = ("substr(day, 1, 7)", "+day") if is_sqlite else ("date_trunc('month', day)", "day")
    written = statement.format(month=month, day=day, start=window.start, end=window.end)
    return session.connection().exec_driver_sql(written).fetchall()


async def _timed(work: Callable[[], Any]) -> float:
    began = perf_counter()
    await work()
    return perf_counter() - began


class _Peak:
    """How many megabytes the program takes more at the highest, sampled beside; the worker's are its own."""

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._over = Event()
        self._thread = Thread(target=self._watch)

    def __enter__(self) -> "_Peak":
        self._began = psutil.Process().memory_info().rss
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        process = psutil.Process()
        while not self._over.wait(SAMPLED_S):
            self.megabytes = max(self.megabytes, (process.memory_info().rss - self._began) / 2**20)
