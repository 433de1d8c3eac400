"""Long columns of numbers as one text: a row for each of them costs more than all the rest of a report.

`domain.analytics.columns` reads the text.
"""

from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, String, cast, func, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

SPACE: ColumnElement[str] = literal_column("' '", String())


class day_letters(FunctionElement[str]):
    """A day, or the day of an instant in UTC, as its ten letters."""

    name = "day_letters"
    type = String()
    inherit_cache = True


@compiles(day_letters)
def _of_a_day(element: day_letters, compiler: SQLCompiler, **kw: Any) -> str:
    (column,) = element.clauses
    day = column if isinstance(column.type, Date) else cast(func.timezone("UTC", column), Date)
    return compiler.process(cast(day, String), **kw)


@compiles(day_letters, "sqlite")
def _first_ten(element: day_letters, compiler: SQLCompiler, **kw: Any) -> str:
    (column,) = element.clauses
    kept = compiler.process(column, **kw)
    return kept if isinstance(column.type, Date) else f"substr({kept}, 1, 10)"


def lines_text(session: Session, rows: Select[*tuple[Any, ...]]) -> str:
    """The rows' columns, each a line: of whole numbers, or of days without a null, in any order of rows.

    Put together apart, they cost the database a third of what whole rows do.
    """
    columns = rows.subquery().c
    lines = (column if isinstance(column.type, String) else cast(column, String) for column in columns)
    found = session.execute(select(*(func.aggregate_strings(line, " ") for line in lines))).one()
    return "\n".join(line or "" for line in found)


class day_text(FunctionElement[str]):
    """A day, or the day of an instant in UTC, as «2026-11-22»."""

    name = "day_text"
    type = String()
    inherit_cache = True


@compiles(day_text)
def _formatted(element: day_text, compiler: SQLCompiler, **kw: Any) -> str:
    (column,) = element.clauses
    day = column if isinstance(column.type, Date) else func.timezone("UTC", column)
    return compiler.process(func.to_char(day, "YYYY-MM-DD"), **kw)


@compiles(day_text, "sqlite")
def _kept(element: day_text, compiler: SQLCompiler, **kw: Any) -> str:
    """Days are texts there already, and so do instants begin."""
    (column,) = element.clauses
    kept = compiler.process(column, **kw)
    return kept if isinstance(column.type, Date) else f"substr({kept}, 1, 10)"


def columns_text(session: Session, rows: Select[*tuple[Any, ...]]) -> str:
    """All the rows, each a line of whole numbers and days (no nulls), in any order."""
    columns: list[ColumnElement[Any]] = list(rows.subquery().c)
    row = reduce(lambda before, column: before.op("||")(SPACE).op("||")(column), columns[1:], columns[0])
    text = row if len(columns) > 1 else SPACE.op("||")(columns[0])
    return session.scalar(select(func.aggregate_strings(text, " "))) or ""
