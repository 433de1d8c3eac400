"""Companies whose figures try what a picture can bear, each the demo company with one thing pushed to its end."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot.database import sqlite_engine
from bot.demo import seed_demo
from bot.migrate import migrate
from tests.charts.cases.words import LONG
from tests.databases import run_apart

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
REPS = 40
OWNER = 5
NAMED = ("member", "client", "product", "team", "competitor", "stage", "lost_reason")
LABELLED = (
    ("client", "source"),
    ("client", "region"),
    ("client", "channel"),
    ("deal", "source"),
    ("product", '"group"'),
)
SUMS = ("purchase", "purchase_line", "invoice", "payment", "deal", "spend")
COSTS = ("purchase", "purchase_line", "deal")
FACTS = (*SUMS, "activity", "task", "stage_change", "deal_owner", "activity_plan", "sales_plan", "keeper", "client")


def _nothing() -> Iterator[str]:
    """Nobody has sold anything to anybody yet."""
    yield from (f"DELETE FROM {table}" for table in FACTS)


def _one_rep() -> Iterator[str]:
    """Anna alone, with what three clients did."""
    yield "DELETE FROM keeper WHERE member_id <> 1"
    yield "DELETE FROM client WHERE id NOT IN (SELECT client_id FROM keeper ORDER BY client_id LIMIT 3)"
    for table in ("deal", "purchase", "invoice", "payment", "activity", "task"):
        yield f"DELETE FROM {table} WHERE client_id NOT IN (SELECT id FROM client)"
    yield "DELETE FROM purchase_line WHERE purchase_id NOT IN (SELECT id FROM purchase)"
    for table in ("deal_owner", "stage_change"):
        yield f"DELETE FROM {table} WHERE deal_id NOT IN (SELECT id FROM deal)"
    for table in ("activity_plan", "sales_plan"):
        yield f"DELETE FROM {table} WHERE member_id <> 1"
    yield "UPDATE member SET dismissed_at = '2026-01-01 00:00:00' WHERE id IN (2, 3)"


def _many_long_names() -> Iterator[str]:
    """Forty reps; every name is of about sixty characters."""
    for number in range(100, 100 + REPS - 3):
        yield from _as_anna("member", f"id = {number}, telegram_id = {number}", "id = 1")
        for table in ("team_membership", "sales_plan", "activity_plan"):
            yield from _as_anna(table, f"id = NULL, member_id = {number}", "member_id = 1")
    for table, column, by in (
        ("keeper", "member_id", "client_id"),
        ("deal_owner", "member_id", "deal_id"),
        ("activity", "author_id", "client_id"),
    ):
        yield f"UPDATE {table} SET {column} = {by} % {REPS} + CASE WHEN {by} % {REPS} < 3 THEN 1 ELSE 97 END"
    for table in NAMED:
        yield f"UPDATE {table} SET name = '{LONG} ' || rowid"
    for table, column in LABELLED:
        yield f"UPDATE {table} SET {column} = '{LONG} ' || {column} WHERE {column} IS NOT NULL"


def _as_anna(table: str, changed: str, where: str) -> Iterator[str]:
    """Her rows of a table once more."""
    yield f"CREATE TEMP TABLE copied AS SELECT * FROM {table} WHERE {where}"
    yield f"UPDATE copied SET {changed}"
    yield f"INSERT INTO {table} SELECT * FROM copied"
    yield "DROP TABLE copied"


def _huge_losses() -> Iterator[str]:
    """Sums a million times as large, and everything costs more than it is sold for."""
    yield from (f"UPDATE {table} SET amount = amount * 1000000" for table in SUMS)
    yield from (f"UPDATE {table} SET cost = amount * 2" for table in COSTS)
    yield "UPDATE client SET potential = potential * 1000000"
    yield "UPDATE sales_plan SET value = value * 1000000 WHERE line = 'payments'"


def _tiny_sums() -> Iterator[str]:
    """Kopecks."""
    yield from (f"UPDATE {table} SET amount = 1 + rowid % 9 WHERE amount > 0" for table in SUMS)
    yield from (f"UPDATE {table} SET cost = 1" for table in COSTS)


COMPANIES: dict[str, Callable[[], Iterable[str]]] = {
    "usual": list,
    "empty": _nothing,
    "one": _one_rep,
    "forty": _many_long_names,
    "losses": _huge_losses,
    "tiny": _tiny_sums,
}


def demo_file(folder: Path) -> Path:
    """A database with the demo company in it."""
    path = folder / "demo.db"
    path.unlink(missing_ok=True)
    run_apart(migrate(f"sqlite:///{path}"))
    engine = sqlite_engine(f"sqlite:///{path}", writer=True)
    with Session(engine) as session:
        seed_demo(session, NOW)
        session.commit()
    engine.dispose()
    return path


@contextmanager
def company_of(demo: Path, name: str) -> Iterator[Session]:
    """A session over the demo company twisted so."""
    path = demo.with_name(f"{name}.db")
    shutil.copy(demo, path)
    with closing(sqlite3.connect(path)) as twisted, twisted:
        for statement in COMPANIES[name]():
            twisted.execute(statement)
    engine = sqlite_engine(f"sqlite:///{path}", writer=False)
    with Session(engine) as session:
        yield session
    engine.dispose()
