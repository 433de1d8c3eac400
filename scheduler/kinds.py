"""Every kind of push the bot sends by itself."""

from scheduler import (
    behind,
    cleaning,
    digests,
    evenings,
    focus,
    meetings,
    mornings,
    second_reminders,
    statements,
    task_reminders,
)
from scheduler.kind import Kind

KINDS: tuple[Kind, ...] = (
    task_reminders.KIND,
    second_reminders.KIND,
    meetings.AHEAD,
    meetings.AFTER,
    mornings.MORNING,
    mornings.BUNDLE,
    mornings.WEEKLY,
    behind.KIND,
    evenings.KIND,
    digests.DAILY,
    digests.WEEKLY,
    digests.MONTHLY,
    digests.PLANNING,
    statements.KIND,
    focus.KIND,
    cleaning.KIND,
)
