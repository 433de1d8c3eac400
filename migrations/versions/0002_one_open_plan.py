"""One open row for each line of a plan

Where a double tap has left several, the older ones end where the next begins: no row goes, and the newest holds.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

PLANS = {
    "activity_plan": ("member_id", "line", "weekday"),
    "sales_plan": ("member_id", "month", "line"),
    "funnel_plan": ("member_id", "month", "stage"),
}


def upgrade() -> None:
    for name, key in PLANS.items():
        end_older_rows(name, key)
    one_open("activity_plan", "uq_activity_plan_current", ["member_id", "line"], "weekday IS NULL")
    one_open(
        "activity_plan", "uq_activity_plan_current_weekday", ["member_id", "line", "weekday"], "weekday IS NOT NULL"
    )
    one_open("sales_plan", "uq_sales_plan_current", ["member_id", "month", "line"])
    one_open("funnel_plan", "uq_funnel_plan_current", ["member_id", "month", "stage"])


def one_open(table: str, name: str, key: list[str], also: str | None = None) -> None:
    where = sa.text("until IS NULL" + (f" AND {also}" if also else ""))
    op.create_index(name, table, key, unique=True, sqlite_where=where, postgresql_where=where)


def end_older_rows(name: str, key: Sequence[str]) -> None:
    table = sa.table(
        name, sa.column("id"), sa.column("since", sa.Date), sa.column("until", sa.Date), *map(sa.column, key)
    )
    rows = op.get_bind().execute(sa.select(table).where(table.c.until.is_(None)).order_by(table.c.since, table.c.id))
    open_rows: dict[tuple[object, ...], sa.Row] = {}
    for row in rows.all():
        of = tuple(getattr(row, column) for column in key)
        older = open_rows.get(of)
        if older is not None:
            op.execute(sa.update(table).where(table.c.id == older.id).values(until=row.since))
        open_rows[of] = row


def downgrade() -> None:
    """The way back is `python -m bot restore`."""
    raise RuntimeError("the way back is `python -m bot restore`")
