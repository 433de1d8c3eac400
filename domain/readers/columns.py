"""Long columns of numbers as one text: a row for each of them costs more than all the rest of a report.

`domain.analytics.columns` reads the text.
"""

from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, String, cast, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class day_text(FunctionElement[str]):
    """A day, or the day of an instant in UTC, as «20261122»."""

    name = "day_text"
    type = String()
    inherit_cache = True


@compiles(day_text)
def _formatted(element: day_text, compiler: SQLCompiler, **kw: Any) -> str:
    (column,) = element.clauses
    day = column if isinstance(column.type, Date) else func.timezone("UTC", column)
    return compiler.process(func.to_char(day, "YYYYMMDD"), **kw)


@compiles(day_text, "sqlite")
def _cut(element: day_text, compiler: SQLCompiler, **kw: Any) -> str:
    return f"replace(substr({compiler.process(element.clauses, **kw)}, 1, 10), '-', '')"


def columns_text(session: Session, rows: Select[*tuple[Any, ...]]) -> str:
    """All the rows, each a line of whole numbers (no nulls), in any order."""
    columns = rows.subquery()
    numbers = [cast(column, String) for column in columns.c]
    row: ColumnElement[Any] = reduce(lambda before, number: before + " " + number, numbers[1:], numbers[0])
    return session.scalar(select(func.aggregate_strings(row, " "))) or ""
