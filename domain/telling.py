"""What a member is told because of somebody else: quietly, when he works. Rule: "What the bot pushes by itself"."""

from typing import Any

from domain.outbox import Push, enqueue
from domain.schedules import next_hearing, schedule_of, three_working_days
from domain.tables import Member
from domain.use_case import Tx


def tell(tx: Tx, member: Member, kind: str, key: str, about: dict[str, Any]) -> None:
    """One silent push in his working hours; worth it for three working days. `key`: what makes it one of its kind."""
    schedule = schedule_of(tx.session, member)
    due_at = next_hearing(schedule, tx.now)
    expires_at = three_working_days(schedule, due_at)
    enqueue(tx.session, [Push(f"{kind}:{key}", kind, member.id, due_at, expires_at, about)], tx.now)
