"""Many rows in one statement. The mapped classes would be sorted into a statement for every set of empty columns."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.orm import Session

from domain.tables import Base

BLOCK = 200
_SQLITE = "PRAGMA wal_autocheckpoint = 12000", "PRAGMA journal_size_limit = 0"  # pages: 48 MB
_NEXT_IDS = text(
    "SELECT coalesce(array_agg(nextval((SELECT pg_get_serial_sequence(:table, 'id')::regclass))), '{}')"
    " FROM generate_series(1, :count)"
)
_POSTGRES = ("SELECT set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'auto', true)",)


def insert_rows(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Rows with the same keys each."""
    if rows:
        session.execute(insert(cast(Table, model.__table__)), rows)


class Bulk:
    """Rows by the ten thousand: the statement and what each column makes of a value are found once.

    Each column's values are remembered: of the many rows of a day each instant is made into the database's form once.
    """

    def __init__(self, session: Session, model: type[Base], names: Sequence[str]) -> None:
        self._connection = session.connection()
        dialect, table = self._connection.dialect, cast(Table, model.__table__)
        self._into = f"{table.name} ({', '.join(map(dialect.identifier_preparer.quote, names))})"
        self._marks = ", ".join("?" * len(names))
        self._made = [_made_once(table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names]

    def insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Values in the order of the names."""
        if not rows:
            return
        columns = [
            column if make is None else map(make, column)
            for make, column in zip(self._made, zip(*rows, strict=True), strict=True)
        ]
        made = zip(*columns, strict=True)
        if self._connection.dialect.name == "sqlite":
            self._insert_blocks(list(made))
        else:
            self._copy(made)

    def _insert_blocks(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Each statement lets the other threads run: one for every row would wait for them as often."""
        driver: Any = self._connection.connection.dbapi_connection
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            marks = ", ".join([f"({self._marks})"] * len(block))
            values = tuple(chain.from_iterable(block))
            driver.execute(f"INSERT INTO {self._into} VALUES {marks}", values)

    def _copy(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """PostgreSQL takes a stream of rows several times faster than so many statements."""
        driver: Any = self._connection.connection.dbapi_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {self._into} FROM STDIN") as stream:
            for row in rows:
                stream.write_row(row)


def _made_once(make: Callable[[Any], Any] | None) -> Callable[[Any], Any] | None:
    return None if make is None else lru_cache(10_000)(make)


def insert_numbered(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> list[int]:
    """The same; their ids, in the order of the rows."""
    if not rows:
        return []
    table = cast(Table, model.__table__)
    return list(session.scalars(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows))


def next_ids(session: Session, model: type[Base], count: int) -> list[int]:
    """Ids for so many rows about to be inserted in this transaction: asking for them back costs more than the rows."""
    table = cast(Table, model.__table__)
    if session.get_bind().dialect.name == "sqlite":
        last = session.scalar(select(func.max(table.c.id))) or 0
        return list(range(last + 1, last + 1 + count))
    return list(session.scalars(_NEXT_IDS, {"table": table.name, "count": count}).one())


def expect_many(session: Session) -> None:
    """What a transaction of an import asks of the database.

    SQLite copies its log into the base after more pages than by itself, as long as this connection lives: pages of the
    index by client, where every row touches another, would be copied after each chunk. Begun anew, the log is cut: its
    length says how much is to be copied. PostgreSQL finds by indexes: of a table that was filled a minute ago it has no
    statistics, and would read all of it for every chunk. The check of a foreign key is planned once, and not for each
    row.
    """
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    for wish in _SQLITE if is_sqlite else _POSTGRES:
        session.connection().exec_driver_sql(wish).close()


def count_names(session: Session) -> None:
    """PostgreSQL learns how many names of clients there are: not knowing, it looks for a thousand among trigrams."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().exec_driver_sql("ANALYZE client (search_name)").close()
