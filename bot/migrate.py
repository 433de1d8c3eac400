"""Migrations: a backup first, foreign keys off, one chain for both databases, a check of foreign keys at the end."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.orm import Session

from bot.backup import back_up
from bot.database import writing_engine
from domain.defaults import ensure_defaults

T = TypeVar("T")

ROOT = Path(__file__).parent.parent / "migrations"
VERSION_TABLE = "alembic_version"
LOCK = 0x504F4C4556494B  # any number, the same in every program


class BrokenReferences(Exception):
    """After migrating, some rows point to rows that are not there: nothing was committed."""


class NewerDatabase(Exception):
    """The database is of a later program than this one: nothing was touched."""


def head(scripts: Path = ROOT) -> str:
    """The newest revision, by the files' names: `0001_first.py` → "0001". Spares a start the import of alembic."""
    return max(path.name.split("_")[0] for path in (scripts / "versions").glob("[0-9]*_*.py"))


async def present_revision(url: str) -> str | None:
    """The revision the database is at; None when it is empty."""
    return await _on_connection(url, _revision)


async def migrate(url: str, *, backup_to: Path | None = None, scripts: Path = ROOT) -> Path | None:
    """Bring the database to the newest revision; the backup made before, None where there was nothing to keep.

    `scripts`: the folder of the chain.

    Raises NewerDatabase, BrokenReferences, and whatever the backup raises: without one nothing is touched.
    """
    revision = await present_revision(url)
    if _is_newest(revision, scripts):
        return None
    kept = None if revision is None else await asyncio.to_thread(back_up, url, backup_to, f"before-{head(scripts)}")
    await asyncio.to_thread(_upgrade_alone, writing_engine(url, foreign_keys=False), scripts)
    return kept


def _is_newest(revision: str | None, scripts: Path) -> bool:
    """Raises NewerDatabase."""
    if revision is not None and revision > head(scripts):
        raise NewerDatabase(f"the tables are at revision {revision}, newer than this program's {head(scripts)}")
    return revision == head(scripts)


async def _on_connection(url: str, work: Callable[[Connection], T]) -> T:
    """Run the work on one connection, committed at its end, with foreign keys off on SQLite."""
    return await asyncio.to_thread(_on_connection_here, writing_engine(url, foreign_keys=False), work)


def _on_connection_here(engine: Engine, work: Callable[[Connection], T]) -> T:
    try:
        with engine.begin() as connection:
            return work(connection)
    finally:
        engine.dispose()


def _upgrade_alone(engine: Engine, scripts: Path) -> None:
    """Of several programs started at once one migrates; the others wait and find it done."""
    try:
        with _turn(engine), engine.begin() as connection:
            if not _is_newest(_revision(connection), scripts):
                _upgrade(connection, scripts)
    finally:
        engine.dispose()


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    """One after another; SQLite has one writer at a time by itself."""
    if engine.dialect.name == "sqlite":
        yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as held:
        held.execute(text(f"SELECT pg_advisory_lock({LOCK})"))
        try:
            yield
        finally:
            held.execute(text(f"SELECT pg_advisory_unlock({LOCK})"))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def _upgrade(connection: Connection, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    with Session(connection) as session:
        ensure_defaults(session)
        session.flush()
    check_references(connection)


def check_references(connection: Connection) -> None:
    """Raises BrokenReferences when a row points to one that is not there (PostgreSQL checks by itself)."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if broken:
        raise BrokenReferences(f"{len(broken)} rows, for example in {broken[0][0]} (row {broken[0][1]})")
