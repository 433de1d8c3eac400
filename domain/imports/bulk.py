"""Many rows in one statement. The mapped classes would be sorted into a statement for every set of empty columns."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, cast

from sqlalchemy import Dialect, Table, func, insert, select, text
from sqlalchemy.orm import Session

from domain.tables import Base

BLOCK = 200
REMEMBERED = 10_000
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


@dataclass(frozen=True, slots=True)
class _Form:
    """Of one dialect: what makes of each column's values the driver's, and the columns' types without lengths."""

    makers: list[Callable[[Any], Any] | None]
    types: list[str]


class Bulk:
    """Columns of a table, for rows by the ten thousand: what each column makes of a value is found once.

    Of numbers, words, days, instants and flags: PostgreSQL's driver is told their types by the names of the columns'.
    Its values are remembered: of the many rows of a day each instant is made into the database's form once.
    """

    def __init__(self, model: type[Base], names: Sequence[str]) -> None:
        self._table = cast(Table, model.__table__)
        self._columns = [self._table.c[name] for name in names]
        self._into = f"{self._table.name} ({', '.join(names)})"
        self._marks = ", ".join("?" * len(names))
        self._forms: dict[str, _Form] = {}

    def insert(self, session: Session, rows: Sequence[tuple[Any, ...]]) -> None:
        """Values in the order of the names."""
        if not rows:
            return
        connection = session.connection()
        form = self._form(connection.dialect)
        columns = [
            column if make is None else map(make, column)
            for make, column in zip(form.makers, zip(*rows, strict=True), strict=True)
        ]
        made = zip(*columns, strict=True)
        driver: Any = connection.connection.dbapi_connection
        if connection.dialect.name == "sqlite":
            self._insert_blocks(driver, list(made))
        else:
            self._copy(driver, form.types, made)

    def _form(self, dialect: Dialect) -> "_Form":
        if dialect.name not in self._forms:
            types = [column.type.dialect_impl(dialect) for column in self._columns]
            makers = (type_.bind_processor(dialect) for type_ in types)
            self._forms[dialect.name] = _Form(
                [make and lru_cache(REMEMBERED)(make) for make in makers],
                [type_.compile(dialect).partition("(")[0].lower() for type_ in types],
            )
        return self._forms[dialect.name]

    def _insert_blocks(self, driver: Any, rows: Sequence[tuple[Any, ...]]) -> None:
        """Each statement lets the other threads run: one for every row would wait for them as often."""
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            marks = ", ".join([f"({self._marks})"] * len(block))
            values = tuple(chain.from_iterable(block))
            driver.execute(f"INSERT INTO {self._into} VALUES {marks}", values)

    def _copy(self, driver: Any, types: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """PostgreSQL takes a stream of rows several times faster than so many statements.

        In its own form, for an instant as text costs more than all the rest of its row.
        """
        with driver.cursor() as cursor, cursor.copy(f"COPY {self._into} FROM STDIN (FORMAT BINARY)") as stream:
            stream.set_types(types)
            for row in rows:
                stream.write_row(row)


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
