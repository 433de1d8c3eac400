"""One chain for both databases: a backup first, nothing lost, nothing half done."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    create_engine,
    func,
    inspect,
    select,
    text,
    type_coerce,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.backup import CannotBackUp
from bot.commands import migrate_database
from bot.database import Database, open_database, writing_engine
from bot.demo import seed_demo
from bot.migrate import ROOT, BrokenReferences, head, migrate, present_revision
from bot.settings import Settings
from domain.search_index import INDEX
from domain.tables import ActivityPlan, Base, FunnelPlan, PlanLine, PlanPer, SalesPlan, Stage
from domain.tables.base import NAMING
from tests.databases import Postgres, chain_to
from tests.harness import hire_cast

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FIRST, LATER = date(2025, 1, 1), date(2026, 11, 20)

PREFIXES = {"fk": ("fk_",), "uq": ("uq_",), "ix": ("ix_", "uq_"), "pk": ("pk_",)}
"""A unique index on a part of the rows is no constraint to SQLite, but is named as one."""

NEXT = f"{int(head()) + 1:04}"
HEADER = f"""
from alembic import op
import sqlalchemy as sa

revision = "{NEXT}"
down_revision = "{head()}"
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
    """A copy of the chain, to which a test adds a revision of its own."""
    copy = tmp_path / "chain with % and space"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def add_revision(chain: Path, body: str) -> None:
    (chain / "versions" / f"{NEXT}_another.py").write_text(HEADER + body, encoding="utf-8")


@pytest_asyncio.fixture
async def company_url(database: Database, database_url: str) -> AsyncIterator[str]:
    """Five people in a team."""
    await database.write(lambda s: hire_cast(s, NOON))
    yield database_url


Contents = dict[str, tuple[int, tuple[int, ...]]]


def _contents(session: Session, tables: MetaData = Base.metadata) -> Contents:
    """Of every table: its rows, and the sum of each whole-number column (ids, kopecks, references)."""
    found = {}
    for table in tables.sorted_tables:
        numbers = [column for column in table.columns if isinstance(column.type, (Integer, BigInteger))]
        sums = [func.coalesce(func.sum(column), 0) for column in numbers]
        row = session.execute(select(func.count(), *sums).select_from(table)).one()
        found[table.name] = (int(row[0]), tuple(int(value) for value in row[1:]))
    return found


async def contents(url: str, tables: MetaData = Base.metadata) -> Contents:
    database = open_database(url)
    try:
        return await database.read(_contents, tables)
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
    assert backup.stem == f"before-{NEXT}"
    assert backup.stat().st_size > 10_000
    assert await present_revision(demo_url) == NEXT
    assert {"favourite"} <= await columns(demo_url, "client")
    assert await contents(demo_url) == before
    if backup.suffix == ".db":
        assert await contents(f"sqlite:///{backup}") == before
        assert "favourite" not in await columns(f"sqlite:///{backup}", "client")


# From the first revision on


@pytest_asyncio.fixture(params=["sqlite", "postgresql"])
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'first.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = await server.create_empty()
    yield url
    await server.drop(url)


@contextmanager
def raw(url: str) -> Iterator[tuple[Connection, MetaData]]:
    """The database without its checks, and its tables as they stand there, whatever the program believes in today."""
    engine, tables = writing_engine(url, foreign_keys=False), MetaData()
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        tables.reflect(connection, only=lambda name, _: name in Base.metadata.tables)
        yield connection, tables
    engine.dispose()


def pour_demo(url: str, demo: Session) -> None:
    """The demo company into the tables as they are there: what the program has added to them since is left out."""
    with raw(url) as (connection, tables):
        for table in tables.sorted_tables:
            connection.execute(table.delete())
            rows = [dict(row._mapping) for row in demo.execute(select(*_same_columns(table)))]
            if rows:
                connection.execute(table.insert(), rows)


def _same_columns(table: Table) -> list[ColumnElement[Any]]:
    """Of the program's table, read as what the older one holds."""
    present = Base.metadata.tables[table.name].columns
    return [type_coerce(present[column.name], column.type).label(column.name) for column in table.columns]


@pytest_asyncio.fixture
async def first_revision(empty_url: str, tmp_path: Path, sqlite_template: Path) -> str:
    """The demo company in a database of revision 0001."""
    await migrate(empty_url, scripts=chain_to("0001", tmp_path / "first"))
    copy = tmp_path / "demo.db"
    shutil.copy(sqlite_template, copy)
    database = open_database(f"sqlite:///{copy}")
    await database.write(lambda s: seed_demo(s, NOON))
    await database.read(lambda s: pour_demo(empty_url, s))
    await database.close()
    return empty_url


