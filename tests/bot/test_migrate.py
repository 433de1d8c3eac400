"""One chain for both databases: a backup first, nothing lost, nothing half done."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Connection, Integer, MetaData, UniqueConstraint, create_engine, func, inspect, select
from sqlalchemy.orm import Session

from bot.backup import CannotBackUp
from bot.commands import migrate_database
from bot.database import Database, open_database
from bot.demo import seed_demo
from bot.migrate import ROOT, BrokenReferences, head, migrate, present_revision
from bot.settings import Settings
from domain.search_index import INDEX
from domain.tables import Base, Stage
from domain.tables.base import NAMING
from tests.databases import Postgres
from tests.harness import hire_cast

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

PREFIXES = {"fk": ("fk_",), "uq": ("uq_",), "ix": ("ix_", "uq_"), "pk": ("pk_",)}
"""A unique index on a part of the rows is no constraint to SQLite, but is named as one."""

HEADER = """
from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
"""
REBUILDS_TABLES = """
    with op.batch_alter_table("client") as table:
        table.add_column(sa.Column("favourite", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.alter_column("name", type_=sa.String(300))
    with op.batch_alter_table("member") as table:
        table.add_column(sa.Column("nickname", sa.String(80)))
"""
ORPHANS = """
    op.execute("CREATE TABLE half_done (id INTEGER)")
    op.execute("DELETE FROM team")
"""
FAILS = """
    op.execute("CREATE TABLE half_done (id INTEGER)")
    op.execute("SELECT * FROM nowhere")
"""


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    """A copy of the chain, to which a test adds its own second revision."""
    copy = tmp_path / "chain with % and space"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def add_revision(chain: Path, body: str) -> None:
    (chain / "versions" / "0002_second.py").write_text(HEADER + body, encoding="utf-8")


@pytest_asyncio.fixture
async def company_url(database: Database, database_url: str) -> AsyncIterator[str]:
    """Five people in a team."""
    await database.write(lambda s: hire_cast(s, NOON))
    yield database_url


def _contents(session: Session) -> dict[str, tuple[int, tuple[int, ...]]]:
    """Of every table: its rows, and the sum of each whole-number column (ids, kopecks, references)."""
    found = {}
    for table in Base.metadata.sorted_tables:
        numbers = [column for column in table.columns if isinstance(column.type, (Integer, BigInteger))]
        sums = [func.coalesce(func.sum(column), 0) for column in numbers]
        row = session.execute(select(func.count(), *sums).select_from(table)).one()
        found[table.name] = (int(row[0]), tuple(int(value) for value in row[1:]))
    return found


async def contents(url: str) -> dict[str, tuple[int, tuple[int, ...]]]:
    database = open_database(url)
    try:
        return await database.read(_contents)
    finally:
        await database.close()


async def columns(url: str, table: str) -> set[str]:
    database = open_database(url)
    try:
        return await database.read(lambda s: {c["name"] for c in inspect(s.connection()).get_columns(table)})
    finally:
        await database.close()


async def has_table(url: str, table: str) -> bool:
    database = open_database(url)
    try:
        return await database.read(lambda s: inspect(s.connection()).has_table(table))
    finally:
        await database.close()


async def test_a_migration_that_rebuilds_tables_loses_nothing(
    database: Database, database_url: str, chain: Path, tmp_path: Path
) -> None:
    """alembic's batch ALTER drops the old table: with foreign keys on and a cascade the children would go with it."""
    demo_url = database_url
    await database.write(lambda s: seed_demo(s, NOON))
    before = await contents(demo_url)
    assert before["client"][0] > 50
    assert before["activity"][0] > 500
    add_revision(chain, REBUILDS_TABLES)
    backup = await migrate(demo_url, backup_to=tmp_path / "copies", scripts=chain)
    assert backup is not None
    assert backup.stem == "before-0002"
    assert backup.stat().st_size > 10_000
    assert await present_revision(demo_url) == "0002"
    assert {"favourite"} <= await columns(demo_url, "client")
    assert await contents(demo_url) == before
    if backup.suffix == ".db":
        assert await contents(f"sqlite:///{backup}") == before
        assert "favourite" not in await columns(f"sqlite:///{backup}", "client")


async def test_migrating_again_does_nothing(company_url: str, tmp_path: Path) -> None:
    assert await migrate(company_url, backup_to=tmp_path / "copies") is None
    assert not (tmp_path / "copies").exists()


async def test_rows_left_pointing_to_nobody_undo_it_all(company_url: str, chain: Path, tmp_path: Path) -> None:
    before = await contents(company_url)
    add_revision(chain, ORPHANS)
    with pytest.raises(Exception, match=r"rows, for example in|violates foreign key") as refused:
        await migrate(company_url, backup_to=tmp_path / "copies", scripts=chain)
    if company_url.startswith("sqlite"):
        assert isinstance(refused.value, BrokenReferences)
    assert await present_revision(company_url) == "0001"
    assert not await has_table(company_url, "half_done")
    assert await contents(company_url) == before


async def test_a_migration_that_fails_in_its_midst_changes_nothing(
    company_url: str, chain: Path, tmp_path: Path
) -> None:
    before = await contents(company_url)
    add_revision(chain, FAILS)
    with pytest.raises(Exception, match="nowhere"):
        await migrate(company_url, backup_to=tmp_path / "copies", scripts=chain)
    assert await present_revision(company_url) == "0001"
    assert not await has_table(company_url, "half_done")
    assert await contents(company_url) == before


async def test_without_a_backup_nothing_is_touched(database_url: str, chain: Path, tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file in the folder's place")
    add_revision(chain, REBUILDS_TABLES)
    with pytest.raises(CannotBackUp):
        await migrate(database_url, backup_to=tmp_path / "copies", scripts=chain)
    assert await present_revision(database_url) == "0001"
    assert "favourite" not in await columns(database_url, "client")


async def test_an_empty_sqlite_becomes_a_company_without_a_backup(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'polevik.db'}"
    assert await present_revision(url) is None
    assert await migrate(url) is None
    assert await present_revision(url) == head()
    database = open_database(url)
    assert await database.read(lambda s: s.scalar(select(func.count(Stage.key)))) != 0
    await database.close()
    assert not (tmp_path / "new" / "backups").exists()


async def test_an_empty_postgres_becomes_a_company(postgres: Postgres) -> None:
    url = await postgres.create_empty()
    assert await migrate(url) is None
    assert await present_revision(url) == head()
    await postgres.drop(url)


async def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path / 'a.db'}")  # type: ignore[call-arg]
    assert await migrate_database(settings) == 0
    assert capsys.readouterr().out == f"Migrated to revision {head()}.\n"
    assert await migrate_database(settings) == 0
    assert capsys.readouterr().out == f"The database is at revision {head()} already.\n"


async def test_the_chain_makes_exactly_the_tables(database: Database) -> None:
    """What the migrations make and what the program believes in are the same, down to types and indexes."""

    def different(session: Session) -> list[Any]:
        def ours(_object: Any, name: str | None, _kind: str, _reflected: bool, _other: Any) -> bool:
            return not (name or "").startswith(INDEX) and not (name or "").endswith("_trgm")

        context = MigrationContext.configure(session.connection(), opts={"include_object": ours, "compare_type": True})
        return list(compare_metadata(context, Base.metadata))

    assert await database.read(different) == []


def test_the_chain_has_one_head_and_its_files_are_named_after_it() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [head()]
    for script in scripts.walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")
        assert len(script.revision) == 4


def test_nothing_is_deleted_by_deleting_something_else() -> None:
    cascades = [
        f"{table.name}.{key.column_keys}"
        for table in Base.metadata.sorted_tables
        for key in table.foreign_key_constraints
        if key.ondelete or key.onupdate
    ]
    assert cascades == []
    text_of_chain = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "versions").glob("*.py"))
    assert "cascade" not in text_of_chain.lower()


