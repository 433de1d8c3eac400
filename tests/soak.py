"""`make soak KILLS=1000`: the real program killed at random moments under twenty reps, in every way it can be run.

A round is 25 kills of one bot on a fresh database; the ways take turns. Each round has its own seed, said when it goes
wrong, to be repeated: `python -m tests.soak --kills 25 --seed N --way sqlite-webhook`.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from time import monotonic

from bot.migrate import migrate
from tests.databases import Postgres, postgres_server
from tests.reliability.kills import Found, Trial
from tests.reliability.processes import Zygote, free_port, webhook_settings

ROUND = 25
WAYS = ("sqlite-polling", "postgresql-polling", "sqlite-webhook", "postgresql-webhook")
FIRST_SEED = 20261123


@dataclass(slots=True)
class Soak:
    """What has been done so far."""

    kills: int
    zygote: Zygote
    postgres: Postgres | None
    began: float
    done: int = 0
    saved: int = 0
    wrong: int = 0

    async def run(self, ways: list[str], seed: int) -> int:
        """All the kills; the exit code."""
        for number, way in enumerate(cycle(ways)):
            if self.done >= self.kills:
                break
            await self._round(way, seed + number)
        verdict = f"WRONG in {self.wrong} rounds" if self.wrong else "NOTHING lost, doubled or invented"
        _line(f"{verdict}: {self.done} kills, {self.saved} calls seen saved, seeds from {seed}, {self._minutes()}")
        return 1 if self.wrong else 0

    async def _round(self, way: str, seed: int) -> None:
        database, _, transport = way.partition("-")
        before = self.done

        def told(kills: int) -> None:
            self.done = before + kills
            _progress(
                f"{self.done}/{self.kills} kills, {way}, {self.saved} calls, {self.wrong} wrong, {self._minutes()}"
            )

        folder = Path(tempfile.mkdtemp(prefix="polevik-soak-"))
        webhook = webhook_settings(free_port()) if transport == "webhook" else {}
        async with self._database(database, folder) as url:
            trial = Trial(self.zygote, url, folder, seed, webhook=webhook, told=told)
            found = await trial.run(min(ROUND, self.kills - before))
        self._judge(found, way, seed, folder)

    def _judge(self, found: Found, way: str, seed: int, folder: Path) -> None:
        self.saved += found.saved
        if not found.wrong:
            shutil.rmtree(folder)
            return
        self.wrong += 1
        _line(f"WRONG: {'; '.join(found.wrong)}; log and chats in {folder}")
        _line(f"  again: python -m tests.soak --kills {ROUND} --seed {seed} --way {way}")

    @asynccontextmanager
    async def _database(self, kind: str, folder: Path) -> AsyncIterator[str]:
        if kind == "sqlite" or self.postgres is None:
            url = f"sqlite:///{folder}/polevik.db"
            await migrate(url)
            yield url
            return
        url = await self.postgres.create()
        yield url
        await self.postgres.drop(url)

    def _minutes(self) -> str:
        return f"{(monotonic() - self.began) / 60:.1f} min"


def _progress(words: str) -> None:
    """In place on a terminal, else a line now and then."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\033[K{words}")
        sys.stdout.flush()
    elif words.partition("/")[0].endswith(("0", "5")):
        _line(words)


def _line(words: str) -> None:
    sys.stdout.write(f"\r\033[K{words}\n" if sys.stdout.isatty() else f"{words}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=FIRST_SEED)
    parser.add_argument("--way", choices=WAYS, help="only this one")
    given = parser.parse_args()
    zygote = Zygote()
    try:
        with postgres_server() as server:
            ways = [given.way] if given.way else [way for way in WAYS if server or "postgresql" not in way]
            soak = Soak(given.kills, zygote, Postgres(server) if server else None, monotonic())
            return asyncio.run(soak.run(ways, given.seed))
    finally:
        zygote.close()


if __name__ == "__main__":
    sys.exit(main())
