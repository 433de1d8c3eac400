"""`python -m tests.reliability.crash URL FOLDER [--server URL] [--part K/N] [--sample N]` tries the day's crash points.

The database is migrated and empty. Prints one JSON line: points, tried, wrong. A process of its own, for it forks.
"""

import argparse
import asyncio
import json
import logging
import sys
from pathlib import Path

import structlog

from bot.database import open_database
from tests.reliability.crash.copies import Copies, PostgresCopies, SqliteCopies
from tests.reliability.crash.day import DAY, company
from tests.reliability.crash.explore import Explorer


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--server")
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--sample", type=int)
    given = parser.parse_args()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(_move_in(given.url))
    copies: Copies = PostgresCopies(given.server) if given.server else SqliteCopies(given.folder)
    part, parts = map(int, given.part.split("/"))
    explorer = Explorer(copies, DAY, part, parts, given.sample)
    explorer.explore(given.url)
    found = {"points": explorer.points, "tried": explorer.tried, "wrong": explorer.wrong}
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


async def _move_in(url: str) -> None:
    database = open_database(url)
    await database.write(company)
    await database.close()


if __name__ == "__main__":
    main()
