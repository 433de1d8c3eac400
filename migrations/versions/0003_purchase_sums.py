"""Purchases of a client with their sums in one index

Segments group every purchase of a year: with the sums in the index, SQLite and PostgreSQL read nothing else.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_purchase_client_id_sums", "purchase", ["client_id", "day", "amount", "cost", "is_return"])
    op.drop_index("ix_purchase_client_id_day", "purchase")


def downgrade() -> None:
    """The way back is `python -m bot restore`."""
    raise RuntimeError("the way back is `python -m bot restore`")
