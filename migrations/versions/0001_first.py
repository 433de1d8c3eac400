"""The first tables"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import domain.tables
from domain.search import create_search_index

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("shortened_minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "competitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competitor")),
        sa.UniqueConstraint("name", name=op.f("uq_competitor_name")),
    )
    op.create_table(
        "dialog_state",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=True),
        sa.Column("data", sa.Text(), nullable=True),
        sa.Column("updated_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_dialog_state")),
    )
    with op.batch_alter_table("dialog_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dialog_state_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_dialog_state_updated_at"), ["updated_at"], unique=False)

    op.create_table(
        "entry_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_attempt")),
    )
    with op.batch_alter_table("entry_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_attempt_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_attempt_telegram_id"), ["telegram_id"], unique=False)

    op.create_table(
        "inbox",
        sa.Column("bot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "update_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("lane", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("received", "applied", "answered", "dead", name="inboxstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("use_case", sa.String(length=255), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("kills", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_inbox")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_received_at"), ["received_at"], unique=False)
        batch_op.create_index("ix_inbox_state_update_id", ["state", "update_id"], unique=False)

    op.create_table(
        "lost_reason",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column(
            "scope", sa.Enum("deal", "client", name="lostreasonscope", native_enum=False, length=24), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("asks_competitor", sa.Boolean(), nullable=False),
        sa.Column("asks_words", sa.Boolean(), nullable=False),
        sa.Column("archived_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lost_reason")),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("telegram_username", sa.String(length=255), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column(
            "role", sa.Enum("rep", "manager", "owner", name="role", native_enum=False, length=24), nullable=False
        ),
        sa.Column(
            "speciality", sa.Enum("hunter", "farmer", name="speciality", native_enum=False, length=24), nullable=True
        ),
        sa.Column("zone", sa.String(length=255), nullable=True),
        sa.Column("language", sa.String(length=255), nullable=True),
        sa.Column("work_hours", sa.JSON(), nullable=True),
        sa.Column("digest_at", sa.String(length=255), nullable=True),
        sa.Column("joined_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("dismissed_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("unreachable_since", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("form_open_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_member_telegram_id")),
    )
    op.create_table(
        "picture",
        sa.Column("bot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("file_id", sa.String(length=255), nullable=False),
        sa.Column("made_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "key", name=op.f("pk_picture")),
    )
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_picture_made_at"), ["made_at"], unique=False)

    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("search_name", sa.String(length=255), nullable=False),
        sa.Column("group", sa.String(length=255), nullable=True),
        sa.Column("price", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cost", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("search_name", name=op.f("uq_product_search_name")),
    )
    op.create_table(
        "revision",
        sa.Column("area", sa.String(length=255), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("area", name=op.f("pk_revision")),
    )
    op.create_table(
        "spend",
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("source", "month", name=op.f("pk_spend")),
    )
    op.create_table(
        "stage",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("is_won", sa.Boolean(), nullable=False),
        sa.Column("planned_days", sa.Integer(), nullable=True),
        sa.Column("planned_chance", sa.Double(), nullable=True),
        sa.Column("activity_kind", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_stage")),
        sa.UniqueConstraint("position", name=op.f("uq_stage_position")),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("closed_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("vacation", "sick", name="absencekind", native_enum=False, length=24), nullable=False
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_absence_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_member_id"), ["member_id"], unique=False)

    op.create_table(
        "activity_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "line",
            sa.Enum(
                "calls",
                "cold_calls",
                "warm_calls",
                "meetings_set",
                "meetings",
                "offers",
                name="planline",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("per", sa.Enum("day", "week", name="planper", native_enum=False, length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("is_focus", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_activity_plan_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_plan")),
    )
    with op.batch_alter_table("activity_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_plan_member_id"), ["member_id"], unique=False)

    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=True),
        sa.Column("details", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_audit_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_subject"), ["subject"], unique=False)

    op.create_table(
        "client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("search_name", sa.String(length=255), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=True),
        sa.Column("line_of_business", sa.String(length=255), nullable=True),
        sa.Column("region", sa.String(length=255), nullable=True),
        sa.Column("source", sa.String(length=255), nullable=True),
        sa.Column("potential", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("contract_number", sa.String(length=255), nullable=True),
        sa.Column("contract_ends_on", sa.Date(), nullable=True),
        sa.Column("payment_term_days", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.Column("external_key", sa.String(length=255), nullable=True),
        sa.Column("lost_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("lost_reason", sa.String(length=255), nullable=True),
        sa.Column("lost_note", sa.Text(), nullable=True),
        sa.Column("close_asked_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("close_asked_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("close_confirmed_by", sa.Integer(), nullable=True),
        sa.Column("last_touched_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("first_purchase_on", sa.Date(), nullable=True),
        sa.Column("last_purchase_on", sa.Date(), nullable=True),
        sa.Column("purchase_days", sa.Integer(), nullable=False),
        sa.Column("silent_from", sa.Date(), nullable=True),
        sa.Column("happened_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("received_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("stored_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_client_author_id_member")),
        sa.ForeignKeyConstraint(["close_asked_by"], ["member.id"], name=op.f("fk_client_close_asked_by_member")),
        sa.ForeignKeyConstraint(
            ["close_confirmed_by"], ["member.id"], name=op.f("fk_client_close_confirmed_by_member")
        ),
        sa.ForeignKeyConstraint(["lost_reason"], ["lost_reason.key"], name=op.f("fk_client_lost_reason_lost_reason")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sa.UniqueConstraint("external_key", name=op.f("uq_client_external_key")),
        sa.UniqueConstraint("form_key", name=op.f("uq_client_form_key")),
    )
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_channel"), ["channel"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_close_asked_by"), ["close_asked_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_close_confirmed_by"), ["close_confirmed_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_happened_at"), ["happened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_last_touched_at"), ["last_touched_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_lost_reason"), ["lost_reason"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_region"), ["region"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_search_name"), ["search_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_silent_from"), ["silent_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_source"), ["source"], unique=False)

    op.create_table(
        "funnel_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(length=255), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_funnel_plan_member_id_member")),
        sa.ForeignKeyConstraint(["stage"], ["stage.key"], name=op.f("fk_funnel_plan_stage_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funnel_plan")),
    )
    with op.batch_alter_table("funnel_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_funnel_plan_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_funnel_plan_month"), ["month"], unique=False)
        batch_op.create_index(batch_op.f("ix_funnel_plan_stage"), ["stage"], unique=False)

    op.create_table(
        "invite",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column(
            "role", sa.Enum("rep", "manager", "owner", name="role", native_enum=False, length=24), nullable=False
        ),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("expires_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("used_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("used_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["member.id"], name=op.f("fk_invite_created_by_member")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_invite_member_id_member")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_invite_team_id_team")),
        sa.ForeignKeyConstraint(["used_by"], ["member.id"], name=op.f("fk_invite_used_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invite_code_hash")),
    )
    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invite_created_by"), ["created_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_invite_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invite_team_id"), ["team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invite_used_by"), ["used_by"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "running", "done", "failed", name="jobstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.Column("created_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("claimed_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("finished_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_job_author_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("form_key", name=op.f("uq_job_form_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_state"), ["state"], unique=False)

    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("due_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("expires_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "claimed", "sent", "dropped", name="notificationstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("claimed_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("why_dropped", sa.String(length=255), nullable=True),
        sa.Column("created_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["recipient_id"], ["member.id"], name=op.f("fk_notification_recipient_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("key", name=op.f("uq_notification_key")),
    )
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notification_recipient_id"), ["recipient_id"], unique=False)
        batch_op.create_index("ix_notification_state_due_at", ["state", "due_at"], unique=False)

    op.create_table(
        "sales_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "line",
            sa.Enum(
                "payments",
                "deals_won",
                "new_clients",
                "reactivated",
                name="salesplanline",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_sales_plan_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_plan")),
    )
    with op.batch_alter_table("sales_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sales_plan_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sales_plan_month"), ["month"], unique=False)

    op.create_table(
        "setting",
        sa.Column("scope", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("changed_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["member.id"], name=op.f("fk_setting_changed_by_member")),
        sa.PrimaryKeyConstraint("scope", "key", name=op.f("pk_setting")),
    )
    with op.batch_alter_table("setting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_setting_changed_by"), ["changed_by"], unique=False)

    op.create_table(
        "shortfall",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "line",
            sa.Enum(
                "calls",
                "cold_calls",
                "warm_calls",
                "meetings_set",
                "meetings",
                "offers",
                name="planline",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("said_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_shortfall_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", "day", "line", name=op.f("pk_shortfall")),
    )
    op.create_table(
        "team_membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_team_membership_member_id_member")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_membership_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_membership")),
    )
    with op.batch_alter_table("team_membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_membership_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_membership_team_id"), ["team_id"], unique=False)
        batch_op.create_index(
            "uq_team_membership_current",
            ["team_id", "member_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.create_table(
        "address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=255), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_address_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
    )
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_client_id"), ["client_id"], unique=False)

    op.create_table(
        "client_competitor",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("competitor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_client_competitor_client_id_client")),
        sa.ForeignKeyConstraint(
            ["competitor_id"], ["competitor.id"], name=op.f("fk_client_competitor_competitor_id_competitor")
        ),
        sa.PrimaryKeyConstraint("client_id", "competitor_id", name=op.f("pk_client_competitor")),
    )
    with op.batch_alter_table("client_competitor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_competitor_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_competitor_competitor_id"), ["competitor_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("search_name", sa.String(length=255), nullable=False),
        sa.Column("post", sa.String(length=255), nullable=True),
        sa.Column("sex", sa.Enum("male", "female", name="sex", native_enum=False, length=24), nullable=True),
        sa.Column("is_decision_maker", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=True),
        sa.Column("telegram_username", sa.String(length=255), nullable=True),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("birthday_year_known", sa.Boolean(), nullable=False),
        sa.Column("interests", sa.Text(), nullable=True),
        sa.Column("archived_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_contact_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_search_name"), ["search_name"], unique=False)

    op.create_table(
        "deal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=255), nullable=True),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cost", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=255), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("expected_close_on", sa.Date(), nullable=True),
        sa.Column("stage", sa.String(length=255), nullable=False),
        sa.Column(
            "state", sa.Enum("open", "won", "lost", name="dealstate", native_enum=False, length=24), nullable=False
        ),
        sa.Column("stage_since", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("lost_reason", sa.String(length=255), nullable=True),
        sa.Column("lost_words", sa.Text(), nullable=True),
        sa.Column("competitor_id", sa.Integer(), nullable=True),
        sa.Column("return_on", sa.Date(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.Column("external_key", sa.String(length=255), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("happened_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("received_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("stored_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_deal_client_id_client")),
        sa.ForeignKeyConstraint(["competitor_id"], ["competitor.id"], name=op.f("fk_deal_competitor_id_competitor")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_deal_job_id_job")),
        sa.ForeignKeyConstraint(["lost_reason"], ["lost_reason.key"], name=op.f("fk_deal_lost_reason_lost_reason")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_deal_product_id_product")),
        sa.ForeignKeyConstraint(["stage"], ["stage.key"], name=op.f("fk_deal_stage_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal")),
        sa.UniqueConstraint("external_key", name=op.f("uq_deal_external_key")),
        sa.UniqueConstraint("form_key", name=op.f("uq_deal_form_key")),
    )
    with op.batch_alter_table("deal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deal_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_closed_on"), ["closed_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_competitor_id"), ["competitor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_created_on"), ["created_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_happened_at"), ["happened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_lost_reason"), ["lost_reason"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_stage"), ["stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_state"), ["state"], unique=False)

    op.create_table(
        "job_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_row_job_id_job")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_row")),
    )
    with op.batch_alter_table("job_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_row_job_id"), ["job_id"], unique=False)

    op.create_table(
        "keeper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_keeper_client_id_client")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_keeper_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keeper")),
    )
    with op.batch_alter_table("keeper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keeper_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_keeper_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            "uq_keeper_current",
            ["client_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.create_table(
        "client_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=255), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_client_date_client_id_client")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_client_date_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_date")),
    )
    with op.batch_alter_table("client_date", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_date_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_date_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_date_day"), ["day"], unique=False)

    op.create_table(
        "deal_owner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_deal_owner_deal_id_deal")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_deal_owner_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_owner")),
    )
    with op.batch_alter_table("deal_owner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deal_owner_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_owner_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            "uq_deal_owner_current",
            ["deal_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.create_table(
        "phone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("e164", sa.String(length=255), nullable=False),
        sa.Column("extension", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_phone_client_id_client")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_phone_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
    )
    with op.batch_alter_table("phone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phone_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_phone_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_phone_e164"), ["e164"], unique=False)

    op.create_table(
        "purchase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cost", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("is_return", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.Column("external_key", sa.String(length=255), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("happened_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("received_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("stored_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_purchase_author_id_member")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_purchase_client_id_client")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_purchase_deal_id_deal")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_purchase_job_id_job")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase")),
        sa.UniqueConstraint("external_key", name=op.f("uq_purchase_external_key")),
        sa.UniqueConstraint("form_key", name=op.f("uq_purchase_form_key")),
    )
    with op.batch_alter_table("purchase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purchase_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_purchase_client_id_day", ["client_id", "day"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_happened_at"), ["happened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_job_id"), ["job_id"], unique=False)

    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column("address_id", sa.Integer(), nullable=True),
        sa.Column(
            "action",
            sa.Enum(
                "call",
                "meeting",
                "offer",
                "letter",
                "invoice",
                "claim",
                "other",
                name="taskaction",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("ends_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "done", "cancelled", name="taskstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("closed_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("born_of", sa.Integer(), nullable=True),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.Column("happened_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("received_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("stored_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name=op.f("fk_task_address_id_address")),
        sa.ForeignKeyConstraint(["assignee_id"], ["member.id"], name=op.f("fk_task_assignee_id_member")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_task_author_id_member")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_task_client_id_client")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_task_deal_id_deal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("form_key", name=op.f("uq_task_form_key")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_address_id"), ["address_id"], unique=False)
        batch_op.create_index("ix_task_assignee_id_state_due_on", ["assignee_id", "state", "due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_born_of"), ["born_of"], unique=False)
        batch_op.create_index("ix_task_client_id_state", ["client_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_happened_at"), ["happened_at"], unique=False)
        batch_op.create_index("ix_task_state_due_at", ["state", "due_at"], unique=False)

    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "call",
                "call_in",
                "request",
                "meeting_set",
                "meeting",
                "offer",
                "letter",
                "invoice",
                "payment",
                "shipment",
                "claim",
                "note",
                name="activitykind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "agreed",
                "talked",
                "no_answer",
                "refused",
                "thinking",
                "not_held",
                name="outcome",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("is_cold", sa.Boolean(), nullable=False),
        sa.Column("is_effective", sa.Boolean(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("duration_s", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("from_queue", sa.Boolean(), nullable=False),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", domain.tables.base.UTCDateTime(), nullable=True),
        sa.Column("happened_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("received_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("stored_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_activity_author_id_member")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_activity_client_id_client")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_activity_contact_id_contact")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_activity_deal_id_deal")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_activity_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("form_key", name=op.f("uq_activity_form_key")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index("ix_activity_author_id_happened_at", ["author_id", "happened_at"], unique=False)
        batch_op.create_index("ix_activity_client_id_happened_at", ["client_id", "happened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_happened_at"), ["happened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_task_id"), ["task_id"], unique=False)

    op.create_table(
        "purchase_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", domain.tables.money.Quantity(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cost", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_purchase_line_product_id_product")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchase.id"], name=op.f("fk_purchase_line_purchase_id_purchase")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_line")),
    )
    with op.batch_alter_table("purchase_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purchase_line_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_line_purchase_id"), ["purchase_id"], unique=False)

    op.create_table(
        "activity_version",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "call",
                "call_in",
                "request",
                "meeting_set",
                "meeting",
                "offer",
                "letter",
                "invoice",
                "payment",
                "shipment",
                "claim",
                "note",
                name="activitykind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "agreed",
                "talked",
                "no_answer",
                "refused",
                "thinking",
                "not_held",
                name="outcome",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("happened_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("replaced_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_version_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(["replaced_by"], ["member.id"], name=op.f("fk_activity_version_replaced_by_member")),
        sa.PrimaryKeyConstraint("activity_id", "number", name=op.f("pk_activity_version")),
    )
    with op.batch_alter_table("activity_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_version_replaced_by"), ["replaced_by"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "voice", "photo", "document", "video", "location", name="attachmentkind", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("file_id", sa.String(length=255), nullable=True),
        sa.Column("file_unique_id", sa.String(length=255), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=True),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.Column("happened_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("received_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("stored_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_attachment_activity_id_activity")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_attachment_author_id_member")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_attachment_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("form_key", name=op.f("uq_attachment_form_key")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_happened_at"), ["happened_at"], unique=False)

    op.create_table(
        "comment_part",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column(
            "message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_comment_part_activity_id_activity")),
        sa.PrimaryKeyConstraint("activity_id", "message_id", name=op.f("pk_comment_part")),
    )
    with op.batch_alter_table("comment_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_part_message_id"), ["message_id"], unique=False)

    op.create_table(
        "companion",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_companion_activity_id_activity")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_companion_member_id_member")),
        sa.PrimaryKeyConstraint("activity_id", "member_id", name=op.f("pk_companion")),
    )
    with op.batch_alter_table("companion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_companion_member_id"), ["member_id"], unique=False)

    op.create_table(
        "invoice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=255), nullable=True),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.Column("happened_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("received_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("stored_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_invoice_activity_id_activity")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_invoice_author_id_member")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_invoice_client_id_client")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_invoice_deal_id_deal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        sa.UniqueConstraint("form_key", name=op.f("uq_invoice_form_key")),
    )
    with op.batch_alter_table("invoice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invoice_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoice_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoice_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoice_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoice_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoice_happened_at"), ["happened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoice_issued_on"), ["issued_on"], unique=False)

    op.create_table(
        "stage_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("from_stage", sa.String(length=255), nullable=True),
        sa.Column("to_stage", sa.String(length=255), nullable=False),
        sa.Column(
            "from_state", sa.Enum("open", "won", "lost", name="dealstate", native_enum=False, length=24), nullable=True
        ),
        sa.Column(
            "to_state", sa.Enum("open", "won", "lost", name="dealstate", native_enum=False, length=24), nullable=False
        ),
        sa.Column("lost_reason", sa.String(length=255), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("happened_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("received_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("stored_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_stage_change_activity_id_activity")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_stage_change_author_id_member")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_stage_change_deal_id_deal")),
        sa.ForeignKeyConstraint(["from_stage"], ["stage.key"], name=op.f("fk_stage_change_from_stage_stage")),
        sa.ForeignKeyConstraint(
            ["lost_reason"], ["lost_reason.key"], name=op.f("fk_stage_change_lost_reason_lost_reason")
        ),
        sa.ForeignKeyConstraint(["to_stage"], ["stage.key"], name=op.f("fk_stage_change_to_stage_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_change")),
    )
    with op.batch_alter_table("stage_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_change_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stage_change_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stage_change_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stage_change_from_stage"), ["from_stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_stage_change_happened_at"), ["happened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_stage_change_lost_reason"), ["lost_reason"], unique=False)
        batch_op.create_index(batch_op.f("ix_stage_change_to_stage"), ["to_stage"], unique=False)

    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column("purchase_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=255), nullable=True),
        sa.Column("happened_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("received_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.Column("stored_at", domain.tables.base.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_payment_activity_id_activity")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_payment_author_id_member")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_payment_client_id_client")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_payment_deal_id_deal")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_payment_invoice_id_invoice")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchase.id"], name=op.f("fk_payment_purchase_id_purchase")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("form_key", name=op.f("uq_payment_form_key")),
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_happened_at"), ["happened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_invoice_id"), ["invoice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_paid_on"), ["paid_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_purchase_id"), ["purchase_id"], unique=False)
    create_search_index(op.get_bind())


def downgrade() -> None:
    """The way back is `python -m bot restore`."""
    raise RuntimeError("the way back is `python -m bot restore`")
