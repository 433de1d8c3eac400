"""`make bench`: speed as ratios against the baselines, taken in one run on one machine."""

import argparse
import asyncio
import platform
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from statistics import median

import uvloop

from bot.database import open_database
from bot.migrate import migrate
from tests.bench import big_base, charts, imports, reminders, reports, saves, segments, start, ticks
from tests.bench.save_screen import seed
from tests.bench.stand_in import FIRST_PERSON
from tests.databases import database_url, postgres_server

ROUNDS = 2


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Bases:
    """Fresh migrated databases for each measurement."""

    def __init__(self, folder: Path, server: str | None) -> None:
        self._folder = folder
        self._server = server
        self._number = 0

    async def sqlite(self) -> str:
        self._number += 1
        url = f"sqlite:///{self._folder}/bench{self._number}.db"
        await migrate(url)
        return url

    async def postgres(self) -> str | None:
        if self._server is None:
            return None
        import asyncpg

        self._number += 1
        connection = await asyncpg.connect(database_url(self._server, "postgres"))
        await connection.execute(f"CREATE DATABASE bench{self._number}")
        await connection.close()
        url = database_url(self._server, f"bench{self._number}")
        await migrate(url)
        return url


async def bench_saves(bases: Bases) -> None:
    """Rounds are interleaved, so that what else the machine does falls on all alike; medians are compared."""
    say("## The tap that saves a call: 50 persons in a closed loop")
    runs: dict[str, list[saves.Saves]] = {}
    for _ in range(ROUNDS):
        runs.setdefault("bare bot", []).append(await saves.measure("bare"))
        runs.setdefault("aiogram-dialog, memory", []).append(await saves.measure("dialog"))
        for name, kind, make in (
            ("Polevik, SQLite", "ours", bases.sqlite),
            ("Polevik, PostgreSQL", "ours", bases.postgres),
            ("awaited, aiosqlite", "awaited", bases.sqlite),
            ("awaited, asyncpg", "awaited", bases.postgres),
        ):
            url = await make()
            if url is not None:
                await _seeded(url)
                runs.setdefault(name, []).append(await saves.measure(kind, url))
    base = runs["aiogram-dialog, memory"]
    base_rate, base_p99 = median(run.per_second for run in base), median(run.p99 for run in base)
    say(f"{'':26}{'saves/s':>9}{'ratio':>7}{'p50 ms':>8}{'p99 ms':>8}{'ratio':>7}{'cpu ms':>8}")
    for name, those in runs.items():
        rate, p99 = median(run.per_second for run in those), median(run.p99 for run in those)
        p50, cpu = median(run.p50 for run in those), median(run.cpu_ms for run in those)
        ratios = rate / base_rate, p99 / base_p99
        say(f"{name:26}{rate:9.0f}{ratios[0]:7.2f}{p50 * 1000:8.0f}{p99 * 1000:8.0f}{ratios[1]:7.2f}{cpu:8.2f}")
    say()


async def _seeded(url: str) -> None:
    database = open_database(url)
    await database.write(lambda session: seed(session, [FIRST_PERSON + n for n in range(saves.PERSONS)]))
    await database.close()


async def bench_reminders(bases: Bases) -> None:
    say("## 3 000 reminders due in the same minute, five persons tapping meanwhile")
    got = await reminders.measure(await bases.sqlite())
    say(f"sent {got.sent}: {got.per_second:.1f}/s = {got.share:.1%} of the allowed 30/s; refused (429): {got.refused}")
    say(f"slowest answer to a tap: {got.slowest_tap_s * 1000:.0f} ms")
    say()


async def bench_charts(bases: Bases) -> None:
    say("## Five charts at once")
    got = await charts.measure(await bases.sqlite())
    say(f"drawn in {got.took_s:.2f} s; the event loop stalled {got.longest_stall_ms:.1f} ms at most")
    say()


async def bench_start(bases: Bases) -> None:
    say("## Start and idle memory")
    got = await start.measure(await bases.sqlite())
    say(f"ready in {got.ready_s:.2f} s, import aiogram {got.import_s:.2f} s: ratio {got.ready_s / got.import_s:.2f}")
    megabytes, bare = got.memory / 2**20, got.bare_memory / 2**20
    say(f"idle {megabytes:.0f} MB, bare bot {bare:.0f} MB: ratio {got.memory / got.bare_memory:.2f}")
    say()


TODAY = date(2026, 11, 22)
CURVE = (0.01, 0.1, 1.0)
"""Of the large company's purchases, 10 000 to 1 000 000."""


