"""Every kind of push the bot sends by itself."""

from scheduler.kind import Kind

KINDS: tuple[Kind, ...] = ()
