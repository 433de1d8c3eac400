"""What the pushes of the working day remember, and indexes of what is read often"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from domain.tables.base import UTCDateTime

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    index_looked_at()
    create_nudge_answers()
    create_mutes()
    create_questions()
    create_statements()
    create_plan_exceptions()
    note_checked_cards()
    note_stand_ins()
    index_heard()
    index_uncosted()
    index_absences()
    create_client_classes()
    create_stage_stays()


def index_absences() -> None:
    """Each tick asks who is away from now on, whatever leaves there have been."""
    op.create_index("ix_absence_last_day", "absence", ["last_day"])


def index_uncosted() -> None:
    """Lines are read of the purchases without a cost: few, and told apart without reading the others."""
    columns, where = ["client_id", "day", "id", "cost"], sa.text("cost IS NULL")
    name = "ix_purchase_client_id_uncosted"
    op.create_index(name, "purchase", columns, sqlite_where=where, postgresql_where=where)


def create_nudge_answers() -> None:
    op.create_table(
        "nudge_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=255), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_nudge_answer_client_id_client")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_nudge_answer_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_answer")),
        sa.UniqueConstraint("form_key", name=op.f("uq_nudge_answer_form_key")),
    )
    for column in ("client_id", "member_id"):
        op.create_index(op.f(f"ix_nudge_answer_{column}"), "nudge_answer", [column])
    op.create_index("ix_nudge_answer_subject_kind_answered_at", "nudge_answer", ["subject", "kind", "answered_at"])


def create_mutes() -> None:
    op.create_table(
        "push_mute",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("muted_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_push_mute_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", "kind", name=op.f("pk_push_mute")),
    )


def create_questions() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], ["member.id"], name=op.f(f"fk_question_{column}_member"))
            for column in ("asked_by", "member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("form_key", name=op.f("uq_question_form_key")),
    )
    for column in ("asked_by", "member_id"):
        op.create_index(op.f(f"ix_question_{column}"), "question", [column])


def create_statements() -> None:
    op.create_table(
        "plan_statement",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_plan_statement_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", "month", name=op.f("pk_plan_statement")),
    )


def create_plan_exceptions() -> None:
    op.create_table(
        "plan_exception",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("line", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_plan_exception_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", "day", "line", name=op.f("pk_plan_exception")),
    )


def note_checked_cards() -> None:
    op.add_column("client", sa.Column("checked_on", sa.Date(), nullable=True))


def note_stand_ins() -> None:
    op.add_column("task", sa.Column("stands_in_for", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_task_stands_in_for"), "task", ["stands_in_for"])


def index_heard() -> None:
    """How much a member has been told today is asked before each push to him."""
    op.create_index("ix_notification_recipient_id_sent_at", "notification", ["recipient_id", "sent_at"])
    op.drop_index("ix_notification_recipient_id", "notification")


def index_looked_at() -> None:
    """What may be a sign is looked for in the index alone; comments have one of their own."""
    counted = ["kind", "outcome", "is_effective", "is_cold", "cancelled_at", "received_at"]
    looked_at = ["from_queue", "client_id", "duration_s", "latitude", "id"]
    op.drop_index("ix_activity_author_id_counts", "activity")
    op.create_index("ix_activity_author_id_counts", "activity", ["author_id", "happened_at", *counted, *looked_at])
    said = sa.text("comment IS NOT NULL")
    columns = ["author_id", "happened_at"]
    op.create_index("ix_activity_author_id_said", "activity", columns, sqlite_where=said, postgresql_where=said)


def create_client_classes() -> None:
    """They follow from purchases: no key holds a client."""
    op.create_table(
        "client_class",
        sa.Column("client_id", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("abc", "xyz", "profit_class", "letter")),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_client_class")),
    )


def create_stage_stays() -> None:
    op.create_table(
        "stage_stays",
        sa.Column("stage", sa.String(length=255), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["stage"], ["stage.key"], name=op.f("fk_stage_stays_stage_stage")),
        sa.PrimaryKeyConstraint("stage", name=op.f("pk_stage_stays")),
    )


def downgrade() -> None:
    """The way back is `python -m bot restore`."""
    raise RuntimeError("the way back is `python -m bot restore`")
