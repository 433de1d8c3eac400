"""Every kind of push the bot sends by itself."""

from scheduler import task_reminders
from scheduler.kind import Kind

KINDS: tuple[Kind, ...] = (task_reminders.KIND,)
