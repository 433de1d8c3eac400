"""How long what lies beside the facts is kept, and why; facts, plans and people are for ever. See docs/upkeep.md."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, tuple_
from sqlalchemy.orm import Session

from domain.tables import (
    Audit,
    Base,
    DialogState,
    EntryAttempt,
    Inbox,
    InboxState,
    Job,
    JobRow,
    Notification,
    NotificationState,
    Picture,
)

BATCH = 200
"""Rows of one transaction: about 10 ms of the writer's time."""
KEPT_FOR_EVER = ("export", "delete", "dismiss", "undo_dismissal")
"""Who took out or destroyed what, and who was shut out when: a few rows a year, asked for years later."""
SPOOL_KEPT = timedelta(days=1)
"""A copy of a file that no job needs any more: it may hold the whole client base."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of a table that may go once they are so old. `old`: which are, given the instant so long ago."""

    table: type[Base]
    kept: timedelta
    old: Callable[[datetime], ColumnElement[bool]]


RULES = (
    # Telegram repeats an update for a day; a week is for looking into what went wrong.
    Rule(
        Inbox,
        timedelta(days=7),
        lambda before: Inbox.state.in_((InboxState.ANSWERED, InboxState.DEAD)) & (Inbox.received_at < before),
    ),
    # Nobody comes back to a form after a month.
    Rule(DialogState, timedelta(days=30), lambda before: DialogState.updated_at < before),
    # The key of what was sent keeps it from being sent again: the scheduler looks back 40 days at most.
    Rule(
        Notification,
        timedelta(days=90),
        lambda before: (
            Notification.state.in_((NotificationState.SENT, NotificationState.DROPPED)) & (Notification.due_at < before)
        ),
    ),
    # A picture of an older day is asked for seldom, and drawn again in a second.
    Rule(Picture, timedelta(days=30), lambda before: Picture.made_at < before),
    # Wrong codes count for an hour.
    Rule(EntryAttempt, timedelta(days=1), lambda before: EntryAttempt.at < before),
    # The refused and mended rows of an import, whose list is a file as well.
    Rule(
        JobRow,
        timedelta(days=90),
        lambda before: JobRow.job_id.in_(select(Job.id).where(Job.finished_at < before)),
    ),
    # Three years: as long as a dispute may come to court (Civil Code of Russia, art. 196).
    Rule(
        Audit,
        timedelta(days=3 * 365 + 1),
        lambda before: Audit.action.not_in(KEPT_FOR_EVER) & (Audit.at < before),
    ),
)


def prune(session: Session, rule: Rule, now: datetime) -> int:
    """Delete a batch of what is old by the rule; how many rows. Fewer than BATCH: nothing is left."""
    table = rule.table.__table__
    key = tuple_(*table.primary_key)
    some = select(*table.primary_key).where(rule.old(now - rule.kept)).limit(BATCH)
    gone = session.execute(delete(rule.table).where(key.in_(some)).execution_options(synchronize_session=False))
    return int(gone.rowcount)  # type: ignore[attr-defined]
