"""Small pieces of SQL that many readers write alike."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Date, FunctionElement, Integer, case, cast, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


def plain_column(column: Any) -> ColumnElement[Any]:
    """A mapped attribute as the plain column that expressions are typed with."""
    return column  # type: ignore[no-any-return]


def kopecks(total: Any) -> ColumnElement[int]:
    """A sum as an integer: PostgreSQL's is a decimal."""
    return cast(total, BigInteger)


def kopecks_sum(amount: Any) -> ColumnElement[int]:
    """The sum of amounts of a group, in whole kopecks."""
    return kopecks(func.sum(amount))


def how_many(condition: ColumnElement[bool]) -> Any:
    """Rows of a group of which this is true."""
    return func.sum(case((condition, 1), else_=0))


class days_between(FunctionElement[int]):
    """Days from one day to a later one."""

    name = "days_between"
    type = Integer()
    inherit_cache = True


@compiles(days_between)
def _difference(element: days_between, compiler: SQLCompiler, **kw: Any) -> str:
    first, last = (compiler.process(day, **kw) for day in element.clauses)
    return f"({last} - {first})"


@compiles(days_between, "sqlite")
def _of_texts(element: days_between, compiler: SQLCompiler, **kw: Any) -> str:
    first, last = (compiler.process(day, **kw) for day in element.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


class day_after(FunctionElement[date]):
    """The day so many days after another."""

    name = "day_after"
    type = Date()
    inherit_cache = True


@compiles(day_after)
def _sum_of_days(element: day_after, compiler: SQLCompiler, **kw: Any) -> str:
    day, days = (compiler.process(one, **kw) for one in element.clauses)
    return f"({day} + CAST({days} AS INTEGER))"


@compiles(day_after, "sqlite")
def _modified_day(element: day_after, compiler: SQLCompiler, **kw: Any) -> str:
    day, days = (compiler.process(one, **kw) for one in element.clauses)
    return f"date({day}, ({days}) || ' days')"
