"""Small pieces of SQL that many readers write alike."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, case, cast, func


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