async def bench_large(bases: Bases) -> None:
    """The large company, once in each database: segments as its size grows, then every report."""
    for name, make in (("SQLite", bases.sqlite), ("PostgreSQL", bases.postgres)):
        if (url := await make()) is None:
            continue
        say(f"## {name}: ABC×XYZ and 123 to the dataclass, beside one hand-written statement")
        heads = ("purchases", "ours s", "by hand", "ratio", "alone", "ratio", "MB more", "stall ms")
        say("".join(f"{head:>11}" for head in heads))
        for share in CURVE:
            url = url if share == CURVE[0] else str(await make())
            size = big_base.LARGE.times(share)
            await asyncio.to_thread(big_base.fill, url, size, TODAY)
            got = await segments.measure(url, TODAY)
            seconds = (got.ours_s, got.by_hand_s, got.ratio, got.alone_s, got.ratio_alone)
            figures = "".join(f"{figure:11.2f}" for figure in seconds)
            figures += f"{got.memory_mb:11.0f}{got.stall_ms:11.1f}"
            say(f"{size.purchases:11}{figures}")
        say()
        say(f"## {name}: each report of {size.clients} clients, {size.deals} deals, {size.activities} activities")
        say(f"{'':12}{'cold s':>8}{'again s':>9}{'uploads':>9}{'stall ms':>10}")
        for one in await reports.measure(url, TODAY):
            say(f"/{one.kind:11}{one.cold_s:8.2f}{one.again_s:9.2f}{one.uploads_again:9}{one.cold_stall_ms:10.1f}")
        say()


async def bench_imports(bases: Bases) -> None:
    say("## A file of 1 000 000 purchases, five persons saving calls meanwhile")
    say(f"{'':12}{'rows/s':>9}{'s per million':>15}{'of own CPU':>12}{'p99 ms':>9}{'longest ms':>12}{'tap p99 ms':>12}")
    for name, make in (("SQLite", bases.sqlite), ("PostgreSQL", bases.postgres)):
        if (url := await make()) is not None:
            got = await imports.measure(url)
            took = f"{got.rows / got.seconds:9.0f}{got.seconds_per_million:15.1f}{got.cpu_s:12.1f}"
            chunks = f"{got.slowest(0.99, got.chunks):9.0f}{got.slowest(1, got.chunks):12.0f}"
            say(f"{name:12}{took}{chunks}{got.slowest(0.99, got.taps):12.0f}")
    say()


async def bench_ticks(bases: Bases) -> None:
    say(f"## A tick of {ticks.MEMBERS} members and {ticks.CLIENTS} clients, at most 1 s, whatever the history")
    say(f"{'':12}{'history':>9}{'':>15}{'pushes':>8}{'cpu s':>8}{'s':>7}{'again cpu':>11}{'s':>7}{'next_due cpu':>14}")
    for name, make in (("SQLite", bases.sqlite), ("PostgreSQL", bases.postgres)):
        for days in (ticks.SHORT, 10 * ticks.SHORT):
            if (url := await make()) is None:
                continue
            await asyncio.to_thread(ticks.fill, url, days)
            for one in ticks.measure(url):
                first = f"{one.pushes:8}{one.first_cpu_s:8.2f}{one.first_s:7.2f}"
                again = f"{one.again_cpu_s:11.2f}{one.again_s:7.2f}{one.next_due_cpu_s:14.2f}"
                say(f"{name:12}{days:7} d{one.minute:>15}{first}{again}")
    say()


PARTS: dict[str, Callable[[Bases], Awaitable[None]]] = {
    "saves": bench_saves,
    "charts": bench_charts,
    "start": bench_start,
    "reminders": bench_reminders,
    "large": bench_large,
    "imports": bench_imports,
    "ticks": bench_ticks,
}


@contextmanager
def _bases(*, with_server: bool = True) -> Iterator[Bases]:
    folder = Path(tempfile.mkdtemp(prefix="polevik-bench-"))
    try:
        with postgres_server() if with_server else nullcontext() as server:
            yield Bases(folder, server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def run(parts: list[str], bases: Bases) -> None:
    say(f"# {platform.node()}: {platform.machine()}, {platform.system()}, Python {platform.python_version()}, uvloop")
    say()
    for part in parts:
        await PARTS[part](bases)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[], help="all by default")
    parts = parser.parse_args().parts or list(PARTS)
    with _bases(with_server=bool({"saves", "large", "imports", "ticks"} & set(parts))) as bases:
        asyncio.Runner(loop_factory=uvloop.new_event_loop).run(run(parts, bases))


if __name__ == "__main__":
    main()
