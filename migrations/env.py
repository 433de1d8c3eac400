"""Run by alembic, always over the connection that `bot.migrate` hands in: one chain for both databases."""

from typing import Any, Literal

from alembic import context

from domain.search import INDEX
from domain.tables import Base


def include(
    _object: Any,
    name: str | None,
    kind: Literal["schema", "table", "column", "index", "unique_constraint", "foreign_key_constraint"],
    _reflected: bool,
    _compare_to: Any,
) -> bool:
    """Search indexes are made by `domain.search`, not by the tables."""
    return not (name or "").startswith(INDEX)


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
