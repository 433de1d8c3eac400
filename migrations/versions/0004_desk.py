"""What the manager's desk keeps: dated marks, segments and the tasks given out over them, what an import changed"""

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
    create_segments()
    create_task_groups()
    create_group_clients()
    create_import_changes()
    index_stays()
    index_counts()
    index_sales()
    let_export()
    create_sign_answers()


def create_sign_answers() -> None:
    op.create_table(
        "sign_answer",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("answer", sa.String(length=255), nullable=True),
        sa.Column("explained_by", sa.Integer(), nullable=True),
        sa.Column("explained_at", UTCDateTime(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], ["member.id"], name=op.f(f"fk_sign_answer_{column}_member"))
            for column in ("member_id", "asked_by", "explained_by")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_answer")),
    )
    for column in ("member_id", "asked_by", "explained_by"):
        op.create_index(op.f(f"ix_sign_answer_{column}"), "sign_answer", [column])


def index_stays() -> None:
    """How long deals stand at a stage is asked of its latest moves."""
    op.create_index("ix_stage_change_from_stage_happened_at", "stage_change", ["from_stage", "happened_at"])
    op.drop_index("ix_stage_change_from_stage", "stage_change")


def index_counts() -> None:
    """A month of everybody's activities is counted from the index alone."""
    counted = ["kind", "outcome", "is_effective", "is_cold", "cancelled_at", "received_at"]
    op.create_index("ix_activity_author_id_counts", "activity", ["author_id", "happened_at", *counted])
    op.drop_index("ix_activity_author_id_happened_at", "activity")
    op.create_index("ix_activity_client_id_counts", "activity", ["client_id", "happened_at", "kind", "cancelled_at"])
    op.drop_index("ix_activity_client_id_happened_at", "activity")


def index_sales() -> None:
    """A year of sales and what their lines cost: rows of the tables lie far apart, and are not read."""
    op.create_index("ix_purchase_day_sums", "purchase", ["day", "client_id", "amount", "is_return", "deal_id"])
    op.drop_index("ix_purchase_day", "purchase")
    costs = ["product_id", "quantity", "amount", "cost"]
    op.create_index("ix_purchase_line_purchase_id_costs", "purchase_line", ["purchase_id", *costs])
    op.drop_index("ix_purchase_line_purchase_id", "purchase_line")


def let_export() -> None:
    with op.batch_alter_table("member") as batch_op:
        batch_op.add_column(sa.Column("may_export", sa.Boolean(), nullable=False, server_default=sa.false()))


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


def create_segments() -> None:
    op.create_table(
        "segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("filter", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("deleted_at", UTCDateTime(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_segment_owner_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("form_key", name=op.f("uq_segment_form_key")),
    )
    op.create_index(op.f("ix_segment_owner_id"), "segment", ["owner_id"])


def create_task_groups() -> None:
    op.create_table(
        "task_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("file_id", sa.String(length=255), nullable=True),
        sa.Column("file_kind", sa.String(length=255), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("untouched_percent", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("stopped_at", UTCDateTime(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        *fact_times(),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_task_group_author_id_member")),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name=op.f("fk_task_group_segment_id_segment")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_task_group_job_id_job")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_group")),
        sa.UniqueConstraint("form_key", name=op.f("uq_task_group_form_key")),
    )
    for column in ("author_id", "segment_id", "started_on", "job_id", "happened_at"):
        op.create_index(op.f(f"ix_task_group_{column}"), "task_group", [column])


def create_group_clients() -> None:
    op.create_table(
        "group_client",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["task_group.id"], name=op.f("fk_group_client_group_id_task_group")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_group_client_client_id_client")),
        sa.ForeignKeyConstraint(["keeper_id"], ["member.id"], name=op.f("fk_group_client_keeper_id_member")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_group_client_task_id_task")),
        sa.PrimaryKeyConstraint("group_id", "client_id", name=op.f("pk_group_client")),
    )
    for column in ("client_id", "keeper_id", "task_id"):
        op.create_index(op.f(f"ix_group_client_{column}"), "group_client", [column])


def create_import_changes() -> None:
    op.create_table(
        "import_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_import_change_job_id_job")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_change")),
    )
    op.create_index("ix_import_change_job_id_subject", "import_change", ["job_id", "subject"])


def fact_times() -> list[sa.Column[object]]:
    return [sa.Column(name, UTCDateTime(), nullable=False) for name in ("happened_at", "received_at", "stored_at")]


def downgrade() -> None:
    """The way back is `python -m bot restore`."""
    raise RuntimeError("the way back is `python -m bot restore`")
