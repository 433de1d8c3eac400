"""What the manager's desk keeps: dated marks"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from domain.tables.base import UTCDateTime

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    create_events()


def create_events() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.String(length=255), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        *fact_times(),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_event_author_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("form_key", name=op.f("uq_event_form_key")),
    )
    for column in ("day", "author_id", "happened_at"):
        op.create_index(op.f(f"ix_event_{column}"), "event", [column])


def fact_times() -> list[sa.Column[object]]:
    return [sa.Column(name, UTCDateTime(), nullable=False) for name in ("happened_at", "received_at", "stored_at")]


def downgrade() -> None:
    """The way back is `python -m bot restore`."""
    raise RuntimeError("the way back is `python -m bot restore`")
