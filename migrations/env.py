"""Run by alembic, always over the connection that `bot.migrate` hands in: one chain for both databases."""

from typing import Literal

from alembic import context
from sqlalchemy.sql.schema import SchemaItem

from domain.search_index import INDEX
from domain.tables import Base

Kind = Literal["schema", "table", "column", "index", "unique_constraint", "foreign_key_constraint", "check_constraint"]


def include(
    _object: SchemaItem, name: str | None, _kind: Kind, _reflected: bool, _compare_to: SchemaItem | None
) -> bool:
    """Search indexes are made by `domain.search_index`, not by the tables."""
    return not (name or "").startswith(INDEX) and not (name or "").endswith("_trgm")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    include_object=include,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