def test_every_constraint_and_index_has_a_name_by_the_convention(sqlite_template: Path) -> None:
    assert Base.metadata.naming_convention == NAMING
    engine = create_engine(f"sqlite:///{sqlite_template}")
    with engine.connect() as connection:
        nameless = [f"{table}: {kind}" for table, kind, name in _constraints(connection) if not name]
        strange = [name for _, kind, name in _constraints(connection) if name and not name.startswith(PREFIXES[kind])]
    engine.dispose()
    assert nameless == []
    assert strange == []


def _constraints(connection: Connection) -> list[tuple[str, str, str | None]]:
    reflected = MetaData()
    reflected.reflect(connection, only=list(Base.metadata.tables))
    found: list[tuple[str, str, str | None]] = []
    look = inspect(connection)
    for table in reflected.sorted_tables:
        found += [(table.name, "fk", key["name"]) for key in look.get_foreign_keys(table.name)]
        found += [(table.name, "uq", key["name"]) for key in look.get_unique_constraints(table.name)]
        found += [(table.name, "ix", key["name"]) for key in look.get_indexes(table.name)]
        found.append((table.name, "pk", look.get_pk_constraint(table.name)["name"]))
    return found


def test_every_reference_is_indexed() -> None:
    """A parent cannot be looked after, nor a card opened, by reading whole tables."""
    unindexed = []
    for table in Base.metadata.sorted_tables:
        firsts = {next(iter(index.columns)).name for index in table.indexes}
        firsts |= {next(iter(table.primary_key.columns)).name}
        firsts |= {
            next(iter(constraint.columns)).name
            for constraint in table.constraints
            if isinstance(constraint, UniqueConstraint)
        }
        unindexed += [f"{table.name}.{c.name}" for c in table.columns if c.foreign_keys and c.name not in firsts]
    assert unindexed == []
