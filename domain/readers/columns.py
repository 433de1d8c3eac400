"""Long columns of numbers as one text: a row for each of them costs more than all the rest of a report.

`domain.analytics.columns` reads the text.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, String, cast, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class day_letters(FunctionElement[str]):
    """A day, or the day of an instant in UTC, as its ten letters; PostgreSQL tells its ordinal sooner."""

    name = "day_letters"
    type = String()
    inherit_cache = True


@compiles(day_letters)
def _of_a_day(element: day_letters, compiler: SQLCompiler, **kw: Any) -> str:
    (column,) = element.clauses
    day = column if isinstance(column.type, Date) else cast(func.timezone("UTC", column), Date)
    return f"CAST({compiler.process(day, **kw)} - DATE '0001-01-01' + 1 AS VARCHAR)"


@compiles(day_letters, "sqlite")
def _first_ten(element: day_letters, compiler: SQLCompiler, **kw: Any) -> str:
    (column,) = element.clauses
    kept = compiler.process(column, **kw)
    return kept if isinstance(column.type, Date) else f"substr({kept}, 1, 10)"


@lru_cache(4096)
def ordinal(letters: str) -> int:
    """Of a day told by `day_letters`."""
    return int(letters) if letters.isdigit() else date.fromisoformat(letters).toordinal()


def lines_text(session: Session, rows: Select[*tuple[Any, ...]]) -> str:
    """The rows' columns, each a line: of whole numbers, or of days without a null, in any order of rows.

    Put together apart, they cost the database a third of what whole rows do.
    """
    found = session.execute(select(*map(_line, rows.subquery().c))).one()
    return "\n".join(line or "" for line in found)


def daily_text(session: Session, day: InstrumentedAttribute[date], *columns: InstrumentedAttribute[int]) -> str:
    """The days of a table, how many of its rows each has, and columns of them day after day, each of these a line."""
    rows = session.execute(select(day_letters(day), func.count(), *map(_line, columns)).group_by(day)).all()
    return "\n".join(" ".join(map(str, line)) for line in zip(*rows, strict=True))


def _line(column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[str]:
    return func.aggregate_strings(column if isinstance(column.type, String) else cast(column, String), " ")
