"""Every kind of push the bot sends by itself."""

from scheduler import digests, evenings, meetings, mornings, second_reminders, task_reminders
from scheduler.kind import Kind

KINDS: tuple[Kind, ...] = (
    task_reminders.KIND,
    second_reminders.KIND,
    meetings.AHEAD,
    meetings.AFTER,
    mornings.MORNING,
    mornings.BUNDLE,
    mornings.WEEKLY,
    evenings.KIND,
    digests.KIND,
)
