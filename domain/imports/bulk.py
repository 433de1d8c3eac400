"""Many rows in one statement. The mapped classes would be sorted into a statement for every set of empty columns."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from domain.tables import Base


def insert_rows(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Rows with the same keys each."""
    if rows:
        session.execute(insert(cast(Table, model.__table__)), rows)


def insert_numbered(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> list[int]:
    """The same; their ids, in the order of the rows."""
    if not rows:
        return []
    table = cast(Table, model.__table__)
    return list(session.scalars(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows))