def double_plans(url: str) -> dict[str, int]:
    """As a double tap did before: each open row of a plan once more, on a later day; how many were doubled."""
    with raw(url) as (connection, tables):
        plans = {name: tables.tables[name] for name in ("activity_plan", "sales_plan", "funnel_plan")}
        rep = connection.scalar(select(func.min(tables.tables["member"].c.id)))
        stage = connection.scalar(select(func.min(tables.tables["stage"].c.key)))
        monday = {"line": "calls", "per": "day", "number": 12, "is_focus": False, "weekday": 0}
        offers = {"month": FIRST, "stage": stage, "number": 1, "amount": 1}
        connection.execute(plans["activity_plan"].insert(), monday | {"id": 900, "member_id": rep, "since": FIRST})
        connection.execute(plans["funnel_plan"].insert(), offers | {"id": 900, "member_id": rep, "since": FIRST})
        doubled = {}
        for name, table in plans.items():
            rows = [dict(row._mapping) for row in connection.execute(select(table))]
            again = [row | {"id": row["id"] + 1000, "since": max(row["since"], LATER)} for row in rows]
            connection.execute(table.insert(), again)
            doubled[name] = len(again)
    return doubled


async def test_the_demo_company_comes_from_the_first_revision_to_the_newest_whole(
    first_revision: str, tmp_path: Path
) -> None:
    assert await present_revision(first_revision) == "0001"
    doubled = double_plans(first_revision)
    with raw(first_revision) as (_, tables):
        assert "client" in tables.tables
    before = await contents(first_revision, tables)
    assert before["client"][0] > 50
    assert before["activity"][0] > 500
    backup = await migrate(first_revision, backup_to=tmp_path / "copies")
    assert backup is not None
    assert await present_revision(first_revision) == head()
    assert await contents(first_revision, tables) == before
    database = open_database(first_revision)
    for table in (ActivityPlan, SalesPlan, FunnelPlan):
        rows = await database.read(lambda s, table=table: s.scalars(select(table)).all())  # type: ignore[misc]
        still = [row for row in rows if row.until is None]
        assert len(still) == doubled[table.__tablename__] == len(rows) // 2
        assert all(row.id > 1000 for row in still), "the newest holds"
        assert {row.until - row.since >= timedelta(0) for row in rows if row.until} == {True}
        assert {row.until for row in rows if row.until} >= {LATER}
    assert await database.read(_different) == []
    await database.close()


@pytest.mark.parametrize("weekday", [None, 0])
async def test_a_line_of_a_plan_has_one_open_row(database: Database, weekday: int | None) -> None:
    """For every day, and for each weekday beside it."""

    def plan(session: Session, **other: Any) -> None:
        row = {"member_id": 1, "line": PlanLine.CALLS, "per": PlanPer.DAY, "number": 10, "weekday": weekday}
        session.add(ActivityPlan(**{**row, "since": FIRST, **other}))

    await database.write(lambda s: hire_cast(s, NOON))
    await database.write(lambda s: plan(s, until=LATER))
    await database.write(plan)
    await database.write(lambda s: plan(s, weekday=3))
    await database.write(lambda s: plan(s, line=PlanLine.OFFERS))
    with pytest.raises(IntegrityError):
        await database.write(lambda s: plan(s, number=20, per=PlanPer.WEEK))


# Again, and what goes wrong


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
    assert await present_revision(company_url) == head()
    assert not await has_table(company_url, "half_done")
    assert await contents(company_url) == before


async def test_a_migration_that_fails_in_its_midst_changes_nothing(
    company_url: str, chain: Path, tmp_path: Path
) -> None:
    before = await contents(company_url)
    add_revision(chain, FAILS)
    with pytest.raises(Exception, match="nowhere"):
        await migrate(company_url, backup_to=tmp_path / "copies", scripts=chain)
    assert await present_revision(company_url) == head()
    assert not await has_table(company_url, "half_done")
    assert await contents(company_url) == before


async def test_without_a_backup_nothing_is_touched(database_url: str, chain: Path, tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file in the folder's place")
    add_revision(chain, REBUILDS_TABLES)
    with pytest.raises(CannotBackUp):
        await migrate(database_url, backup_to=tmp_path / "copies", scripts=chain)
    assert await present_revision(database_url) == head()
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


async def test_an_empty_postgres_becomes_a_company_however_many_start_at_once(
    postgres: Postgres,
) -> None:
    url = await postgres.create_empty()
    assert await asyncio.gather(*(migrate(url) for _ in range(3))) == [None] * 3
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
    assert await database.read(_different) == []
    made = await database.read(_partial_indexes)
    assert made == sorted(
        (table.name, str(index.name), str(index.dialect_options[database.dialect]["where"]))
        for table in Base.metadata.sorted_tables
        for index in table.indexes
        if index.dialect_options[database.dialect]["where"] is not None
    )


def _different(session: Session) -> list[Any]:
    def ours(_object: Any, name: str | None, _kind: str, _reflected: bool, _other: Any) -> bool:
        return not (name or "").startswith(INDEX) and not (name or "").endswith("_trgm")

    context = MigrationContext.configure(session.connection(), opts={"include_object": ours, "compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def _partial_indexes(session: Session) -> list[tuple[str, str, str]]:
    """Table, name and condition of each: alembic compares no conditions."""
    look, key = inspect(session.connection()), f"{session.get_bind().dialect.name}_where"
    return sorted(
        (table, str(index["name"]), str(index["dialect_options"][key]).replace("(", "").replace(")", ""))
        for table in Base.metadata.tables
        for index in look.get_indexes(table)
        if key in index.get("dialect_options", {})
    )


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
