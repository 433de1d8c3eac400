"""Every kind of message the bot sends by itself: how loud it is, and who may do without it for a while.

What is folded into the morning message, the evening check or a manager's bundle is no message of its own: those are
the kinds of `domain.nudges`. Rule: "What the bot pushes by itself", Loud, Silent, Folded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.tables import Role

ALL = frozenset(Role)
REPS = frozenset({Role.REP})
LEADERS = frozenset({Role.MANAGER, Role.OWNER})
OWNERS = frozenset({Role.OWNER})


class Volume(StrEnum):
    ASKED = "asked"
    """With sound: he named the hour himself, or it answers what he did."""
    LOUD = "loud"
    """With sound, unasked: at most so many a day ⚙, the rest come without sound."""
    SILENT = "silent"
    """Cannot wait, without sound."""


@dataclass(frozen=True, slots=True)
class PushKind:
    """`mutable`: a member may do without it for a week. `roles`: to whom it may come."""

    volume: Volume
    mutable: bool = False
    roles: frozenset[Role] = ALL


PUSH_KINDS: Mapping[str, PushKind] = {
    "task": PushKind(Volume.ASKED),
    "task_again": PushKind(Volume.SILENT, mutable=True),
    "task_given": PushKind(Volume.SILENT),
    "meeting": PushKind(Volume.ASKED, mutable=True),
    "meeting_after": PushKind(Volume.SILENT, mutable=True),
    "morning": PushKind(Volume.LOUD, mutable=True, roles=REPS),
    "bundle": PushKind(Volume.LOUD, mutable=True, roles=LEADERS),
    "weekly": PushKind(Volume.SILENT, mutable=True, roles=OWNERS),
    "behind": PushKind(Volume.SILENT, mutable=True, roles=REPS),
    "evening": PushKind(Volume.LOUD, mutable=True, roles=REPS),
    "focus_old": PushKind(Volume.SILENT, roles=OWNERS),
    "statement": PushKind(Volume.SILENT, roles=REPS),
    "team_statements": PushKind(Volume.SILENT, roles=LEADERS),
    "digest": PushKind(Volume.SILENT, mutable=True, roles=LEADERS),
    "digest_week": PushKind(Volume.SILENT, mutable=True, roles=LEADERS),
    "digest_month": PushKind(Volume.SILENT, mutable=True, roles=LEADERS),
    "digest_table": PushKind(Volume.SILENT, roles=LEADERS),
    "planning": PushKind(Volume.SILENT, mutable=True, roles=LEADERS),
    "request": PushKind(Volume.LOUD),
    "claim": PushKind(Volume.LOUD),
    "close_asked": PushKind(Volume.SILENT),
    "cleaning_summary": PushKind(Volume.SILENT, mutable=True, roles=frozenset({Role.MANAGER})),
    "not_mine": PushKind(Volume.SILENT),
    "member_away": PushKind(Volume.SILENT),
    "deal_won": PushKind(Volume.SILENT),
    "team_win": PushKind(Volume.SILENT, mutable=True),
    "big_payment": PushKind(Volume.LOUD, mutable=True),
    "big_loss": PushKind(Volume.LOUD, mutable=True),
    "first_step": PushKind(Volume.ASKED),
    "work_handed": PushKind(Volume.SILENT),
    "role_changed": PushKind(Volume.SILENT),
    "group_given": PushKind(Volume.SILENT),
    "sign_asked": PushKind(Volume.SILENT),
    "sign_answered": PushKind(Volume.SILENT),
    "question_asked": PushKind(Volume.SILENT),
    "question_answered": PushKind(Volume.SILENT),
    "import_done": PushKind(Volume.ASKED),
    "export_failed": PushKind(Volume.ASKED),
    "dead_update": PushKind(Volume.SILENT),
}
LOUD = frozenset(name for name, kind in PUSH_KINDS.items() if kind.volume is Volume.LOUD)
WHATEVER_THE_HOUR = frozenset({"first_step", "import_done", "export_failed", "dead_update", "meeting"})
"""What he waits for himself, what cannot wait, and a meeting, which is worth it until its end."""
