"""Rows of the demo company, gathered in memory and written table by table."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from domain.tables import Base, Task

Row = dict[str, Any]


class Book:
    """What will be written. Ids count from 1 in each table: the database must be empty."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}

    def rows(self, table: type[Base]) -> list[Row]:
        return self._rows.setdefault(table.__tablename__, [])

    def add(self, table: type[Base], **values: Any) -> Row:
        """A row of a table with an id of its own; it may be changed until the book is written."""
        rows = self.rows(table)
        row = {"id": len(rows) + 1, **values}
        rows.append(row)
        return row

    def put(self, table: type[Base], **values: Any) -> None:
        """A row of a table whose key is something else."""
        self.rows(table).append(values)

    def in_time_order(self, table: type[Base], moment: Callable[[Row], Any]) -> None:
        """Number the rows anew by when they were stored, as a life would have done, wherever they are named."""
        rows = self.rows(table)
        rows.sort(key=moment)
        numbers = {row["id"]: number for number, row in enumerate(rows, 1)}
        for row in rows:
            row["id"] = numbers[row["id"]]
        for name, column in _references(f"{table.__tablename__}.id"):
            for row in self._rows.get(name, []):
                if row.get(column) is not None:
                    row[column] = numbers[row[column]]

    def write(self, session: Session) -> None:
        for table in Base.metadata.sorted_tables:
            rows = self._rows.get(table.name)
            if rows:
                session.execute(insert(table), _alike(table.columns, rows))
        _catch_up_sequences(session, list(self._rows))


def _references(target: str) -> list[tuple[str, str]]:
    """Table and column of everything that names this key."""
    found = [
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.target_fullname == target for key in column.foreign_keys)
    ]
    return [*found, (Task.__tablename__, "born_of")] if target == "activity.id" else found


def _alike(columns: Any, rows: list[Row]) -> list[Row]:
    """The rows with the same keys each: what one of them leaves out has its column's default."""
    used = {name for row in rows for name in row}
    blank = {c.name: c.default.arg if c.default is not None else None for c in columns if c.name in used}
    return [blank | row for row in rows]


def _catch_up_sequences(session: Session, tables: list[str]) -> None:
    """PostgreSQL counts on from ids it gave itself; ours must be told."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for name in tables:
        table = Base.metadata.tables[name]
        if "id" in table.columns:
            last = session.scalar(select(func.max(table.columns["id"])))
            session.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"), {"name": f'"{name}"', "last": last}
            )
