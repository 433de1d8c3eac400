"""A column among very many values: one parameter whatever their number, so that the statement is made once."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, UserDefinedType


class _Many(UserDefinedType[Any]):
    """A list of numbers or of words."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        return (lambda values: json.dumps(list(values))) if dialect.name == "sqlite" else list


class _Among(FunctionElement[bool]):
    type = NullType()  # type: ignore[assignment]  # a Boolean is compared with 1 on SQLite, past the index
    inherit_cache = True


def among(column: InstrumentedAttribute[Any], name: str) -> ColumnElement[bool]:
    """Whether the column is one of those given under that name when the statement is executed."""
    return _Among(column, bindparam(name, type_=_Many()))


@compiles(_Among, "sqlite")
def _sqlite(element: _Among, compiler: SQLCompiler, **words: Any) -> str:
    column, values = (compiler.process(part, **words) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"


@compiles(_Among, "postgresql")
def _postgresql(element: _Among, compiler: SQLCompiler, **words: Any) -> str:
    column, values = (compiler.process(part, **words) for part in element.clauses)
    return f"{column} = ANY({values})"
