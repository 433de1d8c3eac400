"""Databases copied for each fork."""

import asyncio
import os
import sqlite3
from itertools import count
from pathlib import Path
from typing import Protocol

import asyncpg

from tests.databases import database_url


class Copies(Protocol):
    def copy(self, url: str) -> str:
        """The URL of a copy of its own for this process."""
        ...

    def drop(self, url: str) -> None: ...


class SqliteCopies:
    """Copied whole, with what is in the journal."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def copy(self, url: str) -> str:
        target = self._folder / f"copy-{os.getpid()}-{next(self._numbers)}.db"
        source, copied = sqlite3.connect(url.removeprefix("sqlite:///")), sqlite3.connect(target)
        source.backup(copied)
        source.close()
        copied.close()
        return f"sqlite:///{target}"

    def drop(self, url: str) -> None:
        for path in self._folder.glob(f"{Path(url).name}*"):
            path.unlink()


class PostgresCopies:
    """Made from the original as a template, which nobody may be using then."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._numbers = count()

    def copy(self, url: str) -> str:
        name = f"copy_{os.getpid()}_{next(self._numbers)}"
        template = url.partition("?")[0].rpartition("/")[2]
        asyncio.run(self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        return database_url(self._server, name)

    def drop(self, url: str) -> None:
        name = url.partition("?")[0].rpartition("/")[2]
        asyncio.run(self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(database_url(self._server, "postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()
