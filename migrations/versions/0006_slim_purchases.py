"""Indexes of purchases hold what is looked for: none of the many without a deal or an author, no instant"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.drop_index("ix_purchase_happened_at", "purchase")
    for column in ("deal_id", "author_id"):
        name, known = f"ix_purchase_{column}", sa.text(f"{column} IS NOT NULL")
        op.drop_index(name, "purchase")
        op.create_index(name, "purchase", [column], sqlite_where=known, postgresql_where=known)
